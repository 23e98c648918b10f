"""The calendar of an election: polling day moves, steps are ticked or tick themselves."""

from __future__ import annotations

from datetime import date

from renda.foundation import clock
from renda.kernel.deadlines import service
from renda.modules.deputy_elections import days
from tests.modules.deputy_elections.story import POLLING, refused


def test_polling_day_moves_and_takes_its_days_along(round_):
    round_.divide()
    round_.take("move_day", polling_on=date(2027, 1, 10), reason="县里推迟")
    assert days.last_day(round_.election, "voter_list").on == date(2026, 12, 21)
    found = {deadline.key: deadline for deadline in service.open_of(round_.election)}
    assert found["voter_list"].due_on == date(2026, 12, 21)
    move = round_.election.moves.get()
    assert (move.old_on, move.new_on) == (POLLING, date(2027, 1, 10))
    refused(lambda: round_.take("move_day", polling_on=date(2026, 9, 10), reason="提前"), "已经错过")
    refused(lambda: round_.take("move_day", polling_on=date(2027, 1, 10), reason="x"), "和原来一样")


def test_a_list_done_in_time_forbids_an_earlier_day(round_):
    round_.until_listed()
    with clock.set_to(date(2026, 11, 29)):
        reasons = refused(
            lambda: round_.take("move_day", polling_on=date(2026, 12, 17), reason="提前"), "办得晚了"
        )
        assert any("第28条" in article for reason in reasons for article in reason.articles)


def test_ticks(round_):
    day = date(2026, 9, 1)
    round_.take("tick", step="committee", done_on=day)
    assert days.done(round_.election)["committee"] == day
    refused(lambda: round_.take("tick", step="committee", done_on=day), "已经记过")
    refused(lambda: round_.take("tick", step="training", done_on=date(2026, 9, 2)), "不能在今天以后")
    refused(lambda: round_.take("tick", step="nothing", done_on=day), "没有这一步")
    round_.take("untick", step="committee", reason="记错了")
    assert "committee" not in days.done(round_.election)


def test_lists_tick_themselves_when_every_constituency_has_them(round_):
    round_.until_listed()
    assert days.done(round_.election)["voter_list"] == date(2026, 11, 28)
    met = service.Deadline.objects.get(object_id=round_.election.pk, key="voter_list")
    assert met.status == "met" and met.met_on == date(2026, 11, 28)
