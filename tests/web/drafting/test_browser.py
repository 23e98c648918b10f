"""The editor in a real browser: keyboard, taking back, saving by itself, without a network, beside the printed pages."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from renda.kernel.documents.engine.model import OfficialPaper, text
from renda.modules.drafting import texts
from renda.modules.drafting.models import Autosave

KINDS = "els => els.map(e => e.dataset.kind)"
#: Where the first paragraph of a paper without a red head stands on its page.
FIRST_LINE = 0.28
WORDS = "els => els.map(e => e.value)"


@pytest.fixture
def draft(town_set):
    paper = OfficialPaper("通知", "general", "关于开会的通知", blocks=(text("第一段。"), text("第二段签定合同。")))
    return texts.start_with(town_set.actor("office"), paper)


@pytest.fixture
def page(visitors, town_set, draft):
    opened = visitors.page(town_set.accounts["office"])
    opened.goto(reverse("drafting:edit", args=[draft.pk]))
    opened.wait_for_selector("[data-pages-list] img")
    return opened


def words(page) -> list[str]:
    return page.eval_on_selector_all("[data-blocks=body] textarea[data-text]", WORDS)


def test_writing_with_the_keyboard_and_taking_it_back(page):
    page.locator("#b0 textarea").click()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type("新的一段。")
    page.keyboard.press("Control+Alt+Digit1")
    assert page.eval_on_selector_all("[data-blocks=body] > li", KINDS) == ["p", "h1", "p"]
    assert page.inner_text("[data-kind=h1] [data-number]") == "一、"
    page.keyboard.press("Alt+ArrowDown")
    assert words(page)[2] == "新的一段。"
    page.wait_for_timeout(800)
    page.get_by_role("button", name="撤销").click()
    assert words(page)[1] == "新的一段。"
    page.get_by_role("button", name="重做").click()
    assert words(page)[2] == "新的一段。"


def test_it_saves_by_itself_and_the_pages_follow(page, draft):
    picture = page.locator("[data-pages-list] img").first
    expect(picture).to_have_attribute("src", re.compile("^blob:"))
    before = picture.get_attribute("src")
    page.locator("#b0 textarea").fill("改过的第一段。")
    expect(page.locator("[data-saved]")).to_contain_text("已保存", timeout=9000)
    assert "改过的第一段" in Autosave.objects.get(draft=draft).content
    expect(picture).not_to_have_attribute("src", before)


def test_without_a_network_it_is_kept_in_the_browser_and_offered_again(page, draft):
    page.context.set_offline(True)
    page.locator("#b0 textarea").fill("断网时写的。")
    expect(page.locator("[data-saved]")).to_contain_text("网络断了", timeout=9000)
    page.context.set_offline(False)
    expect(page.locator("[data-saved]")).to_contain_text("已保存", timeout=9000)
    assert "断网时写的" in Autosave.objects.get(draft=draft).content


def test_a_click_on_the_page_leads_to_the_words_and_a_hint_is_put_in(page):
    picture = page.locator("[data-pages-list] img").first
    expect(picture).to_have_attribute("src", re.compile("^blob:"))
    box = picture.bounding_box()
    picture.click(position={"x": box["width"] / 2, "y": box["height"] * FIRST_LINE})
    assert page.evaluate("document.activeElement.closest('[data-block]').id") == "b0"
    page.get_by_role("button", name="改成“签订”").click()
    assert words(page)[1] == "第二段签订合同。"


def test_a_figure_is_picked_over_another_stretch_of_time(page):
    page.locator("#b0 textarea").click()
    page.get_by_role("button", name="插入数字").click()
    box = page.locator("dialog.ed-picker")
    box.get_by_role("link", name="今天").click()
    box.get_by_role("button", name="插入在任代表（今天）").click()
    expect(box).to_have_count(0)
    assert re.search(r"〖\d+〗", words(page)[0])


def test_a_check_that_failed_is_told(page):
    page.route("**/findings/", lambda route: route.fulfill(status=500, body=""))
    page.locator("#b0 textarea").fill("改过的第一段。")
    expect(page.locator("[data-findings-failed]")).to_contain_text("没有检查成")
    page.unroute("**/findings/")
    page.locator("#b0 textarea").fill("又改过的第一段。")
    expect(page.locator("[data-findings-failed]")).to_have_count(0)


def test_the_editor_has_no_barriers(page, axe_violations):
    page.locator("#b0 textarea").click()
    assert axe_violations(page) == []


def test_on_the_phone_text_and_pages_are_tabs(visitors, town_set, draft, axe_violations):
    phone = visitors.page(town_set.accounts["office"], phone=True)
    phone.goto(reverse("drafting:edit", args=[draft.pk]))
    assert phone.is_visible("#b0 textarea") and not phone.is_visible("#ed-pages")
    phone.get_by_role("tab", name="看版面").click()
    assert phone.is_visible("#ed-pages") and not phone.is_visible("#b0 textarea")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe_violations(phone) == []


def test_without_scripts_the_form_still_writes(visitors, town_set, draft):
    plain = visitors.page(town_set.accounts["office"], java_script_enabled=False)
    plain.goto(reverse("drafting:edit", args=[draft.pk]))
    plain.fill("#b0 textarea[name='b0.text']", "没有脚本写的。")
    plain.locator("#b0 button[value='down b0']").click()
    assert plain.input_value("#b1 textarea[name='b1.text']") == "没有脚本写的。"
    plain.get_by_role("button", name="保存", exact=True).last.click()
    assert "已保存为第2稿" in plain.content()
