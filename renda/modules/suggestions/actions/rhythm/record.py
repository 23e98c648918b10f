"""What happened at the hearing, the site visit, the publication or the report."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.suggestions.documents import rhythm_record


def effect(step: Step) -> None:
    event = step.matter
    for key in ("held_on", "place", "present", "summary", "opinions"):
        setattr(event, key, step.data.get(key) or "")
    event.save()
    rhythm_record(step)
    for stored in step.data.get("files") or []:
        step.file(stored, role="photo", title=f"活动照片：{stored.original_name}")
