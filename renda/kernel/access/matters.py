"""Rows that belong to a matter by ``model`` and ``object_id``: in reach with their matter."""

from __future__ import annotations

from django.db.models import Q

from renda.kernel.access import policies
from renda.kernel.access.actors import Actor


def of_visible_matters(actor: Actor) -> Q:
    """The condition for rows of every matter the actor sees, whatever its kind; asks each kind's own policy."""
    seen = Q(pk__in=[])
    for model, rule in policies.registered().items():
        if hasattr(model, "procedure"):
            seen |= Q(model=model._meta.label_lower, object_id__in=rule.visible(actor).order_by().values("pk"))
    return seen
