"""Who may see a delivery: its addressee; and, for those without an account, whoever tells them by paper or telephone."""

from __future__ import annotations

from django.db.models import Q

from renda.kernel.access import verbs
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import Policy, policy
from renda.kernel.notices.models import Delivery

TELL = "notice.tell"
verbs.register(**{"notice.view": "查看通知", TELL: "告知没有账号的人"})


@policy
class DeliveryPolicy(Policy):
    model = Delivery
    view_verb = "notice.view"

    def visible(self, actor: Actor):
        if actor.kind == "system":
            return Delivery.objects.all()
        seen = Q(pk__in=[])
        if actor.account_id:
            seen |= Q(account_id=actor.account_id, channel="inbox")
        if actor.has(TELL):
            seen |= Q(channel="print")
        return Delivery.objects.filter(seen)

    def can(self, actor: Actor, verb: str, obj=None) -> bool:
        if verb == "notice.view" and obj is not None:
            return self.reaches(actor, verb, obj)
        return super().can(actor, verb, obj)
