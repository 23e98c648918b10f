"""Which fields the count sheet of a ballot has, and what was typed into them read as numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from renda.foundation.chinese.text import one_line
from renda.kernel.ballots.models import Ballot, Kind, Method

PAPER = (("issued", "发出"), ("returned", "收回"), ("valid", "有效"), ("invalid", "无效"))
FOR, AGAINST, ABSTAIN = "for", "against", "abstain"
WORDS = {FOR: "赞成", AGAINST: "反对", ABSTAIN: "弃权"}
MOTION_ANSWERS = tuple(WORDS.items())
CHOICE_ANSWERS = ((FOR, WORDS[FOR]),)
RATING_ANSWERS = ((FOR, "满意"), ("basically", "基本满意"), (AGAINST, "不满意"), (ABSTAIN, "弃权"))
USUAL_ANSWERS = {
    Kind.MOTION: MOTION_ANSWERS,
    Kind.ELECTION: MOTION_ANSWERS,
    Kind.CHOICE: CHOICE_ANSWERS,
    Kind.APPRAISAL: RATING_ANSWERS,
}
#: No town counts more slips than that: a longer number is a slip of the finger.
LARGEST = 9_999_999
LONGEST_NAME = 40
MOST_WRITE_INS = 60
TOGETHER = "all"


@dataclass(frozen=True)
class Line:
    """What is counted together: an option, or all of them in a block vote. ``key`` begins its fields' keys."""

    key: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class SheetField:
    """One field of a sheet. ``line`` is "" for the fields of the box; ``choices`` are given for named votes."""

    key: str
    label: str
    line: str = ""
    answer: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Layout:
    """All fields of the sheet of one ballot, in the order of the paper."""

    ballot: Ballot
    lines: tuple[Line, ...]
    fields: tuple[SheetField, ...]
    answers: tuple[tuple[str, str], ...]
    entries: tuple = ()

    def of_line(self, line: Line) -> list[SheetField]:
        return [one for one in self.fields if one.line == line.key]

    @property
    def box(self) -> list[SheetField]:
        """The fields about the slips."""
        return [one for one in self.fields if not one.line]

    @property
    def labels(self) -> dict[str, str]:
        """Key → how the field is called in a sentence."""
        names = {line.key: line.label for line in self.lines}
        return {
            one.key: f"{names[one.line]} {one.label}" if one.line in names else one.label
            for one in self.fields
        }


@dataclass(frozen=True)
class Typed:
    """What stands in a sheet: numbers and choices by key, what could not be read, and the names written in."""

    numbers: dict[str, int] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    write_ins: tuple[tuple[str, str, int | None], ...] = ()


def answers_of(ballot: Ballot) -> tuple[tuple[str, str], ...]:
    return tuple((key, word) for key, word in ballot.answers)


def lines_of(ballot: Ballot, options: Sequence) -> tuple[Line, ...]:
    """The lines counted: in a block vote one for all, else one for each option."""
    if ballot.method == Method.BLOCK:
        return (Line(TOGETHER, "一揽子表决"),)
    return tuple(Line(f"o{option.position}", option.label, option.note) for option in options)


def layout(ballot: Ballot) -> Layout:
    """The fields of the count sheet. Two queries: options, and the roll when the vote is named."""
    options = list(ballot.options.all())
    answers = answers_of(ballot)
    lines = lines_of(ballot, options)
    if ballot.is_named:
        entries = tuple(ballot.roll.entries.all()) if hasattr(ballot, "roll") else ()
        named = [
            SheetField(f"{line.key}.d{entry.position}", entry.name, line.key, choices=answers)
            for line in lines
            for entry in entries
        ]
        return Layout(ballot, lines, tuple(named), answers, entries)
    box = [SheetField(key, label) for key, label in PAPER] if ballot.on_paper else []
    counted = [
        SheetField(f"{line.key}.{key}", word, line.key, key) for line in lines for key, word in answers
    ]
    return Layout(ballot, lines, (*box, *counted), answers)


def read(plan: Layout, typed: Mapping[str, Any], write_ins: Sequence[Mapping[str, Any]] = ()) -> Typed:
    """What was typed, as numbers and choices; nothing is guessed: what can't be read is kept as it was typed."""
    numbers, choices, unread = {}, {}, {}
    for one in plan.fields:
        raw = str(typed.get(one.key, "")).strip()
        if not raw:
            continue
        if one.choices:
            target = choices if raw in dict(one.choices) else unread
            target[one.key] = raw
        elif (number := as_number(raw)) is not None:
            numbers[one.key] = number
        else:
            unread[one.key] = raw
    names = tuple(
        (
            one_line(str(row.get("name", "")))[:LONGEST_NAME],
            str(row.get("votes", "")).strip(),
            as_number(str(row.get("votes", ""))),
        )
        for row in write_ins[:MOST_WRITE_INS]
    )
    return Typed(numbers, choices, unread, tuple(row for row in names if row[0] or row[1]))


def as_number(raw: str) -> int | None:
    """A whole number not negative and not absurd, written in digits of half or full width; else None."""
    digits = raw.strip().translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    if not (digits.isascii() and digits.isdigit()) or len(digits) > len(str(LARGEST)):
        return None
    return int(digits)


def figures_of(plan: Layout, typed: Typed) -> dict[str, Any]:
    """The numbers of a finished sheet; for a named vote the choices and the sums made of them."""
    if not plan.ballot.is_named:
        return {one.key: typed.numbers[one.key] for one in plan.fields}
    sums = {f"{line.key}.{key}": 0 for line in plan.lines for key, _ in plan.answers}
    for one in plan.fields:
        if chosen := typed.choices.get(one.key):
            sums[f"{one.line}.{chosen}"] += 1
    return {**typed.choices, **sums}
