"""A report as the page shows it: three gates, findings of one kind together, the text with marked places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from renda.kernel.proofreading.findings import GATE_NAMES, Finding
from renda.kernel.proofreading.gates import Report
from renda.kernel.proofreading.models import Decision, FindingRuling
from renda.kernel.proofreading.rulefile import catalogue

LIGHTS = {"必错": "overdue", "疑似": "soon", "提示": "waiting"}
CLASSES = {"必错": "pf-sure", "疑似": "pf-doubt", "提示": "pf-hint"}
FIRST = 3  # so many of one kind are shown open
MOST = 60  # and so many at all; a text with more of one kind is mended in one go
MOST_PARAGRAPHS = 1500
GATE_LEADS = {
    "words": "字词、标点、数字，人大的用语，合计和占比。",
    "policy": "法律名称和条号，乡镇人大的职权，引用的法定数字。",
    "form": "文种和格式，届次、姓名、职务、日期同登记是否一致，附件和列举。",
}


@dataclass(frozen=True)
class Item:
    """One finding with what was ruled on it."""

    finding: Finding
    ruling: FindingRuling | None
    number: int

    @property
    def anchor(self) -> str:
        return f"f{self.number}"

    @property
    def light(self) -> str:
        return LIGHTS[self.finding.strength]

    @property
    def needs_reason(self) -> bool:
        return self.finding.strength == "必错"

    @property
    def where(self) -> str:
        """附件第3段."""
        return f"{self.finding.place.part}第{self.finding.place.paragraph + 1}段"

    @property
    def accepted(self) -> bool:
        return self.ruling is not None and self.ruling.decision == Decision.ACCEPTED


@dataclass(frozen=True)
class Kind:
    """Findings of one rule."""

    title: str
    rule: str
    items: tuple[Item, ...]

    @property
    def first(self) -> tuple[Item, ...]:
        return self.items[:FIRST]

    @property
    def more(self) -> tuple[Item, ...]:
        return self.items[FIRST:MOST]

    @property
    def beyond(self) -> int:
        """How many are not listed."""
        return max(0, len(self.items) - MOST)

    @property
    def acceptable(self) -> int:
        """How many could be accepted together."""
        return sum(item.finding.replacement is not None and item.ruling is None for item in self.items)


def items_of(report: Report, rulings: Mapping[str, FindingRuling]) -> list[Item]:
    """Every finding in reading order."""
    return [Item(finding, rulings.get(finding.key), n) for n, finding in enumerate(report.findings, 1)]


def gates_of(items: Sequence[Item]) -> list[dict[str, Any]]:
    """The three lists; hints stand apart because they may be passed over."""
    return [
        {
            "name": name,
            "lead": GATE_LEADS[gate],
            "kinds": kinds_of([i for i in items if i.finding.gate == gate and i.finding.strength != "提示"]),
            "hints": kinds_of([i for i in items if i.finding.gate == gate and i.finding.strength == "提示"]),
            "hint_count": sum(i.finding.gate == gate and i.finding.strength == "提示" for i in items),
            "open": sum(
                i.finding.gate == gate and i.finding.strength != "提示" and i.ruling is None for i in items
            ),
        }
        for gate, name in GATE_NAMES.items()
    ]


def kinds_of(items: Sequence[Item]) -> list[Kind]:
    """Findings grouped by rule, the certain ones first."""
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda one: list(LIGHTS).index(one.finding.strength)):
        groups[item.finding.rule or item.finding.id].append(item)
    return [Kind(title_of(members[0].finding), rule, tuple(members)) for rule, members in groups.items()]


def title_of(finding: Finding) -> str:
    """What the check is about, in words; checks of other packages bring none."""
    check = catalogue().get(finding.id)
    return check.title if check else "公文格式"


def marked(report: Report, items: Sequence[Item]) -> tuple[list[dict[str, Any]], bool]:
    """The text as pieces, each plain or with the finding that stands there; whether parts were left out."""
    here: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        if item.finding.place.end > item.finding.place.start:
            here[item.finding.place.paragraph].append(item)
    left_out = len(report.paragraphs) > MOST_PARAGRAPHS
    rows = []
    for index, paragraph in enumerate(report.paragraphs):
        if paragraph.strip() and (not left_out or index in here):
            rows.append({"number": index + 1, "pieces": _pieces(paragraph, here.get(index, []))})
    return rows[:MOST_PARAGRAPHS], left_out


def _pieces(paragraph: str, items: Sequence[Item]) -> list[dict[str, Any]]:
    pieces: list[dict[str, Any]] = []
    position = 0
    for item in items:
        place = item.finding.place
        if place.start < position:
            continue
        if place.start > position:
            pieces.append({"text": paragraph[position : place.start], "item": None, "look": ""})
        look = "pf-settled" if item.ruling else CLASSES[item.finding.strength]
        pieces.append({"text": paragraph[place.start : place.end], "item": item, "look": look})
        position = place.end
    if position < len(paragraph):
        pieces.append({"text": paragraph[position:], "item": None, "look": ""})
    return pieces
