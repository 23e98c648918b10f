"""The one ordered list: three rules to begin with, then people move people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.db.models import Max

from renda.foundation.chinese.strokes import stroke_key, unknown_in
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require_verb
from renda.kernel.audit.record import record
from renda.modules.sessions.attendance import policy
from renda.modules.sessions.attendance.models import Attendee, HallPlan, OrderRule

TABLE = Path(__file__).with_name("protocol.yaml")


@cache
def table() -> dict[str, Any]:
    """The order of rank as protocol.yaml has it."""
    return yaml.safe_load(TABLE.read_text(encoding="utf-8"))


def post_place(post: str) -> int:
    """The place of a post in the order of rank; posts without a rank come after all."""
    for place, line in enumerate(table()["posts"]):
        if any(word in post for word in line["words"]) and not any(word in post for word in line["not"]):
            return place
    return len(table()["posts"])


def key_of(attendee: Attendee, rule: str) -> tuple:
    """Where somebody stands under a rule; two with the same key keep the order they have."""
    capacity = table()["capacities"].index(attendee.capacity)
    strokes = stroke_key(attendee.name)
    group = (attendee.group.position, attendee.group.name) if attendee.group_id else (10**6, "")
    if rule == OrderRule.PROTOCOL:
        return (post_place(attendee.post), capacity, group, strokes)
    if rule == OrderRule.STROKES:
        return (capacity, strokes)
    return (capacity, group, strokes)


def listed(session) -> list[Attendee]:
    """Everybody of the session in the order of the list, with groups and duties at hand."""
    return list(
        Attendee.objects.of(session)
        .select_related("group", "person", "unit", "mandate")
        .prefetch_related("duties")
    )


def sorted_by(people: Iterable[Attendee], rule: str) -> list[Attendee]:
    return sorted(people, key=lambda one: key_of(one, rule))


def write_ranks(people: Sequence[Attendee]) -> int:
    """Number the list from 1; returns how many stood elsewhere before."""
    moved = []
    for place, one in enumerate(people, 1):
        if one.rank != place:
            one.rank = place
            moved.append(one)
    Attendee.objects.bulk_update(moved, ["rank"], batch_size=200)
    return len(moved)


def reorder(actor: Actor, session, rule: str) -> int:
    """Put the whole list in order of ``rule``; returns how many moved."""
    require_verb(actor, policy.SEAT)
    with transaction.atomic():
        moved = write_ranks(sorted_by(listed(session), rule))
        print_anew(session)
        record(actor, "attendance.seat", session, {"what": f"{OrderRule(rule).label}排名单"})
    return moved


def insert(session, newcomers: Sequence[Attendee], rule: str) -> None:
    """Newcomers take the place the rule gives them; those who stand there already keep their order. Once the cards and
    the sign-in book are printed everybody keeps the printed number, and newcomers come after all."""
    if not newcomers:
        return
    if HallPlan.objects.filter(session=session, printed_on__isnull=False).exists():
        append(session, sorted_by(newcomers, rule))
        return
    new = {one.pk for one in newcomers}
    people = [one for one in listed(session) if one.pk not in new]
    for one in sorted_by(newcomers, rule):
        key = key_of(one, rule)
        place = next(
            (number for number, other in enumerate(people) if key_of(other, rule) > key), len(people)
        )
        people.insert(place, one)
    write_ranks(people)


def append(session, newcomers: Sequence[Attendee]) -> None:
    """Numbers nobody has had before, not even who has left the list."""
    had = Attendee.objects.filter(session=session).exclude(pk__in=[one.pk for one in newcomers])
    last = had.order_by().aggregate(last=Max("rank"))["last"] or 0
    for place, one in enumerate(newcomers, last + 1):
        one.rank = place
    Attendee.objects.bulk_update(newcomers, ["rank"], batch_size=200)


def move(actor: Actor, session, attendee: Attendee, place: int) -> None:
    """Move one person to place ``place`` (from 1) of the list; the others close up."""
    require_verb(actor, policy.SEAT)
    with transaction.atomic():
        people = listed(session)
        one = next(each for each in people if each.pk == attendee.pk)
        people.remove(one)
        people.insert(max(0, min(place - 1, len(people))), one)
        write_ranks(people)
        print_anew(session)
        record(actor, "attendance.seat", session, {"what": f"{one.name}排到第{one.rank}位"})


def print_anew(session) -> None:
    """Other numbers: what was printed holds no more."""
    HallPlan.objects.filter(session=session).update(printed_on=None)


def strangers(people: Iterable[Attendee]) -> list[tuple[str, str]]:
    """Names with characters whose strokes are not known: (name, characters)."""
    return [(one.name, unknown) for one in people if (unknown := unknown_in(one.name))]
