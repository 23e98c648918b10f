"""A session registered by mistake is taken back, as long as nothing has gone out and nothing has happened."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from renda.foundation import clock
from renda.foundation.ids import new_id
from renda.kernel.deadlines.models import Deadline, DeadlineStatus
from renda.kernel.people.models import CongressSession, Term
from renda.kernel.procedures.execute import Refused, execute, open_matter
from renda.modules.sessions import selectors
from renda.modules.sessions.attendance import invitations, roll
from renda.modules.sessions.attendance.models import Attendee
from renda.modules.sessions.models import SessionWork
from renda.modules.sessions.sittings.actions import course, planning, signing
from renda.modules.sessions.sittings.actions.signing import Scan
from tests.modules.sessions.prepared import OPENS, fresh, noticed, prepared, seats, step
from tests.modules.suggestions.story import CONTENT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_clock")]

REASON = "点错了，今年只开一次会"


def cancelled(town_set, work):
    step(town_set, fresh(work), "cancel", reason=REASON)
    return fresh(work)


def refusal(town_set, work) -> str:
    with pytest.raises(Refused) as refused:
        cancelled(town_set, work)
    assert CongressSession.objects.filter(pk=work.session_id).exists()
    return str(refused.value)


def listed(town_set, work):
    """The list of people stands."""
    session = work.session
    roll.sync(town_set.actor("office"), session, roll.compare(session).digest)
    return session


def test_its_number_is_free_again_and_nothing_is_due(town_set):
    work = prepared(town_set)
    listed(town_set, work)
    gone = cancelled(town_set, work)
    assert gone.state == "cancelled" and gone.closed_at and gone.cancelled_because == REASON
    assert not Deadline.objects.filter(object_id=work.pk, status__in=DeadlineStatus.open()).exists()
    assert not CongressSession.objects.filter(pk=work.session_id).exists()
    assert not selectors.open_works() and str(prepared(town_set)) == str(work)
    assert Attendee.objects.filter(session_id=work.session_id).exists()  # kept, used no more


def test_the_congress_it_would_have_begun_goes_with_it(town_set):
    work = prepared(town_set, "first", OPENS, OPENS, counted_from=date(2026, 6, 20))
    assert Term.objects.first().number == 20
    cancelled(town_set, work)
    assert Term.objects.first().number == 19
    assert str(prepared(town_set, "first", OPENS, OPENS, counted_from=date(2026, 6, 20))) == str(work)


def test_last_years_plan_is_not_taken_from_it(town_set):
    before = prepared(town_set)
    step(town_set, before, "add_step", phase="before", label="请乐队", count=3, unit="calendar-day")
    cancelled(town_set, before)
    later = prepared(town_set, opens_on=date(2026, 9, 1), closes_on=date(2026, 9, 1))
    assert not later.steps.filter(label="请乐队").exists()


def test_a_published_day_is_said_again(town_set, frozen_clock):
    work = noticed(town_set, frozen_clock, prepared(town_set))
    outcome = step(town_set, work, "cancel", reason=REASON)
    assert "2026年6月10日公布了开会日期" in outcome.warnings[0].text


def test_not_after_the_notice_went_out(town_set, frozen_clock):
    seats(town_set, 5)
    work = noticed(town_set, frozen_clock, prepared(town_set))
    session = listed(town_set, work)
    words = {"title": "开会通知", "text": "请参加。", "capacities": ["deputy"]}
    invitations.send(town_set.actor("office"), session, words)
    assert "会议通知2026年6月10日已经发出" in refusal(town_set, work)


def test_not_after_somebody_has_signed_in(town_set, frozen_clock):
    work = noticed(town_set, frozen_clock, prepared(town_set))
    session, office = listed(town_set, work), town_set.actor("office")
    planning.plan_usual(office, session, "三楼会议室")
    frozen_clock.to(session.opens_on)
    sitting = course.open_sign_in(office, session.sittings.order_by("begins_at", "id").first())
    first = Attendee.objects.of(session).filter(capacity="deputy").first()
    signing.sign_in(office, sitting, [Scan(str(new_id()), first.token, "code", clock.now())], "甲台")
    assert "已经有人签到" in refusal(town_set, work)


def test_not_while_something_real_hangs_on_it(town_set, frozen_clock):
    work = prepared(town_set)
    frozen_clock.to(OPENS)
    author = town_set.mandates["deputy"]
    data = {
        **CONTENT,
        "author": author,
        "channel": "in_session",
        "session": work.session,
        "submitted_on": OPENS,
    }
    given = open_matter(town_set.actor("office"), "suggestion", "enter", data).matter
    assert f"1件事：“{given}”" in refusal(town_set, work)
    execute(town_set.actor("office"), given, "withdraw", {"reason": "录错了"})
    assert cancelled(town_set, work).state == "cancelled"


def test_the_pages_tell_what_was_made_and_why(town_set, client_as):
    work = prepared(town_set)
    listed(town_set, work)
    client = client_as("office")
    address = reverse("sessions:step", args=[work.session_id, "cancel"])
    assert "参会人员：" in client.get(address).content.decode()
    client.post(address, {"reason": REASON, "version": fresh(work).version})
    page = client.get(reverse("sessions:hub", args=[work.session_id])).content.decode()
    assert REASON in page and "参会人员：" in page and "撤销登记" in page
    listing = client.get(reverse("sessions:list")).content.decode()
    assert "登记错了，已撤销的" in listing and REASON in listing
    assert client.get(reverse("sessions:plan", args=[work.session_id])).status_code == 404
    assert client_as("deputy").get(reverse("sessions:hub", args=[work.session_id])).status_code == 404
    assert SessionWork.objects.count() == 1


def test_the_page_says_at_once_what_stands_in_the_way(town_set, frozen_clock, client_as):
    work = noticed(town_set, frozen_clock, prepared(town_set))
    words = {"title": "开会通知", "text": "请参加。", "capacities": ["deputy"]}
    invitations.send(town_set.actor("office"), listed(town_set, work), words)
    page = (
        client_as("office").get(reverse("sessions:step", args=[work.session_id, "cancel"])).content.decode()
    )
    assert "这次会议不能撤销" in page and "为什么撤销" not in page
