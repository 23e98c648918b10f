"""A vote that was voided, or never held, is taken off; it is prepared anew."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.elections import rounds


def effect(step: Step) -> None:
    rounds.call_off(step)
