"""What the page shell shows: town, account, menu, type size, office phone, today."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest

from renda.foundation import clock
from renda.kernel.units.models import TownProfile
from renda.kernel.units.scope import has_active_town
from renda.web.display import wants_large_type
from renda.web.menu import address, menu_for

PAGES = ("desk", "search", "inbox", "help", "logout", "account", "large_type")

_unread_counters: list[Callable[[HttpRequest], int]] = []


def count_unread_with(counter: Callable[[HttpRequest], int]) -> Callable[[HttpRequest], int]:
    """Register the function that counts an account's unread notices (asked only while somebody is logged in)."""
    _unread_counters[:] = [counter]
    return counter


class Shell:
    """Looked up when the template asks, once per page; without an account nothing is queried."""

    def __init__(self, request: HttpRequest):
        self._request = request
        self.account = getattr(request, "account", None)

    @cached_property
    def _profile(self) -> TownProfile | None:
        if not has_active_town():
            return None
        try:
            return TownProfile.current()
        except ObjectDoesNotExist:
            return None

    @property
    def town_name(self) -> str:
        return self._profile.town.name if self._profile else ""

    @property
    def office_phone(self) -> str:
        return self._profile.office_phone if self._profile else ""

    @cached_property
    def account_name(self) -> str:
        return str(self.account) if self.account else ""

    @property
    def rehearsal(self):
        """Who is logged in and the part that is played, while a rehearsal is on the page."""
        return getattr(self._request, "rehearsal", None)

    @cached_property
    def menu(self) -> list[dict[str, object]]:
        return menu_for(self._request) if self.account else []

    @cached_property
    def large_type(self) -> bool:
        return wants_large_type(self._request)

    @cached_property
    def today(self):
        return clock.today()

    @cached_property
    def printed_at(self):
        return clock.now()

    @cached_property
    def unread(self) -> int:
        return _unread_counters[0](self._request) if self.account and _unread_counters else 0

    @cached_property
    def urls(self) -> dict[str, str]:
        return {name: address(name) for name in PAGES}

    @property
    def path(self) -> str:
        return self._request.get_full_path()

    @property
    def query(self) -> str:
        """What was last searched for, so that the box keeps it."""
        return self._request.GET.get("q", "") if self._request.path == self.urls["search"] else ""


def shell(request: HttpRequest) -> dict[str, object]:
    """Context processor: `shell` for every template."""
    return {"shell": Shell(request)}
