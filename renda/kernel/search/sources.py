"""The kinds of things that can be found. An app registers its own in a file ``search_source.py``.

@register
class Suggestions(OfModel):
    key = "suggestion.suggestion"
    label_zh = "代表建议"
    comparable = True
    model = Suggestion

    def entry(self, obj): return EntryData(town_id=obj.town_id, object_id=obj.pk, title=obj.title, ...)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils.module_loading import autodiscover_modules

from renda.kernel.access import policies
from renda.kernel.access.actors import Actor


@dataclass(frozen=True)
class EntryData:
    """What the search keeps of one thing. ``facets``: ``people``, ``units``, ``places`` are lists of names that are
    searched too and by which hits can be narrowed (``about.About``); ``names`` are further ones that are only searched
    (paper numbers, categories); other facets are only handed back with the hit."""

    object_id: UUID
    town_id: UUID
    title: str
    body: str = ""
    happened_on: date | None = None
    url: str = ""
    facets: dict = field(default_factory=dict)


class Source:
    """One kind of thing that can be found; subclass and ``register``.

    ``comparable``: entries take part in the search for similar texts.
    """

    key: str
    label_zh: str
    comparable: bool = False

    def queryset(self) -> QuerySet:
        """All objects of the kind, of all towns, for a rebuild."""
        raise TypeError(f"{type(self).__name__} must say which rows it has")

    def entry(self, obj: Any) -> EntryData | None:
        """What to keep of ``obj``; None when it is not to be found (a draft)."""
        raise TypeError(f"{type(self).__name__} must say what is kept of a row")

    def visible(self, actor: Actor, ids: list[UUID]) -> set[UUID]:
        """Those of ``ids`` the actor may see: the policy's answer, never a guess.
        A source that does not say shows nothing."""
        return set()

    def within_reach(self, actor: Actor) -> bool:
        """False when the actor can see nothing of this kind at all: it is then not looked through."""
        return True

    def beside(self) -> tuple[UUID, ...]:
        """Places beside the active town whose entries of this kind are its as well (law texts of the county)."""
        return ()


class OfModel(Source):
    """A kind whose rows come from one model and whose policy says who sees them; ``related`` is read along with a row.

    A step of the executor on such a row brings its entry up to date (``renda.kernel.search.afterwards``).
    """

    model: type[Model]
    related: tuple[str, ...] = ()

    def queryset(self) -> QuerySet:
        rows = self.model.everywhere.all()
        return rows.select_related(*self.related) if self.related else rows

    def visible(self, actor: Actor, ids: list[UUID]) -> set[UUID]:
        return set(
            policies.visible(actor, self.model).filter(pk__in=ids).order_by().values_list("pk", flat=True)
        )

    def within_reach(self, actor: Actor) -> bool:
        return actor.has(policies.policy_for(self.model).view_verb)


_sources: dict[str, Source] = {}


def register(cls: type[Source]) -> type[Source]:
    """Class decorator: make the kind known. Two different sources of one key are an error."""
    known = _sources.get(cls.key)
    if known and (type(known).__module__, type(known).__qualname__) != (cls.__module__, cls.__qualname__):
        raise ValueError(f"search source registered twice: {cls.key}")
    _sources[cls.key] = cls()
    return cls


def is_comparable(kind: str) -> bool:
    """Do entries of ``kind`` take part in the search for similar texts?"""
    known = _sources.get(kind)
    return bool(known and known.comparable)


def all_sources() -> list[Source]:
    """Every registered source, by key."""
    return [_sources[key] for key in sorted(_sources)]


def source(kind: str) -> Source:
    """The source of ``kind``; KeyError when no app registered it."""
    return _sources[kind]


def autodiscover() -> None:
    """Load ``search_source.py`` of every installed app."""
    autodiscover_modules("search_source")


def label_of(kind: str) -> str:
    """The kind's name in office words; the key itself for a kind no app registers any more."""
    known = _sources.get(kind)
    return known.label_zh if known else kind
