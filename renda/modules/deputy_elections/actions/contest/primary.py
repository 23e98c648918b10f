"""The votes of the primary are kept; their order proposes the formal candidates. ``votes``: candidate key → votes."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.deputy_elections import selectors


def guard(step: Step) -> list[Reason]:
    given = step.data.get("votes") or {}
    lacking = [one.name for one in selectors.standing(step.matter) if given.get(str(one.pk)) is None]
    if lacking:
        return [Reason(f"{'、'.join(lacking)}的预选得票没有填。", "一票没有的填0。")]
    return []


def effect(step: Step) -> None:
    for one in selectors.standing(step.matter):
        one.primary_votes = step.data["votes"][str(one.pk)]
        one.save()
