"""What a layout check says: one frozen finding with its place, strength, clause and a mend in words.

The checks themselves are listed in catalogue.yaml; a finding takes strength, clause and reason from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

Strength = Literal["must", "normally", "practice"]
Sight = Literal["words", "file", "page", "handling", "print", "ourselves"]

STRENGTHS: tuple[Strength, ...] = get_args(Strength)
STRENGTH_NAMES: Mapping[Strength, str] = {"must": "必须改", "normally": "一般应改", "practice": "建议"}
ELEMENTS = (
    "文件", "页面", "页码", "份号", "密级", "紧急程度", "发文机关标志", "发文字号", "签发人", "红色分隔线", "标题", "题注", "主送机关", "正文",
    "附件说明", "署名", "成文日期", "印章", "附注", "出席情况", "附件", "表格", "抄送", "印发", "版记", "办理",
)
CATALOGUE = Path(__file__).with_name("catalogue.yaml")
EXCERPT = 24


@dataclass(frozen=True)
class Check:
    """One entry of the list of checks; ``looks_at`` names where it can be seen."""

    id: str
    title: str
    strength: Strength
    source: str
    reason: str
    looks_at: tuple[Sight, ...]


@dataclass(frozen=True)
class Place:
    """Where: the element in the words of the office, and the paragraph (from 0, in reading order) with the characters
    ``start`` to ``end`` when it is one; ``page`` counts from 1 when the place was found on a page."""

    element: str
    paragraph: int | None = None
    start: int = 0
    end: int = 0
    excerpt: str = ""
    page: int | None = None

    def words(self) -> str:
        """The place for a reader: 标题（第 4 段“……”）."""
        where = f"第 {self.page} 页" if self.page else f"第 {self.paragraph + 1} 段" if self.paragraph is not None else ""
        inner = where + (f"“{self.excerpt}”" if self.excerpt else "")
        return f"{self.element}（{inner}）" if inner else self.element


@dataclass(frozen=True)
class Finding:
    """One thing found.

    ``message`` says what is wrong, ``reason`` and ``source`` why and by which clause, ``mend`` what to do in words;
    ``replacement`` is the text to put there, or None; ``mendable`` says that layout alone mends it (``mend_docx``);
    ``also`` lists further paragraphs with the same fault.
    """

    id: str
    strength: Strength
    place: Place
    message: str
    reason: str
    source: str
    mend: str
    replacement: str | None = None
    mendable: bool = False
    also: tuple[int, ...] = ()

    @property
    def line(self) -> str:
        """The finding on one line, for the screen and the command line."""
        return f"［{STRENGTH_NAMES[self.strength]}］{self.id} {self.place.words()}：{self.message}。{self.mend}。（{self.source}）"

    def as_json(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)


@cache
def catalogue() -> Mapping[str, Check]:
    """Every check by its id."""
    data = yaml.safe_load(CATALOGUE.read_text(encoding="utf-8"))
    return {
        name: Check(name, item["title"], item["strength"], _source(item["clause"]), item["reason"], tuple(item["looks_at"]))
        for name, item in data.items()
    }


def _source(clause: str) -> str:
    return f"GB/T 9704-2012 第 {clause} 条" if clause[:1].isdigit() else clause


def finding(
    check_id: str,
    place: Place,
    message: str,
    mend: str,
    *,
    strength: Strength | None = None,
    mendable: bool = False,
    replacement: str | None = None,
    also: Iterable[int] = (),
) -> Finding:
    """A finding of the check ``check_id``; raises KeyError for an id that is not in the catalogue."""
    check = catalogue()[check_id]
    return Finding(
        check_id, strength or check.strength, place, message, check.reason, check.source, mend, replacement, mendable, tuple(also)
    )


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """In reading order: by element, then paragraph; at one place the stronger first."""
    return sorted(findings, key=_rank)


def _rank(found: Finding) -> tuple[int, int, int, str]:
    return (
        ELEMENTS.index(found.place.element),
        -1 if found.place.paragraph is None else found.place.paragraph,
        STRENGTHS.index(found.strength),
        found.id,
    )


def excerpt(text: str) -> str:
    """The beginning of ``text``, as a reader recognises it."""
    flat = text.replace("\n", "").replace("\t", " ").strip()
    return flat if len(flat) <= EXCERPT else flat[:EXCERPT] + "…"
