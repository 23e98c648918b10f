"""A browser without a screen for benchmarks that walk through pages."""

from __future__ import annotations

import http.client
import re
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode


class Visitor:
    """A browser without a screen: one account, every request counted."""

    def __init__(self, port: int, cookies: tuple[str, str]) -> None:
        self.link = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.cookies, self.token = cookies
        self.requests = 0

    def ask(self, method: str, address: str, body: bytes | str = "", kind: str = "application/x-www-form-urlencoded"):  # fmt: skip
        """Status, address of a redirect, text."""
        headers = {"Cookie": self.cookies, "X-CSRFToken": self.token, "Content-Type": kind}
        self.requests += 1
        self.link.request(method, address, body, headers)
        answer = self.link.getresponse()
        if fresh := SimpleCookie(answer.headers.get("Set-Cookie", "")):
            kept = dict(one.split("=", 1) for one in self.cookies.split("; "))
            self.cookies = "; ".join(
                f"{k}={v}" for k, v in (kept | {k: v.value for k, v in fresh.items()}).items()
            )
        return answer.status, answer.headers.get("Location", ""), answer.read().decode("utf-8", "replace")

    def post(self, address: str, want: int = 302, **data: Any) -> str:
        """Send a form; the address it leads to. Raises SystemExit when the product answers otherwise than expected."""
        status, onward, text = self.ask("POST", address, urlencode(data))
        if status != want:
            raise SystemExit(f"{address}：{status}，{said(text)}")
        return onward

    def upload(self, address: str, name: str, data: bytes) -> str:
        edge = "renda-edge"
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: text/csv\r\n\r\n'
        body = head.encode() + data + f"\r\n--{edge}--\r\n".encode()
        status, onward, text = self.ask("POST", address, body, f"multipart/form-data; boundary={edge}")
        if status != 302:
            raise SystemExit(f"{address}：{status}，{said(text)}")
        return onward


def said(text: str) -> str:
    """The words of a page without its marks, as much as tells what went wrong."""
    body = text.partition("<main")[2] or text
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", body))[:600]
