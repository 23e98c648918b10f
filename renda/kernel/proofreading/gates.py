"""The three gates: everything that is checked in a text or a paper, as one report."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from renda.foundation import clock
from renda.kernel.documents.engine.model import OfficialPaper
from renda.kernel.proofreading import scanning
from renda.kernel.proofreading.characters import detector, terms
from renda.kernel.proofreading.computed import (
    attached,
    counted,
    dates,
    form,
    law_numbers,
    laws,
    pairs,
    people,
    same,
    sessions,
    styles,
    sums,
    tables,
    votes,
)
from renda.kernel.proofreading.context import Context
from renda.kernel.proofreading.density import Density, measure
from renda.kernel.proofreading.findings import GATE_NAMES, STRENGTHS, Finding, Gate, in_order
from renda.kernel.proofreading.paper import source_of
from renda.kernel.proofreading.text import SourceText, Spans, from_string
from renda.kernel.proofreading.town import TownFacts, facts_on

COMPUTED = (
    pairs,
    sums,
    tables,
    votes,
    counted,
    dates,
    same,
    sessions,
    people,
    laws,
    law_numbers,
    attached,
    styles,
    form,
)

LEFT_OUT = "characters.term.missing"


@dataclass(frozen=True)
class Report:
    """What was found in ``paragraphs``, in reading order, and how dense empty phrases are.

    ``checked_on``: the day whose laws and registers were compared; ``with_town``: whether registers were compared at
    all; ``notes``: what to know about the reach of the check, in words.
    """

    paragraphs: tuple[str, ...]
    findings: tuple[Finding, ...]
    density: Density
    checked_on: date
    with_town: bool
    notes: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    @property
    def passed(self) -> bool:
        """Whether nothing is certainly wrong."""
        return not any(finding.strength == "必错" for finding in self.findings)

    def of(self, gate: Gate) -> list[Finding]:
        """The findings of one gate."""
        return [finding for finding in self.findings if finding.gate == gate]

    def counts(self) -> dict[str, int]:
        """How many findings of each strength."""
        return {strength: sum(f.strength == strength for f in self.findings) for strength in STRENGTHS}

    def as_json(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "checked_on": self.checked_on.isoformat(),
            "with_town": self.with_town,
            "notes": list(self.notes),
            "passed": self.passed,
            "counts": self.counts(),
            "gates": {GATE_NAMES[gate]: [f.as_json() for f in self.of(gate)] for gate in GATE_NAMES},
            "density": asdict(self.density),
        }


def check_text(text: str, *, on: date | None = None, town: TownFacts | None = None, kind: str = "") -> Report:
    """Check bare text; each line is a paragraph.

    ``on`` is the day whose laws and registers count (today when left out), ``town`` the facts of a town (of the active
    town when left out), ``kind`` the kind of paper if it is known.
    """
    return check_source(from_string(text), on=on, town=town, kind=kind)


def check_paper(paper: OfficialPaper, *, on: date | None = None, town: TownFacts | None = None) -> Report:
    """Check an official paper: its words, what it says of law and numbers, and its form. Arguments as above."""
    return check_source(source_of(paper), on=on, town=town, kind=paper.kind, paper=paper)


def check_source(
    text: SourceText,
    *,
    on: date | None = None,
    town: TownFacts | None = None,
    kind: str = "",
    paper: OfficialPaper | None = None,
) -> Report:
    """Check a text that has been cut into segments already."""
    day = on or clock.today()
    facts = town or facts_on(day)
    context = Context(
        day, kind, facts, paper, (facts.place or None) if facts else None, facts.settings if facts else {}
    )
    names = facts.names if facts else frozenset()
    found = [*scanning.scan(text, kind=kind, known_names=names)]
    for module in COMPUTED:
        found += module.find(text, context)
    doubtful, notes = characters(text, names)
    kept = tuple(in_order(without_doubles([*found, *doubtful])))
    return Report(tuple(text.paragraphs), kept, measure(text), day, facts is not None, notes)


def characters(text: SourceText, names: Collection[str]) -> tuple[list[Finding], tuple[str, ...]]:
    """What the detector of wrong characters finds, and what to know about its reach.

    A word that is part of a longer fixed term (大主席团 in 人大主席团) is right as it stands, and what looks like a term
    with a character left out may be a shorter word: it is only doubted.
    """
    found = detector.find(text.paragraphs, known_names=names)
    right = Spans(one.span() for one in _terms().finditer(text.whole))
    kept = []
    for finding in found:
        start = text.start_of(finding.place.paragraph) + finding.place.start
        if not (start in right and start + len(finding.place.excerpt) - 1 in right):
            kept.append(_with_part(text, _doubted(finding)))
    return kept, detector.notes()


@cache
def _terms() -> re.Pattern[str]:
    """Every fixed term, the longest first."""
    return re.compile("|".join(sorted(map(re.escape, terms.terms()), key=len, reverse=True)))


def _doubted(finding: Finding) -> Finding:
    """A term that misses a character, as a doubt."""
    return (
        replace(finding, strength="疑似")
        if finding.rule == LEFT_OUT and finding.strength == "必错"
        else finding
    )


def _with_part(text: SourceText, finding: Finding) -> Finding:
    """The finding with the part of the paper it stands in."""
    part = text.segments[finding.place.paragraph].part
    return replace(finding, place=replace(finding.place, part=part)) if part else finding


def without_doubles(findings: Iterable[Finding]) -> list[Finding]:
    """Of findings that overlap, weaker ones go when they say the same again: the same check, or a guess at a character."""
    kept: list[Finding] = []
    ordered = sorted(
        findings, key=lambda f: (f.id == "TXT-19", STRENGTHS.index(f.strength), f.place.start - f.place.end)
    )
    taken: dict[int, list[Finding]] = {}
    for finding in ordered:
        place = finding.place
        here = taken.setdefault(place.paragraph, [])
        again = any(
            other.place.start < place.end and place.start < other.place.end
            for other in here
            if other.id == finding.id or finding.id == "TXT-19"
        )
        if not again:
            here.append(finding)
            kept.append(finding)
    return kept
