"""What is known of a law on the day of a paper: the product's facts and, inside a town, the imported texts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from renda.kernel.library.laws import Article, Edition
from renda.kernel.library.titles import STATE
from renda.kernel.proofreading.computed.lawfacts import Law, law_facts


@dataclass(frozen=True)
class Held:
    """A law with the year of its text on the day, the number of its last article, and the imported text of that day.

    ``year`` and ``articles`` are None when nothing is known for the day, ``edition`` when no text of it is imported.
    """

    law: Law
    year: int | None
    articles: int | None
    edition: Edition | None = None


def held_on(name: str, on: date) -> Held | None:
    """The law that a bare title or short form names, as it stands on ``on``; None when nobody knows it."""
    law = law_facts().law(name)
    edition = _imported(law.title if law else name, on)
    if law is None:
        law = _law_of(name)
        return Held(law, *_of(edition)) if law else None
    if edition is not None and edition.adopted_on is not None:
        newer_known = law.current(on) and law.year is not None and law.year > edition.adopted_on.year
        if not newer_known:
            return Held(law, *_of(edition))
    return Held(law, law.year, law.articles) if law.current(on) else Held(law, None, None)


def _of(edition: Edition | None) -> tuple[int | None, int | None, Edition | None]:
    if edition is None:
        return None, None, None
    return edition.adopted_on.year if edition.adopted_on else None, _last_number(edition), edition


def _imported(title: str, on: date) -> Edition | None:
    laws = library()
    return laws.edition_in_force(title, on) if laws else None


def _law_of(name: str) -> Law | None:
    """A law that only the library knows."""
    laws = library()
    found = laws.editions(name) if laws else []
    if not found:
        return None
    newest = found[0]
    short = () if newest.title == name else (name,)
    return Law(newest.title, short, newest.full_title.startswith(STATE))


def library():
    """The module of imported texts; None outside a town."""
    from renda.kernel.units.scope import has_active_town

    if not has_active_town():
        return None
    from renda.kernel.library import laws

    return laws


def editions(title: str) -> list[Edition]:
    """Every imported text of the law, the newest first."""
    laws = library()
    return laws.editions(title) if laws else []


def articles(edition: Edition) -> dict[tuple[int, int], Article]:
    """The articles of a text by number and 之几."""
    return _articles(edition)


@lru_cache(maxsize=32)
def _articles(edition: Edition) -> dict[tuple[int, int], Article]:
    # The text behind an edition never changes, so it is read once.
    laws = library()
    return {(one.number, one.sub): one for one in laws.articles(edition)} if laws else {}


def _last_number(edition: Edition) -> int | None:
    if edition.numbering != "article":
        return None
    return max((number for number, _ in articles(edition)), default=None)


def folded(words: str) -> str:
    """Only the characters that carry meaning: copies of one text differ in punctuation and spaces."""
    return "".join(character for character in words if character.isalnum())


def covered(words: str, text: str) -> float:
    """The share of the pairs of neighbouring characters of ``words`` that ``text`` has too, 0 to 1."""
    wanted = Counter(pairwise(folded(words)))
    return (wanted & Counter(pairwise(folded(text)))).total() / max(1, wanted.total())
