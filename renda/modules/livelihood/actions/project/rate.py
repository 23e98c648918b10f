"""Deputies' satisfaction, keyed as numbers; there can't be more slips than deputies."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import not_after_today
from renda.modules.livelihood import documents, selectors

COUNTS = ("satisfied", "basically", "dissatisfied")


def guard(step: Step) -> list[Reason]:
    data, found = step.data, not_after_today(step, "rated_on")
    day, total = data.get("rated_on"), sum(data.get(key) or 0 for key in COUNTS)
    if day and step.matter.accepted_on and day < step.matter.accepted_on:
        found.append(Reason("测评日期在验收以前。", "请核对日期。"))
    if not total:
        found.append(Reason("一张测评票都没有。", "请按测评表填写。"))
    deputies = selectors.deputies_on(day or step.today)
    if total > deputies:
        found.append(Reason(f"测评票一共{total}张，比全体代表{deputies}名还多。", "请核对测评表。"))
    return found


def effect(step: Step) -> None:
    step.matter.rated_on = step.data["rated_on"]
    for key in COUNTS:
        setattr(step.matter, key, step.data[key])
    documents.rating(step)
    step.file_all("rating", "满意度测评")
