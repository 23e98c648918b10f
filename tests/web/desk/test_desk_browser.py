"""The desk in a real browser: reachable for everybody, found while typing, nothing sideways on the phone."""

from __future__ import annotations

import pytest

PHONE_WIDTH = 390


@pytest.mark.parametrize("role", ["office", "chair", "deputy", "unit_handler", "keeper"])
def test_desks_are_reachable_for_everybody(stories, visitors, accounts, axe_violations, role):
    page = visitors.page(accounts[role])
    page.goto("/")
    assert axe_violations(page) == []


@pytest.mark.parametrize(
    "address",
    ["/", "/inbox/?all=1", "/print-list/", "/search/?q=渠", "/overview/", "/rules/?area=suggestion", "/help/office/",
     "/suggestions/statistics/", "/papers/dossiers/", "/papers/registers/", "/due/later/"],
)  # fmt: skip
def test_nothing_runs_sideways_on_a_phone(stories, visitors, accounts, address):
    type(accounts["office"]).objects.update(large_type=True)
    page = visitors.page(accounts["office"], viewport={"width": PHONE_WIDTH, "height": 844})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE_WIDTH


@pytest.mark.parametrize("address", ["/inbox/", "/search/?q=渠", "/suggestions/statistics/", "/papers/dossiers/", "/rules/"])
def test_pages_are_reachable_for_everybody(stories, visitors, accounts, axe_violations, address):
    page = visitors.page(accounts["office"])
    page.goto(address)
    assert axe_violations(page) == []


def test_found_while_typing(stories, visitors, accounts):
    page = visitors.page(accounts["office"])
    page.goto("/search/")
    page.locator("#find-words").press_sequentially("公厕", delay=60)
    page.locator("#hits mark").first.wait_for()
    assert "关于整修集镇公厕的建议" in page.inner_text("#hits")
    assert "q=" in page.url


def test_a_dossier_is_saved_as_an_archive(stories, visitors, accounts):
    page = visitors.page(accounts["office"])
    page.goto("/papers/dossiers/?words=东渠")
    page.click("table a")
    with page.expect_download() as waiting:
        page.click("text=导出案卷")
    assert waiting.value.suggested_filename.endswith(".zip")
    assert "东渠" in waiting.value.suggested_filename
