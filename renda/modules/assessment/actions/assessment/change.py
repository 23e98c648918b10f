"""Another name or other days; items whose day followed from the old ones follow."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.assessment import answering, selectors
from renda.modules.assessment.actions import common
from renda.modules.assessment.models import Item


def guard(step: Step) -> list[Reason]:
    return common.days(step.data)


def effect(step: Step) -> None:
    matter = step.matter
    items = list(matter.items.all())
    for item in items:
        item.assessment = matter
    following = [item for item in items if item.due_on == selectors.ready_by(item)]
    for key in ("title", "from_on", "until_on", "hand_in_on"):
        setattr(matter, key, step.data[key])
    matter.organ = step.data.get("organ") or ""
    for item in following:
        item.due_on = selectors.ready_by(item)
    Item.objects.bulk_update(following, ["due_on"])
    matter.save()
    answering.look(matter)
