"""Say what answers an item: a figure with its target and the way to points, or a look at the material."""

from __future__ import annotations

from renda.kernel.figures import registry
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.assessment import answering, scoring
from renda.modules.assessment.actions import common
from renda.modules.assessment.models import Rule


def guard(step: Step) -> list[Reason]:
    """What the way to points needs must be there."""
    data, found = step.data, []
    figure, rule = data.get("figure"), data.get("rule")
    if figure and figure not in {one.key for one in registry.all_figures()}:
        found.append(Reason("没有这个数。", "请从列出来的里面选。"))
    if rule and not figure and rule != Rule.HAND:
        found.append(Reason("没有选取哪个数，不能自动算分。", "请选一个数，或者选“看材料，人工定分”。"))
    if rule in scoring.WITH_TARGET and not data.get("target"):
        found.append(Reason(f"“{Rule(rule).label}”要填要求多少。", "考评办法里写的次数、件数或者百分数。"))
    if rule in scoring.WITH_EACH and data.get("each") is None:
        found.append(Reason(f"“{Rule(rule).label}”要填每一个几分。", "“每少一次扣1分”的填1。"))
    return found


def effect(step: Step) -> None:
    item = common.item_of(step)
    item.figure, item.rule = step.data.get("figure") or "", step.data["rule"]
    item.target, item.each = step.data.get("target"), step.data.get("each")
    item.because, item.is_bound = "", True
    item.save()
    answering.look(step.matter)
