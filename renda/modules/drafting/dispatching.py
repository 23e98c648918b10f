"""Who gets a paper and how, what was read and signed for, links for those without an account."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.access.links import OneTimeLink, make_link
from renda.kernel.access.policies import require, require_verb
from renda.kernel.audit.record import record
from renda.kernel.deadlines import timing
from renda.kernel.people.models import Account, Appointment, DeputyGroup, Mandate, Person
from renda.kernel.people.register import MandateLevel
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused
from renda.kernel.units.models import Unit
from renda.modules.drafting.models import Dispatch, Receipt, Way

STAFF = ("unit_handler", "unit_leader", "office", "leader")
VALIDITY = "paper-link-validity"
LONGEST_NAME = 80


@dataclass(frozen=True)
class Addressee:
    """One who is to get the paper, and how it reaches him: in the system, or on paper (or by a link made later)."""

    name: str
    way: str
    person: Person | None = None
    unit: Unit | None = None
    group: str = ""


def expand(
    people: Iterable[Person] = (), units: Iterable[Unit] = (), groups: Iterable[DeputyGroup] = (), others: str = ""
) -> list[Addressee]:
    """Everybody a choice means, each once: groups become their deputies in office today."""
    chosen = [(person, "") for person in people]
    for group in groups:
        seats = Mandate.objects.on().filter(group=group, level=MandateLevel.TOWN).select_related("person")
        chosen += [(seat.person, group.name) for seat in seats.order_by("person__name", "id")]
    found: dict[object, Addressee] = {}
    with_account = set(
        Account.objects.filter(person__in=[person for person, _ in chosen], is_active=True).values_list("person_id", flat=True)
    )
    for person, group in chosen:
        way = Way.INBOX if person.pk in with_account else Way.PAPER
        found.setdefault(person.pk, Addressee(person.name, way, person=person, group=group))
    for unit in units:
        found.setdefault(unit.pk, Addressee(unit.name, Way.INBOX if staff_of(unit) else Way.PAPER, unit=unit))
    for line in others.splitlines():
        if name := line.strip()[:LONGEST_NAME]:
            found.setdefault(name, Addressee(name, Way.PAPER))
    return list(found.values())


def staff_of(unit: Unit) -> list[Account]:
    """The accounts that read a unit's post."""
    posts = Appointment.objects.on().filter(unit=unit, role__in=STAFF)
    return list(Account.objects.filter(person__in=posts.values("person"), is_active=True).select_related("person"))


def addressees_of(data) -> list[Addressee]:
    """The same out of the data of a step."""
    return expand(data.get("people") or (), data.get("units") or (), data.get("groups") or (), data.get("others") or "")


def already_sent(draft) -> set:
    """Persons, units and names that have the paper."""
    rows = Receipt.objects.filter(dispatch__draft=draft).values_list("person_id", "unit_id", "name")
    return {person or unit or name for person, unit, name in rows}


def write_receipts(dispatch: Dispatch, addressees: Sequence[Addressee]) -> list[Receipt]:
    """One receipt for each addressee who has not got the paper yet."""
    had = already_sent(dispatch.draft)
    rows = [
        Receipt(dispatch=dispatch, person=one.person, unit=one.unit, name=one.name, group=one.group, way=one.way)
        for one in addressees
        if (one.person or one.unit or one.name) is not None and key_of(one) not in had
    ]
    return Receipt.objects.bulk_create(rows)


def key_of(one: Addressee):
    return one.person.pk if one.person else one.unit.pk if one.unit else one.name


# ------------------------------------------------------------------ receipts


def mark_read(actor: Actor, receipt: Receipt) -> None:
    """The addressee opened the paper; the first time counts."""
    require(actor, "receipt.sign", receipt)
    Receipt.objects.filter(pk=receipt.pk, read_at__isnull=True).update(read_at=clock.now())
    receipt.refresh_from_db()


def sign_receipt(actor: Actor, receipt: Receipt, signed_by: str = "", *, on: date | None = None) -> None:
    """The addressee signs for it, or the office notes a signature on paper. Raises Refused.

    ``on``: the day of a signature on paper; the addressee always signs today.
    """
    keyed = actor.has("receipt.key") and not actor.grants
    require(actor, "receipt.key" if keyed else "receipt.sign", receipt)
    nameless = keyed or (actor.grants and receipt.unit_id)  # a unit's link does not say which person holds it
    name = signed_by.strip() or ("" if nameless else actor.label)
    day = (on if keyed else None) or clock.today()
    if not name:
        raise Refused([Reason("还没有填“签收人”。", "请写是谁签收的。")])
    if not receipt.dispatch.sent_on <= day <= clock.today():
        raise Refused([Reason("签收日期不对。", "要在发出那天以后、今天以前。")])
    with transaction.atomic():
        changed = Receipt.objects.filter(pk=receipt.pk, signed_on__isnull=True).update(
            signed_on=day, signed_by=name[:40], keyed_by=actor.label[:40] if keyed else ""
        )
        if not changed:
            raise Refused("已经签收过了，不用再签。")
        if not keyed:
            Receipt.objects.filter(pk=receipt.pk, read_at__isnull=True).update(read_at=clock.now())
        record(actor, "draft.receipt", receipt.dispatch.draft, {"name": receipt.name, "signed_by": name})
    receipt.refresh_from_db()


def receipt_link(actor: Actor, receipt: Receipt) -> tuple[OneTimeLink, str]:
    """A link for an addressee without an account: read and sign for this one paper. Older links of the same receipt
    serve no more. Returns it with its secret, which is shown once. Raises Refused for an address outside the system."""
    require_verb(actor, "link.make")
    require(actor, "receipt.view", receipt)
    if receipt.person_id is None and receipt.unit_id is None:
        raise Refused([Reason("系统里没有这个单位，不能发链接。", "请送纸质件，或先登记这个单位。")])
    if receipt.signed_on:
        raise Refused("已经签收，不用再发链接。")
    with transaction.atomic():
        older = OneTimeLink.objects.filter(model=receipt._meta.label_lower, object_id=receipt.pk, revoked_at__isnull=True)
        older.update(revoked_at=clock.now())
        link, secret = make_link(
            receipt, ["receipt.view", "receipt.sign"], expires_at=link_end(receipt), label=receipt.name,
            person=receipt.person, unit=receipt.unit, single_use=False,
        )  # fmt: skip
        Receipt.objects.filter(pk=receipt.pk).update(way=Way.LINK)
        purpose = {"who": receipt.name, "purpose": "阅读并签收公文"}
        record(actor, "link.make", receipt.dispatch.draft, purpose)
    receipt.refresh_from_db()
    return link, secret


def link_end(receipt: Receipt) -> datetime:
    """How long a link holds is office practice."""
    days = timing.practice(VALIDITY)["unit_days" if receipt.unit_id else "person_days"]
    return clock.at(clock.today() + timedelta(days=days + 1), 0)


def received_by(actor: Actor) -> QuerySet[Receipt]:
    """What came to the actor or to a unit in which the actor holds a post, the newest first."""
    mine = Q(unit_id__in=actor.unit_ids) if actor.unit_ids else Q(pk__in=[])
    if actor.person_id:
        mine |= Q(person_id=actor.person_id)
    rows = Receipt.objects.filter(mine).select_related("dispatch__draft__paper", "dispatch__draft__number", "unit")
    return rows.order_by("-dispatch__sent_on", "-id")


@dataclass(frozen=True)
class Standing:
    """How many have got, read and signed for a paper."""

    total: int
    read: int
    signed: int
    on_paper: int


def standing(draft) -> Standing:
    rows = list(Receipt.objects.filter(dispatch__draft=draft))
    return Standing(
        len(rows),
        sum(row.read_at is not None for row in rows),
        sum(row.signed_on is not None for row in rows),
        sum(row.way == Way.PAPER for row in rows),
    )
