"""The way of a session: prepared, published, opened with a quorum, closed, filed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from renda.kernel.deadlines.models import Deadline, DeadlineStatus
from renda.kernel.dossiers.filing import changed_since_sealing, dossier_of, put
from renda.kernel.dossiers.models import Retention
from renda.kernel.notices.models import Delivery, Notice
from renda.kernel.people.models import CongressSession, Mandate, Term
from renda.kernel.procedures.execute import MovedMeanwhile, Refused, execute
from renda.modules.sessions import facts
from renda.modules.sessions.actions import days
from tests.modules.sessions.prepared import (
    CLOSES,
    OPENS,
    closed,
    filled,
    fresh,
    noticed,
    opened,
    prepared,
    row,
    seats,
    step,
    tick,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_clock")]


def reasons(refused) -> str:
    return "".join(f"{one.text}{one.mend}{one.articles}" for one in refused.value.reasons)


def test_the_number_goes_on_by_itself_and_the_dossier_is_open(town_set):
    work = prepared(town_set)
    assert str(work) == "第十九届第六次会议" and work.state == "planned"
    assert dossier_of(work).title == "第十九届第六次会议" and dossier_of(work).sealed_at is None
    assert (
        str(prepared(town_set, "extraordinary", date(2026, 9, 2), date(2026, 9, 2), cause="防汛"))
        == "第十九届第七次会议"
    )


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ({"opens_on": date(2026, 3, 4)}, "已经过了"),
        ({"closes_on": date(2026, 7, 14)}, "闭幕日期在开幕日期以前"),
        ({"kind": "yearly"}, "没有“yearly”"),
        ({"kind": "extraordinary"}, "为什么召集"),
        ({"kind": "first"}, "代表选举完成"),
        ({"opens_on": None}, "还没有填“开幕日期”"),
    ],
)
def test_what_cannot_be_is_refused(town_set, data, word):
    with pytest.raises(Refused) as refused:
        prepared(town_set, **{"opens_on": OPENS, **data})
    assert word in reasons(refused)
    assert CongressSession.objects.count() == 1


def test_a_session_registered_with_its_days_is_taken_over_not_doubled(town_set):
    waiting = CongressSession.objects.create(term=town_set.term, number=6, opens_on=OPENS, closes_on=OPENS)
    work = prepared(town_set)
    assert work.session == waiting and CongressSession.objects.filter(opens_on__gte=OPENS).count() == 1
    waiting.refresh_from_db()
    assert waiting.closes_on == CLOSES
    with pytest.raises(Refused, match="就在这几天"):
        prepared(town_set)


def test_two_sessions_at_once_and_numbers_the_wrong_way_round_are_refused(town_set):
    prepared(town_set)
    with pytest.raises(Refused, match="就在这几天"):
        prepared(town_set, "extraordinary", CLOSES, CLOSES, cause="防汛")
    with pytest.raises(Refused, match="先后颠倒"):
        prepared(town_set, "extraordinary", date(2026, 5, 6), date(2026, 5, 6), cause="防汛")


def test_an_extraordinary_session_asked_for_by_deputies_needs_a_fifth(town_set):
    seats(town_set, 61)
    given = {"kind": "extraordinary", "closes_on": OPENS, "cause": "代表提议"}
    with pytest.raises(Refused) as refused:
        prepared(town_set, proposers=12, **given)
    assert "需要13人" in reasons(refused) and "第14条第3款" in reasons(refused)
    assert prepared(town_set, proposers=13, **given).proposers == 13


def test_a_holiday_is_said_and_people_decide(town_set):
    opens = date(2026, 10, 1)
    assert prepared(town_set, opens_on=opens, closes_on=opens).session.opens_on == opens
    outcome = step(town_set, prepared(town_set, opens_on=date(2026, 12, 7), closes_on=date(2026, 12, 7)), "move",
                   opens_on=date(2026, 12, 6), closes_on=date(2026, 12, 6), reason="改到周日")  # fmt: skip
    assert any("星期日" in reason.text for reason in outcome.warnings)


def test_the_first_session_opens_a_new_congress(town_set):
    work = prepared(town_set, "first", date(2026, 11, 10), date(2026, 11, 11), counted_from=date(2026, 9, 10))
    assert str(work) == "第二十届第一次会议"
    assert Term.objects.get(number=20).starts_on == date(2026, 11, 10)
    step(town_set, work, "move", opens_on=date(2026, 11, 9), closes_on=date(2026, 11, 9), reason="提前一天")
    assert Term.objects.get(number=20).starts_on == date(2026, 11, 9)


def test_a_first_session_too_late_is_said_with_the_article(town_set):
    work = prepared(town_set, "first", date(2026, 11, 10), date(2026, 11, 10), counted_from=date(2026, 9, 10))
    late = {"opens_on": date(2026, 11, 11), "closes_on": date(2026, 11, 11), "reason": "再等一天"}
    warnings = step(town_set, work, "move", **late).warnings
    assert any("第20条" in article for one in warnings for article in one.articles)


def too_late():
    return [one for one in days.missed("midyear", OPENS, CLOSES) if "会议通知" in one.text]


def test_a_legal_minimum_missed_by_one_day_is_told_with_its_article(town_set, frozen_clock):
    frozen_clock.to(OPENS - timedelta(days=7))
    assert too_late() == []
    frozen_clock.to(OPENS - timedelta(days=6))
    (found,) = too_late()
    assert not found.blocks and any("第20条" in article for article in found.articles)


def test_only_the_office_prepares(town_set):
    work = prepared(town_set)
    with pytest.raises(PermissionDenied):
        step(town_set, work, "tick", by="chair", step="party")


def test_an_unpublished_session_does_not_open(town_set, frozen_clock):
    work = prepared(town_set)
    frozen_clock.to(OPENS)
    with pytest.raises(MovedMeanwhile):
        step(town_set, work, "open", began_on=OPENS, present=3)


@pytest.mark.parametrize(("present", "opens"), [(39, False), (40, True), (60, True), (61, False)])
def test_the_quorum_is_two_thirds_of_the_deputies_in_office(town_set, frozen_clock, present, opens):
    seats(town_set, 60)
    work = noticed(town_set, frozen_clock, prepared(town_set))
    frozen_clock.to(OPENS)
    if opens:
        step(town_set, work, "open", began_on=OPENS, present=present)
        assert (fresh(work).state, fresh(work).base) == ("opened", 60)
        return
    with pytest.raises(Refused) as refused:
        step(town_set, work, "open", began_on=OPENS, present=present)
    assert fresh(work).state == "noticed"
    assert ("第14条第4款" in reasons(refused) and "还差1人" in reasons(refused)) or "多于在任代表" in reasons(
        refused
    )


def test_a_seat_that_ended_yesterday_does_not_count(town_set, frozen_clock):
    seats(town_set, 60)
    Mandate.objects.filter(person__name="代表003").update(
        until_on=OPENS - timedelta(days=1), end_cause="辞职"
    )
    work = opened(town_set, frozen_clock, prepared(town_set), present=40)
    assert work.base == 59


def test_another_number_than_the_sign_in_wants_a_word(town_set, frozen_clock, monkeypatch):
    monkeypatch.setattr(facts, "_attendance", [lambda session: facts.Attendance(2, 3)])
    work = noticed(town_set, frozen_clock, prepared(town_set))
    frozen_clock.to(OPENS)
    with pytest.raises(Refused, match="签到的是2人"):
        step(town_set, work, "open", began_on=OPENS, present=3)
    step(town_set, work, "open", began_on=OPENS, present=3, count_note="一位代表签到机没有认出来")
    assert fresh(work).count_note


def test_it_does_not_open_before_its_day_nor_close_before_it_opened(town_set, frozen_clock):
    work = noticed(town_set, frozen_clock, prepared(town_set))
    frozen_clock.to(OPENS - timedelta(days=1))
    with pytest.raises(Refused, match="还没有到"):
        step(town_set, work, "open", began_on=OPENS - timedelta(days=1), present=3)
    with pytest.raises(MovedMeanwhile):
        step(town_set, work, "close", ended_on=OPENS, outcome="无")
    frozen_clock.to(OPENS)
    step(town_set, work, "open", began_on=OPENS, present=3)
    with pytest.raises(Refused, match="开幕日期以前"):
        step(town_set, work, "close", ended_on=OPENS - timedelta(days=1), outcome="无")


def test_a_prolonged_session_moves_what_comes_after(town_set, frozen_clock):
    work = opened(town_set, frozen_clock, prepared(town_set))
    before = row(work, "minutes").due_on
    with pytest.raises(Refused, match="原来就开到"):
        step(town_set, work, "prolong", ended_on=CLOSES, reason="没有审完")
    step(town_set, work, "prolong", ended_on=CLOSES + timedelta(days=4), reason="没有审完")
    assert fresh(work).session.closes_on == CLOSES + timedelta(days=4)
    assert row(work, "minutes").due_on > before and work.moves.get().reason == "没有审完"


def test_closing_starts_what_comes_after(town_set, frozen_clock):
    work = closed(town_set, frozen_clock, prepared(town_set))
    found = Deadline.objects.get(object_id=work.pk, key="handover")
    assert found.start_on == CLOSES and found.due_on == row(work, "handover").limit_on
    assert found.status == DeadlineStatus.RUNNING


def test_filing_wants_the_papers_and_seals_with_their_list(town_set, frozen_clock):
    work = closed(town_set, frozen_clock, prepared(town_set))
    with pytest.raises(Refused, match="会议记录"):
        step(town_set, work, "file")
    work = filled(town_set, work)
    outcome = step(town_set, work, "file")
    assert any("会后还有" in reason.text for reason in outcome.warnings)
    dossier = dossier_of(work)
    assert (
        dossier.sealed_at and dossier.retention == Retention.PERMANENT and not changed_since_sealing(dossier)
    )
    assert dossier.items.filter(role="contents", paper__template="archive_catalogue").exists()
    assert not Deadline.objects.filter(object_id=work.pk, status__in=DeadlineStatus.open()).exists()
    with pytest.raises(Refused, match="封存"):
        tick(town_set, fresh(work), "minutes")


def test_a_session_may_cross_the_year(town_set, frozen_clock):
    work = prepared(town_set, "regular", date(2026, 12, 31), date(2027, 1, 1))
    assert row(work, "notice").due_on.year == 2026 and row(work, "minutes").due_on.year == 2027


def test_moving_a_published_day_tells_everybody_and_must_be_published_again(town_set, frozen_clock):
    work = noticed(town_set, frozen_clock, prepared(town_set))
    tick(town_set, work, "notice")
    step(town_set, work, "move", opens_on=date(2026, 7, 22), closes_on=date(2026, 7, 23), reason="防汛")
    work = fresh(work)
    assert (work.state, work.published_on, work.session.opens_on) == ("planned", None, date(2026, 7, 22))
    assert row(work, "publish").done_on is None and row(work, "notice").again_from == date(2026, 6, 10)
    assert row(work, "notice").due_on == date(2026, 7, 7)
    told = Notice.objects.get(kind="session.redated")
    names = {
        delivery.account.person.name
        for delivery in Delivery.objects.filter(notice=told, account__isnull=False)
    }
    assert {"王代表", "周文书", "陈主席"} <= names
    assert Deadline.objects.get(object_id=work.pk, key="notice", status="running").due_on == date(2026, 7, 15)


def test_moving_an_unpublished_day_tells_only_who_prepares(town_set):
    work = prepared(town_set)
    tick(town_set, work, "party")
    step(town_set, work, "move", opens_on=date(2026, 7, 22), closes_on=date(2026, 7, 23), reason="主席出差")
    assert row(work, "party").done_on is not None
    told = Notice.objects.get(kind="session.moved")
    assert not Delivery.objects.filter(notice=told, account__person__name="王代表").exists()
    with pytest.raises(Refused, match="和原来一样"):
        step(town_set, work, "move", opens_on=date(2026, 7, 22), closes_on=date(2026, 7, 23), reason="再改")


def test_a_wrong_kind_is_corrected_and_ticks_stay(town_set):
    work = prepared(town_set)
    tick(town_set, work, "party")
    step(town_set, work, "correct", kind="regular", number=6)
    assert row(work, "party").done_on and row(work, "budget_hearing").limit_on
    assert row(work, "party").count == 60
    with pytest.raises(Refused, match="已经有了"):
        step(town_set, work, "correct", kind="regular", number=5)


def test_whoever_shows_an_old_page_is_told(town_set):
    work = prepared(town_set)
    tick(town_set, work, "party")
    with pytest.raises(MovedMeanwhile):
        execute(town_set.actor("office"), work, "move", {"opens_on": OPENS, "reason": "改"}, version=0)


def test_a_paper_without_an_organ_is_the_congresss_own_in_the_list_of_contents(town_set, frozen_clock):
    work = filled(town_set, closed(town_set, frozen_clock, prepared(town_set)))
    dossier = dossier_of(work)
    put(dossier, "agenda", "会议议程")
    step(town_set, work, "file")
    assert fresh(work).state == "filed" and dossier_of(work).sealed_at
