"""What is asked about the county's session: its deputies, its papers, its items, who signed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, QuerySet

from renda.foundation import clock
from renda.kernel.deadlines import timing
from renda.kernel.deadlines.models import Deadline, DeadlineStatus
from renda.kernel.people.models import Mandate
from renda.kernel.people.register import MandateLevel
from renda.kernel.units.models import TownProfile
from renda.law import majorities
from renda.modules.county_sessions.models import Cosigner, CountySession, Handout, Item, Participant

BILL_RULE = "county-bill-by-ten-deputies"
OUT = ("draft", "withdrawn", "dropped")
"""States in which an item does not stand in the town's list."""
OPEN_SESSIONS = ("preparing", "submitted")


def county_deputies(on: date | None = None) -> QuerySet[Mandate]:
    """The deputies to the county's congress the town keeps, in office on a day (today when left out)."""
    rows = Mandate.objects.on(on).filter(level=MandateLevel.COUNTY).select_related("person")
    return rows.order_by("person__name", "id")


def participants(session: CountySession) -> QuerySet[Participant]:
    return session.participants.select_related("mandate__person").order_by(
        "-goes", "mandate__person__name", "id"
    )


def standing_items(session: CountySession) -> QuerySet[Item]:
    """The items in the town's list, bills first, as they are numbered."""
    rows = session.items.exclude(state__in=OUT).select_related("author__person")
    return rows.order_by("kind", "sequence", "handed_in_on", "id")


def numbered_items(session: CountySession) -> QuerySet[Item]:
    """The items numbered and printed that have not gone to the county yet."""
    return session.items.filter(state="printed").select_related("author__person").order_by("kind", "sequence")


def waited_for(items: list[Item]) -> dict:
    """Item → the next of its open deadlines."""
    rows = Deadline.objects.filter(
        model=Item._meta.label_lower,
        object_id__in=[one.pk for one in items],
        status__in=DeadlineStatus.open(),
    )
    found: dict = {}
    for row in rows.order_by("due_on", "id"):
        found.setdefault(row.object_id, row)
    return found


def next_sequence(session: CountySession, kind: str) -> int:
    return (session.items.filter(kind=kind).aggregate(last=Max("sequence"))["last"] or 0) + 1


def valid_cosigners(item: Item, on: date | None = None) -> list[Mandate]:
    """The deputies of this town who agreed and are in office on the day."""
    agreed = item.cosigners.filter(agrees=True).values("mandate")
    return list(county_deputies(on).filter(pk__in=agreed).exclude(pk=item.author_id))


def in_office(mandate: Mandate, on: date | None = None) -> bool:
    return county_deputies(on).filter(pk=mandate.pk).exists()


def signers_of(items: Iterable[Item]) -> dict[UUID, list[str]]:
    """Key of an item → everybody who signed it besides the author: of this town, then of others. One query."""
    items = list(items)
    agreed = Cosigner.objects.filter(item__in=items, agrees=True).select_related("mandate__person")
    found: dict[UUID, list[str]] = {one.pk: [] for one in items}
    for row in agreed.order_by("asked_on", "id"):
        found[row.item_id].append(row.mandate.person.name)
    return {one.pk: [*found[one.pk], *one.other_names] for one in items}


def signer_names(item: Item) -> list[str]:
    """Everybody who signed besides the author."""
    return signers_of([item])[item.pk]


def enough_signers(item: Item) -> majorities.Verdict:
    """Whether a bill has the signers it needs; the author counts while in office."""
    count = int(in_office(item.author)) + len(valid_cosigners(item)) + len(item.other_names)
    profile = TownProfile.current()
    here = {"place": profile.place_code or None, "settings": profile.rule_settings}
    return majorities.signers(BILL_RULE, count, on=clock.today(), **here)


def same_title(session: CountySession, title: str, besides: Item | None = None) -> Item | None:
    """An item of the session that stands under the very same title."""
    rows = standing_items(session).filter(title=title.strip())
    return (rows.exclude(pk=besides.pk) if besides is not None and besides.pk else rows).first()


def current_session(actor_mandates) -> list[Participant]:
    """The sessions of these seats that are not filed, the latest first."""
    rows = Participant.objects.filter(mandate_id__in=actor_mandates, session__state__in=OPEN_SESSIONS)
    return list(rows.select_related("session", "mandate__person").order_by("-session__opens_on", "id"))


def unsigned(participant: Participant) -> QuerySet[Handout]:
    return participant.handouts.filter(signed_on__isnull=True).select_related("material")


@dataclass(frozen=True)
class Tally:
    """How far the papers of a session have got: given out, signed for."""

    given: int
    signed: int

    @property
    def open(self) -> int:
        return self.given - self.signed


def tally(session: CountySession) -> Tally:
    rows = Handout.objects.filter(material__session=session)
    return Tally(rows.count(), rows.filter(signed_on__isnull=False).count())


def articles(rule_id: str) -> tuple[str, ...]:
    return timing.rule(rule_id).articles
