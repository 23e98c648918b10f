"""An item answered from the records as they are now: the number, the rows behind it, the points proposed, what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Count

from renda.kernel.access.actors import Actor
from renda.kernel.figures import registry, scopes
from renda.kernel.figures.registry import NOTHING_TO_DIVIDE, Figure, Rows, UnknownFigure
from renda.kernel.figures.scopes import Scope
from renda.modules.assessment import proposing, scoring
from renda.modules.assessment.models import Assessment, Item, Rule, plain
from renda.modules.assessment.selectors import OPEN, stretch

PERCENT = "%"


@dataclass(frozen=True)
class Answer:
    """``text``: the number in words, empty for an item by hand; ``lacking``: what is missing, one sentence each."""

    item: Item
    figure: Figure | None = None
    scope: Scope | None = None
    value: Decimal | None = None
    text: str = ""
    proposed: Decimal | None = None
    arithmetic: str = ""
    lacking: tuple[str, ...] = field(default=())

    @property
    def proposed_zh(self) -> str:
        return plain(self.proposed)

    @property
    def unit(self) -> str:
        return unit_of(self.figure) if self.figure else ""

    @property
    def sentence(self) -> str:
        """What was done, as a first draft of the words of the return."""
        return f"{self.figure.label}{self.text}。" if self.figure and self.text else ""


def unit_of(figure: Figure) -> str:
    return PERCENT if figure.whole is not None else figure.unit


def figure_of(item: Item) -> Figure | None:
    """The figure of an item; None by hand, or where no module declares it any more."""
    try:
        return registry.figure(item.figure) if item.figure else None
    except UnknownFigure:
        return None


def scope_of(item: Item, figure: Figure) -> Scope:
    """The stretch of time of the item in a kind that the figure knows."""
    from_on, until_on = stretch(item)
    if scopes.PERIOD in figure.scopes:
        return scopes.period(f"{from_on.isoformat()}..{until_on.isoformat()}")
    if scopes.YEAR in figure.scopes:
        return scopes.year(str(item.assessment.year))
    if scopes.DAY in figure.scopes:
        return scopes.day(scopes.period(f"{from_on.isoformat()}..{until_on.isoformat()}").day.isoformat())
    return scopes.today()


def answer(item: Item, proofs: int = 0, known: dict | None = None) -> Answer:
    """How an item stands now.

    Args:
        item: saved or not (a row of a table that is only looked at).
        proofs: pieces of evidence picked for it.
        known: values counted already, by figure and scope, so that none is counted twice on one page.
    """
    figure = figure_of(item)
    if figure is None:
        lacking = () if proofs else ("还没有佐证材料",)
        return Answer(item, arithmetic="看材料，人工定分。", lacking=lacking)
    scope = scope_of(item, figure)
    counted = counted_once(figure, scope, known if known is not None else {})
    value = None if counted.value is None else Decimal(str(counted.value))
    unit = unit_of(figure)
    text = NOTHING_TO_DIVIDE if value is None else f"{plain(value)}{unit}"
    found = scoring.propose(item.rule, item.points, value, item.target, item.each, unit)
    return Answer(
        item, figure, scope, value, text, found.score, found.words, tuple(missing(item, value, unit, proofs))
    )


def of_fields(assessment: Assessment, fields: dict, known: dict) -> Answer:
    """How the row of a table would be answered, bound as its wording suggests; nothing is saved."""
    period = "" if fields["period"] == "whole" else fields["period"]
    item = Item(**{**fields, "period": period, "assessment": assessment})
    proposing.bind(item)
    return answer(item, known=known)


def counted_once(figure: Figure, scope: Scope, known: dict):
    key = (figure.key, scope.text)
    if key not in known:
        known[key] = registry.counted([(figure, scope)])[0]
    return known[key]


def counted_together(items: Iterable[Item]) -> dict:
    """The value of every figure of some items, by figure and scope; those about the same rows are asked together."""
    wanted = {}
    for item in items:
        if figure := figure_of(item):
            scope = scope_of(item, figure)
            wanted[figure.key, scope.text] = (figure, scope)
    return dict(zip(wanted, registry.counted(list(wanted.values())), strict=True))


def missing(item: Item, value: Decimal | None, unit: str, proofs: int) -> Iterable[str]:
    """What an item still lacks. The rows behind a number prove it; where there are none, papers have to."""
    if item.rule in scoring.WITH_TARGET and item.target and (value or 0) < item.target:
        yield f"还差{plain(item.target - (value or 0))}{unit}"
    if item.rule != Rule.MINUS_EACH and not value and not proofs:
        yield "还没有佐证材料"


def answers(items: Iterable[Item]) -> list[Answer]:
    """Every item of one assessment; a figure asked for twice is counted once."""
    rows = list(items)
    known = counted_together(rows)
    return [answer(item, item.proofs, known) for item in rows]


def items_of(assessment):
    """The items with the number of their pieces of evidence, in the county's order."""
    rows = assessment.items.select_related("assessment").annotate(proofs=Count("evidence"))
    return rows.order_by("position", "id")


def rows_behind(actor: Actor, item: Item) -> Rows | None:
    """What stands behind the number of an item, as far as the actor may know it; None for an item by hand."""
    figure = figure_of(item)
    return registry.rows(actor, figure.key, scope_of(item, figure).text) if figure else None


def look(assessment: Assessment, by: date | None = None) -> None:
    """Write down what open items lack, for the desk, which does not count. ``by``: only those wanted up to that day."""
    if assessment.state != OPEN:
        return
    rows = items_of(assessment)
    if by is not None:
        rows = rows.filter(settled_on__isnull=True, due_on__lte=by)
    changed = []
    for one in answers(rows):
        words = "，".join(one.lacking)[:200]
        if one.item.lacking != words:
            one.item.lacking = words
            changed.append(one.item)
    Item.objects.bulk_update(changed, ["lacking"])
