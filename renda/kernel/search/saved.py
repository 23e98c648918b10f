"""Searches a person keeps to run again with one click. They are nobody else's."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from renda.kernel.access.actors import Actor
from renda.kernel.search.models import SavedSearch

MOST = 30


class TooMany(ValueError):
    """There are as many as fit on the page; the message (Chinese) says what to do."""


def mine(actor: Actor) -> QuerySet[SavedSearch]:
    """What the actor has kept, the oldest first; nothing for whoever has no account."""
    return SavedSearch.objects.filter(account_id=actor.account_id)


def keep(actor: Actor, title: str, query: str) -> SavedSearch:
    """Keep a search, or find the one that is the same. ``query``: the address line of the search page.

    Raises:
        TooMany: some must be removed first.
    """
    same = mine(actor).filter(query=query).first()
    if same is not None:
        return same
    if mine(actor).count() >= MOST:
        raise TooMany(f"已经存了{MOST}个查找，请先去掉用不着的。")
    return SavedSearch.objects.create(account_id=actor.account_id, title=title[:120], query=query)


def drop(actor: Actor, pk: UUID) -> bool:
    """Forget one of the actor's own; False when there is none such."""
    return bool(mine(actor).filter(pk=pk).delete()[0])
