"""An item that is no part of the scheme."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.assessment.actions import common


def effect(step: Step) -> None:
    common.item_of(step).delete()
