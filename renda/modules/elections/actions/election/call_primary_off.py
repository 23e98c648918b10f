"""There will be no primary after all: people withdrew, or its vote was voided."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.elections import rounds


def effect(step: Step) -> None:
    rounds.call_off(step)
