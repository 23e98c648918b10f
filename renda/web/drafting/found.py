"""What there is to look at in a text, for the list beside it: places to fill, figures that moved, what the gates found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from renda.kernel.access.actors import Actor
from renda.kernel.documents.engine.model import OfficialPaper
from renda.kernel.documents.engine.view import plain_text
from renda.modules.drafting import bindings as figures
from renda.modules.drafting import contents
from renda.modules.drafting.models import Draft
from renda.web.drafting import sheet

MOST = 200


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
    url: str = ""
    extra: dict = field(default_factory=dict)

    @property
    def light(self) -> str:
        return {"必错": "overdue", "必须改": "overdue", "疑似": "soon", "一般应改": "soon"}.get(
            self.strength, "waiting"
        )


def context(actor: Actor, draft: Draft, paper: OfficialPaper) -> dict:
    """The list for the page."""
    found = hints(actor, draft, paper)
    return {"hints": found[:MOST], "hints_total": len(found)}


def hints(actor: Actor, draft: Draft, paper: OfficialPaper) -> list[Hint]:
    """Everything found in ``paper`` (figures still as marks)."""
    return [*unfilled(paper), *moved_figures(draft)]


def texts_of(paper: OfficialPaper) -> Iterable[tuple[str, str]]:
    """Every text of the page with the key of its row."""
    shown = sheet.sheet_of(paper)
    yield "title", paper.title
    for row in (*shown.rows, *(row for item in shown.attachments for row in item.rows)):
        if row.is_worded:
            yield row.key, row.text


def unfilled(paper: OfficialPaper) -> list[Hint]:
    """Places a template left to be filled."""
    found = []
    for key, text in texts_of(paper):
        at = text.find(contents.UNFILLED)
        while at >= 0:
            end = text.find("〕", at) + 1 or len(text)
            words = text[at:end]
            found.append(
                Hint(
                    "必须改",
                    f"{words}还没有填。",
                    "填上以后才能送审。",
                    excerpt=words,
                    key=key,
                    start=at,
                    end=end,
                )
            )
            at = text.find(contents.UNFILLED, end)
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
