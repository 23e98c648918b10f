"""Whom a notice goes to, by what a module knows of them."""

from __future__ import annotations

from collections.abc import Iterable

from renda.kernel.notices.kinds import Recipient
from renda.kernel.people.models import Account, Person


def persons(found: Iterable[Person]) -> list[Recipient]:
    """Persons by account where they have one, else by name for the print list."""
    found = list(found)
    rows = Account.objects.filter(person__in=found, is_active=True).select_related("person")
    accounts = {account.person_id: account for account in rows}
    return [Recipient(account=accounts.get(person.pk), person=person) for person in found]
