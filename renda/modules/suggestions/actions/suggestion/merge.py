"""The same matter raised by several deputies is handled once; every author is kept and gets the answer."""

from __future__ import annotations

from renda.kernel.dossiers import filing
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.suggestions.procedure import suggestion as states

TAKES_MORE = (states.SUBMITTED, states.REGISTERED, states.ASSIGNED, states.HANDLING)


def guard(step: Step) -> list[Reason]:
    target = step.data.get("target")
    if target is None:
        return []
    if target.pk == step.matter.pk:
        return [Reason("不能并入自己。", "请另选一件。")]
    if target.merged_into_id:
        return [Reason("选的这件已经并入别的建议。", f"请并入“{target.merged_into}”。")]
    if target.state not in TAKES_MORE:
        return [Reason(f"选的这件现在是“{target.state_label()}”，不能再并入。", "往年或已答复的，请用“关联”而不是并案。")]
    return []


def effect(step: Step) -> None:
    suggestion, target = step.matter, step.data["target"]
    suggestion.merged_into = target
    suggestion.ending = step.data["reason"][:300]
    suggestion.merged.update(merged_into=target)
    filing.link(step.dossier, filing.dossier_of(target), "merged", step.data["reason"])
    step.result["target"] = target
