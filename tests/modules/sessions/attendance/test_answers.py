"""The notice, its receipts, chasing, leave, and the numbers that follow."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import Http404

from renda.kernel.access.links import open_link
from renda.kernel.notices.models import Delivery, Notice
from renda.kernel.people.models import Account, Person
from renda.kernel.procedures.execute import Refused
from renda.modules.sessions.attendance import invitations, leave, roll
from renda.modules.sessions.attendance.models import Answer, LeaveRequest, NoticeReceipt, Way
from tests.harness.town import make_mandate, make_person

NOTICE = {
    "title": "开会通知",
    "text": "请参加。",
    "reply_by": date(2026, 1, 15),
    "capacities": ["deputy"],
    "paper": None,
}


@pytest.fixture
def told(taken, office, town_set):
    """Everybody was told; one of them has no account."""
    make_mandate(make_person("无号代表", phone="13800001234"), town_set)
    roll.sync(office, taken, roll.compare(taken).digest)
    return invitations.send(office, taken, NOTICE)


def test_everybody_gets_one_receipt_in_the_inbox_or_on_paper(taken, told, of):
    ways = {row.attendee.name: row.way for row in told.receipts.select_related("attendee")}
    assert ways == {"王代表": Way.INBOX, "刘代表": Way.INBOX, "赵代表": Way.INBOX, "无号代表": Way.PAPER}
    assert Delivery.objects.filter(notice__kind="attendance.invited", channel="inbox").count() == 3
    assert Delivery.objects.filter(notice__kind="attendance.invited", channel="print").count() == 1
    assert of("王代表").state == "invited"


def test_a_second_sending_reaches_only_newcomers(taken, told, office, town_set):
    with pytest.raises(Refused, match="已经通知过"):
        invitations.send(office, taken, NOTICE)
    make_mandate(make_person("补选代表"), town_set)
    roll.sync(office, taken, roll.compare(taken).digest)
    again = invitations.send(office, taken, NOTICE)
    assert [row.attendee.name for row in again.receipts.select_related("attendee")] == ["补选代表"]


def test_answers_shorten_the_chasing_list(taken, told, of, town_set, office):
    assert invitations.open_receipts(taken).count() == 4
    invitations.coming(town_set.actor("deputy"), of("王代表"))
    invitations.coming(office, of("无号代表"))
    receipt = NoticeReceipt.objects.get(attendee=of("无号代表"))
    assert receipt.keyed_by == "周文书" and receipt.read_at is None and receipt.signed_by == "无号代表"
    standing = invitations.standing(taken)
    assert (standing.listed, standing.told, standing.read, standing.coming, standing.open) == (4, 4, 1, 2, 2)
    assert invitations.chase(office, taken, invitations.open_receipts(taken)) == 2
    assert Notice.objects.filter(kind="attendance.chased").count() == 1


def test_nobody_answers_for_another(taken, told, of, town_set):
    with pytest.raises(Http404):
        invitations.coming(town_set.actor("deputy"), of("刘代表"))


def test_telephones_are_masked_and_shown_only_for_a_reason(taken, told, of, office):
    assert invitations.masked_phone(of("无号代表")) == "138****1234"
    with pytest.raises(Refused, match="理由"):
        invitations.reveal_phones(office, taken, " ")
    assert invitations.reveal_phones(office, taken, "逐个打电话催")[of("无号代表").pk] == "13800001234"


def test_a_late_notice_is_told_with_its_article(session, office):
    late = invitations.notice_is_late(session, date(2026, 1, 18))
    assert "2026年1月13日" in late.text and late.articles
    assert invitations.notice_is_late(session, date(2026, 1, 13)) is None


def test_the_link_opens_exactly_the_own_row(taken, told, of, office):
    receipt = NoticeReceipt.objects.get(attendee=of("无号代表"))
    link, secret = invitations.receipt_link(office, receipt)
    actor = open_link(secret).actor
    invitations.coming(actor, of("无号代表"))
    assert of("无号代表").answer == Answer.COMING
    with pytest.raises(Http404):
        invitations.coming(actor, of("王代表"))
    assert of("王代表").answer == ""
    _, newer = invitations.receipt_link(office, receipt)
    assert open_link(secret).problem and not open_link(newer).problem


# ------------------------------------------------------------------ leave


@pytest.fixture
def asked(taken, told, of, town_set) -> LeaveRequest:
    return leave.ask(town_set.actor("deputy"), of("王代表"), {"whole": True, "reason": "住院"})


def test_leave_counts_only_once_it_is_granted(taken, asked, of, town_set):
    assert of("王代表").state == "invited" and not leave.absent_on(taken, taken.opens_on)
    leave.decide(town_set.actor("chair"), asked, True)
    assert of("王代表").state == "leave" and leave.absent_on(taken, taken.opens_on) == {of("王代表").pk}
    assert invitations.standing(taken).leave == 1
    assert Notice.objects.filter(kind="attendance.leave_granted").exists()


def test_only_the_chair_decides_and_the_office_names_who_did(asked, town_set, office):
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        leave.decide(town_set.actor("presidium"), asked, True)
    with pytest.raises(Refused, match="谁批准"):
        leave.decide(office, asked, True)
    assert leave.decide(office, asked, True, by="陈主席").decided_by == "陈主席"


def test_a_refusal_wants_a_reason_and_keeps_the_person_expected(asked, of, town_set):
    with pytest.raises(Refused, match="理由"):
        leave.decide(town_set.actor("chair"), asked, False)
    leave.decide(town_set.actor("chair"), asked, False, note="请调整日程")
    assert of("王代表").answer == ""


def test_nothing_is_decided_twice(asked, town_set):
    leave.decide(town_set.actor("chair"), asked, True)
    with pytest.raises(Refused, match="已经有人定了"):
        leave.decide(town_set.actor("chair"), asked, False, note="改")
    with pytest.raises(Refused, match="不能撤回"):
        leave.withdraw(town_set.actor("deputy"), asked)


def test_leave_for_one_day_leaves_the_person_on_the_list(taken, told, of, town_set):
    row = leave.ask(
        town_set.actor("deputy"),
        of("王代表"),
        {"whole": False, "from_on": taken.closes_on, "until_on": taken.closes_on, "reason": "婚事"},
    )
    leave.decide(town_set.actor("chair"), row, True)
    assert of("王代表").answer == ""
    assert not leave.absent_on(taken, taken.opens_on) and leave.absent_on(taken, taken.closes_on)


@pytest.mark.parametrize(
    "data",
    [
        {"whole": True, "reason": "  "},
        {"whole": False, "from_on": date(2026, 1, 21), "until_on": date(2026, 1, 20), "reason": "病"},
        {"whole": False, "from_on": date(2026, 1, 19), "until_on": date(2026, 1, 20), "reason": "病"},
        {"whole": False, "from_on": None, "until_on": None, "reason": "病"},
    ],
)
def test_a_request_that_can_not_be(taken, told, of, town_set, data):
    with pytest.raises(Refused):
        leave.ask(town_set.actor("deputy"), of("王代表"), data)


def test_asking_twice_and_after_the_end(taken, asked, of, town_set, frozen_clock):
    with pytest.raises(Refused, match="正在等批准"):
        leave.ask(town_set.actor("deputy"), of("王代表"), {"whole": True, "reason": "再请"})
    frozen_clock.to(date(2026, 1, 22))
    with pytest.raises(Refused, match="开完"):
        leave.ask(town_set.actor("other_deputy"), of("赵代表"), {"whole": True, "reason": "补请"})


def test_who_can_come_after_all_withdraws_by_saying_so(asked, of, town_set):
    invitations.coming(town_set.actor("deputy"), of("王代表"))
    asked.refresh_from_db()
    assert asked.withdrawn_on and of("王代表").answer == Answer.COMING


def test_why_somebody_stays_away_is_not_in_the_log(asked):
    from renda.kernel.audit.models import AuditEntry

    entry = AuditEntry.objects.get(verb="attendance.ask_leave")
    assert "住院" not in str(entry.data) + entry.sentence


def test_an_account_switched_off_gets_paper(taken, office, town_set):
    account = town_set.accounts["deputy"]
    Account.objects.filter(pk=account.pk).update(is_active=False)
    sent = invitations.send(office, taken, NOTICE)
    assert sent.receipts.get(attendee__person=Person.objects.get(name="王代表")).way == Way.PAPER


def test_a_moved_day_is_told_to_everybody_again_and_answers_begin_anew(taken, told, office, of, town_set):
    invitations.coming(town_set.actor("deputy"), of("王代表"))
    taken.opens_on = taken.closes_on = date(2026, 1, 27)
    taken.save()
    assert invitations.to_tell(taken, ["deputy"]).count() == 4
    assert invitations.standing(taken).told == 0 and not invitations.open_receipts(taken)
    again = invitations.send(office, taken, NOTICE)
    assert again.receipts.count() == 4 and of("王代表").answer == Answer.NONE
    assert invitations.open_receipts(taken).count() == 4
    with pytest.raises(Refused, match="已经通知过"):
        invitations.send(office, taken, NOTICE)
