"""Every page in Chromium: no barrier at the desk or on the phone, nothing scrolls sideways, the keyboard reaches all."""

from __future__ import annotations

from collections import Counter

import pytest
from django.http import HttpResponse

from renda.kernel.units.scope import acting_in
from tests.web.matrix.table import Row, rows
from tests.web.matrix.world import ANONYMOUS, World, make_world, standing_clock

DESK = {"width": 1366, "height": 900}
PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}
#: The role that each page is made for comes first; a page is looked at through the first role that it is open to.
FOR_WHOM = ("deputy", "unit_handler", "office", "chair", "other_deputy", "keeper", ANONYMOUS)
#: Pages that differ for each role.
MAIN = ("desk", "inbox", "suggestions:list", "suggestions:detail $hand", "suggestions:detail $done", "suggestions:promises")
#: Whoever works on the telephone; the others' pages are looked at on the desk, the main ones on both.
ON_THE_PHONE = ("deputy", "unit_handler", "other_deputy", ANONYMOUS)
#: How many objects of one kind of page are looked at.
MOST = 8
MANY = 200
#: The pages are shared out, so that several browsers look at them side by side.
PARTS = 2


@pytest.fixture
def world(transactional_db: None):
    """The furnished town, committed, so that the server sees it."""
    with standing_clock():
        made = make_world()
        with acting_in(made.made.town):
            yield made


def is_html(response: HttpResponse) -> bool:
    return response["Content-Type"].startswith("text/html") and b"<html" in b"".join(response)


def looked_at(world: World) -> list[tuple[str, Row]]:
    """Which role looks at which page: every page once, the main ones through every role."""
    found, opened = [], Counter()
    clients = {role: world.client(role) for role in FOR_WHOM}
    for row in rows():
        opened[row.name] += 1
        able = [role for role in FOR_WHOM if not row.is_post and opened[row.name] <= MOST and row.expected[role] == 200]
        for role in able if row.key in MAIN else able[:1]:
            if is_html(clients[role].get(row.url(world))):
                found.append((role, row))
    return found


def sizes_for(role: str, row: Row) -> list[dict[str, int]]:
    if row.key in MAIN:
        return [DESK, PHONE]
    return [PHONE] if role in ON_THE_PHONE else [DESK]


@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_has_barriers_or_scrolls_sideways(world, visitors, axe_violations, part):
    pages = {role: visitors.page(world.made.accounts.get(role), viewport=DESK) for role in FOR_WHOM}
    faults, seen = [], looked_at(world)
    for role, row in seen[part::PARTS]:
        page = pages[role]
        page.goto(row.url(world))
        page.evaluate("document.querySelectorAll('main details').forEach(part => { part.open = true; })")
        found = []
        for size in sizes_for(role, row):
            page.set_viewport_size(size)
            found += [f"{size['width']}: {one}" for one in axe_violations(page)]
        page.set_viewport_size(NARROW)
        width = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{width} wide at {NARROW['width']}"] if width > NARROW["width"] else []
        faults += [f"{role} {row.key}: {one}" for one in found]
    assert len(seen) > 80
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults)


FOCUSED = """() => {
  const it = document.activeElement;
  if (!it || it === document.body) return null;
  const style = getComputedStyle(it), box = it.getBoundingClientRect();
  it.dataset.walked = (Number(it.dataset.walked) || 0) + 1;
  const marked = style.outlineStyle !== "none" || style.boxShadow !== "none";
  const seen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
  return {name: it.outerHTML.slice(0, 100), marked, seen, times: Number(it.dataset.walked)};
}"""
UNREACHED = """() => [...document.querySelectorAll("main a[href], main button, main input:not([type=hidden]), main select, main textarea, main summary")]
  .filter(it => it.checkVisibility({visibilityProperty: true}) && !it.disabled && !it.dataset.walked && it.tabIndex >= 0 && it.type !== "radio")
  .map(it => it.outerHTML.slice(0, 100))"""


@pytest.mark.parametrize(("role", "address"), [("office", "/"), ("office", "/suggestions/"), ("deputy", "/suggestions/new/")])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(world, visitors, role, address):
    page = visitors.page(world.made.accounts[role], viewport=DESK)
    page.goto(address)
    faults = []
    for press in range(MANY):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at is None or at["times"] > 1:
            break
        assert press or "跳到正文" in at["name"]
        faults += [at["name"]] if not (at["marked"] and at["seen"]) else []
    assert not faults, "focus is not to be seen on:\n" + "\n".join(faults)
    assert page.evaluate(UNREACHED) == []


def test_the_search_for_barriers_finds_one(browser_page, axe_violations):
    browser_page.set_content("<html lang='zh-CN'><head><title>试</title></head><body><img src='data:,'></body></html>")
    assert [one.partition(":")[0] for one in axe_violations(browser_page)] == ["image-alt"]
