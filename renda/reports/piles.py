"""A kind of work that waits on a desk, and one line of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from renda.kernel.access.actors import Actor


def in_state(*states: str) -> Callable[[], Q]:
    """The rows in one of these states."""
    return lambda: Q(state__in=states)


@dataclass(frozen=True)
class Line:
    """One thing in a pile: its title, one fact about it, its address, and the day it has been waiting since."""

    title: str
    note: str
    url: str
    since: Any = None


@dataclass(frozen=True)
class Pile:
    """A kind of work that waits: the rows of ``among`` that meet ``where``, in the order of ``order``; ``line(row)`` words of one.

    Piles with the same ``among`` are asked together. ``suggestion``: the column of a row that names the suggestion to be
    worked on; empty when it is about something else.
    """

    key: str
    label: str
    todo: str
    among: Callable[[Actor], QuerySet]
    order: tuple[str, ...]
    line: Callable[[Any], Line]
    suggestion: str = ""
    where: Callable[[], Q] = Q

    def rows(self, actor: Actor) -> QuerySet:
        """All of the pile, in order."""
        return self.among(actor).filter(self.where()).order_by(*self.order)
