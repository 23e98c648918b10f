"""Policies answer three questions: may this actor do that to this object, which objects does the actor
see, and who may do it. Lists, buttons, search and exports all ask here.

Out of reach is 404, in reach without the right is 403 (``require``).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import Http404

from renda.kernel.access.actors import Actor


class Policy:
    """Base: in reach is what ``visible`` returns; a verb needs the role (or link) and reach."""

    model: type[Model]
    view_verb: str

    def visible(self, actor: Actor) -> QuerySet:
        """The objects the actor may know of."""
        raise TypeError(f"{type(self).__name__} 没有说明谁能看到什么")

    def reaches(self, actor: Actor, verb: str, obj: Any) -> bool:
        """May the verb be used on this very object (beyond having the verb)?"""
        return self.visible(actor).filter(pk=obj.pk).exists()

    def can(self, actor: Actor, verb: str, obj: Any | None = None) -> bool:
        if actor.kind == "system":
            return True
        if obj is not None and actor.grants:
            return actor.granted(verb, obj)
        return actor.has(verb) and (obj is None or self.reaches(actor, verb, obj))

    def who(self, verb: str, obj: Any) -> Iterable:
        """The accounts that may do ``verb`` to ``obj`` today."""
        from renda.kernel.access.people import accounts_with

        return [account for account, actor in accounts_with(verb) if self.can(actor, verb, obj)]


_policies: dict[type[Model], Policy] = {}


def policy(cls: type[Policy]) -> type[Policy]:
    """Class decorator: register the policy of ``cls.model``."""
    _policies[cls.model] = cls()
    return cls


def policy_for(model: type[Model] | Model) -> Policy:
    """The policy of a model (or of an instance's model). KeyError when none is registered."""
    return _policies[model if isinstance(model, type) else type(model)]


def registered() -> dict[type[Model], Policy]:
    return dict(_policies)


def can(actor: Actor, verb: str, obj: Any | None = None, *, model: type[Model] | None = None) -> bool:
    """May ``actor`` do ``verb`` to ``obj`` (or at all, when no object is given)?"""
    if obj is None and model is None:
        return actor.has(verb)
    return policy_for(model or obj).can(actor, verb, obj)


def visible(actor: Actor, model: type[Model]) -> QuerySet:
    """The rows of ``model`` the actor may know of."""
    return policy_for(model).visible(actor)


def reachable(actor: Actor, model: type[Model], field: str) -> Q:
    """The condition that the row a foreign key ``field`` points to is one the actor may know of.

    Asked row by row, so that a query that is narrow already (one dossier's items) never reads the whole table.
    """
    return Q(Exists(visible(actor, model).order_by().filter(pk=OuterRef(field))))


def require(actor: Actor, verb: str, obj: Any) -> None:
    """Raise Http404 when ``obj`` is out of reach, PermissionDenied when it is in reach without the right."""
    rule = policy_for(obj)
    if rule.can(actor, verb, obj):
        return
    if rule.can(actor, rule.view_verb, obj):
        raise PermissionDenied
    raise Http404


def require_verb(actor: Actor, verb: str) -> None:
    """Raise PermissionDenied when the actor has not got the verb at all."""
    if not actor.has(verb):
        raise PermissionDenied
