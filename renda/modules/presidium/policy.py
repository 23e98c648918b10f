"""Who sees the meetings and decisions of the presidium."""

from __future__ import annotations

from renda.kernel.access import verbs
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import Policy, policy
from renda.modules.presidium.models import Decision, Meeting

verbs.register(
    **{
        "presidium.view": "查看主席团会议",
        "presidium.prepare": "办理主席团会议",
        "decision.view": "查看主席团决定",
        "decision.follow": "记决定的进展",
    }
)

INSIDE = ("office", "chair", "presidium")


@policy
class MeetingPolicy(Policy):
    model = Meeting
    view_verb = "presidium.view"

    def visible(self, actor: Actor):
        rows = Meeting.objects.select_related("term", "host")
        return rows if actor.kind == "system" or actor.has("presidium.view") else rows.none()


@policy
class DecisionPolicy(Policy):
    """A unit sees what it has to carry out."""

    model = Decision
    view_verb = "decision.view"

    def visible(self, actor: Actor):
        rows = Decision.objects.select_related("topic__meeting__term", "unit")
        if actor.kind == "system" or actor.is_(*INSIDE):
            return rows
        return rows.filter(unit_id__in=actor.unit_ids) if actor.has("decision.view") else rows.none()
