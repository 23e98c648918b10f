"""Who sees the county's session: the office all of it, a county deputy what is handed to and written by this deputy."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from renda.kernel.access import verbs
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import Policy, policy
from renda.kernel.documents.policy import reserve
from renda.modules.county_sessions.models import Cosigner, CountySession, Item, Participant

VIEW, KEEP, MINE = "county_session.view", "county_session.keep", "county_session.mine"
ITEM_VIEW, ITEM_KEEP, WRITE, COSIGN, WITHDRAW, JUDGE = (
    "county_item.view", "county_item.keep", "county_item.write", "county_item.answer_cosign", "county_item.withdraw", "county_item.judge",
)  # fmt: skip
INSIDE = ("office", "chair", "presidium")
AUTHORS_OWN = (WRITE, WITHDRAW, JUDGE)
#: What a deputy without an account does by link.
BY_LINK = (MINE, ITEM_VIEW, WRITE, COSIGN, WITHDRAW, JUDGE)

verbs.register(
    **{
        VIEW: "查看县人大会议",
        KEEP: "办理县人大会议",
        MINE: "看自己的县人大会议材料、签收",
        ITEM_VIEW: "查看县人大议案和建议",
        ITEM_KEEP: "办理县人大议案和建议",
        WRITE: "写县人大议案和建议",
        COSIGN: "答复县人大议案和建议的联名",
        WITHDRAW: "撤回县人大议案和建议",
        JUDGE: "评价县里的答复",
    }
)
# What names every item of the session is not for the single deputy.
for template in ("county_item_list", "county_hand_in", "county_supplement", "county_receipts"):
    reserve(template, *INSIDE)


@policy
class CountySessionPolicy(Policy):
    model = CountySession
    view_verb = VIEW

    def visible(self, actor: Actor):
        rows = CountySession.objects.all()
        return rows if actor.kind == "system" or actor.has(VIEW) else rows.none()


@policy
class ParticipantPolicy(Policy):
    """The own place at a session; a link opens exactly one."""

    model = Participant
    view_verb = MINE

    def visible(self, actor: Actor):
        rows = Participant.objects.select_related("session", "mandate__person")
        if actor.kind == "system" or actor.has(VIEW):
            return rows
        if actor.grants:
            return rows.filter(pk__in=[grant.object_id for grant in actor.grants])
        return rows.filter(mandate_id__in=actor.mandate_ids)


@policy
class ItemPolicy(Policy):
    """A draft is its author's own until it is handed in; who is asked to sign reads it before."""

    model = Item
    view_verb = ITEM_VIEW

    def visible(self, actor: Actor):
        rows = Item.objects.select_related("session", "author__person")
        if actor.kind == "system":
            return rows
        if actor.grants:
            rows = rows.filter(session__participants__in=[grant.object_id for grant in actor.grants])
        asked = Cosigner.objects.filter(item=OuterRef("pk"), mandate_id__in=actor.mandate_ids)
        seen = Q(author_id__in=actor.mandate_ids) | Q(Exists(asked))
        if actor.is_(*INSIDE):
            seen |= ~Q(state="draft")
        return rows.filter(seen)

    def can(self, actor: Actor, verb: str, obj: Item | None = None) -> bool:
        """A link is given for a place at a session: it reaches what this deputy wrote or was asked to sign there."""
        if obj is None or not actor.grants:
            return super().can(actor, verb, obj)
        seen = self.visible(actor).filter(pk=obj.pk).exists()
        return seen and actor.has(verb) and self.reaches(actor, verb, obj)

    def reaches(self, actor: Actor, verb: str, obj: Item) -> bool:
        if verb == COSIGN and not actor.is_("office"):
            return obj.cosigners.filter(mandate_id__in=actor.mandate_ids).exists()
        if verb in AUTHORS_OWN and not actor.is_("office"):
            return obj.author_id in actor.mandate_ids
        return super().reaches(actor, verb, obj)
