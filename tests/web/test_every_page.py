"""Every page that opens, for each role, found by following the links: well made, Chinese, tight, and no dead end."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.urls import Resolver404, resolve

from renda.web.public import guesses
from tests.harness import strict
from tests.web.matrix.reading import faults_of
from tests.web.matrix.table import rows
from tests.web.matrix.world import ANONYMOUS, VERDICT, World, undone

pytestmark = pytest.mark.usefixtures("db")
#: How pages are made does not hang on the database; that they can be asked for is what the access matrix proves.
ONCE = (ANONYMOUS, "chair", "leader", "deputy", "unit_handler", "keeper", "county")
WALKERS = ("office", *(pytest.param(role, marks=pytest.mark.one_database) for role in ONCE))
#: How many objects of one kind are opened; papers are laid out at length and all alike.
MOST, MOST_PAPERS = 6, 1
LAID_OUT = {
    "paper-pdf",
    "paper-docx",
    "account-slips-pdf",
    "papertype-pdf",
    "papertype-docx",
    "papertype-page",
}
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)
#: Looking at these is noted, on purpose.
WRITES_ON_GET = {"link", "link-step"}
#: Who reads what deputies wrote beside their verdict: office, chair, and the deputy who wrote it.
READ_COMMENTS = {"office", "chair", "deputy"}
COMMENT = "评语只给人大办看"
#: Who votes holds a slip instead of a cookie: there is nothing that another page could misuse.
WITHOUT_TOKEN = {"secret_votes:entry", "secret_votes:tablet", "secret_votes:slip", "appraisals:slip"}
#: Where the office changes the numbers themselves.
SHOW_NUMBERS = {"person-edit"}


@pytest.fixture(scope="module")
def db(world: World) -> None:
    """The transaction of the module takes the place of one for each test."""


@contextmanager
def writes_noted() -> Iterator[list[str]]:
    """Collects every statement in the block that changes rows."""
    found: list[str] = []

    def look(execute, sql, params, many, context):
        if WRITES.match(sql):
            found.append(sql[:80])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield found


class Walk:
    """One role's walk through everything that its pages link to."""

    def __init__(self, world: World, role: str) -> None:
        self.world, self.role = world, role
        self.client: Client = world.client(role)
        self.known = {
            word
            for account in world.made.accounts.values()
            for word in re.findall("[A-Za-z]+", account.username)
        }
        self.faults: list[str] = []
        self.opened: Counter[str] = Counter()
        self.done: set[str] = set()
        self.ahead: deque[tuple[str, str]] = deque()

    def begin(self) -> None:
        """Every page of the table that is open to the role is a place to begin."""
        for row in rows():
            if not row.is_post and row.expected[self.role] == 200:
                self.ahead.append((row.url(self.world), "the table"))

    def go(self) -> Counter[str]:
        """Open page after page; returns how often each view was opened."""
        self.begin()
        while self.ahead:
            address, origin = self.ahead.popleft()
            if address not in self.done and self.wants(address, origin):
                self.done.add(address)
                self.open(address, origin)
        return self.opened

    def wants(self, address: str, origin: str) -> bool:
        parts = urlsplit(address)
        if parts.path.startswith("/static/"):
            return False
        try:
            name = resolve(parts.path).view_name
        except Resolver404:
            self.faults.append(f"{origin}: leads to {address}, which is no page")
            return False
        kind = f"{name}?{'&'.join(sorted(parse_qs(parts.query)))}"
        self.opened[kind] += 1
        return origin == "the table" or self.opened[kind] <= (MOST_PAPERS if name in LAID_OUT else MOST)

    def open(self, address: str, origin: str) -> None:
        strict.forget()
        with undone(), writes_noted() as writes:
            response = self.client.get(address)
            body = b"".join(response.streaming_content) if response.streaming else response.content
        name = resolve(urlsplit(address).path).view_name
        faults = [f"missing variable {one}" for one in strict.missing()]
        strict.forget()
        if response.status_code >= 400:
            faults.append(f"answers {response.status_code} (linked from {origin})")
        if writes and name not in WRITES_ON_GET:
            faults.append(f"writes while reading: {writes[:3]}")
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            faults += self.read(address, name, response, body.decode())
        self.faults += [f"{address}: {fault}" for fault in faults]

    def read(self, address: str, name: str, response, html: str) -> list[str]:
        """What is wrong with this page; its links are walked later."""
        is_whole = "<html" in html
        page, faults = faults_of(html, self.known)
        if not is_whole:
            faults = page.faults
        if name in WITHOUT_TOKEN:
            faults = [one for one in faults if not one.startswith("no csrf token")]
            faults += [f"sets the cookie {cookie}" for cookie in response.cookies]
        if "Content-Security-Policy" not in response.headers:
            faults.append("no Content-Security-Policy")
        if self.role != ANONYMOUS and "no-store" not in response.headers.get("Cache-Control", ""):
            faults.append("may be kept by the browser")
        if name not in SHOW_NUMBERS:
            faults += [f"shows the {what}" for what, number in self.world.secrets.items() if number in html]
        if COMMENT in html and self.role not in READ_COMMENTS:
            faults.append("shows the comment of a verdict")
        self.ahead += [(target, address) for target in page.targets(address)]
        return faults


@pytest.mark.parametrize("role", WALKERS)
def test_every_page_is_as_it_should_be(world, role):
    guesses.forget()
    walk = Walk(world, role)
    opened = walk.go()
    assert VERDICT["comment"].startswith(COMMENT)
    assert len(opened) > 5
    assert not walk.faults, f"{len(walk.faults)} faults\n" + "\n".join(sorted(set(walk.faults)))


def test_what_a_person_typed_comes_back_whole(world):
    """The nasty title is shown, escaped, on the page it belongs to."""
    page = world.client("office").get(f"/suggestions/{world.objects['hand']}/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_office_finds_and_unmasks_a_number_with_a_reason(world):
    """The walk's search for full numbers can fail: the one page that shows them does show them."""
    address = f"/people/deputies/{world.objects['person']}/show/phone/"
    with undone():
        page = world.client("office").post(address, {"reason": "通知开会"}).content.decode()
    assert world.secrets["deputy phone"] in page
