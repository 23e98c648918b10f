"""The design system in a real browser: accessibility, widths, drafts, guards, keyboard, paper."""

from __future__ import annotations

import io
import re
import unicodedata

import pytest
from pypdf import PdfReader

from tests.web.design_pages import TODAY

PAGES = "tests.web.design_pages"
WIDTHS = (360, 1280)
SENT = "form[data-draft] button.button-primary[type=submit]"


@pytest.fixture
def open_page(settings, visitors, accounts, frozen_clock):
    """``open_page("/", width=360, large=True)``: a sample page, signed in as the office."""
    settings.ROOT_URLCONF = PAGES
    frozen_clock.to(TODAY)

    def go(address: str = "/", width: int = 1280, large: bool = False, **options):
        account = accounts["office"]
        account.large_type = large
        account.save()
        page = visitors.page(account, viewport={"width": width, "height": 800}, **options)
        page.goto(address)
        return page

    return go


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize("width", WIDTHS)
def test_gallery_has_no_accessibility_faults(open_page, axe_violations, width, large):
    page = open_page(width=width, large=large)
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    assert axe_violations(page) == []
    with page.expect_navigation():
        page.click(SENT)
    assert page.locator("[data-form-errors]").evaluate("part => part === document.activeElement")
    assert axe_violations(page) == []


@pytest.mark.parametrize(
    "address", ["/confirm/", "/elder/", "/sheet/", "/nothing/", "/forbidden/", "/too-large/"]
)
def test_other_pages_have_no_accessibility_faults(open_page, axe_violations, address):
    assert axe_violations(open_page(address, width=360)) == []


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize("width", [320, 360, 768, 1024, 1280])
def test_nothing_scrolls_sideways(open_page, width, large):
    page = open_page(width=width, large=large)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    size = float(page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))
    assert size == (24 if large else 18)


@pytest.mark.parametrize(("address", "smallest"), [("/", 44), ("/elder/", 60)])
def test_targets_are_large_enough(open_page, address, smallest):
    page = open_page(address, width=360)
    small = page.evaluate(
        """smallest => [...document.querySelectorAll('.button, .tool, .menu-link, .tab, .page-link, .card, .check,'
             + 'select.input, input.input:not([type=checkbox]), .row-main, summary, .figure')]
           .filter(part => part.offsetParent && part.getBoundingClientRect().height < smallest - 0.5)
           .map(part => part.outerHTML.slice(0, 100))""",
        smallest,
    )
    assert small == []


def test_draft_comes_back_and_goes_when_accepted(open_page):
    page = open_page()
    page.fill("#id_title", "关于修路的建议")
    page.wait_for_selector("text=还没有提交")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.click("text=接着上次写")
    assert page.input_value("#id_title") == "关于修路的建议"
    page.fill("#id_body", "从石桥村到青岗村。")
    page.select_option("#id_unit", "a")
    page.check("#id_result_0")
    with page.expect_navigation():
        page.click(SENT)
    assert page.locator("text=已登记第12号建议").is_visible()
    assert page.locator("text=撤回这一步").is_visible()
    assert page.evaluate("Object.keys(localStorage).filter(key => key.includes('draft'))") == []
    assert page.locator("text=接着上次写").count() == 0


def test_draft_survives_a_refused_form(open_page):
    page = open_page()
    page.fill("#id_title", "只写了标题")
    with page.expect_navigation():
        page.click(SENT)
    page.goto("/")
    page.click("text=接着上次写")
    assert page.input_value("#id_title") == "只写了标题"


def test_leaving_unsaved_work_asks(open_page):
    page = open_page()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.type("#id_title", "写")
    page.goto("/confirm/")
    assert asked == ["beforeunload"]


def test_a_form_is_sent_once(open_page):
    page = open_page()
    sent = []
    page.on("request", lambda request: sent.append(1) if request.method == "POST" else None)
    page.evaluate(
        f"""() => {{ const button = document.querySelector("{SENT}"); button.click(); button.click(); button.click(); }}"""
    )
    page.wait_for_selector("[data-form-errors]")
    assert len(sent) == 1


def test_danger_is_asked_for(open_page):
    page = open_page()
    sent = []
    page.on("request", lambda request: sent.append(1) if request.method == "POST" else None)
    page.click("form[data-confirm] button")
    page.click("dialog >> text=不做了")
    assert sent == []
    page.click("form[data-confirm] button")
    with page.expect_navigation():
        page.click("dialog >> text=确认")
    assert len(sent) == 1


def test_without_scripts_the_menu_opens_and_forms_are_sent(open_page):
    page = open_page(width=360, java_script_enabled=False)
    page.click(".drawer summary")
    assert page.locator(".drawer .search").is_visible()
    page.click(".drawer summary")
    page.click(SENT)
    page.wait_for_selector("[data-form-errors]")
    assert page.locator("#id_title-error").inner_text().strip()


def test_keyboard_reaches_the_content_first(open_page):
    page = open_page()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_large_type_switch_comes_back_to_the_same_page(open_page):
    page = open_page("/confirm/")
    page.click(".topbar .desk-only >> text=大字")
    page.wait_for_selector("html[data-type=large]")
    assert page.url.endswith("/confirm/")
    page.click(".topbar .desk-only >> text=标准字")
    page.wait_for_selector("html:not([data-type])")


def test_offline_is_said(open_page):
    page = open_page()
    banner = page.locator("[data-offline-banner]")
    assert banner.is_hidden()
    page.context.set_offline(True)
    banner.wait_for(state="visible")
    page.context.set_offline(False)
    banner.wait_for(state="hidden")


def printed(page) -> str:
    """The words of a PDF page; Chromium writes some characters as radicals, which NFKC turns back."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", page.extract_text()))


def test_paper_repeats_headings_and_carries_the_date(open_page):
    page = open_page("/sheet/")
    texts = [printed(found) for found in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages]
    assert len(texts) > 1
    assert all("编号标题主办单位" in text for text in texts[:-1])
    assert "建议办理一览" in texts[0] and "打印时间:2026年3月10日" in texts[-1]
    assert not any("example.invalid" in text or "关掉本页" in text for text in texts)


def test_printing_a_desk_page_leaves_the_frame_out(open_page):
    page = open_page()
    first = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages[0]
    text = printed(first)
    assert "打印日期:2026年3月10日" in text and "关于修复石桥村" in text
    assert "退出" not in text and "查找" not in text
    assert [round(float(side) / 72 * 25.4) for side in first.mediabox[2:]] == [210, 297]
