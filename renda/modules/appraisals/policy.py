"""Who sees the rounds, the units' parts and what has to be put right; who writes down talks and visits."""

from __future__ import annotations

from typing import Any

from renda.kernel.access import verbs
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import Policy, policy
from renda.modules.appraisals import selectors
from renda.modules.appraisals.models import Appraisal, Appraised, Demand

verbs.register(
    **{
        "appraisal.view": "查看评议",
        "appraisal.prepare": "办理评议",
        "appraised.view": "查看单位的评议",
        "appraised.answer": "报送评议报告、整改方案和结果",
        "appraised.note": "记评议走访",
        "appraised.recheck": "复查评议整改",
        "demand.view": "查看评议整改意见",
    }
)

ALL = ("office", "chair", "presidium", "leader")


def sees_all(actor: Actor) -> bool:
    return actor.kind == "system" or actor.is_(*ALL)


@policy
class AppraisalPolicy(Policy):
    """A deputy sees a round once its plan is out; units see their own part only."""

    model = Appraisal
    view_verb = "appraisal.view"

    def visible(self, actor: Actor):
        rows = Appraisal.objects.select_related("leader", "told_session__term")
        if sees_all(actor):
            return rows
        return rows.filter(state__in=selectors.PUBLIC) if actor.has("appraisal.view") else rows.none()


@policy
class AppraisedPolicy(Policy):
    """A deputy of the unit's team writes down talks and visits; the unit answers for itself."""

    model = Appraised
    view_verb = "appraised.view"

    def visible(self, actor: Actor):
        rows = Appraised.objects.select_related("appraisal", "unit", "head__person")
        if sees_all(actor):
            return rows
        told = rows.exclude(state="named").filter(appraisal__state__in=selectors.PUBLIC)
        if actor.has("appraisal.view"):
            return told
        return told.filter(unit_id__in=actor.unit_ids) if actor.has("appraised.view") else rows.none()

    def reaches(self, actor: Actor, verb: str, obj: Any) -> bool:
        if not super().reaches(actor, verb, obj):
            return False
        if actor.is_("office"):
            return True
        if verb == "appraised.answer":
            return obj.unit_id in actor.unit_ids
        if verb == "appraised.note":
            return obj.head_id in actor.mandate_ids or obj.team.filter(pk__in=actor.mandate_ids).exists()
        return True


@policy
class DemandPolicy(Policy):
    """The unit sees what it has to put right once it has the letter."""

    model = Demand
    view_verb = "demand.view"

    def visible(self, actor: Actor):
        rows = Demand.objects.select_related("appraised__appraisal", "appraised__unit")
        if sees_all(actor):
            return rows
        sent = rows.filter(appraised__state__in=selectors.HANDED_OVER)
        if actor.has("appraisal.view"):
            return sent
        return sent.filter(appraised__unit_id__in=actor.unit_ids) if actor.has("demand.view") else rows.none()

    def reaches(self, actor: Actor, verb: str, obj: Any) -> bool:
        if verb == "appraised.answer" and not actor.is_("office"):
            return obj.unit.pk in actor.unit_ids and super().reaches(actor, verb, obj)
        return super().reaches(actor, verb, obj)
