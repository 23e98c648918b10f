"""Who may see votes and their counts. A count under way is seen by nobody but who keys it (the pages ask ``keys``)."""

from __future__ import annotations

from renda.kernel.access import verbs
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import Policy, policy
from renda.kernel.ballots.models import Ballot

verbs.register(**{"ballot.view": "查看表决"})

INSIDE = ("office", "chair", "presidium")


@policy
class BallotPolicy(Policy):
    model = Ballot
    view_verb = "ballot.view"

    def visible(self, actor: Actor):
        if actor.kind == "system" or actor.is_(*INSIDE):
            return Ballot.objects.all()
        return Ballot.objects.none()
