"""Which field a mark means: known ones by name or alias, the nearest offered for the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from renda.kernel.documents.engine.templates import known_fields
from renda.kernel.documents.office_templates.marks import Mark, tidy

KNOWN, OWN, TEXT, LIST, UNKNOWN = "known", "own", "text", "list", "unknown"
NEAR = 0.34
OFFERED = 3
POSITION = "序号"
GENERIC = re.compile(r"(?:名称|姓名|全称)$")


@dataclass(frozen=True)
class Ruling:
    """What a mark of the file means.

    kind: ``known`` (``field`` is a known field), ``own`` (typed at every use), ``text`` (no field, the brackets are
    text), ``list`` (``field`` is a list the data answer or the list's own name; ``part`` the column),
    ``unknown`` (somebody has to rule).
    """

    name: str
    kind: str
    field: str = ""
    part: str = ""
    label: str = ""
    example: str = ""
    place: str = ""
    nearest: tuple[str, ...] = ()
    times: int = 1

    def as_data(self) -> dict[str, Any]:
        """For the database."""
        return {**asdict(self), "nearest": list(self.nearest)}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Ruling:
        return cls(**{**data, "nearest": tuple(data.get("nearest", ()))})


@dataclass(frozen=True)
class KnownList:
    key: str
    label: str
    parts: dict[str, str]
    words: dict[str, str] = field(default_factory=dict)
    example: tuple[dict[str, str], ...] = ()


@cache
def known_lists() -> dict[str, KnownList]:
    """Lists the data can answer, by every word for them."""
    rows = yaml.safe_load(Path(__file__).with_name("lists.yaml").read_text(encoding="utf-8"))
    found: dict[str, KnownList] = {}
    for key, row in rows.items():
        words = {tidy(label): part for part, label in row["parts"].items()}
        words |= {tidy(word): part for word, part in row.get("part_aliases", {}).items()}
        made = KnownList(key, row["label"], row["parts"], words, tuple(row.get("example", ())))
        for word in (row["label"], *row.get("aliases", ())):
            found[tidy(word)] = made
    return found


@cache
def _words() -> dict[str, str]:
    """Every word for a known field → its name."""
    return {tidy(word): name for name, known in known_fields().items() for word in (known.field.label, *known.aliases)}


def nearest(name: str) -> tuple[str, ...]:
    """Names of the known fields that sound most like ``name``, the best first; empty when none is near."""
    scores: dict[str, float] = {}
    for word, known in _words().items():
        score = SequenceMatcher(None, name, word).ratio()
        # 代表姓铭 is a slip of 代表姓名, not of 姓名: the longer word that fits is preferred
        score += 0.02 * min(len(word), len(name)) if score >= NEAR else 0
        scores[known] = max(score, scores.get(known, 0.0))
    best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return tuple(known for known, score in best[:OFFERED] if score >= NEAR)


def rule_on(marks: Iterable[Mark]) -> list[Ruling]:
    """One ruling for each distinct mark, in the order of the file; unknown ones have their nearest fields."""
    first: dict[str, Mark] = {}
    times: dict[str, int] = {}
    for mark in marks:
        first.setdefault(mark.name, mark)
        times[mark.name] = times.get(mark.name, 0) + 1
    return [_rule(mark, times[mark.name]) for mark in first.values()]


def settle(rulings: Sequence[Ruling], chosen: dict[str, str]) -> list[Ruling]:
    """The rulings with what somebody chose for unknown marks: mark name → ``own``, ``text`` or a known field's name.

    Marks without a choice stay unknown. Raises ValueError for a choice that does not exist.
    """
    return [_settled(ruling, chosen[ruling.name]) if ruling.name in chosen else ruling for ruling in rulings]


def _rule(mark: Mark, times: int) -> Ruling:
    common = {"place": mark.place, "times": times}
    if mark.list_name:
        return _rule_list(mark, common)
    if known := _words().get(mark.name):
        return _known(mark.name, known, common)
    return Ruling(mark.name, UNKNOWN, label=mark.name, nearest=nearest(mark.name), **common)


def _known(name: str, known: str, common: dict[str, Any]) -> Ruling:
    found = known_fields()[known].field
    return Ruling(name, KNOWN, known, label=found.label, example=str(found.example), **common)


def _rule_list(mark: Mark, common: dict[str, Any]) -> Ruling:
    known = known_lists().get(mark.list_name)
    if mark.part == POSITION:
        return Ruling(mark.name, LIST, known.key if known else mark.list_name, POSITION, f"{mark.list_name}的序号", "1", **common)
    if known is None:
        return Ruling(mark.name, LIST, mark.list_name, mark.part, f"{mark.list_name}的{mark.part}", **common)
    part = known.words.get(mark.part)
    if part is None:
        offered = tuple(f"{mark.list_name}.{label}" for label in known.parts.values())
        return Ruling(mark.name, UNKNOWN, label=mark.name, nearest=offered, **common)
    example = str(known.example[0].get(part, "")) if known.example else ""
    return Ruling(mark.name, LIST, known.key, part, f"{known.label}的{known.parts[part]}", example, **common)


def _settled(ruling: Ruling, choice: str) -> Ruling:
    common = {"place": ruling.place, "times": ruling.times}
    if choice in (OWN, TEXT):
        return Ruling(ruling.name, choice, label=ruling.name, **common)
    if choice in known_fields():
        return _known(ruling.name, choice, common)
    raise ValueError(choice)
