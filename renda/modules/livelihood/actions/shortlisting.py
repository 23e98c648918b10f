"""What proposing and amending a candidate share."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused, Step
from renda.modules.livelihood import selectors
from renda.modules.livelihood.models import Candidate

PLAIN = ("title", "content", "unit", "finish_on")


def reasons(step: Step, candidate_id: str = "") -> list[Reason]:
    """The same name twice can't be told apart on the slip; a day gone by is no day to finish."""
    data, found = step.data, []
    same = selectors.standing(step.matter).filter(title=data.get("title") or "")
    if (same.exclude(pk=candidate_id) if candidate_id else same).exists():
        found.append(Reason(f"“{data['title']}”已经列了。", "同名的，请在名称里写明地点。"))
    if data.get("finish_on") and data["finish_on"] < step.today:
        found.append(Reason("完成时间已经过了。", "请核对日期。"))
    return found


def fill(step: Step, candidate: Candidate) -> None:
    """Write what was typed, and tie the wishes it answers to it."""
    for key in PLAIN:
        setattr(candidate, key, step.data[key])
    candidate.place, candidate.money = step.data.get("place") or "", step.data.get("money")
    candidate.save()
    picked = [wish.pk for wish in step.data.get("wishes") or []]
    step.matter.wishes.filter(pk__in=picked).update(candidate=candidate, left_out="")


def standing(step: Step) -> Candidate:
    """The candidate that was picked. Raises Refused when it is not there (any more)."""
    found = selectors.standing(step.matter).filter(pk=step.data["candidate"]).first()
    if found is None:
        raise Refused([Reason("没有这个候选项目，或者已经退出了。", "请刷新页面看最新情况。")])
    return found
