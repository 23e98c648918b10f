"""Meals, cars and rooms: what there is, who has a place, and the totals for kitchen, drivers and hotel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from renda.foundation.chinese.text import one_line
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require_verb
from renda.kernel.audit.record import record
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused
from renda.modules.sessions.attendance import ordering, policy
from renda.modules.sessions.attendance.models import Answer, Attendee, Service, ServiceUse

FIELDS = ("kind", "name", "on_date", "at", "place", "contact", "places")


@dataclass(frozen=True)
class Filled:
    """A service with its people in the order of the list. ``absent`` have a place and are on leave."""

    service: Service
    people: tuple[Attendee, ...]
    absent: tuple[Attendee, ...]

    @property
    def total(self) -> int:
        return len(self.people)

    @property
    def over(self) -> int:
        """How many more than there are places."""
        return max(0, self.total - self.service.places) if self.service.places is not None else 0

    @property
    def needs(self) -> tuple[Attendee, ...]:
        return tuple(one for one in self.people if one.needs)


def filled(session) -> list[Filled]:
    """Everything of the session, day by day."""
    people = {one.pk: one for one in ordering.listed(session)}
    uses: dict = {}
    for service, attendee in (
        ServiceUse.objects.filter(service__session=session).order_by().values_list("service", "attendee")
    ):
        uses.setdefault(service, []).append(attendee)
    found = []
    for service in Service.objects.filter(session=session).order_by("on_date", "kind", "at", "name", "id"):
        had = sorted(
            (people[key] for key in uses.get(service.pk, ()) if key in people),
            key=lambda one: (one.rank, one.name),
        )
        come = tuple(one for one in had if one.answer != Answer.LEAVE)
        found.append(Filled(service, come, tuple(one for one in had if one.answer == Answer.LEAVE)))
    return found


def save(actor: Actor, session, data: Mapping, service: Service | None = None) -> Service:
    """Add or change a meal, a car, a room."""
    require_verb(actor, policy.SAVE)
    row = service or Service(session=session)
    for key in FIELDS:
        if key in data:
            value = data[key]
            setattr(row, key, one_line(value) if isinstance(value, str) else value)
    if not row.name:
        raise Refused([Reason("还没有写名称。", "例如：1月20日午餐。")])
    with transaction.atomic():
        row.save()
        record(actor, "attendance.service", row, {"what": "列入" if service is None else "修改"})
    return row


def remove(actor: Actor, service: Service) -> None:
    """Take it away, with everybody's places."""
    require_verb(actor, policy.SAVE)
    with transaction.atomic():
        record(actor, "attendance.service", service, {"what": "撤掉"})
        service.delete()


def set_people(actor: Actor, service: Service, attendees: Iterable[Attendee]) -> int:
    """Exactly these people have a place; more than there are places is refused."""
    require_verb(actor, policy.SAVE)
    chosen = [one for one in attendees if one.session_id == service.session_id]
    coming = [one for one in chosen if one.answer != Answer.LEAVE]
    if service.places is not None and len(coming) > service.places:
        over = len(coming) - service.places
        raise Refused(
            [
                Reason(
                    f"{service.name}只有{service.places}个位置，选了{len(coming)}人，多{over}人。",
                    "请少选几人，或者改能容人数。",
                )
            ]
        )
    with transaction.atomic():
        service.uses.exclude(attendee__in=chosen).delete()
        had = set(service.uses.values_list("attendee_id", flat=True))
        ServiceUse.objects.bulk_create(
            [ServiceUse(service=service, attendee=one) for one in chosen if one.pk not in had]
        )
        record(actor, "attendance.service", service, {"what": f"安排{len(coming)}人"})
    return len(coming)


def of_person(attendee: Attendee) -> list[Service]:
    """What somebody has a place in."""
    rows = Service.objects.filter(uses__attendee=attendee)
    return list(rows.order_by("on_date", "kind", "at", "name", "id"))
