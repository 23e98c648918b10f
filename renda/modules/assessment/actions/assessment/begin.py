"""Begin a year's assessment, empty or with the items of an earlier one."""

from __future__ import annotations

from renda.foundation.ids import as_id
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.assessment import answering, selectors
from renda.modules.assessment.actions import common
from renda.modules.assessment.models import Assessment, Item

KEPT = (
    "position",
    "group",
    "title",
    "standard",
    "points",
    "wanted",
    "period",
    "figure",
    "target",
    "rule",
    "each",
    "because",
    "is_bound",
)


def guard(step: Step) -> list[Reason]:
    """One a year, with days that fit, copied from one that is there."""
    found, year = common.days(step.data), step.data.get("year")
    if year and Assessment.objects.filter(year=year).exclude(state="dropped").exists():
        found.append(Reason(f"{year}年的考评已经有了。", "请打开那一年的接着办。"))
    if step.data.get("copy") and source(step) is None:
        found.append(Reason("要沿用的那一年不在了。", "请重新选，或者不沿用。"))
    return found


def source(step: Step) -> Assessment | None:
    return selectors.earlier().filter(pk=as_id(str(step.data["copy"]))).first()


def prepare(step: Step) -> None:
    for key in ("year", "title", "from_on", "until_on", "hand_in_on"):
        setattr(step.matter, key, step.data[key])
    step.matter.organ = step.data.get("organ") or ""


def effect(step: Step) -> None:
    if not step.data.get("copy"):
        return
    old = source(step)
    step.matter.columns = old.columns
    rows = []
    for one in old.items.order_by("position", "id"):
        item = Item(assessment=step.matter, **{name: getattr(one, name) for name in KEPT})
        item.due_on = selectors.ready_by(item)
        rows.append(item)
    Item.objects.bulk_create(rows)
    answering.look(step.matter)
