"""Those elected took the oath to the constitution: when, where, led by whom."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step


def guard(step: Step) -> list[Reason]:
    early = [one.person.name for one in step.data["sworn"] if step.data["sworn_on"] < one.round.held_on]
    return [Reason(f"宣誓不能早于当选：{'、'.join(early)}。", "请核对日期。")] if early else []


def effect(step: Step) -> None:
    words = f"{step.data['place']}，领誓人：{step.data['lead']}"[:200]
    for elected in step.data["sworn"]:
        elected.sworn_on, elected.sworn_how = step.data["sworn_on"], words
        elected.save()
    step.file_all("oath", "宪法宣誓")
