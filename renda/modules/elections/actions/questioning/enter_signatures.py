"""The office enters signatures given on paper."""

from __future__ import annotations

from renda.kernel.procedures.execute import Refused, Step
from renda.modules.elections.common import add_signatures
from renda.modules.elections.models import Way


def effect(step: Step) -> None:
    if not add_signatures(step, step.matter, step.data.get("signers") or [], Way.PAPER):
        raise Refused("请勾选新签名的代表；已经签过的不用再登记。")
    step.file_all("signatures", "联名签名")
