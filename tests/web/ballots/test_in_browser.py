"""Keying twice and declaring in a real browser: saved while typing, Enter goes on, differences side by side, the hall's screen."""

from __future__ import annotations

from renda.kernel.ballots import steps
from renda.kernel.ballots.models import Ballot, CountSheet
from tests.kernel.ballots.hall import counting, election, keyed, motion, slips, votes

SHEET = ("58", "58", "57", "1", "50", "4", "3")
KEYS = ("issued", "returned", "valid", "invalid", "o1.for", "o1.against", "o1.abstain")


#: The first page of a run loads every address and every rule.
PATIENCE = 40_000


def type_all(page, numbers) -> None:
    """As one does it: the first field, then number and Enter."""
    page.locator(f'[name="{KEYS[0]}"]').focus()
    for number in numbers:
        page.keyboard.type(number)
        page.keyboard.press("Enter")


def test_two_people_key_and_the_hall_sees_the_result(visitors, hall, axe_violations):
    ballot = counting(hall, motion(hall))
    office, chair = visitors.page(hall.accounts["office"]), visitors.page(hall.accounts["chair"])
    office.set_default_timeout(PATIENCE)
    for page, numbers in ((office, SHEET), (chair, (*SHEET[:5], "3", "4"))):
        page.goto(f"/ballots/{ballot.pk}/")
        page.get_by_role("link", name="录计票表").click()
        with page.expect_navigation():
            page.get_by_role("button", name="开始录").click()
        type_all(page, numbers)
        page.get_by_text("都对得上").wait_for()
        assert page.evaluate("document.activeElement.textContent").strip() == "录完了", (
            "after the last field Enter is for the button"
        )
        assert not axe_violations(page)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/ballots/{ballot.pk}/")
    chair.get_by_text("两份计票表有2处不同").wait_for()
    assert not axe_violations(chair)
    chair.get_by_role("button", name="重新录第二份").click()
    assert (
        chair.locator('[name="o1.against"]').input_value() == ""
        and chair.locator('[name="o1.for"]').input_value() == "50"
    )
    chair.locator('[name="o1.against"]').fill("4")
    chair.locator('[name="o1.abstain"]').fill("3")
    chair.get_by_role("button", name="录完了").click()
    hall_page = visitors.page(hall.accounts["presidium"])
    hall_page.goto(f"/ballots/{ballot.pk}/screen/")
    hall_page.get_by_text("正在计票").wait_for()
    chair.get_by_role("link", name="确认并宣布结果").click()
    assert not axe_violations(chair)
    chair.get_by_role("button", name="确认并宣布结果").click()
    chair.get_by_text("由陈主席确认").wait_for()
    hall_page.locator(".vote-screen-word").get_by_text("通过", exact=True).wait_for()
    assert not axe_violations(hall_page)
    height = hall_page.locator(".vote-screen-word").evaluate(
        "one => parseFloat(getComputedStyle(one).fontSize) / innerWidth"
    )
    assert height > 0.1, "readable from the last row"


def test_what_is_typed_is_there_after_the_browser_was_closed(visitors, hall):
    ballot = counting(hall, election(hall))
    steps.sheet_for(hall.actor("office"), ballot)
    page = visitors.page(hall.accounts["office"])
    page.goto(f"/ballots/{ballot.pk}/sheet/")
    page.locator('[name="issued"]').fill("58")
    page.locator('[name="returned"]').fill("60")
    page.get_by_text("收回60张，多于发出的58张").wait_for()
    page.close()
    assert CountSheet.objects.get().typed == {"issued": "58", "returned": "60"}
    again = visitors.page(hall.accounts["office"])
    again.goto(f"/ballots/{ballot.pk}/sheet/")
    assert again.locator('[name="returned"]').input_value() == "60"


def test_nothing_scrolls_sideways_on_the_phone(visitors, hall, axe_violations):
    ballot = keyed(
        hall, counting(hall, election(hall)), {**slips(58), **votes((50, 4, 4), (40, 10, 8), (10, 40, 8))}
    )
    steps.declare(hall.actor("office"), ballot)
    named = counting(hall, motion(hall, "named"))
    steps.sheet_for(hall.actor("office"), named)
    waiting = counting(hall, election(hall, ("欧阳建国", "司马玉兰", "诸葛春生")))
    steps.sheet_for(hall.actor("office"), waiting)
    page = visitors.page(hall.accounts["office"], phone=True)
    session = hall.session.pk
    for path in (
        f"sessions/{session}/ballots/", f"sessions/{session}/ballots/new/", f"ballots/{ballot.pk}/", f"ballots/{named.pk}/sheet/",
        f"ballots/{waiting.pk}/sheet/", f"ballots/{waiting.pk}/step/void/", f"ballots/{ballot.pk}/screen/",
    ):  # fmt: skip
        page.goto(f"/{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
        assert not axe_violations(page), path
    assert Ballot.objects.count() == 3
