"""What several effects share: whose unit acts, rules as reasons, original and attachments into the dossier."""

from __future__ import annotations

from renda.kernel.procedures.execute import Refused, Step
from renda.modules.suggestions import selectors
from renda.modules.suggestions.models import Assignment, Attachment


def acting_share(step: Step) -> Assignment:
    """The share of the unit that acts: the actor's own, or the one the office names when it keys for a unit.

    Raises Refused when no such unit has the suggestion in hand.
    """
    if step.actor.is_("office"):
        unit = step.data.get("unit") or step.matter.lead_unit
        ids = [unit.pk] if unit else []
    else:
        ids = step.actor.unit_ids
    share = selectors.assignment_of(step.matter, ids)
    if share is None:
        raise Refused("这件建议现在不在这个单位手里，可能已经改派，请刷新页面看一看。")
    return share


def attach(step: Step, role: str, title: str) -> None:
    """File the uploaded files of the step and list them as attachments of the suggestion."""
    for stored in step.data.get("files") or []:
        step.file(stored, role=role, title=f"{title}：{stored.original_name}")
        Attachment.objects.create(
            suggestion=step.matter, file=stored, caption=title, added_by=step.actor.label
        )


def add_ending(step: Step) -> None:
    """Note why a suggestion ended without being handled."""
    step.matter.ending = step.data["reason"][:300]
    step.matter.closed_on = step.today
