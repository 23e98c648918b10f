"""What the three gates say about a text: one frozen finding, its place, and how accepted mends are put in.

A finding never changes anything by itself. Its ``key`` is made of the rule and the words around the place, so that
what a person has ruled on stays ruled on when other parts of the paper are edited or moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from renda.foundation.hashing import sha256_hex

Strength = Literal["必错", "疑似", "提示"]
Gate = Literal["words", "policy", "form"]

STRENGTHS: tuple[Strength, ...] = ("必错", "疑似", "提示")
GATE_NAMES: dict[Gate, str] = {"words": "文字关", "policy": "政策关", "form": "行文关"}
AROUND = 8  # characters on each side that make a place recognisable after edits


@dataclass(frozen=True)
class Place:
    """Characters ``start`` to ``end`` (half open) of paragraph number ``paragraph`` (from 0).

    ``excerpt`` is the text there, ``before`` and ``after`` are its neighbours in the paragraph; ``part`` names the part
    of the paper in the words of the office (标题, 正文, 附件 …), empty for bare text.
    """

    paragraph: int
    start: int
    end: int
    excerpt: str
    before: str = ""
    after: str = ""
    part: str = ""


@dataclass(frozen=True)
class Finding:
    """One thing found.

    ``id`` is the check (TXT-03, CON-12 …), ``rule`` the rule inside it (several rules may serve one check), ``gate``
    where it belongs. ``message`` says what is wrong, ``reason`` why, ``source`` on what authority (standard, law and
    article, own data), ``mend`` what to do in words; ``replacement`` is the text to put in place of the excerpt, or
    None when a person has to word it.
    """

    id: str
    strength: Strength
    place: Place
    message: str
    reason: str
    source: str
    mend: str
    replacement: str | None = None
    gate: Gate = "words"
    rule: str = ""

    @property
    def key(self) -> str:
        """The same for the same rule at the same words, wherever they stand in the paper."""
        place = self.place
        return sha256_hex("\x1f".join((self.rule or self.id, place.before, place.excerpt, place.after)))

    def as_json(self) -> dict[str, Any]:
        """Plain data, with the key."""
        return {**asdict(self), "key": self.key}


def place_at(paragraphs: Sequence[str], paragraph: int, start: int, end: int, part: str = "") -> Place:
    """The place of characters ``start`` to ``end`` of ``paragraphs[paragraph]``.

    Raises ValueError when they do not lie inside the paragraph.
    """
    text = paragraphs[paragraph]
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"place {start}-{end} lies outside a paragraph of {len(text)} characters")
    return Place(
        paragraph,
        start,
        end,
        text[start:end],
        text[max(0, start - AROUND) : start],
        text[end : end + AROUND],
        part,
    )


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """In reading order; at one place the stronger first."""
    return sorted(
        findings,
        key=lambda f: (f.place.paragraph, f.place.start, STRENGTHS.index(f.strength), f.place.end, f.id),
    )


def mended(paragraphs: Sequence[str], accepted: Iterable[Finding]) -> list[str]:
    """``paragraphs`` with the replacements of ``accepted`` put in.

    Findings without a replacement change nothing; of two that overlap the first in reading order is put in. Raises
    ValueError when the text at a place is no longer what was found there.
    """
    result = list(paragraphs)
    chosen: list[Finding] = []
    for finding in in_order(f for f in accepted if f.replacement is not None):
        last = chosen[-1].place if chosen else None
        if last is None or finding.place.paragraph != last.paragraph or finding.place.start >= last.end:
            chosen.append(finding)
    for finding in reversed(chosen):
        place = finding.place
        text = result[place.paragraph]
        if text[place.start : place.end] != place.excerpt:
            raise ValueError("the text has changed since it was read")
        result[place.paragraph] = text[: place.start] + str(finding.replacement) + text[place.end :]
    return result
