"""The draft comes to nothing; a number it holds is void and stays in the register."""

from __future__ import annotations

from renda.kernel.documents import papers
from renda.kernel.procedures.execute import Step
from renda.modules.drafting.actions.draft.void_number import give_up_number


def effect(step: Step) -> None:
    draft = step.matter
    draft.ending = step.data["reason"][:300]
    if draft.number_id:
        give_up_number(step)
    if draft.paper_id:
        papers.void(draft.paper)
