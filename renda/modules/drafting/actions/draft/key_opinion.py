"""The office writes down an opinion that was given on paper or by telephone."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused, Step
from renda.modules.drafting import selectors
from renda.modules.drafting.actions.draft.give_opinion import answer, words_wanted
from renda.modules.drafting.models import ReviewRequest


def guard(step: Step) -> list[Reason]:
    reasons = words_wanted(step)
    day = step.data.get("given_on")
    if day and day > step.today:
        reasons.append(Reason("给意见的日期还没有到。", "请改日期。"))
    return reasons


def named_request(step: Step) -> ReviewRequest:
    """The open request the step names. Raises Refused."""
    key = str(step.data["request"])
    for request in selectors.open_requests(step.matter):
        if str(request.pk) == key:
            return request
    raise Refused([Reason("这位审核人已经给过意见，或没有请他审核。", "请刷新页面再选。")])


def effect(step: Step) -> None:
    request = named_request(step)
    files = step.data.get("files") or []
    answer(
        step, request, given_on=step.data["given_on"], keyed_by=step.actor.label[:40], file=files[0] if files else None
    )
    for stored in files:
        step.file(stored, role="opinion", title=f"审核意见：{request.reviewer.name}")
