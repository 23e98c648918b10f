"""A number was given wrongly: it stays in the register as void, the draft gets another."""

from __future__ import annotations

from renda.kernel.documents import registers
from renda.kernel.procedures.execute import Step
from renda.modules.drafting.documents import set_final


def effect(step: Step) -> None:
    give_up_number(step)
    step.papers.append(set_final(step.matter))


def give_up_number(step: Step) -> None:
    """Void the number the draft holds and let go of it."""
    draft = step.matter
    registers.void(draft.number, step.data["reason"])
    draft.number = None
    step.dossier.number = ""
    step.dossier.title = str(draft)[:240]
    step.dossier.save()
