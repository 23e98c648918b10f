"""What there is to look at in a text, for the list beside it: places to fill, figures that moved, what the gates found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from renda.kernel.access.actors import Actor
from renda.kernel.documents.engine.model import OfficialPaper
from renda.kernel.documents.engine.view import plain_text
from renda.kernel.proofreading import gates
from renda.kernel.proofreading.findings import Finding
from renda.kernel.proofreading.models import Decision
from renda.kernel.proofreading.paper import source_of
from renda.kernel.proofreading.rulings import left_open, rule_on
from renda.kernel.proofreading.text import Segment, SourceText
from renda.modules.drafting import bindings as figures
from renda.modules.drafting import contents
from renda.modules.drafting.models import Draft
from renda.web.drafting import sheet, writing

MOST = 200
#: Checks that miss what the paper only gets later: its day by the signature, its number after it.
DATE_CHECK = "FMT-19"
GIVEN_LATER = {"FMT-09": "number", DATE_CHECK: "date"}
OPEN_PLACES = (
    (re.compile(r"〔待填：[^〕\n]*〕?"), "填", "填上以后才能送审。"),
    (re.compile(r"【待核：[^】\n]*】?"), "核对", "核对后改成今年的。"),
)


@dataclass(frozen=True)
class Hint:
    """One thing to look at. ``key``, ``start``, ``end``: the row of the page and the characters in it, when it is at one
    place; ``replacement`` what may be put there; ``rule`` under which an answer is remembered."""

    strength: str
    message: str
    mend: str = ""
    reason: str = ""
    source: str = ""
    excerpt: str = ""
    key: str = ""
    start: int = 0
    end: int = 0
    replacement: str | None = None
    rule: str = ""
    around: tuple[str, str] = ("", "")
    extra: dict = field(default_factory=dict)

    @property
    def light(self) -> str:
        return {"必错": "overdue", "必须改": "overdue", "疑似": "soon", "一般应改": "soon"}.get(
            self.strength, "waiting"
        )


def context(draft: Draft, paper: OfficialPaper, *, through_gates: bool = False) -> dict:
    """The list for the page, of ``paper`` with its figures still as marks. The gates take a moment, so the page asks for
    them when it stands already."""
    found = [*unfilled(paper), *moved_figures(draft), *(from_gates(draft, paper) if through_gates else [])]
    return {"hints": found[:MOST], "hints_total": len(found)}


def from_gates(draft: Draft, paper: OfficialPaper) -> list[Hint]:
    """What the three gates say about the words as they will be printed and nobody has ruled on."""
    source, findings = read(draft, paper)
    return [hint_of(one, source.segments[one.place.paragraph]) for one in left_open(draft, findings)]


def read(draft: Draft, paper: OfficialPaper) -> tuple[SourceText, list[Finding]]:
    """The text as it will be printed, and all findings in it. That it has no day and no number yet is no fault before it
    gets them."""
    printed = writing.printed(paper, draft)
    awaited = {check for check, part in GIVEN_LATER.items() if not getattr(printed, part)}
    if printed.form == "resolution":  # of which the check asks for the note below the title: nobody adds it later
        awaited.discard(DATE_CHECK)
    return source_of(printed), [one for one in gates.check_paper(printed) if one.id not in awaited]


def leave(actor: Actor, draft: Draft, paper: OfficialPaper, key: str, reason: str) -> bool:
    """Remember that a finding is left as it is; False when the text has it no more. Raises ReasonMissing."""
    _, findings = read(draft, paper)
    finding = next((one for one in findings if one.key == key), None)
    if finding is None:
        return False
    rule_on(actor, draft, finding, Decision.IGNORED, reason)
    return True


def hint_of(finding: Finding, segment: Segment) -> Hint:
    place = finding.place
    return Hint(
        finding.strength,
        finding.message,
        finding.mend if finding.replacement is None else "",
        finding.reason if finding.reason != finding.message else "",
        finding.source,
        excerpt=place.excerpt,
        key=key_of(segment.path),
        start=place.start - segment.mark,
        end=place.end - segment.mark,
        replacement=finding.replacement,
        rule=finding.key,
        around=(place.before, place.after),
    )


def key_of(path: tuple) -> str:
    """The row of the page that holds this part of the paper; empty for parts that have none (cells, imprint)."""
    match path:
        case ("title",):
            return "title"
        case ("blocks", at, "text" | "runs" | "items", *_):
            return f"b{at}"
        case ("attachments", which, "blocks", at, "text" | "runs" | "items", *_):
            return f"a{which}-b{at}"
    return ""


def texts_of(paper: OfficialPaper) -> Iterable[tuple[str, str]]:
    """Every text of the page with the key of its row."""
    shown = sheet.sheet_of(paper)
    yield "title", paper.title
    for row in (*shown.rows, *(row for item in shown.attachments for row in item.rows)):
        if row.is_worded:
            yield row.key, row.text


def unfilled(paper: OfficialPaper) -> list[Hint]:
    """Places a template left to be filled, and places of last year's text that nobody has ruled on."""
    found = [
        Hint(
            "必须改", f"{words[0]}还没有{done}。", mend, excerpt=words[0], key=key, start=words.start(), end=words.end()
        )
        for pattern, done, mend in OPEN_PLACES
        for key, text in texts_of(paper)
        for words in pattern.finditer(text)
    ]  # fmt: skip
    if not found and contents.UNFILLED in plain_text(paper):
        found.append(Hint("必须改", "表格或版头里还有“待填”的地方。", "填上以后才能送审。"))
    return found


def moved_figures(draft: Draft) -> list[Hint]:
    """Figures whose rows have changed since they were put in."""
    return [
        Hint(
            "疑似",
            f"{change.label}（{change.scope_label}）：{change.words}。",
            "更新成新的数字，或写理由保留原来的。",
            extra={"figure": change.key, "scope": change.scope, "new": change.new},
        )
        for change in figures.figure_changes(draft)
    ]
