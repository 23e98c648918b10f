"""Whom a notice goes to, by what a module knows of them."""

from __future__ import annotations

from collections.abc import Iterable

from renda.kernel.notices.kinds import Recipient
from renda.kernel.people.models import Account, Appointment, Person
from renda.kernel.units.models import Unit

#: Who answers for a unit here.
HANDLERS = ("unit_handler", "unit_leader")


def persons(found: Iterable[Person]) -> list[Recipient]:
    """Persons by account where they have one, else by name for the print list."""
    found = list(found)
    rows = Account.objects.filter(person__in=found, is_active=True).select_related("person")
    accounts = {account.person_id: account for account in rows}
    return [Recipient(account=accounts.get(person.pk), person=person) for person in found]


def units(found: Iterable[Unit]) -> list[Recipient]:
    """The handlers of units by account; a unit without one by name, for the print list."""
    recipients: list[Recipient] = []
    for unit in found:
        posts = Appointment.objects.on().filter(unit=unit, role__in=HANDLERS)
        accounts = Account.objects.filter(person__in=posts.values("person"), is_active=True)
        handlers = [Recipient(account=account) for account in accounts.select_related("person")]
        recipients += handlers or [Recipient(unit=unit)]
    return recipients
