"""Whom and what a hit is about: the people, units and places that its source names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from renda.kernel.search.fold import fold
from renda.kernel.search.models import Entry
from renda.kernel.search.query import Query, Word, parse

NAMED = ("people", "units", "places", "names")
"""The facets that are searched along with the text."""


def all_names(facets: dict) -> list[str]:
    """Every name of an entry once, in the order of ``NAMED``."""
    return list(dict.fromkeys(str(name) for key in NAMED for name in facets.get(key, ()) if name))


@dataclass(frozen=True)
class About:
    """Narrowing by name, as typed; empty means no limit. A part of a name is enough.

    ``places`` are also looked for in the title: papers from before the product name their village there and nowhere else.
    """

    people: str = ""
    units: str = ""
    places: str = ""

    def __bool__(self) -> bool:
        return any(words for _, words in self._asked())

    def words(self) -> tuple[Word, ...]:
        """What every hit contains for certain: the index is asked for these as well."""
        return tuple(word for _, words in self._asked() for word in words)

    def holds(self, facets: dict, title: str) -> bool:
        """Does an entry with these facets and this title name what was asked for?"""
        return all(_is_named(words, _candidates(key, facets, title)) for key, words in self._asked())

    def _asked(self) -> Iterator[tuple[str, tuple[Word, ...]]]:
        for field in fields(self):
            if words := parse(getattr(self, field.name)).words:
                yield field.name, words

    def keep(self, ids: list[int]) -> set[int]:
        """Those of the entries ``ids`` that are about what was asked for."""
        rows = Entry.objects.filter(id__in=ids).values_list("id", "facets", "title")
        return {key for key, facets, title in rows if self.holds(facets, title)}


def _candidates(key: str, facets: dict, title: str) -> list[str]:
    names = [fold(str(name)) for name in facets.get(key, ())]
    return [*names, fold(title)] if key == "places" else names


def _is_named(words: tuple[Word, ...], names: list[str]) -> bool:
    return any(all(word.is_in(name) for word in words) for name in names)


def with_names(query: Query, about: About | None) -> Query:
    """The query that the index is asked: the words and the names together."""
    if not about:
        return query
    words = tuple(dict.fromkeys((*query.words, *about.words())))
    notes = query.notes if query.words or query.excluded else ()
    return Query(words, query.excluded, notes)
