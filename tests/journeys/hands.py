"""What hands do on the pages, by the words that stand there."""

from __future__ import annotations

import re
from typing import Any

import pyotp

from renda.foundation import clock
from tests.harness.town import PASSWORD, SECOND_FACTOR_SECRET

WORDS = {
    "title": "关于修复上河村东渠的建议",
    "facts": "上河村东渠去年7月塌方二十余米，三组、四组一百二十户三百多亩稻田无法灌溉，已有八个月。",
    "place": "上河村三组",
    "ask": "请水利站在春灌前修复塌方渠段。",
}
ANSWER = {
    "asked": "您反映东渠塌方，影响三百多亩稻田灌溉。",
    "done": "已到现场查看，塌方渠段用浆砌石修复完成，已经通水。",
    "contact": "吴经办",
    "contact_phone": "0000-6600123",
    "signer": "郑站长",
}


def log_in(page: Any, username: str, *, factor: bool = False, password: str = PASSWORD) -> None:
    """By name and password; office, chair and keeper with the code of their telephone."""
    page.goto("/login/")
    page.fill("#id_username", username)
    page.fill("#id_password", password)
    press(page, "登录")
    if factor:
        page.fill("#id_code", pyotp.TOTP(SECOND_FACTOR_SECRET).now())
        press(page, "继续")
    page.wait_for_url(re.compile(r"^[^?]*//[^/]+/$"))


def press(page: Any, words: str) -> None:
    """The button with exactly these words, and the page that follows; a question of the page is answered yes."""
    button = page.locator("main").get_by_role("button", name=words, exact=True).first
    asks = button.evaluate("it => it.hasAttribute('data-confirm') || Boolean(it.form && it.form.dataset.confirm)")
    with page.expect_navigation():
        button.click()
        if asks:
            page.locator("dialog.ask").get_by_role("button", name="确认", exact=True).click()


def follow(page: Any, words: str) -> None:
    """The link with exactly these words."""
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=words, exact=True).first.click()


def fill(page: Any, answers: dict[str, str]) -> None:
    for name, words in answers.items():
        page.fill(f"#id_{name}", words)


def choose(page: Any, name: str, words: str) -> None:
    """One of a list or of cards."""
    chosen = page.locator(f"select[name={name}]")
    if chosen.count():
        chosen.select_option(label=words)
    else:
        page.locator(f"label:has(input[name={name}]):has-text('{words}')").first.click()


def today() -> str:
    return clock.today().isoformat()


def record_talk(page: Any) -> None:
    """The unit notes that it met the deputy."""
    follow(page, "记面商")
    fill(page, {"held_on": today(), "present": "王代表、吴经办", "content": "一同到现场查看塌方渠段，商定先清后砌。"})
    choose(page, "way", "现场")
    press(page, "记面商")


def answer(page: Any, promise: tuple[str, str] | None = None, **more: str) -> None:
    """The unit writes the reply; ``promise`` is what by when."""
    follow(page, "答复代表")
    fill(page, {**ANSWER, **more})
    if promise:
        choose(page, "result", "列入计划")
        fill(page, {"planned": promise[0]})
        page.fill("input[name=promises-text]", promise[0])
        page.fill("input[name=promises-due]", promise[1])
    else:
        choose(page, "result", "已解决")
    press(page, "答复代表")


def judge(page: Any, outcome: str, comment: str) -> None:
    """The deputy judges the answer on the page that is open."""
    page.check("input[name=attitude][value=satisfied]")
    page.check(f"input[name=outcome][value={'satisfied' if outcome == '满意' else 'dissatisfied'}]")
    page.check(f"input[name=addressed][value={'yes' if outcome == '满意' else 'no'}]")
    page.fill("#id_comment", comment)
    press(page, "提交评价")


def notice(page: Any, words: str) -> None:
    """The page says so."""
    page.locator(f"text={words}").first.wait_for()
