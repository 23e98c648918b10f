"""Who may go on with a renewal: the office with all of them, everybody else with their own."""

from __future__ import annotations

from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import Policy, policy
from renda.modules.drafting.renewal.models import RenewalSet


@policy
class RenewalPolicy(Policy):
    model = RenewalSet
    view_verb = "draft.write"

    def visible(self, actor: Actor):
        """The office sees every one; whoever drafts sees what they began."""
        rows = RenewalSet.objects.all()
        if actor.kind == "system" or actor.is_("office"):
            return rows
        if actor.grants or actor.person_id is None or not actor.has("draft.write"):
            return rows.none()
        return rows.filter(started_by_id=actor.person_id)
