"""How far it has come, with the day; what was written before stays."""

from __future__ import annotations

from renda.foundation.chinese.dates import date_zh
from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    line = f"{date_zh(step.today)}（{step.actor.label}）：{step.data['progress']}"
    step.matter.progress = "\n".join(part for part in (step.matter.progress, line) if part)
