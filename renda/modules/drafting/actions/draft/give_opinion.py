"""A reviewer answers; when the last one has, the draft moves on by itself."""

from __future__ import annotations

from renda.kernel.deadlines import service as deadlines
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused, Step
from renda.modules.drafting import reviewing
from renda.modules.drafting.models import Opinion, ReviewRequest, Stance

MOST_MARKS = 200


def guard(step: Step) -> list[Reason]:
    return words_wanted(step)


def words_wanted(step: Step) -> list[Reason]:
    """Whoever does not simply agree says what and why."""
    stance = step.data.get("stance")
    if stance not in Stance.values:
        return [Reason("请选同意、修改意见或不同意。")]
    if stance != Stance.AGREE and not (step.data.get("text") or "").strip() and not marks_of(step.data):
        return [Reason("请写清楚改哪里、为什么。", "填“具体意见”，或在正文旁边写逐处意见。")]
    return []


def marks_of(data) -> list[dict]:
    """Remarks on places as ``{"block": n, "text": …}``; whatever else was sent is left out."""
    given = data.get("marks")
    rows = [row for row in given if isinstance(row, dict)] if isinstance(given, list) else []
    kept = [
        {"block": row["block"], "text": str(row["text"]).strip()[:500]}
        for row in rows
        if isinstance(row.get("block"), int) and str(row.get("text") or "").strip()
    ]
    return kept[:MOST_MARKS]


def effect(step: Step) -> None:
    request = reviewing.request_of(step.actor, step.matter)
    if request is None:
        raise Refused("没有请您审核这份文稿，或您已经给过意见了。")
    answer(step, request)


def answer(step: Step, request: ReviewRequest, **facts) -> Opinion:
    """Write the opinion down; this reviewer's clock stops."""
    opinion = Opinion.objects.create(
        request=request,
        stance=step.data["stance"],
        text=(step.data.get("text") or "").strip(),
        marks=marks_of(step.data),
        **{"given_on": step.today, **facts},
    )
    deadlines.meet(step.matter, "review", opinion.given_on, person=request.reviewer)
    return opinion
