"""The office enters a signature that was put on paper; the signed sheet is kept."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.drafting import reviewing
from renda.modules.drafting.actions.draft.sign import not_entitled, put_signature


def guard(step: Step) -> list[Reason]:
    draft, signer, day = step.matter, step.data.get("signer"), step.data.get("signed_on")
    reasons = [*reviewing.unfinished(draft), *reviewing.stale_figures(draft)]
    if signer is not None:
        reasons += not_entitled(step, signer)
    if day and not draft.opened_at.date() <= day <= step.today:
        reasons.append(Reason("签发日期不对。", "要在起草那天以后、今天以前。"))
    return reasons


def effect(step: Step) -> None:
    put_signature(step, step.data["signer"].name, step.data["signed_on"], on_paper=True)
    for stored in step.data["files"]:
        step.file(stored, role="signature", title=f"手签页：{stored.original_name}")
