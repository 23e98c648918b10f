"""More addressees get the same paper."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.drafting.actions.draft.send import send_out, somebody_new


def guard(step: Step) -> list[Reason]:
    return somebody_new(step)


def effect(step: Step) -> None:
    send_out(step)
