"""From the deputy's telephone to the sealed dossier, and from there through a backup into an empty folder."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from renda.foundation import clock
from tests.harness.browser import Visitors
from tests.journeys import hands, server

PROMISE = "下游二百米渠段加固"
WORD_OF_THE_REPLY = "浆砌石"


@pytest.fixture
def people(chromium):
    """``people(address)``: opens pages on the server there."""
    opened: list[Visitors] = []

    def at(address: str) -> Visitors:
        opened.append(Visitors(chromium, address))
        return opened[-1]

    yield at
    for visitors in opened:
        visitors.close()
        assert not visitors.faults, "\n".join(visitors.faults)


def write_and_hand_in(phone) -> None:
    hands.log_in(phone, "deputy")
    phone.goto("/suggestions/new/")
    hands.fill(phone, hands.WORDS)
    hands.press(phone, "下一步：看一遍再提交")
    hands.press(phone, "提交人大办")
    hands.notice(phone, "已经提交，等人大办登记")


def register_and_hand_over(desk) -> str:
    """The office's part before the unit's; gives the address of the suggestion."""
    hands.log_in(desk, "office", factor=True)
    desk.goto("/suggestions/")
    hands.follow(desk, hands.WORDS["title"])
    address = desk.url
    hands.follow(desk, "登记")
    hands.choose(desk, "category", "农田水利")
    hands.choose(desk, "urgency", "一般")
    hands.press(desk, "登记")
    hands.notice(desk, "“登记”已办好")
    hands.follow(desk, "交办")
    hands.choose(desk, "lead_unit", "水利站")
    hands.press(desk, "交办")
    hands.notice(desk, "“交办”已办好")
    return address


def handle(unit, address: str) -> None:
    hands.log_in(unit, "unit_handler")
    unit.goto(address)
    hands.follow(unit, "签收")
    unit.fill("#id_signed_by", "吴经办")
    hands.press(unit, "签收")
    hands.record_talk(unit)
    hands.answer(unit, (PROMISE, (clock.today() + timedelta(days=120)).isoformat()))
    hands.notice(unit, "“答复代表”已办好")


def look_as_chair(page, address: str) -> None:
    hands.log_in(page, "chair", factor=True)
    page.goto("/overview/")
    assert page.locator("h1").count() == 1
    page.goto(address)
    hands.notice(page, PROMISE)


def publish_and_close(desk, address: str) -> None:
    desk.goto(address)
    hands.follow(desk, "决定公开不公开")
    hands.press(desk, "公开")
    hands.notice(desk, "已经公开")
    desk.goto(address)
    hands.follow(desk, "结案归档")
    hands.press(desk, "结案归档")
    hands.notice(desk, "已结案归档")


def find_again(page, address: str) -> None:
    """By a word of the reply, while typing."""
    page.goto("/search/")
    page.fill("#find-words", WORD_OF_THE_REPLY)
    hit = page.locator(f"#hits a[href='{urlsplit(address).path}']").first
    hit.wait_for()
    with page.expect_navigation(url=address):
        hit.click()


def test_from_the_telephone_to_the_restored_backup(people, tmp_path: Path):
    data, empty, backup = tmp_path / "office", tmp_path / "new", tmp_path / "renda.zip"
    data.mkdir()
    server.run(data, "tests.journeys.town")
    with server.running(data) as base:
        town = people(base)
        phone, desk, unit = town.page(phone=True), town.page(), town.page()
        write_and_hand_in(phone)
        address = register_and_hand_over(desk)
        handle(unit, address)
        look_as_chair(town.page(), address)
        phone.goto("/suggestions/mine/")
        phone.get_by_role("link", name="评价答复").first.click()
        hands.judge(phone, "满意", "渠通水了，谢谢。")
        publish_and_close(desk, address)
        find_again(desk, address)
        said = server.run(data, "renda.cli", "backup", str(backup))
        assert "已备份到" in said and backup.stat().st_size > 10_000
    assert "已恢复" in server.run(empty, "renda.cli", "restore", str(backup))
    with server.running(empty) as base:
        there = people(base)
        phone = there.page(phone=True)
        hands.log_in(phone, "deputy")
        phone.goto(base + urlsplit(address).path)
        for words in ("已结案归档", hands.ANSWER["done"], PROMISE):
            hands.notice(phone, words)
        stranger = there.page()
        stranger.goto("/open/")
        hands.notice(stranger, hands.WORDS["title"])
