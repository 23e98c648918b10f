"""Deputies of the session, taken from the roll of the kernel: what a new look at it would change, and doing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh
from renda.foundation.hashing import canonical_json, sha256_hex
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require_verb
from renda.kernel.audit.record import record
from renda.kernel.people.models import Appointment, DeputyGroup, Mandate
from renda.kernel.people.register import MandateLevel
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused
from renda.modules.sessions.attendance import ordering, policy
from renda.modules.sessions.attendance.models import Attendee, Capacity, HallPlan, OrderRule, SessionGroup

POST_LENGTH = Attendee._meta.get_field("post").max_length


@dataclass(frozen=True)
class RollChanges:
    """What taking the roll would do. ``gone``: attendee and why; ``changed``: attendee, field → (old, new)."""

    came: tuple[Mandate, ...] = ()
    gone: tuple[tuple[Attendee, str], ...] = ()
    changed: tuple[tuple[Attendee, dict[str, tuple[str, str]]], ...] = ()
    digest: str = field(default="", compare=False)

    def __bool__(self) -> bool:
        return bool(self.came or self.gone or self.changed)


def in_office(session) -> list[Mandate]:
    """The deputies of the town in office on the opening day, in the order of the roll."""
    rows = (
        Mandate.objects.on(session.opens_on)
        .filter(level=MandateLevel.TOWN)
        .select_related("person", "group__leader")
    )
    return list(rows.order_by("group__position", "group__name", "person__name", "id"))


def posts_on(session, persons: Sequence) -> dict:
    """Person → post in words on the opening day; the first by unit."""
    found: dict = {}
    rows = Appointment.objects.on(session.opens_on).filter(person__in=persons).select_related("unit")
    for row in rows.order_by("unit__position", "post", "id"):
        found.setdefault(row.person_id, f"{row.unit.short_name or row.unit.name}{row.post}")
    return found


def post_words(person, posts: dict) -> str:
    """What is printed under a name."""
    return (person.employer or posts.get(person.pk, "") or person.occupation)[:POST_LENGTH]


def compare(session) -> RollChanges:
    """Who came, who went and what changed since the list was taken. Reads only."""
    roll = {mandate.person_id: mandate for mandate in in_office(session)}
    rows = Attendee.objects.of(session).select_related("person", "mandate", "group")
    listed = {one.person_id: one for one in rows if one.capacity == Capacity.DEPUTY}
    others = {one.person_id: one for one in rows if one.person_id and one.capacity != Capacity.DEPUTY}
    posts = posts_on(session, list(roll))
    came = tuple(mandate for person, mandate in roll.items() if person not in listed)
    gone = tuple((one, why(one)) for person, one in listed.items() if person not in roll)
    gone += tuple((one, "当选代表，改列代表") for person, one in others.items() if person in roll)
    changed = tuple(
        (one, changes)
        for person, one in listed.items()
        if person in roll and (changes := changes_of(one, roll[person], posts))
    )
    return RollChanges(came, gone, changed, digest_of(came, gone, changed))


def why(attendee: Attendee) -> str:
    """Why somebody on the list is not on the roll of the day."""
    mandate = attendee.mandate
    if mandate is not None and mandate.until_on:
        cause = f"，{mandate.end_cause}" if mandate.end_cause else ""
        return f"代表资格到{date_zh(mandate.until_on)}为止{cause}"
    return "开会那天不在代表名册上"


def changes_of(attendee: Attendee, mandate: Mandate, posts: dict) -> dict[str, tuple[str, str]]:
    """Name, post and seat as the roll has them now; the group only says where somebody came from."""
    wanted = {"name": mandate.person.name, "post": post_words(mandate.person, posts)}
    found = {
        key: (getattr(attendee, key), value)
        for key, value in wanted.items()
        if getattr(attendee, key) != value
    }
    if attendee.mandate_id != mandate.pk:
        found["mandate"] = ("原来的代表资格", "新的代表资格")
    return found


def digest_of(came, gone, changed) -> str:
    content = [
        sorted(str(mandate.pk) for mandate in came),
        sorted(str(one.pk) for one, _ in gone),
        sorted(
            [str(one.pk), sorted((key, new) for key, (_, new) in changes.items())] for one, changes in changed
        ),
    ]
    return sha256_hex(canonical_json(content))


def sync(actor: Actor, session, digest: str) -> RollChanges:
    """Do what :func:`compare` showed with ``digest``; raises Refused when the roll has moved since."""
    require_verb(actor, policy.SAVE)
    with transaction.atomic():
        found = compare(session)
        if found.digest != digest:
            raise Refused([Reason("名册刚才又变了，还没有改名单。", "请看下面最新的变化，再按一次。")])
        for one, reason in found.gone:
            take_off(one, reason)
        roll = {mandate.person_id: mandate for mandate in in_office(session)}
        for one, changes in found.changed:
            refresh(one, roll[one.person_id], changes)
        add(session, found.came)
        count = {"came": len(found.came), "gone": len(found.gone), "changed": len(found.changed)}
        record(actor, "attendance.sync", session, count)
    return found


def take_off(attendee: Attendee, reason: str) -> None:
    """The row stays, its seat becomes free, its duties end."""
    attendee.ended_on, attendee.ended_why = clock.today(), reason[:120]
    attendee.area, attendee.seat_row, attendee.seat_number = "", None, None
    attendee.save(update_fields=["ended_on", "ended_why", "area", "seat_row", "seat_number"])
    attendee.duties.all().delete()
    SessionGroup.objects.filter(leader=attendee).update(leader=None)


def refresh(attendee: Attendee, mandate: Mandate, changes: dict) -> None:
    for key, (_, new) in changes.items():
        if key == "mandate":
            attendee.mandate = mandate
        else:
            setattr(attendee, key, new)
    attendee.save(update_fields=list(changes))


def add(session, mandates: Sequence[Mandate]) -> None:
    """Deputies come onto the list in their groups, at the place the rule of the order gives them."""
    posts = posts_on(session, [mandate.person_id for mandate in mandates])
    groups = groups_for(session, [mandate.group for mandate in mandates if mandate.group_id])
    rows = [
        Attendee(
            session=session, person=mandate.person, mandate=mandate, capacity=Capacity.DEPUTY, name=mandate.person.name,
            post=post_words(mandate.person, posts), group=groups.get(mandate.group_id), basis="本级人大代表",
        )
        for mandate in mandates
    ]  # fmt: skip
    Attendee.objects.bulk_create(rows)
    name_leaders(session)
    plan = HallPlan.objects.filter(session=session).first()
    ordering.insert(session, rows, plan.order_rule if plan else OrderRule.GROUP)


def groups_for(session, wanted: Sequence[DeputyGroup]) -> dict:
    """Deputies' group → group of the session, made where it is missing."""
    found = {group.source_id: group for group in SessionGroup.objects.filter(session=session)}
    for group in {one.pk: one for one in wanted}.values():
        if group.pk not in found:
            found[group.pk], _ = SessionGroup.objects.get_or_create(
                session=session,
                name=group.name,
                defaults={"source": group, "position": group.position, "place": group.station},
            )
    return found


def name_leaders(session) -> None:
    """The leader of the deputies' group leads it at the session, where nobody does yet."""
    people = {one.person_id: one for one in Attendee.objects.of(session).deputies()}
    rows = SessionGroup.objects.filter(
        session=session, leader__isnull=True, source__isnull=False
    ).select_related("source")
    for group in rows:
        if leader := people.get(group.source.leader_id):
            group.leader = leader
            group.save(update_fields=["leader"])
