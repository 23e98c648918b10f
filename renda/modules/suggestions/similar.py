"""The same matter raised again: suggestions that look alike, and the line of descent of one over the years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import visible
from renda.kernel.search import similar as alike
from renda.kernel.units.scope import active_town_id
from renda.modules.suggestions.models import Promise, Suggestion
from renda.modules.suggestions.search_source import OPINION, SUGGESTION


@dataclass(frozen=True)
class Kin:
    """A suggestion that looks like another. ``score``: 0–1; ``why``: in plain words; ``promises``: what was
    promised then, oldest first (only in a lineage)."""

    suggestion: Suggestion
    score: float
    why: tuple[str, ...]
    promises: tuple[Promise, ...] = ()

    @property
    def title(self) -> str:
        return self.suggestion.title

    @property
    def number(self) -> str:
        return self.suggestion.number

    @property
    def year(self) -> int | None:
        return self.suggestion.year

    @property
    def happened_on(self) -> date | None:
        return self.suggestion.submitted_on

    @property
    def state(self) -> str:
        """The Chinese word for where it stands."""
        return self.suggestion.state_label()

    @property
    def result(self) -> str:
        return self.suggestion.get_result_display()

    @property
    def url(self) -> str:
        return self.suggestion.get_absolute_url()


def similar_to(
    title: str, body: str, exclude: UUID | Suggestion | None = None, *, actor: Actor | None = None, limit: int = 8
) -> list[Kin]:
    """The town's suggestions of this and earlier years most like a text, best first.

    ``exclude``: the suggestion itself; ``actor``: only what this actor may see (None: all, for work of the system).
    """
    own = getattr(exclude, "pk", exclude)
    return with_rows(alike.similar(active_town_id(), title, body, SUGGESTION, own, limit), actor)


def opinions_like(title: str, body: str) -> dict[UUID, tuple[str, ...]]:
    """The ids of the villagers' opinions most like a text, best first, each with why in plain words.

    Ids only: the caller shows those its actor may see.
    """
    found = alike.similar(active_town_id(), title, body, OPINION)
    return {one.object_id: tuple(one.why_zh) for one in found}


def lineage(suggestion: Suggestion, *, actor: Actor | None = None, limit: int = 20) -> list[Kin]:
    """The suggestion and the same matter in other years, oldest first, each with what was promised."""
    line = with_rows(alike.lineage(active_town_id(), suggestion.pk, SUGGESTION, limit), actor)
    promised: dict[UUID, list[Promise]] = {}
    ids = [kin.suggestion.pk for kin in line]
    for promise in Promise.objects.filter(suggestion_id__in=ids).select_related("unit").order_by("made_on", "id"):
        promised.setdefault(promise.suggestion_id, []).append(promise)
    return [Kin(kin.suggestion, kin.score, kin.why, tuple(promised.get(kin.suggestion.pk, ()))) for kin in line]


def with_rows(found: list[alike.Similar], actor: Actor | None) -> list[Kin]:
    """The rows behind what was found, in the same order; what is out of the actor's reach is left out."""
    rows = Suggestion.objects.all() if actor is None else visible(actor, Suggestion)
    by_id = rows.select_related("lead_unit", "author__person").in_bulk([one.object_id for one in found])
    return [Kin(by_id[one.object_id], one.score, tuple(one.why_zh)) for one in found if one.object_id in by_id]
