"""Law texts as the rest of the product asks for them: which edition held on a day, what an article says, where it moved.

Everything looks at the active town; outside of one, nothing is loaded and every answer is "not known".
"""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import F, Q

from renda.foundation import clock
from renda.kernel.library import moves, periods
from renda.kernel.library.models import LawArticle, LawEdition, LawWork
from renda.kernel.library.numbering import ArticleNumber, parse_number
from renda.kernel.library.shelves import nearness
from renda.kernel.library.titles import expanded, key_of, known_short_forms, tidy_title
from renda.kernel.library.values import Article, Edition, Move
from renda.kernel.units.scope import active_town_id, has_active_town, remembered
from renda.law import book, yamlfile
from renda.law.reading import FOLDER

NEAR = 3
NEAR_CUTOFF = 0.72
ARTICLE_MAP = "article-map.yaml"


def canonical_title(text: str) -> str | None:
    """The official title (without the state's name) that ``text`` stands for, short forms included.

    None when neither the library nor the rulebook knows such a law.
    """
    if not text or not text.strip():
        return None
    official = expanded(text)
    key = key_of(official)
    return _loaded_titles().get(key) or _known_titles().get(key)


def near_titles(text: str) -> list[str]:
    """Official titles that look like ``text``, the likeliest first: for a title that is mistyped."""
    known = {**_known_titles(), **_loaded_titles()}
    keys = difflib.get_close_matches(key_of(text), known, n=NEAR, cutoff=NEAR_CUTOFF)
    return [known[key] for key in keys]


def loaded_titles() -> list[tuple[str, str]]:
    """Title and full title of every law that is loaded."""
    if not has_active_town():
        return []
    rows = LawWork.shelved.filter(editions__withdrawn_at__isnull=True, editions__isnull=False).distinct()
    return remembered(
        ("library.titles", active_town_id()),
        lambda: list(dict(rows.values_list("title", "full_title")).items()),
    )


def is_loaded(title: str) -> bool:
    """Whether any text of this law is in the library."""
    return _key_of(title) is not None


def editions(title: str) -> list[Edition]:
    """Every text of the law on the shelves of the active town, the newest first; empty when none is loaded."""
    key = _key_of(title)
    if key is None:
        return []
    return remembered(("library.editions", active_town_id(), key), lambda: together([key]).get(key, []))


def together(keys: Collection[str]) -> dict[str, list[Edition]]:
    """Law (key of its title) → its texts on all shelves, the newest first, each once: of two copies the nearest.

    Until when each held is told by the texts of all shelves together.
    """
    order = (nearness(), F("in_force_on").desc(nulls_last=True), "-id")
    rows = LawEdition.shelved.filter(withdrawn_at__isnull=True, work__key__in=keys).select_related("work")
    by_key: dict[str, dict[str, LawEdition]] = {}
    for row in rows.defer("preface", "appendix", "note").order_by(*order):
        by_key.setdefault(row.work.key, {}).setdefault(row.content_hash, row)
    return {key: _one_law(list(texts.values())) for key, texts in by_key.items()}


def _one_law(texts: list[LawEdition]) -> list[Edition]:
    until = periods.ends(texts)
    repealed = min((text.work.repealed_on for text in texts if text.work.repealed_on), default=None)
    found = [
        replace(as_edition(text), superseded_on=until.get(text.pk), repealed_on=repealed) for text in texts
    ]
    return sorted(found, key=lambda one: one.in_force_on or date.min, reverse=True)


def as_standing(row: LawEdition) -> Edition:
    """The row as a plain value that knows the texts of the other shelves."""
    return next((one for one in editions(row.work.title) if one.id == row.pk), as_edition(row))


def edition_in_force(title: str, on: date | None = None) -> Edition | None:
    """The text that held on ``on`` (default today).

    None when the law is not loaded, was not in force yet, had been repealed, or when the text of that day is
    not among the loaded ones (a later text's note names an amendment in between).
    """
    day = on or clock.today()
    for one in editions(title):
        if one.holds_on(day):
            return None if one.repealed_on and one.repealed_on <= day else one
    return None


def article(
    title: str, number: int | str, on: date | None = None, *, edition: Edition | None = None
) -> Article | None:
    """An article by title or short form and number (51, "第五十一条", "第51条之一第2款").

    Of the text that held on ``on`` (default today), or of ``edition``. None when the text is not loaded or has
    no such article. Raises ValueError when ``number`` is no article number.
    """
    wanted = parse_number(number)
    found = edition or edition_in_force(title, on)
    if found is None:
        return None
    row = LawArticle.shelved.filter(edition_id=found.id, number=wanted.number, sub=wanted.sub).first()
    return as_article(row, found) if row else None


def articles(edition: Edition) -> list[Article]:
    """All articles of a text in order."""
    return [
        as_article(row, edition)
        for row in LawArticle.shelved.filter(edition_id=edition.id).order_by("position")
    ]


def moved_article(
    title: str,
    number: int | str,
    from_edition: Edition | date,
    to_edition: Edition | date | None = None,
) -> Move:
    """What became of an article between two texts, given as editions or as days on which they held.

    The deputies law is answered from our table even when no text is loaded. Raises ValueError when ``number``
    is no article number.
    """
    wanted = parse_number(number)
    told = _from_table(title, wanted, _day_of(from_edition), _day_of(to_edition or clock.today()))
    if told is not None:
        return told
    old, new = _edition(title, from_edition), _edition(title, to_edition or clock.today())
    if old is None or new is None:
        return Move("unknown")
    if old.id == new.id:
        return Move("same", wanted.number, wanted.sub, 1.0)
    keys, pairs = alignment(old, new)
    if wanted.key not in keys:
        return Move("unknown")
    pair = pairs.get(wanted.key)
    if pair is None:
        return Move("deleted")
    if pair.new != pair.old:
        kind = "moved"
    else:
        kind = "same" if pair.likeness == 1.0 else "changed"
    return Move(kind, *pair.new, likeness=pair.likeness)


def alignment(old: Edition, new: Edition) -> tuple[frozenset[moves.Key], dict[moves.Key, moves.Pair]]:
    """The old edition's article keys, and for each that has a counterpart in the new one, the pair.

    Where our table of the deputies law speaks, it decides; elsewhere likeness of the texts.
    """
    keys, pairs = _aligned(old.id, new.id)
    told = {
        key: _from_table(old.title, ArticleNumber(*key), old.in_force_on, new.in_force_on) for key in keys
    }
    sure = {key: (move.number, 0) for key, move in told.items() if move is not None and move.number}
    if not sure:
        return keys, pairs
    taken = set(sure.values())
    likely = {key: pair for key, pair in pairs.items() if key not in sure and pair.new not in taken}
    words = {one.key: one.words for one in _texts(old.id)}, {one.key: one.words for one in _texts(new.id)}
    known = {
        key: moves.Pair(key, to, moves.likeness(words[0][key], words[1][to]))
        for key, to in sure.items()
        if to in words[1]
    }
    return keys, likely | known


@lru_cache(maxsize=64)
def _aligned(old: UUID, new: UUID) -> tuple[frozenset[moves.Key], dict[moves.Key, moves.Pair]]:
    # The texts behind two ids never change, so the answer is kept.
    one, other = _texts(old), _texts(new)
    return frozenset(text.key for text in one), {pair.old: pair for pair in moves.align(one, other)}


def _texts(edition_id: UUID) -> list[moves.Text]:
    rows = (
        LawArticle.shelved.filter(edition_id=edition_id)
        .order_by("position")
        .values_list("number", "sub", "text")
    )
    return [moves.Text((number, sub), text) for number, sub, text in rows]


def as_edition(row: LawEdition) -> Edition:
    """The row as a plain value."""
    work = row.work
    return Edition(
        id=row.pk,
        work_id=work.pk,
        town_id=row.town_id,
        title=work.title,
        full_title=work.full_title,
        label=row.label,
        level=work.level,
        numbering=row.numbering,
        adopted_on=row.adopted_on,
        published_on=row.published_on,
        in_force_on=row.in_force_on,
        in_force_is_read=row.in_force_is_read,
        superseded_on=row.superseded_on,
        repealed_on=work.repealed_on,
        article_count=row.article_count,
    )


def as_article(row: LawArticle, edition: Edition) -> Article:
    """The row as a plain value."""
    return Article(
        edition=edition,
        number=row.number,
        sub=row.sub,
        label=row.label,
        text=row.text,
        place=tuple(row.place),
        paragraphs=tuple(
            (one["text"], tuple((item["mark"], item["text"]) for item in one["items"]))
            for one in row.paragraphs
        ),
    )


def _loaded() -> dict[str, tuple[str, str]]:
    """Key of a title or short form → (key of the law, title) of every law that is loaded, asked once per request."""
    if not has_active_town():
        return {}

    def ask() -> dict[str, tuple[str, str]]:
        rows = LawWork.shelved.filter(
            Q(editions__withdrawn_at__isnull=True) & Q(editions__isnull=False)
        ).distinct()
        found: dict[str, tuple[str, str]] = {}
        for key, title, forms in rows.values_list("key", "title", "short_forms"):
            found[key] = (key, title)
            for form in forms:
                found.setdefault(key_of(form), (key, title))
        return found

    return remembered(("library.works", active_town_id()), ask)


def _loaded_titles() -> dict[str, str]:
    return {key: title for key, (_, title) in _loaded().items()}


@lru_cache(maxsize=1)
def _known_titles() -> dict[str, str]:
    """Key → official title of what the rulebook and our list of short forms know."""
    titles = set(known_short_forms().values())
    titles |= {tidy_title(source.title) for source in book().sources.values() if source.kind != "practice"}
    return {key_of(expanded(title)): tidy_title(title) for title in sorted(titles)}


def _key_of(title: str) -> str | None:
    """The key under which the law stands in the library, whatever way its title is written."""
    found = _loaded().get(key_of(expanded(title))) or _loaded().get(key_of(title))
    return found[0] if found else None


def _edition(title: str, wanted: Edition | date) -> Edition | None:
    return wanted if isinstance(wanted, Edition) else edition_in_force(title, wanted)


def _day_of(wanted: Edition | date) -> date | None:
    return wanted.in_force_on if isinstance(wanted, Edition) else wanted


@lru_cache(maxsize=1)
def _table() -> tuple[Any, dict[int, int], dict[int, int]]:
    """Our table of the deputies law: the raw facts, old → new and new → old."""
    raw = yamlfile.read(FOLDER / ARTICLE_MAP, ARTICLE_MAP)
    return raw, dict(raw["map"]), {new: old for old, new in raw["map"].items()}


def _from_table(title: str, wanted: ArticleNumber, old: date | None, new: date | None) -> Move | None:
    """The table's answer, when it is about this law and the two days stand on both sides of its change."""
    raw, forward, backward = _table()
    if old is None or new is None or key_of(expanded(title)) != key_of(expanded(raw["law"])):
        return None
    sources, switched = book().sources, raw["switched_on"]
    began = sources[raw["old"]].in_force_from
    if not (began <= min(old, new) < switched <= max(old, new)):
        return None
    onward = old < new
    if wanted.number < min(forward):
        return Move("same", wanted.number, likeness=1.0, certain=True)
    number = (forward if onward else backward).get(wanted.number)
    if number is None:
        added = not onward and wanted.number in raw["new_articles"]
        return Move("added" if added else "unknown", certain=True)
    return Move("same" if number == wanted.number else "moved", number, certain=True)
