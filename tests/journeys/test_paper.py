"""A paper's whole way by hands: written, reviewed, changed, signed, numbered, sent, signed for, filed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from renda.kernel.dossiers.models import Dossier
from renda.kernel.units.scope import acting_in
from renda.modules.drafting.models import Draft
from tests.harness.town import make_town
from tests.journeys import hands

TITLE = "关于召开代表小组会议的通知"


@pytest.fixture
def made(transactional_db, frozen_clock):
    town = make_town()
    with acting_in(town.town):
        yield town


def begin(page) -> str:
    """From the menu to a first saved text; gives the address of the draft."""
    page.goto("/drafting/")
    hands.follow(page, "起草一份公文")
    page.locator("main a[href='/drafting/new/blank/']").first.click()
    page.fill("#id_title", TITLE)
    hands.choose(page, "kind", "通知")
    hands.press(page, "开始写")
    write(page, "会议定于3月12日召开。")
    return re.sub(r"edit/.*$", "", page.url)


def write(page, words: str) -> None:
    """The first paragraph, saved as a version."""
    page.wait_for_selector("[data-pages-list] img")
    page.locator("[data-blocks=body] textarea[data-text]").first.fill(words)
    page.get_by_role("button", name="保存", exact=True).last.click()
    hands.notice(page, "已保存为第")


def step(page, address: str, verb: str) -> None:
    page.goto(f"{address}step/{verb}/")


def send_to_review(page, address: str) -> None:
    step(page, address, "ask_review")
    page.locator("label:has(input[name=reviewers])", has_text="陈主席").first.click()
    hands.press(page, "送审")


def give(page, address: str, stance: str, words: str = "") -> None:
    step(page, address, "give_opinion")
    page.check(f"input[name=stance][value={stance}]")
    if words:
        page.fill("#id_text", words)
    hands.press(page, "给意见")


def test_from_the_first_word_to_the_sealed_dossier(visitors, made):
    office, chair = visitors.page(made.accounts["office"]), visitors.page(made.accounts["chair"])
    address = begin(office)
    send_to_review(office, address)
    give(chair, address, "amend", "请写明地点")
    office.goto(address)
    hands.notice(office, "请写明地点")
    office.goto(f"{address}edit/")
    write(office, "会议定于3月12日在镇政府三楼召开。")
    office.goto(f"{address}compare/?a=1&b=3")
    expect(office.locator("ins").first).to_contain_text("在镇政府三楼")
    send_to_review(office, address)
    give(chair, address, "agree")
    step(chair, address, "sign")
    hands.press(chair, "签发")
    step(office, address, "number")
    hands.choose(office, "series", "人大办发文")
    hands.press(office, "编文号")
    step(office, address, "send")
    office.locator("label:has(input[name=groups])", has_text="第一代表小组").first.click()
    hands.press(office, "发出")
    hands.notice(office, "云人人办发〔2026〕1号")
    phone = visitors.page(made.accounts["deputy"], phone=True)
    phone.goto("/drafting/received/")
    with phone.expect_navigation():
        phone.locator("main").get_by_role("link", name=TITLE).first.click()
    hands.press(phone, "签收")
    office.goto(f"{address}receipts/")
    hands.notice(office, "已签收")
    step(office, address, "file")
    hands.choose(office, "belongs_to", "其他公文")
    hands.press(office, "归档")
    draft = Draft.objects.get()
    dossier = Dossier.objects.get(object_id=draft.pk)
    assert draft.state == "filed" and draft.text_version == 3 and dossier.sealed_at
    assert {item.role for item in dossier.items.all()} == {"final", "slip", "dispatch"}
