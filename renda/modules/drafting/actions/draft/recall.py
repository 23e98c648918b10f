"""The paper that went out holds no more: it and its number are void, and everybody who has it is told."""

from __future__ import annotations

from renda.kernel.documents import papers, registers
from renda.kernel.procedures.execute import Step
from renda.modules.drafting import selectors
from renda.modules.drafting.documents import file_final


def effect(step: Step) -> None:
    draft = step.matter
    draft.ending = step.data["reason"][:300]
    file_final(step)
    if draft.number_id:
        registers.void(draft.number, step.data["reason"])
    papers.void(draft.paper)
    step.result["receipts"] = list(selectors.receipts(draft))
    step.result["reason"] = draft.ending
