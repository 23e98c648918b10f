"""The run sheet is made from the units: report, speech of the head, questions and answers, at last the vote."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.appraisals import selectors
from renda.modules.appraisals.models import RunLine, Speech


def effect(step: Step) -> None:
    appraisal, data = step.matter, step.data
    selectors.bare_lines(appraisal).delete()
    kept = {(line.appraised_id, line.kind) for line in appraisal.lines.all()}
    rows = []
    for one in selectors.standing(appraisal).select_related("unit", "head__person"):
        head = f"{one.head.person.name}代表" if one.head_id else "小组代表"
        rows += [
            (one, Speech.REPORT, f"{one.unit}负责人", data["report_minutes"]),
            (one, Speech.SPEAK, head, data["speech_minutes"]),
            (one, Speech.ASK, "到会代表", data["question_minutes"]),
        ]
    rows.append((None, Speech.VOTE, "监票人", None))
    first = appraisal.lines.count() + 1
    for position, (one, kind, who, minutes) in enumerate(rows, first):
        if (one.pk if one else None, kind) not in kept:
            RunLine.objects.create(
                appraisal=appraisal, appraised=one, position=position, kind=kind, who=who, minutes=minutes
            )
