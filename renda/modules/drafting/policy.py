"""Who may see and do what with drafts, and with papers that were sent."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from renda.kernel.access import verbs
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import Policy, policy
from renda.kernel.documents.policy import open_to, reserve
from renda.modules.drafting import dispatching, signing
from renda.modules.drafting.models import Draft, Receipt, ReviewRequest

verbs.register(
    **{
        "draft.view": "查看文稿",
        "draft.write": "起草、送审公文",
        "draft.review": "审核文稿",
        "draft.sign": "签发公文",
        "draft.key": "代录纸上的意见和签发",
        "draft.number": "编文号、作废文号",
        "draft.send": "发出、收回公文",
        "draft.file": "公文归档",
        "receipt.view": "查看收到的公文",
        "receipt.sign": "签收公文",
        "receipt.key": "代记签收",
    }
)

# The slip of a paper's handling tells who said what before it was signed: not for those it was sent to.
reserve("issue_slip", "office", "chair")

AFTER_WRITING = ("reviewing", "reviewed", "signed", "ready", "sent", "filed", "recalled")
ISSUED = ("sent", "filed")


@policy
class DraftPolicy(Policy):
    model = Draft
    view_verb = "draft.view"

    def visible(self, actor: Actor):
        """The office sees every draft; the chair what has left its drafter; the presidium what went out; a reviewer
        and the named signer what they were asked about; everybody what they wrote themselves."""
        rows = Draft.objects.all()
        if actor.kind == "system" or actor.is_("office"):
            return rows
        if actor.grants or actor.person_id is None:
            return rows.none()
        asked = ReviewRequest.objects.filter(draft=OuterRef("pk"), reviewer_id=actor.person_id)
        seen = Q(drafted_by_id=actor.person_id) | Q(Exists(asked))
        seen |= Q(signer_id=actor.person_id, state__in=AFTER_WRITING)
        if actor.is_("chair"):
            seen |= Q(state__in=AFTER_WRITING)
        if actor.is_("presidium"):
            seen |= Q(state__in=ISSUED)
        return rows.filter(seen)

    def reaches(self, actor: Actor, verb: str, obj: Draft) -> bool:
        if verb == "draft.review":
            # Once it has left review, the executor says so in better words than "no right".
            asked = obj.review_requests.filter(reviewer_id=actor.person_id)
            waiting = asked.filter(round=obj.round, opinion__isnull=True, waived_on__isnull=True)
            return waiting.exists() or (obj.state != "reviewing" and asked.exists())
        if verb == "draft.sign":
            return signing.may_sign(actor, obj)
        if verb == "draft.write" and not actor.is_("office"):
            return actor.person_id is not None and obj.drafted_by_id == actor.person_id
        return super().reaches(actor, verb, obj)


@policy
class ReceiptPolicy(Policy):
    model = Receipt
    view_verb = "receipt.view"

    def visible(self, actor: Actor):
        """The office and the chair see who got what; everybody else what came to them or their unit."""
        rows = Receipt.objects.all()
        if actor.kind == "system" or actor.is_("office", "chair"):
            return rows
        if actor.grants:
            return rows.filter(pk__in=[grant.object_id for grant in actor.grants])
        return dispatching.received_by(actor)

    def reaches(self, actor: Actor, verb: str, obj: Receipt) -> bool:
        if verb == "receipt.sign":
            return dispatching.received_by(actor).filter(pk=obj.pk).exists()
        return super().reaches(actor, verb, obj)


def sent_to(actor: Actor) -> Q:
    """The papers that were sent to the actor: the paper alone, not what was said before it was signed."""
    if actor.grants:
        keys = [grant.object_id for grant in actor.grants if grant.model == Receipt._meta.label_lower]
        addressed = Receipt.objects.filter(pk__in=keys)
    else:
        addressed = dispatching.received_by(actor)
    return Q(Exists(addressed.filter(dispatch__draft__paper=OuterRef("pk")).order_by()))


open_to(sent_to)
