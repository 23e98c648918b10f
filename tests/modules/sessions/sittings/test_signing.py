"""None lost, none double: tables, telephones, numbers, late senders, wrong people."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from renda.foundation import clock
from renda.foundation.ids import new_id
from renda.kernel.people.models import CongressSession
from renda.kernel.procedures.execute import MovedMeanwhile, Refused
from renda.modules.sessions.attendance.models import Attendee, LeaveRequest
from renda.modules.sessions.sittings import selectors
from renda.modules.sessions.sittings.actions import course, signing
from renda.modules.sessions.sittings.actions.signing import Scan
from renda.modules.sessions.sittings.models import SignIn
from renda.modules.sessions.sittings.quorum import quorum_of


def scan(code: str, way: str = "number", client_id: str = "", at=None) -> Scan:
    return Scan(client_id or str(new_id()), code, way, at or clock.now())


@pytest.fixture
def table(hall):
    hall.begin_sign_in()
    return hall


def test_badge_number_card_and_list_all_find_the_same_person(table, frozen_clock):
    person = table.attendees[4]
    for code in (person.token, str(person.rank), person.mandate.card_number, str(person.pk)):
        (told,) = signing.sign_in(table.office, table.sitting, [scan(code)], "甲台")
        assert told.attendee == person
    assert SignIn.objects.count() == 1


def test_the_second_table_is_told_when_and_where(table, frozen_clock):
    frozen_clock.to(clock.at(clock.today(), 8, 41))
    assert table.sign(table.attendees[0], table="甲台")[0].outcome == "signed"
    frozen_clock.forward(minutes=3)
    (told,) = table.sign(table.attendees[0], table="乙台")
    assert (told.outcome, told.words) == ("already", "8:41 已经在甲台签到")
    assert SignIn.objects.count() == 1


def test_what_was_sent_twice_counts_once(table):
    one = scan(table.attendees[0].token)
    first, again = (signing.sign_in(table.office, table.sitting, [one], "甲台")[0] for _ in range(2))
    assert (first.outcome, again.outcome) == ("signed", "signed") and first.sign_in.pk == again.sign_in.pk
    both = signing.sign_in(table.office, table.sitting, [one, scan(table.attendees[0].token)], "甲台")
    assert [told.outcome for told in both] == ["signed", "already"]
    assert SignIn.objects.count() == 1


def test_the_database_itself_refuses_a_second_row(table):
    table.sign(table.attendees[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        SignIn.objects.create(
            sitting=table.sitting,
            attendee=table.attendees[0],
            at=clock.now(),
            way="list",
            client_id="x",
            keyed_by="他",
        )


def test_a_taken_back_sign_in_does_not_come_back_by_itself(table):
    one = scan(table.attendees[0].token)
    (told,) = signing.sign_in(table.office, table.sitting, [one], "甲台")
    signing.undo(table.office, told.sign_in, "扫错了证件")
    (late,) = signing.sign_in(table.office, table.sitting, [one], "甲台")
    assert late.outcome == "undone" and "扫错了证件" in late.words
    assert table.sign(table.attendees[0])[0].outcome == "signed"
    assert SignIn.objects.count() == 2 and selectors.sign_ins(table.sitting).count() == 1


def test_undoing_needs_a_reason_and_an_open_sitting(table):
    (told,) = table.sign(table.attendees[0])
    with pytest.raises(Refused, match="为什么"):
        signing.undo(table.office, told.sign_in, "  ")
    table.sign(*table.attendees[1:])
    course.close_sitting(table.office, course.open_sitting(table.office, table.sitting))
    with pytest.raises(Refused, match="已经散会"):
        signing.undo(table.office, told.sign_in, "扫错了")


def test_a_seat_that_ended_yesterday_is_refused_with_the_reason(table):
    person = table.attendees[0]
    person.mandate.until_on, person.mandate.end_cause = clock.today() - timedelta(days=1), "辞去代表职务"
    person.mandate.save()
    (told,) = table.sign(person)
    assert told.outcome == "refused"
    assert told.words == "代表资格已于2026年1月19日终止（辞去代表职务），不计入出席，不能签到。"
    assert not SignIn.objects.exists()


def test_a_seat_that_ends_today_still_counts(table):
    person = table.attendees[0]
    person.mandate.until_on = clock.today()
    person.mandate.save()
    assert table.sign(person)[0].outcome == "signed"


def test_unknown_codes_other_sessions_and_struck_people(table, town_set):
    other = CongressSession.objects.create(
        term=town_set.term, number=6, opens_on=date(2026, 7, 1), closes_on=date(2026, 7, 1)
    )
    stranger = Attendee.objects.create(session=other, capacity="observer", name="别会的人", rank=1)
    gone = table.attendees[3]
    gone.ended_on, gone.ended_why = clock.today(), "调离"
    gone.save()
    told = signing.sign_in(
        table.office,
        table.sitting,
        [scan("没有的码"), scan("9" * 80), scan(stranger.token), scan(gone.token), scan("")],
        "甲台",
    )
    assert [one.outcome for one in told] == ["unknown", "unknown", "refused", "refused", "unknown"]
    assert "不是这次大会的" in told[2].words and "调离" in told[3].words


def test_one_bad_scan_spoils_nothing_for_the_others(table):
    scans = [scan(table.attendees[0].token), scan("乱码"), scan(table.attendees[1].token)]
    assert [one.outcome for one in signing.sign_in(table.office, table.sitting, scans, "甲台")] == [
        "signed",
        "unknown",
        "signed",
    ]


def test_what_waited_on_a_device_arrives_with_its_own_time(table, frozen_clock):
    frozen_clock.to(clock.at(clock.today(), 9, 20))
    stood_at = clock.at(clock.today(), 8, 50)
    (told,) = table.sign(table.attendees[0], at=stood_at)
    assert told.sign_in.at == stood_at and told.sign_in.received_at == clock.now()
    (early,) = table.sign(table.attendees[1], at=clock.at(clock.today(), 1))
    assert early.sign_in.at == table.sitting.sign_in_opened_at
    (future,) = table.sign(table.attendees[2], at=clock.at(date(2030, 1, 1)))
    assert future.sign_in.at == clock.now()


def test_after_the_close_only_what_was_scanned_before_is_taken(table, frozen_clock):
    table.sign(*table.attendees[:7])
    sitting = course.open_sitting(table.office, table.sitting)
    before = clock.now()
    frozen_clock.forward(hours=2)
    sitting = course.close_sitting(table.office, sitting)
    frozen_clock.forward(minutes=5)
    assert table.sign(table.attendees[7], sitting=sitting, at=before)[0].outcome == "signed"
    (told,) = table.sign(table.attendees[8], sitting=sitting)
    assert (told.outcome, told.words) == ("refused", "会议已经散会。")


def test_before_sign_in_began_nobody_is_in(hall):
    (told,) = hall.sign(hall.attendees[0])
    assert told.outcome == "refused" and "还没有开始签到" in told.words


def test_the_own_telephone_wants_the_code_of_the_hall(table, town_set):
    deputy = town_set.actor("deputy")
    with pytest.raises(Refused, match="会场码不对"):
        signing.sign_self(deputy, table.sitting, "0000" if table.sitting.hall_code != "0000" else "1111")
    told = signing.sign_self(deputy, table.sitting, table.sitting.hall_code)
    assert told.outcome == "signed" and told.sign_in.way == "phone"
    assert signing.sign_self(deputy, table.sitting, table.sitting.hall_code).outcome == "already"


def test_who_may_not_sign_others_in(table, town_set):
    with pytest.raises(PermissionDenied):
        signing.sign_in(town_set.actor("deputy"), table.sitting, [scan("1")], "甲台")
    with pytest.raises(PermissionDenied):
        signing.sign_self(town_set.actor("leader"), table.sitting, table.sitting.hall_code)


def test_late_left_early_on_leave_and_without_a_word(table, frozen_clock):
    people = table.attendees
    LeaveRequest.objects.create(
        attendee=people[8],
        from_on=clock.today(),
        until_on=clock.today(),
        reason="住院",
        granted=True,
        asked_by="本人",
    )
    table.sign(*people[:6])
    frozen_clock.to(clock.at(clock.today(), 9, 5))
    sitting = course.open_sitting(table.office, table.sitting)
    frozen_clock.to(clock.at(clock.today(), 9, 30))
    table.sign(people[6], sitting=sitting)
    signing.leave(table.office, SignIn.objects.get(attendee=people[0]), "下乡抢险")
    with pytest.raises(MovedMeanwhile):
        signing.leave(table.office, SignIn.objects.get(attendee=people[0]), "又点一次")
    found = selectors.board(sitting)
    assert [row.attendee for row in found.late] == [people[6]]
    assert [row.attendee for row in found.left] == [people[0]]
    assert [row.attendee for row in found.excused] == [people[8]]
    assert [row.attendee for row in found.absent] == [people[7]]
    assert found.here == 6


def test_whoever_was_on_leave_and_comes_is_in(table):
    LeaveRequest.objects.create(
        attendee=table.attendees[0],
        from_on=clock.today(),
        until_on=clock.today(),
        reason="出差",
        granted=True,
        asked_by="本人",
    )
    assert table.sign(table.attendees[0])[0].outcome == "signed"
    assert not selectors.board(table.sitting).excused


def test_two_of_the_same_name_are_two_people(table):
    twins = [table.list_observer("王代表") for _ in range(2)]
    told = table.sign(table.attendees[0], *twins)
    assert [one.outcome for one in told] == ["signed"] * 3 and len({one.sign_in.pk for one in told}) == 3


def test_the_close_keeps_the_digest_of_the_list(table):
    table.sign(*table.attendees[:8])
    sitting = course.close_sitting(table.office, course.open_sitting(table.office, table.sitting))
    assert sitting.closing == course.digest(sitting) and sitting.closing["count"] == 8
    SignIn.objects.filter(attendee=table.attendees[0]).update(table="改过")
    assert sitting.closing != course.digest(sitting)
    resumed = course.resume_sitting(table.office, sitting, "点错了")
    assert resumed.closed_at is None
    with pytest.raises(MovedMeanwhile):
        course.resume_sitting(table.office, resumed, "再点")


def test_the_list_asks_as_often_for_many(table, assert_queries_flat):
    assert_queries_flat(lambda: selectors.board(table.sitting), table.add_deputies, 2, 30)
    assert_queries_flat(lambda: quorum_of(table.sitting), table.add_deputies, 2, 30)


def test_one_hundred_scans_in_one_packet(table, assert_max_queries):
    table.add_deputies(60)
    scans = [scan(row.token) for row in table.attendees]
    told = signing.sign_in(table.office, table.sitting, scans, "甲台")
    assert {one.outcome for one in told} == {"signed"} and SignIn.objects.count() == len(table.attendees)
    with assert_max_queries(8):
        signing.sign_in(table.office, table.sitting, scans, "甲台")
