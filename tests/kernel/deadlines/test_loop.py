"""The loop warns, marks late, holds still at night and on rest days, and is safe to run twice."""

from __future__ import annotations

from datetime import date

import pytest

from renda.foundation import clock
from renda.kernel.deadlines import revision, service
from renda.kernel.deadlines.loop import run_clock
from renda.kernel.deadlines.models import Deadline, DeadlineShift, DeadlineStatus
from renda.kernel.notices.models import Notice
from renda.kernel.procedures.execute import Refused
from renda.law.errors import RulebookError
from renda.modules.suggestions.models import RhythmEvent
from tests.modules.suggestions.story import Story

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)


@pytest.fixture
def story(town_set):
    with clock.set_to(MONDAY):
        yield Story(town_set).handling()


def reply_clock(story) -> Deadline:
    return Deadline.objects.get(object_id=story.suggestion.pk, key="reply")


def notices(kind: str) -> int:
    return Notice.objects.filter(kind=kind).count()


def test_a_warning_goes_out_once_on_its_day(story):
    run_clock(clock.at(date(2026, 5, 18), 9))
    first = notices("deadline.warned")
    run_clock(clock.at(date(2026, 5, 18), 10))
    assert notices("deadline.warned") == first > 0
    assert 15 in reply_clock(story).warned


@pytest.mark.parametrize(
    "moment",
    [clock.at(date(2026, 6, 3), 22), clock.at(date(2026, 6, 6), 10), clock.at(date(2026, 6, 19), 10)],
    ids=["night", "saturday", "dragon boat festival"],
)
def test_nobody_is_disturbed_outside_office_hours(story, moment):
    before = Notice.objects.count()
    report = run_clock(moment)
    assert Notice.objects.count() == before
    assert report.counts["held_until_office_hours"] == 1


def test_a_make_up_saturday_is_a_working_day(story):
    report = run_clock(clock.at(date(2026, 5, 9), 10))
    assert report.counts["held_until_office_hours"] == 0


def test_late_is_said_once_and_urges_the_unit(story):
    run_clock(clock.at(date(2026, 6, 3), 9))
    run_clock(clock.at(date(2026, 6, 3), 10))
    assert reply_clock(story).status == DeadlineStatus.LATE
    assert story.suggestion.urging_set.count() == 1
    assert Notice.objects.filter(kind="deadline.late", title__contains="答复期限").count() == 1


def test_answered_after_the_day_is_on_record_as_late(story):
    run_clock(clock.at(date(2026, 6, 3), 9))
    with clock.set_to(date(2026, 6, 4)):
        story.replied()
    assert reply_clock(story).status == DeadlineStatus.MET_LATE


def test_a_paused_clock_gives_the_days_back(story):
    due_on = reply_clock(story).due_on
    service.pause(story.suggestion, "reply")
    with clock.set_to(date(2026, 3, 12)):
        service.resume(story.suggestion, "reply")
    moved = reply_clock(story)
    assert (moved.due_on - due_on).days == 10
    assert moved.explanation["moves"][0]["why"]


def table_of_2027() -> dict:
    return {
        "year": 2027,
        "status": "published",
        "notices": [{"title": "2027年放假安排（试验）", "number": "试〔2026〕1号", "issued_on": date(2026, 11, 1)}],
        "holidays": [{"name": "元旦", "from": date(2027, 1, 1), "to": date(2027, 1, 3)}, {"name": "春节", "from": date(2027, 2, 5), "to": date(2027, 2, 13)}],
        "makeup_workdays": [],
    }  # fmt: skip


def test_a_new_holiday_table_moves_days_only_after_confirmation(story):
    with clock.set_to(date(2026, 11, 9)):
        second = Story(story.made).handling()
        running = Deadline.objects.get(object_id=second.suggestion.pk, key="reply")
        assert running.due_on == date(2027, 2, 9) and running.provisional
        _, shifts = revision.load_year(table_of_2027(), loaded_by="周文书")
        shift = next(found for found in shifts if found.deadline_id == running.pk)
        assert (shift.old_due_on, shift.new_due_on) == (date(2027, 2, 9), date(2027, 2, 15))
        running.refresh_from_db()
        assert running.due_on == date(2027, 2, 9)
        revision.confirm(revision.open_shifts())
        running.refresh_from_db()
        assert running.due_on == date(2027, 2, 15) and not running.provisional
        assert not revision.open_shifts().exists()


def test_a_declined_shift_leaves_the_day(story):
    with clock.set_to(date(2026, 11, 9)):
        second = Story(story.made).handling()
        revision.load_year(table_of_2027(), loaded_by="周文书")
        revision.drop(list(revision.open_shifts()))
        running = Deadline.objects.get(object_id=second.suggestion.pk, key="reply")
        assert running.due_on == date(2027, 2, 9)
        assert DeadlineShift.objects.filter(dropped_at__isnull=False).exists()


def test_a_broken_table_is_refused_and_nothing_is_stored(story):
    with pytest.raises(RulebookError):
        revision.load_year({**table_of_2027(), "year": "二〇二七"}, loaded_by="周文书")


def test_the_rhythm_comes_by_itself_once_per_period(story):
    for day in (date(2026, 4, 20), date(2026, 4, 21), date(2026, 4, 30)):
        run_clock(clock.at(day, 9))
    hearings = RhythmEvent.objects.filter(kind="hearing", period_from=date(2026, 3, 1))
    assert hearings.count() == 1
    assert "听取会材料" in hearings.get().sheet.title
    with pytest.raises(Refused, match="不能“归档”"):
        story.act("office", "file", matter=hearings.get())
