"""The result is declared; its sheet, with what the system guarantees and what not, goes into the dossier to be signed."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.secret_votes import documents, proof


def guard(step: Step) -> list[Reason]:
    faults = [check.words for check in proof.checks(step.matter) if not check.holds]
    return [Reason(f"核对不符：{words}", "请作废这一次，改用纸票重新投。") for words in faults]


def effect(step: Step) -> None:
    step.matter.declared_by = step.actor.label[:40]
    documents.result_sheet(step)
