"""The meeting begins: its run sheet is filed, the secret vote on all units is prepared."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.appraisals import documents, selectors
from renda.modules.appraisals.actions import voting
from renda.modules.appraisals.models import NoteKind


def guard(step: Step) -> list[Reason]:
    appraisal, found = step.matter, []
    units = selectors.standing(appraisal).select_related("unit")
    if not appraisal.notes.filter(kind=NoteKind.LEADERS).exists():
        found.append(Reason("还没有记组长会议。", "请点“记组长会议”。"))
    if not appraisal.lines.exists():
        found.append(Reason("还没有排评议会议程。", "请点“排评议会议程”。"))
    bare = [str(one.unit) for one in units.filter(notes=None)]
    if bare:
        found.append(Reason(f"还没有走访调查：{'、'.join(bare)}。", "请打开单位，点“记座谈、走访”。"))
    silent = [str(one.unit) for one in units.filter(reported_on=None)]
    if silent:
        words = f"还没有送来工作报告：{'、'.join(silent)}。"
        found.append(
            Reason(words, "评议会上要听报告，请催单位送来；会上口头报告的，记在发言里。", blocks=False)
        )
    few = [str(one.unit) for one in units if 0 < selectors.heard(one).visited < (appraisal.visit_least or 0)]
    if few:
        found.append(
            Reason(f"走访人数还不到方案定的{appraisal.visit_least}人：{'、'.join(few)}。", blocks=False)
        )
    return found


def effect(step: Step) -> None:
    appraisal = step.matter
    documents.agenda(step)
    units = list(selectors.standing(appraisal).select_related("unit"))
    step.result["vote"] = voting.prepare(step, units, f"{appraisal.title}满意度测评")
