"""The author goes on writing."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.county_sessions.actions import common


def effect(step: Step) -> None:
    common.write_words(step.matter, step.data)
    step.result["asked"] = common.ask_cosigners(step)
