"""The decision is made out, and every chosen project becomes a matter of its own with the responsible unit."""

from __future__ import annotations

from renda.kernel.access.actors import system
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step, open_matter
from renda.modules.livelihood import documents, selectors


def guard(step: Step) -> list[Reason]:
    day = step.data.get("publish_by")
    return [Reason("报实施计划的日期已经过了。", "请选今天以后的日期。")] if day and day < step.today else []


def effect(step: Step) -> None:
    campaign = step.matter
    campaign.publish_by = step.data["publish_by"]
    documents.decision(step)
    for position, candidate in enumerate(selectors.chosen(campaign), 1):
        fields = {"candidate": candidate, "position": position, "publish_by": campaign.publish_by}
        open_matter(system(campaign.town_id), "project", "assign", fields)
