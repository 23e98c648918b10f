"""Rows that belong to a matter by ``model`` and ``object_id``: in reach with their matter."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.db.models.lookups import Exact, In

from renda.kernel.access import policies
from renda.kernel.access.actors import Actor


def of_visible_matters(actor: Actor) -> Q:
    """The condition for rows of every matter the actor sees, whatever its kind; asks each kind's own policy.

    A kind of which the actor sees everything is named only, one of which nothing is seen is left out. The others
    are asked row by row (EXISTS on the matter's key), so that a query narrowed by something else, as open
    deadlines or one dossier's papers are, never reads all matters of all years.
    """
    # Not the column itself: SQLite would collect each kind from an index that holds the rows of all towns.
    kind = Lower("model")
    whole, seen = [], Q(pk__in=[])
    for model, rule in policies.registered().items():
        if not hasattr(model, "procedure"):
            continue
        rows = rule.visible(actor).order_by()
        label = model._meta.label_lower
        if rows.query.where == model.objects.all().query.where:
            whole.append(label)
        elif not rows.query.is_empty():
            seen |= Q(Exact(kind, label)) & Q(Exists(rows.filter(pk=OuterRef("object_id"))))
    return seen | Q(In(kind, whole))
