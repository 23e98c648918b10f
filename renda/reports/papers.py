"""Papers that wait for somebody: to be reviewed, signed, written on, numbered, sent."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import visible
from renda.modules.drafting import signing
from renda.modules.drafting.models import Draft, ReviewRequest

#: The chair and the presidium of a township do not sign more than this at once.
MOST_TO_SIGN = 60


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
