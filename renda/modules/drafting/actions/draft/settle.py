"""Which register the number will come from, and who is asked to sign."""

from __future__ import annotations

from renda.kernel.documents.registers import paper_series
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.drafting import signing


def guard(step: Step) -> list[Reason]:
    reasons = known_series(step.data.get("series"))
    step.matter.series = step.data.get("series") or ""
    signer = step.data.get("signer")
    if signer is not None and signer not in signing.persons_who_may_sign(step.matter):
        reasons.append(Reason(f"按本单位的规定，{signer.name}不能签发这类公文。", "请换一位，或到“设置”里改签发的规定。", signing.RULE))
    return reasons


def known_series(key: str | None) -> list[Reason]:
    """A reason when the register named is not one for papers."""
    if not key or paper_series().filter(key=key).exists():
        return []
    return [Reason("没有这本登记簿，或已经停用。", "请从列表里另选一本。")]


def effect(step: Step) -> None:
    step.matter.signer = step.data.get("signer")
