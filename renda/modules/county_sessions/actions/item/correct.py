"""Other words, agreed with the author; it is checked and confirmed anew and keeps its number."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.county_sessions.actions import common


def guard(step: Step) -> list[Reason]:
    item, data = step.matter, step.data
    found = common.doubled(item.session, data.get("title") or "", item)
    if item.sequence and data.get("kind") != item.kind:
        found.append(Reason("已经编了号，不能再改类型。", "请撤回这一件，另外录一件。"))
    return found


def effect(step: Step) -> None:
    common.write_words(step.matter, step.data)
    step.matter.confirmed_on, step.matter.author_remark = None, ""
