"""Which accounts have a verb today: for recipients of notices and for "who does this wait for"."""

from __future__ import annotations

from renda.kernel.access.actors import Actor, of_accounts
from renda.kernel.access.verbs import roles
from renda.kernel.people.models import Account, Appointment, Mandate
from renda.kernel.units.scope import active_town_id


def accounts_with(verb: str) -> list[tuple[Account, Actor]]:
    """Active accounts of the active town whose role has ``verb``, with their actors."""
    wanted = [role.key for role in roles().values() if role.allows(verb)]
    persons = set(Appointment.objects.on().filter(role__in=wanted).values_list("person_id", flat=True))
    if "deputy" in wanted:
        persons |= set(Mandate.objects.on().filter(level="town").values_list("person_id", flat=True))
    accounts = Account.objects.filter(
        town_id=active_town_id(), is_active=True, person_id__in=persons
    ).select_related("person")
    accounts = list(accounts)
    return list(zip(accounts, of_accounts(accounts), strict=True))
