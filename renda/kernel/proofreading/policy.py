"""A text that was brought in to be checked belongs to whoever brought it."""

from __future__ import annotations

from django.db.models import QuerySet

from renda.kernel.access import verbs
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import Policy, policy
from renda.kernel.proofreading.models import CheckedText

CHECK = "paper.proofread"
verbs.register(**{CHECK: "检查文件"})


@policy
class CheckedTextPolicy(Policy):
    model = CheckedText
    view_verb = CHECK

    def visible(self, actor: Actor) -> QuerySet:
        if actor.account_id is None or not actor.has(CHECK):
            return CheckedText.objects.none()
        return CheckedText.objects.filter(owner_id=actor.account_id)
