"""The tabs of a session: every web package says in its own ``session_tab.py`` what it adds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

import renda.web


@dataclass(frozen=True)
class Tab:
    """One tab.

    position: smaller stands further left. url_name: a page that takes the key of the CongressSession.
    verb: who has it sees the tab. steps: keys of the preparation's steps that are done on that page. pages: steps that
    are done on another page of the same package: (step, words of the page, url name). page_verb: who may open those.
    """

    position: int
    label: str
    url_name: str
    verb: str
    steps: tuple[str, ...] = ()
    pages: tuple[tuple[str, str, str], ...] = ()
    page_verb: str = ""


@cache
def declared() -> tuple[Tab, ...]:
    """All tabs of all web packages (``TAB``, or several as ``TABS``), in order."""
    found: list[Tab] = []
    for package in iter_modules(renda.web.__path__, "renda.web."):
        if package.ispkg and find_spec(f"{package.name}.session_tab"):
            module = import_module(f"{package.name}.session_tab")
            found.extend(getattr(module, "TABS", None) or [module.TAB])
    return tuple(sorted(found, key=lambda tab: tab.position))


def tabs_for(request: HttpRequest, session) -> list[dict[str, object]]:
    """The tabs of this session for whoever asks, the first one being the session itself; the page's own is current."""
    hub = Tab(0, "总览", "sessions:hub", "session.view")
    shown = [(tab, address(tab, session)) for tab in (hub, *declared()) if request.actor.has(tab.verb)]
    shown = [(tab, url) for tab, url in shown if url]
    here = current([url for _, url in shown], request.path)
    return [{"label": tab.label, "url": url, "current": url == here, "count": ""} for tab, url in shown]


def where_done(actor, session) -> dict[str, tuple[str, str]]:
    """Key of a preparation step → label and address of the page it is done on, as far as the actor sees it."""
    found = {}
    for tab in declared():
        if actor.has(tab.verb):
            found |= {key: (tab.label, address(tab, session)) for key in tab.steps}
        if actor.has(tab.page_verb or tab.verb):
            found |= {key: (words, address_of(name, session)) for key, words, name in tab.pages}
    return {key: place for key, place in found.items() if place[1]}


def address(tab: Tab, session) -> str:
    """Where the tab leads; nothing when the page is not there."""
    return address_of(tab.url_name, session)


def address_of(name: str, session) -> str:
    try:
        return reverse(name, args=[session.pk])
    except NoReverseMatch:
        return ""


def current(addresses: list[str], path: str) -> str:
    """The longest address the path starts with; the overview counts only for itself."""
    hub = addresses[0] if addresses else ""
    fits = [url for url in addresses if url == path or (url != hub and path.startswith(url))]
    return max(fits, key=len, default="")
