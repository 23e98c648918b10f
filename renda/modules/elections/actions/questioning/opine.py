"""A mover says whether the answer satisfies; the office may enter what movers said on paper."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused, Step
from renda.modules.elections import selectors
from renda.modules.elections.models import AnswerOpinion


def who(step: Step) -> list:
    """The mandates the opinion is entered for."""
    if step.actor.is_("office"):
        return list(step.data.get("movers") or [])
    return [row.mandate for row in selectors.movers_without_opinion(step.matter).filter(mandate__in=step.actor.mandate_ids)]


def guard(step: Step) -> list[Reason]:
    if step.actor.is_("office") and not step.data.get("movers"):
        return [Reason("还没有勾选是哪几位代表。", "请勾选表示意见的提质询案的代表。")]
    return []


def effect(step: Step) -> None:
    waiting = set(selectors.movers_without_opinion(step.matter).values_list("mandate_id", flat=True))
    mandates = [mandate for mandate in who(step) if mandate.pk in waiting]
    if not mandates:
        raise Refused("只有还没有表示意见的提质询案的代表可以表示。")
    answer, by = selectors.current_answer(step.matter), step.actor.label if step.actor.is_("office") else ""
    satisfied = step.data["satisfied"] == "yes"
    AnswerOpinion.objects.bulk_create(
        [
            AnswerOpinion(answer=answer, mandate=mandate, satisfied=satisfied, given_on=step.today, entered_by=by[:40])
            for mandate in mandates
        ]
    )
