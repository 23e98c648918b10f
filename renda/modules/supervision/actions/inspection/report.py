"""The report is made from the rows, each listed problem goes to its owner, the government is waited for."""

from __future__ import annotations

from renda.kernel.access.actors import system
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step, execute
from renda.modules.supervision import documents, selectors
from renda.modules.supervision.models import Form

NAMING = (Form.SURVEY, Form.REPORT)
"""Their papers say problems; an inspection or a visit may find everything in order."""


def guard(step: Step) -> list[Reason]:
    listed, found = step.matter.problems.filter(state="listed"), []
    left = selectors.unlisted(step.matter).count()
    if not step.matter.problems.exclude(state="dropped").exists() and (left or step.matter.form in NAMING):
        found.append(
            Reason("还没有列问题。", "请把现场记录里有问题的，点“列一个问题”写清楚谁整改、哪天以前。")
        )
    elif left:
        words = f"“有问题”的现场记录还有{left}条没有列为问题，没有交办。"
        found.append(Reason(words, "要整改的，请另外给单位发函，或者下次检查时列上。", blocks=False))
    if step.matter.form == Form.SURVEY and not step.data.get("causes"):
        found.append(Reason("调研报告要写问题的原因。", "请写为什么会有这些问题，一行写一条。"))
    late = [problem.title for problem in listed if problem.due_on < step.today]
    if late:
        found.append(Reason(f"整改期限已经过了：{'、'.join(late)}。", "请打开问题，改了期限再出报告。"))
    return found


def effect(step: Step) -> None:
    inspection = step.matter
    inspection.reported_on = step.today
    documents.report(step)
    if inspection.problems.exclude(state="dropped").exists():
        documents.rectification_list(step)
    for problem in inspection.problems.filter(state="listed").order_by("position", "id"):
        execute(system(inspection.town_id), problem, "assign")
