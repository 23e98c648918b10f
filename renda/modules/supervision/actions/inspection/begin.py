"""The notice goes out and the team goes into the field; before that somebody has found out what to look at."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.supervision import documents
from renda.modules.supervision.models import Form


def guard(step: Step) -> list[Reason]:
    inspection, found = step.matter, []
    if not inspection.probes.exists():
        found.append(Reason("还没有摸底。", "先走访几户、问几个人，点“记摸底情况”写下来，再开始检查。"))
    if inspection.starts_on is None:
        found.append(Reason("还没有定方案和检查组。", "请点“定方案和检查组”。"))
    if not inspection.items.filter(struck_on=None).exists():
        found.append(Reason("还没有写检查什么。", "请点“从法规里选条文”或者“写检查项目”。"))
    if inspection.form != Form.REPORT and not inspection.sites.filter(struck_on=None).exists():
        found.append(Reason("还没有写检查点。", "请点“写检查点”。"))
    return found


def effect(step: Step) -> None:
    documents.plan(step)
