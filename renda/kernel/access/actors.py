"""Who is acting: an account, the holder of a one-time link, or the system's own clock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from uuid import UUID

from django.apps import apps
from django.db import models

from renda.foundation import clock
from renda.kernel.access import verbs
from renda.kernel.units.prepared import Prepared

SYSTEM_VERBS = ("*.auto_*",)


@dataclass(frozen=True)
class Grant:
    """One verb on one object, given by a link: nothing else is in reach."""

    verb: str
    model: str
    object_id: UUID


@dataclass(frozen=True)
class Actor:
    """Everything a policy needs to know about who acts, resolved once for a day.

    ``unit_ids`` are the bodies in which the person holds a post; ``mandate_ids`` the seats held; ``withheld`` are
    patterns of verbs that are out of use where the actor is (in a rehearsal), whatever the roles say.
    """

    kind: str
    label: str
    town_id: UUID | None
    account_id: UUID | None = None
    person_id: UUID | None = None
    roles: frozenset[str] = frozenset()
    unit_ids: frozenset[UUID] = frozenset()
    mandate_ids: frozenset[UUID] = frozenset()
    grants: frozenset[Grant] = field(default_factory=frozenset)
    withheld: tuple[str, ...] = ()

    def has(self, verb: str) -> bool:
        """May this actor do ``verb`` at all (to something)?"""
        if self.kind == "system":
            return True
        if any(fnmatchcase(verb, pattern) for pattern in self.withheld):
            return False
        if any(grant.verb == verb for grant in self.grants):
            return True
        table = verbs.roles()
        return any(table[role].allows(verb) for role in self.roles if role in table)

    def is_(self, *roles: str) -> bool:
        return not self.roles.isdisjoint(roles)

    def granted(self, verb: str, obj) -> bool:
        """True when a link gave exactly this verb on exactly this object."""
        return Grant(verb, obj._meta.label_lower, obj.pk) in self.grants

    @property
    def needs_second_factor(self) -> bool:
        table = verbs.roles()
        return any(table[role].second_factor for role in self.roles if role in table)


NOBODY = Actor(kind="nobody", label="未登录", town_id=None)


def system(town) -> Actor:
    """The clock and the follow-up steps of the executor act under this name."""
    return Actor(kind="system", label="系统", town_id=getattr(town, "pk", town))


def console(town) -> Actor:
    """The command line of the machine itself; it does the office's work and stands in the log as such."""
    return Actor(
        kind="system", label="命令行", town_id=getattr(town, "pk", town), roles=frozenset(["office"])
    )


def of_account(account, on: date | None = None) -> Actor:
    """The actor behind an account on a day: roles of the posts and seats in force that day."""
    if not account.person_id:
        return built(account, (), ())
    facts = {"person": account.person_id, "day": on or clock.today()}
    posts, seats = (
        [row for row in rows.all(**facts) if row.town_id == account.town_id] for rows in (_posts, _seats)
    )
    return built(account, posts, seats)


def _in_force(name: str) -> Prepared:
    """The posts or seats of a person on a day, in whichever town."""

    def rows(person: UUID, day: date) -> models.QuerySet:
        return apps.get_model("people", name).everywhere_on(day).filter(person_id=person).order_by()

    return Prepared(rows, person=models.UUIDField(), day=models.DateField())


_posts, _seats = _in_force("Appointment"), _in_force("Mandate")


def of_accounts(accounts: Sequence, on: date | None = None) -> list[Actor]:
    """The actors behind several accounts on a day, in two queries."""
    from renda.kernel.people.models import Appointment, Mandate

    day = on or clock.today()
    persons = [account.person_id for account in accounts if account.person_id]
    posts, seats = defaultdict(list), defaultdict(list)
    if persons:
        for post in Appointment.everywhere_on(day).filter(person_id__in=persons).order_by():
            posts[post.person_id, post.town_id].append(post)
        for seat in Mandate.everywhere_on(day).filter(person_id__in=persons).order_by():
            seats[seat.person_id, seat.town_id].append(seat)
    return [
        built(account, posts[account.person_id, account.town_id], seats[account.person_id, account.town_id])
        for account in accounts
    ]


def built(account, posts: Sequence, seats: Sequence) -> Actor:
    """The actor of an account with these posts and seats."""
    roles = {post.role for post in posts}
    roles |= {"deputy" if seat.level == "town" else "county_deputy" for seat in seats}
    return Actor(
        "account",
        account.person.name if account.person_id else account.username,
        account.town_id,
        account.pk,
        account.person_id,
        frozenset(roles),
        frozenset(post.unit_id for post in posts),
        frozenset(seat.pk for seat in seats),
    )
