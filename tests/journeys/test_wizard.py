"""An empty installation: the five steps with two Excel files, then the office logs in and finds its deputies."""

from __future__ import annotations

import re
from pathlib import Path

import pyotp
from openpyxl import Workbook

from tests.journeys import hands

PASSWORD = "春灌以前修好水渠-26"
DEPUTIES = [
    ["姓名", "性别", "手机", "选区", "代表小组", "村"],
    ["孙新", "男", "13812345678", "第一选区", "第一小组", "上河村"],
    ["赵一", "女", "13812345679", "第二选区", "第二小组", "下河村"],
    ["钱 大", "男", "13812345671", "第一选区", "第一小组", "上河村"],
]
UNITS = [["单位", "联系人", "联系电话"], ["水利站", "吴经办", "13812345670"], ["公路站", "郑经办", "13812345672"]]
TOWN = {
    "name": "云溪镇", "county": "云川县", "place_code": "330122", "office_phone": "0571-66001100", "number_word": "云镇",
}  # fmt: skip
TERM = {
    "number": "19", "starts_on": "2022-01-10", "session_number": "5", "opens_on": "2026-01-20", "closes_on": "2026-01-21",
}  # fmt: skip


def workbook(path: Path, rows: list[list[str]]) -> Path:
    """A table as somebody keeps it: a title line above the header."""
    book = Workbook()
    book.active.append(["云溪镇第十九届人民代表大会"])
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def hand_in(page, path: Path) -> None:
    """Upload a table, look at what would happen, go on."""
    page.set_input_files("input[type=file]", path)
    hands.press(page, "上传并核对")
    assert page.locator("text=赵一").count() or page.locator("text=水利站").count()
    hands.press(page, "核对好了，下一步")


def set_up_the_factor(page) -> None:
    """The first login of the office: scan, type the code."""
    page.wait_for_url("**/account/code/set-up/")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_selector("#id_code")
    secret = re.search(r"\b[A-Z2-7]{32}\b", page.locator("main").inner_text().replace(" ", "")).group(0)
    page.fill("#id_code", pyotp.TOTP(secret).now())
    page.locator("main form:has(#id_code) button[type=submit]").click()
    page.wait_for_url(re.compile(r"//[^/]+/$"))


def test_a_new_office_begins(transactional_db, visitors, tmp_path: Path):
    page = visitors.page()
    page.goto("/")
    page.wait_for_url("**/start/town/")
    hands.fill(page, TOWN)
    hands.press(page, "下一步")
    hands.fill(page, TERM)
    hands.press(page, "下一步")
    hand_in(page, workbook(tmp_path / "代表.xlsx", DEPUTIES))
    hand_in(page, workbook(tmp_path / "单位.xlsx", UNITS))
    hands.fill(page, {"name": "周文书", "password": PASSWORD, "again": PASSWORD})
    hands.press(page, "开通")
    slips = page.locator("main").inner_text()
    assert all(name in slips for name in ("孙新", "赵一", "吴经办"))
    hands.press(page, "已打印，去登录")
    page.fill("#id_username", "周文书")
    page.fill("#id_password", PASSWORD)
    page.locator("main form button[type=submit]").click()
    set_up_the_factor(page)
    page.goto("/people/deputies/")
    seen = page.locator("main").inner_text()
    assert all(name in seen for name in ("孙新", "赵一", "钱大")) and "13812345678" not in seen
    page.goto("/people/units/")
    assert "公路站" in page.locator("main").inner_text()
