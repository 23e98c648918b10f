"""How the papers of a dossier become items of the archive: what a procedure may declare about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Composition:
    """One matter is one item as a rule: reply before request, text before what belongs to it (DA/T 22-2015, 5.1).

    ``order``: the roles that lie first, in this order; the others follow as they came in. ``apart``: every paper is an
    item of its own (a session of the congress). ``by_role``: rules of retention that differ from the matter's own.
    ``day(matter)``: the day whose year the items belong to; without it the day of the last paper.
    """

    order: tuple[str, ...] = ()
    apart: bool = False
    by_role: Mapping[str, str] = field(default_factory=dict)
    day: Callable[..., date | None] | None = None

    def rank(self, role: str) -> int:
        return self.order.index(role) if role in self.order else len(self.order)


WHOLE = Composition()
