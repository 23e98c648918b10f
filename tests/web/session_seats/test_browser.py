"""Seating by keyboard and by drag in a real browser; the pages at the phone; what the accessibility checker says."""

from __future__ import annotations

import pytest
from django.urls import reverse

from renda.modules.sessions.attendance import guests, invitations, roll, seating
from renda.modules.sessions.attendance.models import Attendee
from tests.modules.sessions.attendance.conftest import BEFORE
from tests.modules.sessions.attendance.crowd import row_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def meeting(town_set, frozen_clock):
    frozen_clock.to(BEFORE)
    office, session = town_set.actor("office"), town_set.session
    roll.sync(office, session, roll.compare(session).digest)
    guests.save_guest(office, session, {"name": "欧阳文平", "capacity": "guest", "needs": "坐轮椅"})
    invitations.send(office, session, {"title": "开会通知", "text": "请参加。", "capacities": ["deputy"]})
    seating.save_hall(office, session, {"rows": [4, 4], "aisles": [2], "rostrum_rows": [3]})
    return session


def words(session, name: str) -> str:
    return row_of(session, name).seat_words


def shown(page, label: str) -> None:
    page.locator(f'[data-seat][aria-label^="{label}"]').wait_for()


def test_seating_by_keyboard(meeting, town_set, visitors):
    page = visitors.page(town_set.accounts["office"])
    page.goto(reverse("session_seats:plan", args=[meeting.pk]))
    first = page.locator('[data-seat][data-area="hall"][data-row="1"][data-number="1"]')
    first.focus()
    page.keyboard.press("w")
    page.locator("#seat-find").wait_for()
    page.locator("#seat-find").fill("wdb")
    page.keyboard.press("Enter")
    shown(page, "1排1座，王代表")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("l")
    page.locator("#seat-find").fill("刘")
    page.keyboard.press("Enter")
    shown(page, "1排2座，刘代表")
    page.keyboard.press("Enter")
    page.locator(".seat-held").wait_for()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    shown(page, "1排1座，刘代表")
    assert (words(meeting, "刘代表"), words(meeting, "王代表")) == ("1排1座", "1排2座")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.dataset.row") == "2"
    page.keyboard.press("Control+z")
    shown(page, "1排1座，王代表")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Delete")
    shown(page, "1排1座，空")
    assert (words(meeting, "刘代表"), words(meeting, "王代表")) == ("1排2座", "")


def test_dragging_onto_a_seat_and_changing_places(meeting, town_set, visitors):
    page = visitors.page(town_set.accounts["office"])
    page.set_viewport_size({"width": 1366, "height": 1400})  # what is dragged and where to must both be in view
    page.goto(reverse("session_seats:plan", args=[meeting.pk]))
    seat = '[data-seat][data-area="hall"][data-row="{}"][data-number="{}"]'
    page.drag_and_drop('[data-waiting] [data-name="王代表"]', seat.format(1, 1))
    shown(page, "1排1座，王代表")
    page.drag_and_drop('[data-waiting] [data-name="赵代表"]', seat.format(2, 4))
    shown(page, "2排4座，赵代表")
    page.drag_and_drop(seat.format(1, 1), seat.format(2, 4))
    shown(page, "2排4座，王代表")
    assert words(meeting, "赵代表") == "1排1座"


def test_two_people_seat_at_once(meeting, town_set, visitors):
    page = visitors.page(town_set.accounts["office"])
    page.goto(reverse("session_seats:plan", args=[meeting.pk]))
    seating.put(town_set.actor("office"), meeting, row_of(meeting, "赵代表"), ("hall", 1, 1))
    page.locator('[data-waiting] [data-name="王代表"]').click()
    page.locator('[data-seat][data-area="hall"][data-row="1"][data-number="1"]').click()
    page.get_by_text("刚才有别人动了座次").wait_for()
    assert words(meeting, "王代表") == "" and words(meeting, "赵代表") == "1排1座"


def test_a_deputy_answers_on_the_phone(meeting, town_set, visitors, axe_violations):
    page = visitors.page(town_set.accounts["deputy"], phone=True)
    page.goto(reverse("session_people:mine", args=[meeting.pk]))
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="我参加").click()
    page.get_by_text("已经答复：您参加会议").wait_for()
    assert Attendee.objects.get(session=meeting, name="王代表").answer == "coming"


@pytest.mark.parametrize(
    "name",
    [
        "session_seats:plan", "session_seats:order", "session_seats:hall", "session_people:list", "session_people:notices",
        "session_people:groups", "session_people:duties", "session_people:packing", "session_people:services",
    ],
)  # fmt: skip
def test_pages_are_open_to_everybody(meeting, town_set, visitors, axe_violations, name):
    for phone in (False, True):
        page = visitors.page(town_set.accounts["office"], phone=phone)
        page.goto(reverse(name, args=[meeting.pk]))
        assert axe_violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
