"""An election with a tie, in the browser: voted, counted by two people, voted again among the tied, announced, in office."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from renda.kernel.people.models import Appointment
from renda.kernel.units.scope import acting_in
from renda.modules.elections.models import Election
from tests.harness.town import make_town
from tests.journeys import hands
from tests.kernel.ballots.hall import fill_hall
from tests.modules.elections.story import Story

BOX = ("58", "58", "58", "0")


@pytest.fixture
def story(transactional_db, frozen_clock):
    """Two places of vice-mayor, three candidates, the method adopted, the ballots printed; it is the second day."""
    made = make_town()
    with acting_in(made.town):
        frozen_clock.to(date(2026, 1, 20))
        fill_hall(made)
        story = Story(made)
        story.adopted()
        story.printed()
        frozen_clock.to(date(2026, 1, 21))
        yield story


def key(page: Any, figures: tuple[str, ...]) -> None:
    """One person keys the sheet of the vote that is open on the page: number and Enter."""
    hands.follow(page, "录计票表")
    hands.press(page, "开始录")
    fields = page.locator(".tally input[name]:not([type=hidden]):not([name^=write])")
    for place, number in enumerate(figures):
        fields.nth(place).fill(number)
    page.get_by_text("都对得上").wait_for()
    hands.press(page, "录完了")


def count(office: Any, chair: Any, figures: tuple[str, ...]) -> None:
    """Open, close, key twice, declare; ``office`` stands on the page of the vote."""
    hands.follow(office, "开始表决")
    office.fill("#id_present", "58")
    hands.press(office, "开始表决")
    hands.follow(office, "表决结束，开始计票")
    hands.press(office, "表决结束，开始计票")
    key(office, figures)
    chair.goto(office.url)
    key(chair, figures)
    hands.follow(chair, "确认并宣布结果")
    hands.press(chair, "确认并宣布结果")


def state() -> str:
    return Election.objects.get().state


def test_an_election_with_a_tie(visitors, story, axe_violations):
    office, chair = visitors.page(story.made.accounts["office"]), visitors.page(story.made.accounts["chair"])
    election = story.election
    office.goto(f"/sessions/{story.session.pk}/elections/")
    assert not axe_violations(office)
    hands.follow(office, "云岭镇人民政府副镇长")
    hands.follow(office, "开始投票")
    hands.press(office, "开始投票")
    count(office, chair, (*BOX, "50", "5", "3", "33", "20", "5", "33", "20", "5"))
    assert state() == "tied"
    office.goto(election.get_absolute_url())
    hands.notice(office, "何丽、沈国平都是33票")
    assert not axe_violations(office)
    hands.follow(office, "就票数相等的人再次投票")
    hands.press(office, "就票数相等的人再次投票")
    count(office, chair, (*BOX, "30", "26", "2", "28", "28", "2"))
    assert state() == "decided"
    office.goto(election.get_absolute_url())
    hands.follow(office, "发公告和当选通知书")
    hands.press(office, "发公告和当选通知书")
    hands.notice(office, "看通知书")
    hands.follow(office, "登记任职")
    hands.press(office, "登记任职")
    assert Appointment.objects.filter(person__name="方卫东", post="副镇长", from_on=date(2026, 1, 22)).exists()
    phone = visitors.page(story.made.accounts["deputy"], phone=True)
    phone.goto(election.get_absolute_url())
    hands.notice(phone, "何丽（30票）")
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert not axe_violations(phone)
