"""This year's set of papers for the session from last year's, in one sitting, by hands; two of them measured as printed."""

from __future__ import annotations

import re
from datetime import date

import pytest

from renda.kernel.documents.checking.pages import check_pages
from renda.kernel.documents.engine.model import plain_text
from renda.kernel.units.scope import acting_in
from renda.modules.drafting import contents
from renda.modules.drafting.models import Draft
from tests.harness.town import make_town
from tests.journeys import hands, last_year

TODAY = date(2026, 1, 5)
STALE = ("第四次会议", "2025年1月15日", "1月16日", last_year.LEFT, "2024年", "〔2025〕")


@pytest.fixture
def made(transactional_db, frozen_clock):
    frozen_clock.to(TODAY)
    town = make_town()
    with acting_in(town.town):
        last_year.furnish(town)
        yield town


def begin(page) -> str:
    """From the menu to the set: its address."""
    page.goto("/drafting/")
    hands.follow(page, "起草一份公文")
    page.locator("main a[href='/drafting/renewal/']").first.click()
    with page.expect_navigation():
        page.locator("main a", has_text="第十九届第四次会议").click()
    assert page.locator("input[name=paper]:checked").count() == len(last_year.PAPERS)
    hands.press(page, "读进来，换成今年的")
    return page.url


def rule_on_everything(page) -> dict[str, str]:
    """Place after place with what is offered, or last year's words: what was asked → what was said why."""
    hands.follow(page, "一处一处定")
    asked = {}
    while "/place/" in page.url:
        assert len(asked) < 80
        asked[page.inner_text("h1")] = page.locator("main .panel").first.inner_text()
        if page.locator("input[name=answer]:checked").get_attribute("value") == "other":
            page.check("#a-keep")
        hands.press(page, "定了，下一处")
    return asked


def send_on(page, chair, draft: Draft) -> bytes:
    """To review, agreed, signed, numbered as last year: the printed sheet."""
    address = f"/drafting/{draft.pk}/"
    page.goto(f"{address}step/ask_review/")
    page.locator("label:has(input[name=reviewers])", has_text="陈主席").first.click()
    hands.press(page, "送审")
    chair.goto(f"{address}step/give_opinion/")
    chair.check("input[name=stance][value=agree]")
    hands.press(chair, "给意见")
    chair.goto(f"{address}step/sign/")
    hands.press(chair, "签发")
    page.goto(f"{address}step/number/")
    assert page.locator("input[name=series]:checked").get_attribute("value") == last_year.NUMBERED[draft.template]
    hands.press(page, "编文号")
    return page.request.get(f"{address}pdf/").body()


def test_this_years_set_in_one_sitting(visitors, made, axe_violations):
    office, chair = visitors.page(made.accounts["office"]), visitors.page(made.accounts["chair"])
    address = begin(office)
    assert not axe_violations(office)
    asked = rule_on_everything(office)
    assert any(last_year.LEFT in words for words in asked), asked
    assert any("2025年1月10日" in words for words in asked)
    assert any("4860" in words for words in asked)
    assert office.url == address
    hands.press(office, "全部生成文稿")
    hands.notice(office, "文稿都已生成")
    drafts = {draft.template: draft for draft in Draft.objects.filter(base_paper__isnull=False)}
    assert set(drafts) == set(last_year.PAPERS)
    written = {key: plain_text(contents.resolved(draft)) for key, draft in drafts.items()}
    for key, words in written.items():
        assert not [one for one in STALE if one in words and one not in ("2024年",)], (key, words)
        assert "第五次会议" in words or key in ("presidium_report",), key
    assert last_year.CAME in written["host_opening"] and "2026年1月20日" in written["notice_deputies"]
    assert "2025年预算执行情况和2026年预算" in written["agenda"]
    for key, form in (("notice_deputies", "general"), ("resolution_budget", "resolution")):
        printed = send_on(office, chair, drafts[key])
        assert not check_pages(printed, form, has_imprint=False), key
    numbers = sorted(Draft.objects.filter(base_paper__isnull=False, number__isnull=False).values_list("number__text", flat=True))
    assert len(numbers) == 2 and all(re.search(r"〔2026〕1号$", number) for number in numbers)
