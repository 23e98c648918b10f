"""What is asked of a county deputy: papers to sign for, items to co-sign, answers of the county to judge."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import QuerySet

from renda.kernel.access.actors import Actor
from renda.modules.county_sessions.models import Cosigner, Handout, Item
from renda.modules.county_sessions.models.item import Intake

SHOWN = 30
TO_CONFIRM = ("collected", "checked", "printed")


@dataclass
class Asks:
    """``to_sign``: how many papers; ``to_cosign``, ``to_judge`` and ``to_confirm`` want an answer, ``drafts`` are not
    handed in."""

    to_sign: int = 0
    to_cosign: list[Cosigner] = field(default_factory=list)
    to_judge: list[Item] = field(default_factory=list)
    drafts: list[Item] = field(default_factory=list)
    to_confirm: list[Item] = field(default_factory=list)

    @property
    def total(self) -> int:
        return (
            self.to_sign + len(self.to_cosign) + len(self.to_judge) + len(self.drafts) + len(self.to_confirm)
        )


def asks(actor: Actor, reach: QuerySet[Item] | None = None) -> Asks:
    """Five queries, whatever the number of rows. ``reach``: the items that count, all of them when left out."""
    items = Item.objects.all() if reach is None else reach
    mine = (
        items.filter(author_id__in=actor.mandate_ids).select_related("session").order_by("-opened_at", "-id")
    )
    unsigned = Handout.objects.filter(participant__mandate_id__in=actor.mandate_ids, signed_on__isnull=True)
    waiting = Cosigner.objects.filter(
        mandate_id__in=actor.mandate_ids,
        agrees__isnull=True,
        item__in=items.filter(state__in=("draft", "collected", "checked")).order_by(),
    )
    return Asks(
        unsigned.count(),
        list(waiting.select_related("item__author__person").order_by("asked_on", "id")[:SHOWN]),
        list(mine.filter(state="replied")[:SHOWN]),
        list(mine.filter(state="draft")[:SHOWN]),
        list(mine.filter(state__in=TO_CONFIRM, intake=Intake.PAPER, confirmed_on__isnull=True)[:SHOWN]),
    )
