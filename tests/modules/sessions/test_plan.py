"""The checklist: laid out from the data, ticked, changed, begun from last year's."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from renda.kernel.audit.models import AuditEntry
from renda.kernel.deadlines.loop import run_clock
from renda.kernel.deadlines.models import Deadline
from renda.kernel.documents.engine import templates
from renda.kernel.documents.papers import make_paper
from renda.kernel.dossiers.filing import dossier_of
from renda.kernel.procedures.execute import Refused
from renda.kernel.units.models import TownProfile
from renda.modules.sessions import facts, planning, selectors, standing
from tests.modules.sessions.prepared import CLOSES, OPENS, closed, fresh, prepared, row, step, tick

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_clock")]


def by_key(work, phase=None):
    return {line.step.key: line for line in standing.lines(work, phase)}


def test_every_step_of_the_kind_stands_on_its_day(town_set):
    work = prepared(town_set)
    lines = standing.lines(work)
    assert [line.step.due_on for line in lines] == sorted(line.step.due_on for line in lines)
    assert row(work, "notice").due_on == date(2026, 6, 30) and row(work, "notice").limit_on == date(
        2026, 7, 8
    )
    assert "election_method" not in by_key(work) and "announce" not in by_key(work)


def test_a_deadline_runs_for_each_last_day_by_rule(town_set):
    work = prepared(town_set)
    found = {one.key: one.due_on for one in Deadline.objects.filter(object_id=work.pk)}
    assert found["notice"] == date(2026, 7, 8) and found["leave"] == OPENS - timedelta(days=1)
    assert "handover" not in found  # counted when the session has closed


def test_one_tick_is_enough_and_can_be_taken_back(town_set, frozen_clock):
    work = prepared(town_set)
    frozen_clock.to(date(2026, 7, 1))
    tick(town_set, work, "notice")
    assert row(work, "notice").done_on == date(2026, 7, 1) and by_key(work)["notice"].standing == "done"
    assert Deadline.objects.get(object_id=work.pk, key="notice").status == "met"
    step(town_set, work, "untick", step="notice")
    assert row(work, "notice").done_on is None
    assert Deadline.objects.filter(object_id=work.pk, key="notice", status="running").count() == 1
    assert "把会议通知发给每位代表" in AuditEntry.objects.order_by("-number").first().sentence


def test_a_tick_of_nothing_or_of_tomorrow_is_refused(town_set):
    work = prepared(town_set)
    with pytest.raises(Refused, match="没有这一项"):
        tick(town_set, work, "nothing")
    with pytest.raises(Refused, match="还没有到"):
        tick(town_set, work, "party", done_on=date(2026, 3, 6))


def test_how_a_step_stands(town_set, frozen_clock):
    work = prepared(town_set)
    frozen_clock.to(date(2026, 7, 8))
    assert by_key(work)["notice"].standing == "over"  # the usual day has passed, the last day has not
    frozen_clock.to(date(2026, 7, 9))
    line = by_key(work)["notice"]
    assert line.standing == "missed" and line.is_red and any("第20条" in one for one in line.articles)
    tick(town_set, work, "notice")
    assert by_key(work)["notice"].words == "办好了，比规定晚1天"
    assert by_key(work)["venue"].standing == "near" and by_key(work)["minutes"].standing == "ahead"


def test_steps_already_past_at_the_beginning_say_so(town_set, frozen_clock):
    frozen_clock.to(date(2026, 6, 20))
    line = by_key(prepared(town_set))["party"]
    assert line.standing == "over" and "已过" in line.words


def test_the_place_sets_the_last_day(town_set):
    profile = TownProfile.current()
    profile.place_code = "500112"
    profile.save()
    work = prepared(town_set)
    assert row(work, "notice").limit_on == OPENS - timedelta(days=10)
    assert "规定的最后一天" in by_key(work)["notice"].last_words
    with pytest.raises(Refused, match="不能划掉"):
        step(town_set, work, "remove_step", step="notice")


def test_the_office_adds_changes_and_strikes_out(town_set):
    work = prepared(town_set)
    step(
        town_set,
        work,
        "add_step",
        phase="before",
        label="请县人大领导",
        who="主席",
        hint="",
        count=10,
        unit="working-day",
    )
    own = work.steps.get(is_own=True)
    assert own.due_on == date(2026, 7, 1) and own.days_words == "开幕前10个工作日"
    step(
        town_set,
        work,
        "change_step",
        step="seats",
        label="排座次（会场画图）",
        who="小李",
        hint="",
        count=5,
        unit="calendar-day",
    )
    assert row(work, "seats").due_on == date(2026, 7, 10) and row(work, "seats").who == "小李"
    step(town_set, work, "remove_step", step="scripts")
    assert "scripts" not in by_key(work)
    step(town_set, work, "restore_step", step="scripts")
    assert "scripts" in by_key(work)


def test_a_change_past_the_last_day_is_pulled_forward_and_said(town_set):
    work = prepared(town_set)
    outcome = step(
        town_set,
        work,
        "change_step",
        step="notice",
        label="发通知",
        who="",
        hint="",
        count=3,
        unit="calendar-day",
    )
    assert row(work, "notice").due_on == row(work, "notice").limit_on
    assert any("太晚" in reason.text for reason in outcome.warnings)


def test_next_year_begins_with_this_years_changes(town_set, frozen_clock):
    work = prepared(town_set)
    step(
        town_set,
        work,
        "add_step",
        phase="after",
        label="走访请假代表",
        who="",
        hint="",
        count=3,
        unit="calendar-day",
    )
    step(
        town_set,
        work,
        "change_step",
        step="seats",
        label="排座次",
        who="小李",
        hint="",
        count=6,
        unit="calendar-day",
    )
    step(
        town_set,
        work,
        "remove_step",
        step="scripts",
    )
    frozen_clock.to(date(2027, 3, 5))
    next_year = prepared(town_set, opens_on=date(2027, 7, 14), closes_on=date(2027, 7, 14))
    assert next_year.steps.filter(is_own=True).get().label == "走访请假代表"
    assert (row(next_year, "seats").who, row(next_year, "seats").count) == ("小李", 6)
    assert row(next_year, "scripts").removed_on is not None
    assert not next_year.steps.filter(done_on__isnull=False).exists()


def test_moving_shows_old_and_new_days_before_anything_is_written(town_set):
    work = prepared(town_set)
    found = {
        step.key: (step.due_on, planned.due_on)
        for step, planned in planning.changes(work, date(2026, 7, 22), date(2026, 7, 23))
    }
    assert found["notice"] == (date(2026, 6, 30), date(2026, 7, 7))
    assert row(work, "notice").due_on == date(2026, 6, 30)


def test_what_the_system_sees_is_ticked(town_set, frozen_clock, monkeypatch):
    monkeypatch.setitem(
        facts._facts,
        "materials_packed",
        facts.Fact("materials_packed", "材料都装好袋了", lambda session: date(2026, 7, 10)),
    )
    work = prepared(town_set)
    frozen_clock.to(date(2026, 7, 13))
    line = by_key(work)["packing"]
    assert line.is_done and line.seen == "材料都装好袋了" and row(work, "packing").done_on is None
    run_clock()
    assert row(work, "packing").by_fact and row(work, "packing").done_on == date(2026, 7, 10)
    assert by_key(work)["packing"].seen == "材料都装好袋了"


def test_a_paper_that_went_out_is_seen_and_taken_into_the_dossier(town_set, frozen_clock, monkeypatch):
    work = prepared(town_set)
    frozen_clock.to(date(2026, 6, 20))
    paper = make_paper("agenda", templates.example("agenda"))
    monkeypatch.setattr(facts, "_papers", [lambda templates, since, until: [
        facts.SentPaper(one, date(2026, 6, 20), paper) for one in templates if one == "agenda"
    ]])  # fmt: skip
    assert by_key(work)["agenda"].is_done and "发出" in by_key(work)["agenda"].seen
    for _ in range(2):
        step(town_set, work, "gather")
    assert [item.role for item in dossier_of(work).items.all()] == ["agenda"]


def test_what_was_seen_before_the_day_was_changed_no_longer_counts(town_set, frozen_clock, monkeypatch):
    sent_on = {"day": date(2026, 6, 9)}
    monkeypatch.setitem(
        facts._facts,
        "notice_sent",
        facts.Fact("notice_sent", "通知已发给每位代表", lambda session: sent_on["day"]),
    )
    work = prepared(town_set)
    frozen_clock.to(date(2026, 6, 10))
    step(town_set, work, "publish", published_on=date(2026, 6, 10))
    step(town_set, work, "move", opens_on=date(2026, 7, 22), closes_on=date(2026, 7, 23), reason="防汛")
    work = fresh(work)
    assert not by_key(work)["notice"].is_done
    sent_on["day"] = date(2026, 6, 12)
    assert by_key(work)["notice"].is_done


def test_the_desk_gets_what_is_near(town_set, frozen_clock):
    work = prepared(town_set)
    assert not selectors.tasks_near().exists()
    frozen_clock.to(date(2026, 5, 28))
    assert [step.key for step in selectors.tasks_near()] == ["party"]
    tick(town_set, work, "party")
    assert "party" not in [step.key for step in selectors.tasks_near()]


def test_after_the_session_the_desk_gets_what_comes_after(town_set, frozen_clock):
    work = closed(town_set, frozen_clock, prepared(town_set))
    frozen_clock.to(CLOSES + timedelta(days=5))
    assert {"bulletin", "minutes"} <= {step.key for step in selectors.tasks_near() if step.phase == "after"}
    assert by_key(work, "after")["handover"].step.limit_on == date(2026, 8, 17)


def test_the_number_of_queries_does_not_grow(town_set):
    work = prepared(town_set)
    with CaptureQueriesContext(connection) as few:
        standing.lines(work)
    for place in range(10):
        step(
            town_set,
            work,
            "add_step",
            phase="before",
            label=f"事{place}",
            who="",
            hint="",
            count=3,
            unit="calendar-day",
        )
    with CaptureQueriesContext(connection) as many:
        standing.lines(work)
    assert len(many) == len(few)
