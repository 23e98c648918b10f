"""A real Chromium: pages of several people at once, on the desk or on a phone, that never leave this computer."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from renda.config.bootstrap import is_debian_root
from renda.config.requirements import find_browser
from tests.harness.network import is_local

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
DESK = {"viewport": {"width": 1366, "height": 768}}
PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One Chromium for the whole run."""
    path = find_browser()
    if path is None and not is_debian_root():
        pytest.skip("没有找到 Chromium 浏览器，浏览器测试没有运行")
    assert path, "没有找到 Chromium 浏览器：apt install chromium"
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread; Django would take that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class Visitors:
    """Opens pages for people, each with cookies of their own, and collects what no page may do."""

    def __init__(self, browser: Any, base_url: str) -> None:
        self.browser = browser
        self.base_url = base_url
        self.contexts: list[Any] = []
        self.faults: list[str] = []

    def page(self, account: Any = None, *, phone: bool = False, **options: Any) -> Any:
        """A fresh page; signed in as ``account`` when one is given."""
        settings = {**(PHONE if phone else DESK), "locale": "zh-CN", "timezone_id": "Asia/Shanghai", **options}
        context = self.browser.new_context(base_url=self.base_url, **settings)
        context.set_default_timeout(10_000)
        context.route("**/*", self._guard)
        self.contexts.append(context)
        if account is not None:
            context.add_cookies([session_cookie(account, self.base_url)])
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(f"页面脚本出错：{error}"))
        page.on("console", self._console)
        return page

    def _guard(self, route: Any) -> None:
        parts = urlsplit(route.request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and not is_local(parts.hostname):
            self.faults.append(f"页面访问了外部地址：{route.request.url}")
            route.abort()
        else:
            route.continue_()

    def _console(self, message: Any) -> None:
        if "Content Security Policy" in message.text:
            self.faults.append(f"页面违反了内容安全策略：{message.text}")

    def close(self) -> None:
        for context in self.contexts:
            context.close()


def session_cookie(account: Any, base_url: str) -> dict[str, str]:
    """The cookie of a browser in which ``account`` has signed in."""
    from django.conf import settings

    from tests.harness.sessions import session_key

    return {"name": settings.SESSION_COOKIE_NAME, "value": session_key(account), "url": base_url}


@pytest.fixture
def visitors(chromium: Any, live_server: Any) -> Iterator[Visitors]:
    """``visitors.page(account, phone=True)`` opens a page on the running product."""
    everybody = Visitors(chromium, live_server.url)
    yield everybody
    everybody.close()
    assert not everybody.faults, "\n".join(everybody.faults)


@pytest.fixture
def browser_page(visitors: Visitors) -> Any:
    """One page on the desk, nobody signed in."""
    return visitors.page()


@pytest.fixture
def axe_violations() -> Callable[[Any], list[str]]:
    """``axe_violations(page)``: the WCAG 2.2 AA violations that axe-core finds, each in one line."""
    from axe_playwright_python.sync_playwright import Axe

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

    def scan(page: Any) -> list[str]:
        # A click comes back before the new page has its style sheet; without it every target is too small.
        page.wait_for_load_state("load")
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}, "resultTypes": ["violations"]})
        return [
            f"{rule['id']}: {rule['help']}: {node['html'][:160]}"
            for rule in found.response["violations"]
            for node in rule["nodes"]
        ]

    return scan
