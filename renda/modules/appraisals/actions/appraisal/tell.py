"""The deputies are told what came of it; the session it is reported to is noted."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.appraisals import documents, selectors


def effect(step: Step) -> None:
    appraisal = step.matter
    appraisal.told_on, appraisal.told_session = step.today, step.data.get("session")
    rows = selectors.standing(appraisal).select_related("unit")
    parts = [f"{one.unit}：{documents.words_of(one.last_outcome)}，{one.state_label()}" for one in rows]
    step.result["words"] = f"{'；'.join(parts)}。{step.data.get('note') or ''}"
