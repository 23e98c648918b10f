"""A unit returns what is not its business, with reasons and within the days set for it."""

from __future__ import annotations

from renda.kernel.deadlines import service as deadlines
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.modules.suggestions.actions.common import acting_share
from renda.modules.suggestions.documents import hand_back_paper


def guard(step: Step) -> list[Reason]:
    share = acting_share(step)
    if share.signed_on or share.by_silence:
        return [
            reason(
                "suggestion-wrong-body-return",
                "已经签收（或过期视为接收），不能再退回。",
                "确实不归本单位办的，请与人大办商量改派。",
            )
        ]
    if step.data.get("better_unit") == share.unit:
        return [Reason("建议改交的单位就是退回的单位自己。", "请选别的单位，说不准就不选。")]
    return []


def effect(step: Step) -> None:
    share = acting_share(step)
    share.returned_on, share.return_reason = step.today, step.data["reason"]
    share.better_unit = step.data.get("better_unit")
    share.save()
    deadlines.cancel(step.matter, "sign_for", unit=share.unit)
    deadlines.cancel(step.matter, "support_opinion", unit=share.unit)
    hand_back_paper(step, share)
    step.result["unit"] = share.unit
