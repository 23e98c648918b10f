"""Names, editions and article counts of laws, read once from ``rules/laws.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from renda.kernel.proofreading.rulefile import FOLDER
from renda.law.yamlfile import check_keys, read

STATE = "中华人民共和国"
NAME = "laws.yaml"


@dataclass(frozen=True)
class Law:
    """A law: its title without the state's name, whether that belongs before it, its edition and number of articles."""

    title: str
    short: tuple[str, ...]
    state: bool
    edition: date | None
    articles: int | None
    county: bool

    @property
    def full(self) -> str:
        return (STATE if self.state else "") + self.title


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
    laws = [_law(raw) for raw in data["laws"]]
    for raw in data["replaced"]:
        check_keys(raw, ["title", "state", "by", "since"], [], NAME, raw.get("title", ""))
    return LawFacts(
        laws={law.title: law for law in laws},
        short={form: law for law in laws for form in law.short},
        replaced={raw["title"]: Replaced(raw["title"], raw["by"], raw["since"]) for raw in data["replaced"]},
        wrong={raw["name"]: raw["right"] for raw in data["wrong"]},
        topic_law=data["topics"]["law"],
        topics={number: tuple(words) for number, words in data["topics"]["by_old_article"].items()},
    )


def _law(raw: Mapping[str, Any]) -> Law:
    check_keys(raw, ["title", "state"], ["short", "edition", "articles", "level"], NAME, raw.get("title", ""))
    return Law(
        raw["title"], tuple(raw.get("short", ())), raw["state"], raw.get("edition"), raw.get("articles"),
        raw.get("level") == "county",
    )  # fmt: skip


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
