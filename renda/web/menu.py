"""The menu: every web package says in its own ``menu.py`` what it adds; a page that is not there is not shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

import renda.web


def everybody(request: HttpRequest) -> bool:
    """Shown to whoever is logged in."""
    return True


@dataclass(frozen=True)
class MenuItem:
    """One line of the menu.

    label: the words. url_name: name of a page without arguments. icon: a symbol of static/img/icons.svg.
    order: smaller stands higher. shown: who sees it. group: the heading it stands under.
    """

    label: str
    url_name: str
    icon: str = "paper"
    order: int = 100
    shown: Callable[[HttpRequest], bool] = everybody
    group: str = ""


def address(url_name: str) -> str:
    """The address of a page without arguments, or an empty string when there is no such page."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


@cache
def declared() -> tuple[MenuItem, ...]:
    """All items of all web packages, in order. Read once: packages do not change while the server runs."""
    found: list[MenuItem] = []
    for package in iter_modules(renda.web.__path__, "renda.web."):
        if package.ispkg and find_spec(f"{package.name}.menu"):
            found.extend(import_module(f"{package.name}.menu").MENU)
    return tuple(sorted(found, key=lambda item: item.order))


def current_address(addresses: list[str], path: str) -> str:
    """The longest address that the path starts with; the start page counts only for itself."""
    fits = [
        address for address in addresses if path == address or (address != "/" and path.startswith(address))
    ]
    return max(fits, key=len, default="")


def menu_for(request: HttpRequest) -> list[dict[str, object]]:
    """The menu of this request: label, url, icon, group, and which one is current."""
    items = [(item, address(item.url_name)) for item in declared() if item.shown(request)]
    items = [(item, url) for item, url in items if url]
    here = current_address([url for _, url in items], request.path)
    return [
        {
            "label": item.label,
            "url": url,
            "icon": item.icon,
            "group": item.group,
            "name": item.url_name,
            "current": url == here,
        }
        for item, url in items
    ]
