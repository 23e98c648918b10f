"""What renewing a paper gives: the places found in it and what is to happen with each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from renda.kernel.documents.engine.model import OfficialPaper

REPLACED, KEPT, FLAGGED, UNMATCHED = "replaced", "kept", "flagged", "unmatched"
DECISIONS = {REPLACED: "已换好", KEPT: "照旧", FLAGGED: "要您定", UNMATCHED: "没有对上"}

KINDS = {
    "given": "指定的文字", "number": "文号", "law": "法律条文", "session": "届次", "meeting": "会议序次", "date": "日期",
    "period": "起止日期", "deadline": "期限", "month": "月份", "weekday": "星期", "time": "钟点", "year": "年份",
    "plan": "五年规划", "span": "随年份变的数", "relative": "相对说法", "person": "姓名", "phone": "电话", "unit": "单位",
    "figure": "数据", "outcome": "表决结果", "amount": "金额", "bare": "数字", "unclear": "看不清的字",
}


@dataclass(frozen=True)
class Choice:
    """One way to settle a place: the text to write and why; ``note`` for what is worth knowing (weekday, holiday)."""

    text: str
    why: str
    note: str = ""


@dataclass(frozen=True)
class Place:
    """A stretch of last year's paper that tells of last year.

    ``path`` names the text of the paper it stands in (see ``slots``), ``start`` and ``end`` the characters there.
    ``new``: what stands there instead when it is replaced; when flagged, the first suggestion. Places of one
    ``group`` are the same fact: a ruling on the group settles them all (empty: it stands alone). ``bound``: key and scope of the figure.
    """

    kind: str
    path: str
    start: int
    end: int
    old: str
    new: str | None
    decision: str
    reason: str
    source: str = ""
    choices: tuple[Choice, ...] = ()
    group: str = ""
    excerpt: str = ""
    bound: str = ""

    @property
    def id(self) -> str:
        """The same for the same paper, whatever the data say."""
        return f"{self.path}:{self.start}-{self.end}"

    @property
    def kind_label(self) -> str:
        return KINDS[self.kind]

    @property
    def decision_label(self) -> str:
        return DECISIONS[self.decision]

    @property
    def must_be_ruled(self) -> bool:
        """Whether somebody has to decide before the paper may go on."""
        return self.decision in (FLAGGED, UNMATCHED)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        given = {name: getattr(self, name) for name in (
            "id", "kind", "path", "start", "end", "old", "new", "decision", "reason", "source", "group", "excerpt")}
        return {**given, "kind_label": self.kind_label, "choices": [vars(choice) for choice in self.choices]}


def distinct(*choices: Choice) -> tuple[Choice, ...]:
    """The choices, each text once; the first reason stays."""
    found: dict[str, Choice] = {}
    for choice in choices:
        found.setdefault(choice.text, choice)
    return tuple(found.values())


@dataclass(frozen=True)
class Ruling:
    """What somebody decided: the text to stand there; None keeps last year's words."""

    text: str | None = None


@dataclass(frozen=True)
class Renewal:
    """Last year's paper and every place found in it, in reading order."""

    paper: OfficialPaper
    places: tuple[Place, ...]
    notes: tuple[str, ...] = ()
    summary: dict[str, str] = field(default_factory=dict)

    def of(self, decision: str) -> tuple[Place, ...]:
        """The places with this decision."""
        return tuple(place for place in self.places if place.decision == decision)
