"""The seat of a deputy who was recalled ends; a person confirms it."""

from __future__ import annotations

from renda.kernel.people.changes import CAUSES, ChangeRefused, end_mandate
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused, Step


def effect(step: Step) -> None:
    try:
        end_mandate(step.matter.mandate, step.data["until_on"], CAUSES["recalled"], step.actor)
    except ChangeRefused as refused:
        raise Refused([Reason(str(refused), "请核对日期。")]) from refused
