"""The rehearsal by hands: one click in, the band at desk and phone, one click and a question out."""

from __future__ import annotations

import pytest

from renda.kernel.rehearsal import spaces
from renda.kernel.units.scope import acting_in
from tests.harness.town import make_town

NARROW = {"width": 320, "height": 640}


@pytest.fixture
def made(transactional_db, frozen_clock):
    town = make_town()
    with acting_in(town.town):
        yield town


def fits(page) -> bool:
    """Nothing scrolls sideways on the narrowest screen."""
    page.set_viewport_size(NARROW)
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_in_and_out(made, visitors, axe_violations, phone):
    page = visitors.page(made.accounts["office"], phone=phone)
    page.goto("/sessions/")
    page.click("text=演练一次大会")
    assert not axe_violations(page) and fits(page)
    page.click("button:has-text('开始演练')")
    band = page.locator(".rehearsal-band")
    assert "发不出去" in band.inner_text()
    assert not axe_violations(page) and fits(page)
    band.get_by_text("换人、换日子").click()
    assert not axe_violations(page) and fits(page)
    page.click("button:has-text('拨到开幕那天')")
    page.click("button:has-text('接着演')")
    page.locator(".rehearsal-band").get_by_text("结束演练，全部删掉").click()
    assert not axe_violations(page) and fits(page)
    page.click("button:has-text('全部删掉')")
    assert page.locator(".rehearsal-band").count() == 0
    assert spaces.of_town(made.town.pk) is None
