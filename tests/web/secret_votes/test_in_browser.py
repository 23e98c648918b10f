"""In Chromium: VOTE-09 (nothing after casting shows the choice) and VOTE-14 (old hands, old phones)."""

from __future__ import annotations

import time

import pytest

from renda.kernel.secret_votes import casting, codes
from renda.kernel.secret_votes.casting import Answer
from renda.kernel.units.scope import acting_in
from tests.kernel.secret_votes.room import Room, room_of

PATIENCE = 40_000
TRACES = ("satisfied", "满意")


@pytest.fixture
def open_room(town_set, monkeypatch) -> Room:
    monkeypatch.setattr(codes, "SLIP_COST", 2)
    monkeypatch.setattr(codes, "MONITOR_COST", 2)
    return room_of(town_set, voters=12, objects=("水利站",)).opened()


def smallest(page) -> float:
    """The least side of whatever can be tapped."""
    return page.evaluate(
        """() => Math.min(...[...document.querySelectorAll('.voting-choice, button, summary, a, input[type=text]')]
        .map((it) => it.getBoundingClientRect()).filter((box) => box.width)
        .map((box) => Math.min(box.width, box.height)))"""
    )


def test_VOTE_09_and_14_three_touches_and_nothing_is_left(visitors, open_room, axe_violations):
    page = visitors.page(phone=True)
    page.set_default_timeout(PATIENCE)
    here = f"/v/{open_room.slips[0][0]}/"
    page.goto(here)
    assert not axe_violations(page) and smallest(page) >= 60
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 24
    begun = time.monotonic()
    page.get_by_text("基本满意").tap()
    page.get_by_text("不满意", exact=True).tap()  # a wrong tap is undone by another
    page.locator(".voting-choice", has_text="满意").first.tap()
    page.get_by_text("选好了").tap()
    assert smallest(page) >= 60 and not axe_violations(page)
    page.get_by_role("button", name="投出这张票").dblclick()
    page.get_by_text("已投，谢谢").wait_for()
    assert time.monotonic() - begun < 60
    answers = []
    page.on("response", lambda answer: answers.append(answer.headers.get("location", "") + answer.url))
    shown = [page.content()]
    for back in (page.go_back, page.go_back, page.go_forward, page.reload):
        back()
        page.wait_for_load_state()
        shown.append(page.content() + page.url)
        assert not page.locator("input:checked").count() and not page.locator(".voting-choice").count()
    page.goto(here)
    shown.append(
        page.content()
        + page.evaluate("JSON.stringify([localStorage, sessionStorage, history.state, document.cookie])")
    )
    page.get_by_text("已经投出").wait_for()
    assert not [trace for trace in TRACES for one in [*shown, *answers] if trace in one]
    assert page.context.cookies() == []
    assert page.evaluate("async () => (await caches.keys()).length") == 0


def test_VOTE_14_without_scripts_on_the_shared_tablet_with_the_keyboard(visitors, open_room, axe_violations):
    page = visitors.page(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page.set_default_timeout(PATIENCE)
    page.goto("/v/tablet/")
    page.get_by_label("票号").fill(codes.shown(open_room.slips[1][1]).lower())
    page.keyboard.press("Enter")
    page.get_by_text("水利站").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="投出这张票").click()
    page.get_by_text("已投，谢谢").wait_for()
    page.get_by_role("link", name="给下一位").click()
    page.get_by_text("请输您票上的票号").wait_for()
    with acting_in(open_room.made.town):
        assert casting.cast(casting.by_secret(open_room.slips[1][0]), ["not"]) == Answer.ALREADY


def test_VOTE_14_a_phone_with_a_wrong_clock_votes_all_the_same(visitors, open_room):
    page = visitors.page(phone=True)
    page.set_default_timeout(PATIENCE)
    page.clock.install(time=0)
    page.goto(f"/v/{open_room.slips[2][0]}/")
    page.get_by_text("弃权").tap()
    page.get_by_text("选好了").tap()
    page.get_by_role("button", name="投出这张票").tap()
    page.get_by_text("已投，谢谢").wait_for()
