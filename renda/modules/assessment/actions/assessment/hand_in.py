"""The return goes to the county: numbers as they are now are kept with the items, the return lies in the dossier."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.assessment import answering, documents
from renda.modules.assessment.models import Item


def guard(step: Step) -> list[Reason]:
    """Not before it begins; what has no proof is said, and does not stop."""
    day, found = step.data.get("handed_in_on"), []
    if day and day > step.today:
        found.append(Reason("上报日期不能晚于今天。", "请核对日期。"))
    bare = [
        one
        for one in answering.answers(answering.items_of(step.matter))
        if not one.value and not one.item.proofs and one.item.score
    ]
    if bare:
        found.append(
            Reason(
                f"有{len(bare)}项得了分，但没有佐证材料：{bare[0].item}。",
                "县里查资料时要拿得出来。",
                blocks=False,
            )
        )
    return found


def effect(step: Step) -> None:
    matter = step.matter
    matter.handed_in_on = step.data["handed_in_on"]
    found = answering.answers(answering.items_of(matter))
    for one in found:
        one.item.counted, one.item.lacking = one.text, ""
    Item.objects.bulk_update([one.item for one in found], ["counted", "lacking"])
    documents.returned(step)
    step.file_all("stamped", "盖了章的自评表")
