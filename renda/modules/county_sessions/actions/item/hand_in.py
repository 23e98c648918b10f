"""The author hands it to the town's office."""

from __future__ import annotations

from renda.foundation.chinese.dates import date_zh
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.modules.county_sessions.actions import common

PARTS = (("facts", "情况和理由"), ("ask", "具体建议"))


def guard(step: Step) -> list[Reason]:
    """Whole, by a deputy in office, with the signers a bill needs, not there already; late is said and goes on."""
    item = step.matter
    empty = [label for key, label in PARTS if not getattr(item, key)]
    found = [Reason(f"还没有写{'、'.join(empty)}。", "请先点“修改”写上。")] if empty else []
    found += common.still_open(item.session) + common.seat_has_ended(item.author)
    found += common.doubled(item.session, item.title, item) + common.too_few_signers(item)
    if step.today > item.session.hand_in_on:
        words = f"县里定的报送日期是{date_zh(item.session.hand_in_on)}，已经过了，要由人大办补报。"
        found.append(reason("county-session-hand-in", words, blocks=False))
    return found


def effect(step: Step) -> None:
    step.matter.handed_in_on = step.today
