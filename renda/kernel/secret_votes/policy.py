"""Who may see secret votes and what is published of them. Nothing here or anywhere shows a choice before the count."""

from __future__ import annotations

from renda.kernel.access import verbs
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import Policy, policy
from renda.kernel.secret_votes.models import SecretVote

verbs.register(**{"secret_vote.view": "查看无记名测评"})

INSIDE = ("office", "chair", "presidium")


@policy
class SecretVotePolicy(Policy):
    model = SecretVote
    view_verb = "secret_vote.view"

    def visible(self, actor: Actor):
        if actor.kind == "system" or actor.is_(*INSIDE):
            return SecretVote.objects.all()
        return SecretVote.objects.none()
