"""Names, editions and article counts of laws that every machine knows, without any imported text.

From ``rules/national_laws.yaml`` and ``rules/laws.yaml``, the rulebook's sources, and the short forms of the library.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from renda.kernel.library.titles import STATE, key_of, known_short_forms, tidy_title
from renda.kernel.proofreading.rulefile import FOLDER
from renda.law import book
from renda.law.yamlfile import check_keys, read

NAME, NATIONAL = "laws.yaml", "national_laws.yaml"
OPTIONAL = ("short", "edition", "in_force", "articles", "level", "past", "state")
YEAR = re.compile(r"\d{4}")
LAST_WORD = ("法", "法典", "条例", "办法", "规定", "规则", "细则")


@dataclass(frozen=True)
class Law:
    """A law: its title without the state's name, whether that belongs before it, and its latest edition.

    ``year`` is that of its adoption or amendment, ``in_force`` the first day on which it holds, ``articles`` how many
    it has; ``past`` are the years of all earlier editions, None when they are not known.
    """

    title: str
    short: tuple[str, ...] = ()
    state: bool = True
    year: int | None = None
    in_force: date | None = None
    articles: int | None = None
    county: bool = False
    past: tuple[int, ...] | None = None

    @property
    def full(self) -> str:
        return (STATE if self.state else "") + self.title

    def current(self, on: date) -> bool:
        """Whether what is said of its edition holds on that day."""
        return self.in_force is None or on >= self.in_force


@dataclass(frozen=True)
class Replaced:
    """A text that no longer holds, what took its place, and from which day."""

    title: str
    by: str
    since: date


@dataclass(frozen=True)
class LawFacts:
    """Everything known about names of laws."""

    laws: Mapping[str, Law]
    short: Mapping[str, Law]
    replaced: Mapping[str, Replaced]
    wrong: Mapping[str, str]
    topic_law: str
    topics: Mapping[int, tuple[str, ...]]

    def law(self, name: str) -> Law | None:
        """The law a bare title or short form means."""
        return self.laws.get(name) or self.short.get(name)


@cache
def law_facts() -> LawFacts:
    """The facts of the product."""
    data = check_keys(read(FOLDER / NAME, NAME), ["laws", "replaced", "wrong", "topics"], [], NAME)
    for raw in data["replaced"]:
        check_keys(raw, ["title", "state", "by", "since"], [], NAME, raw.get("title", ""))
    replaced = {raw["title"]: Replaced(raw["title"], raw["by"], raw["since"]) for raw in data["replaced"]}
    laws = {law.title: law for law in _listed(data["laws"])}
    for law in _of_the_rulebook():
        if law.title not in replaced:
            laws.setdefault(law.title, law)
    return LawFacts(
        laws=laws,
        short=_short_forms(laws),
        replaced=replaced,
        wrong={raw["name"]: raw["right"] for raw in data["wrong"]},
        topic_law=data["topics"]["law"],
        topics={number: tuple(words) for number, words in data["topics"]["by_old_article"].items()},
    )


def _listed(added: list[Mapping[str, Any]]) -> Iterator[Law]:
    """The national laws with what the other list adds to them, and what only the other list has."""
    raws: dict[str, dict[str, Any]] = {}
    national = check_keys(read(FOLDER / NATIONAL, NATIONAL), ["laws"], [], NATIONAL)["laws"]
    for name, rows in ((NATIONAL, national), (NAME, added)):
        for raw in rows:
            check_keys(raw, ["title"], OPTIONAL, name, raw.get("title", ""))
            raws.setdefault(raw["title"], {}).update(raw)
    for raw in raws.values():
        edition = raw.get("edition")
        yield Law(
            raw["title"],
            tuple(raw.get("short", ())),
            raw.get("state", True),
            edition.year if edition else None,
            raw.get("in_force", edition),
            raw.get("articles"),
            raw.get("level") == "county",
            tuple(raw["past"]) if "past" in raw else None,
        )


def _of_the_rulebook() -> Iterator[Law]:
    """The laws and regulations that the rulebook rests on, the latest text of each."""
    sources = [one for one in book().sources.values() if one.kind != "practice" and one.in_force_from]
    for source in sorted(sources, key=lambda one: one.in_force_from, reverse=True):
        title = re.sub(r"（[^（）]*）$", "", tidy_title(source.title))
        if title.endswith(LAST_WORD) and (issue := YEAR.match(source.issue)):
            year = int(issue[0])
            yield Law(title, state=False, year=year, in_force=max(date(year, 1, 1), source.in_force_from))


def _short_forms(laws: Mapping[str, Law]) -> dict[str, Law]:
    by_key = {key_of(title): law for title, law in laws.items()}
    found = {form: law for law in laws.values() for form in law.short}
    for form, title in known_short_forms().items():
        law = by_key.get(key_of(title))
        if law is not None and form not in laws:
            found.setdefault(form, law)
    return found


def distance(one: str, other: str, most: int) -> int:
    """Edits between two strings, or ``most + 1`` when there are more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, right in enumerate(other, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (left != right))
        if min(row) > most:
            return most + 1
    return row[-1]
