"""What the towns of a county have published: figures and titles that stand on their open columns anyway."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Max, Q

from renda.kernel.access.actors import Actor
from renda.kernel.units.models import Unit, UnitKind
from renda.modules.suggestions.models import Suggestion


@dataclass(frozen=True)
class TownLine:
    """One town: how many suggestions it has published, with which verdicts, the last one when."""

    name: str
    published: int
    solved: int
    satisfied: int
    dissatisfied: int
    last_on: object


def towns_of(actor: Actor):
    """The townships under the actor's county; a township that names no county stands under the only one there is."""
    rows = Unit.everywhere.filter(kind=UnitKind.TOWNSHIP, is_active=True)
    if Unit.everywhere.filter(kind=UnitKind.COUNTY).count() > 1:
        return rows.filter(parent_id=actor.town_id)
    return rows.filter(Q(parent_id=actor.town_id) | Q(parent__isnull=True))


def published(actor: Actor) -> list[TownLine]:
    """A line for every town; three queries."""
    counted = (
        Suggestion.everywhere.filter(published_on__isnull=False)
        .order_by()
        .values("town_id")
        .annotate(
            published=Count("pk"),
            solved=Count("pk", filter=Q(result="solved")),
            satisfied=Count("pk", filter=Q(satisfaction__in=("satisfied", "mostly"))),
            dissatisfied=Count("pk", filter=Q(satisfaction="dissatisfied")),
            last_on=Max("published_on"),
        )
    )
    by_town = {row.pop("town_id"): row for row in counted}
    nothing = {"published": 0, "solved": 0, "satisfied": 0, "dissatisfied": 0, "last_on": None}
    return [
        TownLine(town.name, **by_town.get(town.pk, nothing)) for town in towns_of(actor).order_by("position", "name")
    ]
