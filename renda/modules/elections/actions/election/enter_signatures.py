"""The office enters signatures given on paper."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused, Step
from renda.modules.elections import nominating
from renda.modules.elections.common import add_signatures
from renda.modules.elections.models import Way


def guard(step: Step) -> list[Reason]:
    signers = step.data.get("signers") or []
    if not signers:
        return [Reason("还没有勾选签名的代表。", "请照着纸面上的签名勾选。")]
    return [*nominating.in_time(step.matter), *nominating.deputies_cap(step.matter, signers, step.data["nomination"])]


def effect(step: Step) -> None:
    nomination = nominating.collecting(step)
    if not add_signatures(step, nomination, step.data["signers"], Way.PAPER):
        raise Refused("勾选的代表都已经签过名了。")
    step.file_all("nomination", f"提名{nomination.person.name}签名")
