"""A deputy signs a nomination on the own account."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused, Step
from renda.modules.elections import nominating
from renda.modules.elections.common import add_signatures, own_mandate
from renda.modules.elections.models import Way


def guard(step: Step) -> list[Reason]:
    return [*nominating.in_time(step.matter), *nominating.deputies_cap(step.matter, [own_mandate(step)], step.data["nomination"])]


def effect(step: Step) -> None:
    if not add_signatures(step, nominating.collecting(step), [own_mandate(step)], Way.ACCOUNT):
        raise Refused("您已经在这份提名上签过名了。")
