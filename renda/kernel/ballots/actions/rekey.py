"""A sheet is keyed again from the paper: a new attempt, in which what differed is empty and the rest stands."""

from __future__ import annotations

from renda.kernel.ballots import rules
from renda.kernel.ballots.compare import differences
from renda.kernel.ballots.models import CountSheet
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step


def guard(step: Step) -> list[Reason]:
    sheets = {sheet.place: sheet for sheet in rules.finished(step.matter)}
    last = sheets.get(step.data["place"])
    if last is None:
        return [Reason("这一份还没有录完，接着录就可以。")]
    if step.matter.sheets.filter(place=last.place, finished_at__isnull=True).exists():
        return [Reason("这一份已经有人在重新录入。", "请刷新页面。")]
    return []


def effect(step: Step) -> None:
    sheets = rules.finished(step.matter)
    last = next(sheet for sheet in sheets if sheet.place == step.data["place"])
    differing = {one.key for one in differences(step.matter, sheets)}
    kept_names = (
        []
        if "write_ins" in differing
        else [{"name": name, "votes": str(votes)} for name, votes in last.write_ins]
    )
    step.result["sheet"] = CountSheet.objects.create(
        ballot=step.matter, place=last.place, attempt=last.attempt + 1, account_id=step.actor.account_id,
        keyed_by=step.actor.label[:40], second_name=last.second_name, second_reason=last.second_reason,
        typed={key: value for key, value in last.typed.items() if key not in differing}, write_ins=kept_names,
    )  # fmt: skip
