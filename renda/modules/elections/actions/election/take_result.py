"""The vote was declared: votes of every candidate, who is elected, what the law says comes next."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.elections import rounds


def effect(step: Step) -> None:
    rounds.take_result(step)
