"""Who goes, what is appraised, when and where, in how many grades it is voted."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.appraisals import documents
from renda.modules.appraisals.actions import dates

PLAIN = (
    "leader",
    "visit_from",
    "visit_until",
    "visit_least",
    "report_by",
    "meeting_on",
    "meeting_at",
    "venue",
    "grades",
)


def guard(step: Step) -> list[Reason]:
    found = dates.in_order(step, "visit_from", "visit_until", "meeting_on")
    found += dates.in_order(step, "report_by", "meeting_on")
    if step.data.get("contents") and not documents.lines_of(step.data["contents"]):
        found.append(Reason("还没有写评议什么。", "一行写一条。"))
    return found


def effect(step: Step) -> None:
    appraisal, data = step.matter, step.data
    for key in PLAIN:
        setattr(appraisal, key, data[key])
    appraisal.contents = documents.lines_of(data["contents"])
    appraisal.ends_on = max(appraisal.ends_on, data["meeting_on"])
    appraisal.deputies.set(data["deputies"])
