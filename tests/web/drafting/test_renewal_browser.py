"""Ruling place by place with the keyboard alone, on a page that everybody can read."""

from __future__ import annotations

import re

from renda.modules.drafting.renewal import work
from renda.modules.drafting.renewal.work import Source
from tests.modules.drafting.renewal.last_year import LAST_YEAR, TODAY, furnish


def left(page) -> int:
    return int(re.search(r"还有 (\d+) 处要定", page.inner_text("main"))[1])


def test_arrow_and_enter_settle_a_place_and_bring_the_next(visitors, town_set, frozen_clock, axe_violations):
    furnish(town_set)
    frozen_clock.to(TODAY)
    made = work.begin(town_set.actor("office"), [Source("通知.txt", LAST_YEAR.encode())])
    page = visitors.page(town_set.accounts["office"])
    page.goto(f"/drafting/renewal/{made.pk}/")
    page.get_by_role("link", name="一处一处定").click()
    page.wait_for_url("**/place/**")
    page.wait_for_function("document.activeElement.name === 'answer'")
    first, before = page.url, left(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != first)
    page.wait_for_function("document.activeElement.name === 'answer'")
    assert left(page) == before - 1
    assert not axe_violations(page)
    page.goto(f"/drafting/renewal/{made.pk}/1/")
    assert not axe_violations(page)


def test_nothing_scrolls_sideways_on_the_phone(visitors, town_set, frozen_clock):
    furnish(town_set)
    frozen_clock.to(TODAY)
    made = work.begin(town_set.actor("office"), [Source("通知.txt", LAST_YEAR.encode())])
    page = visitors.page(town_set.accounts["office"], phone=True)
    for path in ("", f"{made.pk}/", f"{made.pk}/1/", f"{made.pk}/1/place/"):
        page.goto(f"/drafting/renewal/{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
