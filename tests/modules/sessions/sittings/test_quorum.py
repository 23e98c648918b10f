"""Enough or not enough, to the last whole person, by the roll of the day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from renda.foundation import clock
from renda.kernel.procedures.execute import Refused
from renda.law.errors import RulebookError
from renda.modules.sessions.attendance.models import Duty
from renda.modules.sessions.sittings.actions import course, planning, signing
from renda.modules.sessions.sittings.models import SignIn, SittingKind
from renda.modules.sessions.sittings.quorum import judge, quorum_of, quorum_of_session

ARTICLE = "地方组织法第14条第4款"


@pytest.mark.parametrize(
    ("present", "base", "met", "sentence"),
    [
        (41, 60, True, "应到 60，实到 41，已达到三分之二（需要 40）"),
        (40, 60, True, "应到 60，实到 40，已达到三分之二（需要 40）"),
        (39, 60, False, "应到 60，实到 39，还差 1 人才达到三分之二（需要 40）"),
        (40, 61, False, "应到 61，实到 40，还差 1 人才达到三分之二（需要 41）"),
        (41, 61, True, "应到 61，实到 41，已达到三分之二（需要 41）"),
        (0, 3, False, "应到 3，实到 0，还差 2 人才达到三分之二（需要 2）"),
    ],
)
def test_the_sentence_has_exact_numbers(present, base, met, sentence):
    found = judge("session-quorum", present, base, date(2026, 1, 20), name="quorum")
    assert (found.met, found.sentence, found.rule) == (met, sentence, "session-quorum")
    assert found.articles == (ARTICLE,)


def test_every_count_agrees_with_two_thirds_worked_out_by_hand():
    for base in range(1, 161):
        for present in range(base + 1):
            found = judge("session-quorum", present, base, date(2026, 1, 20), name="quorum")
            assert found.met == (3 * present >= 2 * base)
            assert (found.present >= found.needed) == found.met


def test_impossible_numbers_are_no_quorum():
    with pytest.raises(RulebookError):
        judge("session-quorum", -1, 60, date(2026, 1, 20), name="quorum")
    assert not judge("session-quorum", 0, 0, date(2026, 1, 20), name="quorum").met


def test_only_deputies_in_office_and_in_the_hall_count(hall):
    hall.begin_sign_in()
    observer = hall.list_observer()
    hall.sign(observer, *hall.attendees[:6])
    found = quorum_of(hall.sitting)
    assert (found.base, found.present, found.needed, found.met) == (9, 6, 6, True)
    row = SignIn.objects.get(attendee=hall.attendees[0])
    signing.leave(hall.office, row, "家里有急事")
    assert (quorum_of(hall.sitting).present, quorum_of(hall.sitting).met) == (5, False)
    signing.come_back(hall.office, row)
    assert quorum_of(hall.sitting).present == 6
    signing.undo(hall.office, row, "扫错了证件")
    assert quorum_of(hall.sitting).present == 5


def test_whoever_lost_the_seat_is_out_of_both_numbers(hall):
    hall.begin_sign_in()
    hall.sign(*hall.attendees[:6])
    gone = hall.attendees[0].mandate
    gone.until_on, gone.end_cause = clock.today() - timedelta(days=1), "调离本行政区域"
    gone.save()
    found = quorum_of(hall.sitting)
    assert (found.base, found.present, found.needed, found.met) == (8, 5, 6, False)


def test_opening_without_quorum_is_refused_with_the_article(hall):
    hall.begin_sign_in()
    hall.sign(*hall.attendees[:5])
    with pytest.raises(Refused) as refused:
        course.open_sitting(hall.chair, hall.sitting)
    (reason,) = refused.value.reasons
    assert reason.text == "应到 9，实到 5，还差 1 人才达到三分之二（需要 6），不能开会。"
    assert reason.rule == "session-quorum" and "第14条第4款" in "".join(reason.articles) and reason.mend
    hall.sitting.refresh_from_db()
    assert hall.sitting.opened_at is None
    hall.sign(hall.attendees[5])
    opened = course.open_sitting(hall.chair, hall.sitting)
    assert (
        opened.opening["present"] == 6 and opened.opening["base"] == 9 and len(opened.opening["seats"]) == 9
    )


def test_without_sign_in_nothing_is_opened(hall):
    with pytest.raises(Refused, match="还没有签到"):
        course.open_sitting(hall.chair, hall.sitting)


def test_a_town_without_deputies_is_told_so(hall):
    for row in hall.attendees:
        row.mandate.until_on = date(2026, 1, 1)
        row.mandate.save()
    hall.begin_sign_in()
    assert "没有在任的人" in quorum_of(hall.sitting).sentence
    with pytest.raises(Refused, match="不能开会"):
        course.open_sitting(hall.chair, hall.sitting)


def test_what_was_counted_at_the_opening_stays_when_the_roll_changes(hall):
    sitting = hall.opened(6)
    hall.add_deputies(3)
    assert quorum_of(sitting).base == 12 and not quorum_of(sitting).met
    sitting.refresh_from_db()
    assert (sitting.opening["base"], sitting.opening["present"]) == (9, 6)


def test_past_midnight_and_the_turn_of_the_year_the_roll_of_the_opening_day_counts(hall, frozen_clock):
    late = clock.at(date(2026, 12, 31), 20)
    frozen_clock.to(late)
    seat = hall.attendees[0].mandate
    seat.until_on = date(2026, 12, 31)
    seat.save()
    sitting = hall.begin_sign_in(hall.plan("第二次全体会议", late, ends_at=late + timedelta(hours=6)))
    hall.sign(*hall.attendees, sitting=sitting)
    sitting = course.open_sitting(hall.chair, sitting)
    frozen_clock.forward(hours=5)
    assert clock.today() == date(2027, 1, 1)
    assert (quorum_of(sitting).base, quorum_of(sitting).present, quorum_of(sitting).on) == (
        9,
        9,
        date(2026, 12, 31),
    )


def test_the_presidium_goes_by_its_own_rule(hall):
    for row in hall.attendees[:4]:
        Duty.objects.create(attendee=row, kind="presidium")
    sitting = hall.begin_sign_in(
        hall.plan("主席团第一次会议", clock.at(clock.today(), 9), SittingKind.PRESIDIUM)
    )
    told = hall.sign(*hall.attendees[:2], hall.attendees[8], sitting=sitting)
    assert told[2].outcome == "refused" and "不是主席团成员" in told[2].words
    found = quorum_of(sitting)
    assert (found.base, found.present, found.needed, found.met, found.rule) == (
        4,
        2,
        3,
        False,
        "presidium-quorum",
    )
    assert found.sentence == "应到 4，实到 2，还差 1 人才过半数（需要 3）"
    hall.sign(hall.attendees[2], sitting=sitting)
    assert quorum_of(sitting).sentence == "应到 4，实到 3，已过半数（需要 3）"


def test_groups_have_no_quorum(hall):
    sitting = hall.begin_sign_in(hall.plan("分组审议", clock.at(clock.today(), 14), SittingKind.GROUP))
    assert quorum_of(sitting) is None
    assert course.open_sitting(hall.chair, sitting).opened_at


def test_the_session_asks_the_sitting_that_matters_now(hall, frozen_clock):
    assert quorum_of_session(hall.session).present == 0
    second = hall.plan("第二次全体会议", clock.at(clock.today(), 15))
    hall.opened(7)
    assert quorum_of_session(hall.session).present == 7
    course.close_sitting(hall.chair, hall.sitting)
    assert quorum_of_session(hall.session).present == 0
    planning.cancel_sitting(hall.office, second, "并到上午")
    assert quorum_of_session(hall.session).present == 7
