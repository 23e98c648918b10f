"""The office has looked at it: signers, the seat, and what the gate pointed at."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.modules.county_sessions.actions import common


def guard(step: Step) -> list[Reason]:
    """``advice``: what the gate doubted when the page was shown; a doubt wants a word from whoever lets it pass."""
    item = step.matter
    found = common.seat_has_ended(item.author) + common.too_few_signers(item)
    found += common.doubled(item.session, item.title, item)
    if item.author_remark:
        text = f"{item.author.person.name}代表说有要改的地方：{item.author_remark}。"
        found.append(Reason(text, "先点“改文字”改好，代表再核对。"))
    if step.data.get("advice") and not step.data.get("note"):
        text = f"有{len(step.data['advice'])}条把关提示，还没有写怎么看。"
        found.append(reason("suggestion-one-matter-each", text, "请写把关意见，或者退给代表补充。"))
    return found


def effect(step: Step) -> None:
    step.matter.advice = list(step.data.get("advice") or [])
    step.matter.check_note = step.data.get("note") or ""
