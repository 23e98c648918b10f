"""Rows that belong to a matter by ``model`` and ``object_id``: in reach with their matter."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from renda.kernel.access import policies
from renda.kernel.access.actors import Actor


def of_visible_matters(actor: Actor) -> Q:
    """The condition for rows of every matter the actor sees, whatever its kind; asks each kind's own policy.

    Asked row by row (EXISTS on the matter's key), so that a query narrowed by something else, as open
    deadlines or one dossier's papers are, never reads all matters of all years.
    """
    seen = Q(pk__in=[])
    for model, rule in policies.registered().items():
        if hasattr(model, "procedure"):
            matter = rule.visible(actor).order_by().filter(pk=OuterRef("object_id"))
            seen |= Q(model=model._meta.label_lower) & Q(Exists(matter))
    return seen
