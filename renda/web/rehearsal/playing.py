"""Which part of a rehearsal this browser plays: kept in its session, beside the account that is logged in."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.middleware.csrf import rotate_token

from renda.kernel.people.models import Account
from renda.kernel.units.models import Unit

KEY = "rehearsal_part"


@dataclass(frozen=True)
class Playing:
    """Who is logged in, and the part that is acted instead while the band is on the page."""

    login: Account
    part: Account

    @property
    def space(self) -> Unit:
        return self.part.town


def take(request: HttpRequest, part: Account) -> None:
    """Play ``part`` from the next page on."""
    request.session[KEY] = str(part.pk)
    forget_open_pages(request)


def leave(request: HttpRequest) -> bool:
    """Back to the real work; False when there was nothing to leave."""
    if request.session.pop(KEY, None) is None:
        return False
    forget_open_pages(request)
    return True


def forget_open_pages(request: HttpRequest) -> None:
    """What still stands open in another window was made for the other side: it can't be sent any more."""
    rotate_token(request)
