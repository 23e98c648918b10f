"""Papers that wait for somebody: to be reviewed, signed, written on, numbered, sent."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import visible
from renda.modules.drafting import dispatching, signing
from renda.modules.drafting.models import Draft, ReviewRequest
from renda.reports.firsts import first_of

#: The chair and the presidium of a township do not sign more than this at once.
MOST_TO_SIGN = 60
SHOWN = 5
#: A paper that was called back need not be signed for.
STILL_VALID = ("sent", "filed")


def rows(actor: Actor, *states: str) -> QuerySet[Draft]:
    """Drafts of the actor in these states, the longest waiting first."""
    found = visible(actor, Draft).filter(state__in=states).select_related("number", "signer", "drafted_by")
    return found.defer("content").order_by("state_since", "id")


def to_review(actor: Actor) -> QuerySet[Draft]:
    """Texts this person was asked about and has not answered."""
    open_ones = ReviewRequest.objects.filter(
        draft=OuterRef("pk"),
        round=OuterRef("round"),
        reviewer_id=actor.person_id,
        opinion__isnull=True,
        waived_on__isnull=True,
    )
    return rows(actor, "reviewing").filter(Exists(open_ones))


def to_sign(actor: Actor) -> list[Draft]:
    """Texts this person may sign now."""
    if not actor.has("draft.sign"):
        return []
    roles: dict[str, tuple[str, ...]] = {}
    found = []
    for draft in rows(actor, "reviewed")[:MOST_TO_SIGN]:
        if draft.series not in roles:
            roles[draft.series] = signing.signing_roles(draft)
        if actor.is_(*roles[draft.series]) and draft.signer_id in (None, actor.person_id):
            found.append(draft)
    return found


def being_written(actor: Actor) -> QuerySet[Draft]:
    return rows(actor, "drafting").order_by("-state_since", "-id")


def with_others(actor: Actor) -> QuerySet[Draft]:
    """Out for review, or reviewed and waiting for the signature."""
    return rows(actor, "reviewing", "reviewed") if actor.has("draft.write") else Draft.objects.none()


def signed_not_sent(actor: Actor) -> QuerySet[Draft]:
    return rows(actor, "signed", "ready") if actor.has("draft.number") else Draft.objects.none()


@dataclass(frozen=True)
class Pile:
    """Papers that wait for one person. ``step`` names the page where the work is done, ``verb`` the step, if it is one."""

    label: str
    todo: str
    rows: tuple
    total: int
    step: str
    verb: str = ""


def waiting(actor: Actor) -> list[Pile]:
    """What the desk shows of papers: only what waits for this person, and only piles that hold something."""
    if not actor.has("draft.view") and not actor.has("receipt.view"):
        return []
    signing_now = to_sign(actor)
    received = dispatching.received_by(actor).filter(
        signed_on__isnull=True, dispatch__draft__state__in=STILL_VALID
    )
    received = received.select_related("dispatch__draft__number").order_by("dispatch__sent_on", "id")
    made = [
        pile("等您审核的公文", "看文稿，给意见", to_review(actor), "drafting:step", "give_opinion"),
        Pile(
            "等您签发的公文",
            "看文稿，签发或退回",
            tuple(signing_now[:SHOWN]),
            len(signing_now),
            "drafting:step",
            "sign",
        ),
        pile("签了还没发出的公文", "编文号，发出", signed_not_sent(actor), "drafting:draft"),
        pile("发给您的公文", "打开阅读，签收", received, "drafting:received"),
    ]
    return [one for one in made if one.total]


def pile(label: str, todo: str, found: QuerySet, step: str, verb: str = "") -> Pile:
    first = first_of(found, SHOWN)
    return Pile(label, todo, tuple(first.rows), first.total, step, verb)
