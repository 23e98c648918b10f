"""Who sees the inspections and the problems, and who writes findings."""

from __future__ import annotations

from typing import Any

from renda.kernel.access import verbs
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import Policy, policy
from renda.modules.supervision import selectors
from renda.modules.supervision.models import Inspection, Problem

verbs.register(
    **{
        "inspection.view": "查看监督检查",
        "inspection.prepare": "办理监督检查",
        "inspection.decide": "记主席团对监督题目的决定",
        "inspection.find": "到现场记录",
        "problem.view": "查看检查发现的问题",
        "problem.show": "报整改结果",
        "problem.recheck": "复查整改",
    }
)

ALL = ("office", "chair", "presidium", "leader")


@policy
class InspectionPolicy(Policy):
    """A deputy sees what the presidium has decided on, and writes findings where the own name is on the team."""

    model = Inspection
    view_verb = "inspection.view"

    def visible(self, actor: Actor):
        rows = Inspection.objects.select_related("leader", "told_session__term")
        if actor.kind == "system" or actor.is_(*ALL):
            return rows
        return rows.filter(state__in=selectors.DECIDED) if actor.has("inspection.view") else rows.none()

    def reaches(self, actor: Actor, verb: str, obj: Any) -> bool:
        if verb == "inspection.find" and not goes_with_any(actor):
            return obj.leader_id == actor.person_id or obj.team.filter(pk__in=actor.mandate_ids).exists()
        return super().reaches(actor, verb, obj)


def goes_with_any(actor: Actor) -> bool:
    """The office writes for every team."""
    return actor.is_("office")


@policy
class ProblemPolicy(Policy):
    """A unit sees the problems it has to put right, once they were handed over; deputies see them with the inspection."""

    model = Problem
    view_verb = "problem.view"

    def visible(self, actor: Actor):
        rows = Problem.objects.select_related("inspection", "unit")
        if actor.kind == "system" or actor.is_(*ALL):
            return rows
        handed_over = rows.exclude(state="listed").exclude(state="dropped", shown_on=None, rounds=0)
        if actor.has("inspection.view"):
            return handed_over
        return handed_over.filter(unit_id__in=actor.unit_ids) if actor.has("problem.view") else rows.none()

    def reaches(self, actor: Actor, verb: str, obj: Any) -> bool:
        if verb == "problem.show" and not actor.is_("office"):
            return obj.unit_id in actor.unit_ids and super().reaches(actor, verb, obj)
        return super().reaches(actor, verb, obj)
