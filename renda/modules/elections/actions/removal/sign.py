"""A deputy signs on the own account."""

from __future__ import annotations

from renda.kernel.procedures.execute import Refused, Step
from renda.modules.elections.common import add_signatures, own_mandate
from renda.modules.elections.models import Way


def effect(step: Step) -> None:
    if not add_signatures(step, step.matter, [own_mandate(step)], Way.ACCOUNT):
        raise Refused("您已经签过名了。")
