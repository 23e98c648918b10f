"""Founding the office from the answers of the five steps: all at once at the end, or not at all.

Until then nothing is in the database. A table is tried out on a town that is founded, looked at and
taken back in one transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from renda.kernel.access.actors import Actor, of_account, system
from renda.kernel.audit.record import record
from renda.kernel.crypto.cipher import blind_index
from renda.kernel.exchange import importing, registry
from renda.kernel.exchange.preview import Preview
from renda.kernel.people import opening
from renda.kernel.people.models import Account, Appointment, CongressSession, Mandate, Person, Term
from renda.kernel.units.founding import found_town
from renda.kernel.units.models import TownProfile, Unit, UnitKind
from renda.kernel.units.scope import acting_in, active_town_id

KINDS = ("deputies", "units")


class FilesChanged(Exception):
    """A table would now do something else than was shown. Nothing was founded."""


class AlreadyFounded(Exception):
    """Somebody else founded a town meanwhile."""


@dataclass(frozen=True)
class StagedFile:
    """A table that was looked at: its bytes, its name and what was shown."""

    data: bytes
    filename: str
    shown: Preview


def any_town() -> bool:
    """Is there a town yet?"""
    return TownProfile.objects.exists()


def lay_ground(answers: dict[str, dict]) -> Unit:
    """The town with its term and session."""
    town_facts, term_facts = answers["town"], answers["term"]
    county = Unit(kind=UnitKind.COUNTY, name=town_facts["county"])
    county.save()
    facts = {name: town_facts[name] for name in ("place_code", "number_word", "office_phone")}
    town = found_town(town_facts["name"], county=county, **facts)
    with acting_in(town):
        term = Term.objects.create(number=term_facts["number"], starts_on=as_day(term_facts["starts_on"]))
        if term_facts.get("session_number"):
            CongressSession.objects.create(
                term=term,
                number=term_facts["session_number"],
                opens_on=as_day(term_facts["opens_on"]),
                closes_on=as_day(term_facts["closes_on"]),
            )
    return town


def as_day(value: str | date) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


@contextmanager
def trial(answers: dict[str, dict], files: dict[str, StagedFile], before: str) -> Iterator[Actor]:
    """A town as it would be, with the tables that come before ``before``; gone after the block."""
    with transaction.atomic():
        town = lay_ground(answers)
        with acting_in(town):
            actor = system(town)
            for kind in KINDS[: KINDS.index(before)]:
                if kind in files:
                    bring_in(kind, files[kind], actor)
            yield actor
        transaction.set_rollback(True)


def look_at(kind: str, data: bytes, filename: str, answers: dict, files: dict[str, StagedFile]) -> Preview:
    """What a table would do in the new town. Raises UnreadableFile."""
    with trial(answers, files, kind) as actor:
        return importing.preview(registry.importer(kind), data, filename, actor)


def bring_in(kind: str, file: StagedFile, actor: Actor) -> None:
    """Import a table as it was shown. Raises FilesChanged.

    The ids of a town founded on trial are not those of the town founded in earnest, so the figures of
    the two previews are compared, not their digests.
    """
    importer = registry.importer(kind)
    now = importing.preview(importer, file.data, file.filename, actor)
    if now.counts != file.shown.counts or len(now.to_apply) != len(file.shown.to_apply):
        raise FilesChanged
    if now.can_apply:
        importing.confirm(importer, file.data, file.filename, actor, now.digest)


def found(
    answers: dict, files: dict[str, StagedFile], director: dict[str, Any]
) -> tuple[Unit, list[opening.Slip]]:
    """Found the town with everything and open the first account.

    Raises AlreadyFounded or FilesChanged; then nothing has happened.
    """
    with transaction.atomic():
        if any_town():
            raise AlreadyFounded
        town = lay_ground(answers)
        with acting_in(town):
            for kind in KINDS:
                if kind in files:
                    bring_in(kind, files[kind], system(town))
            account = open_first(director)
            actor = of_account(account)
            record(actor, "account.create", account)
            record(actor, "settings.save", town, {"what": "开通本系统"})
            slips = opening.open_accounts(everybody_else(account), actor) if director.get("slips") else []
    return town, slips


def open_first(director: dict[str, Any]) -> Account:
    """The director of the office: person (one of the imported when name and phone agree), post, account."""
    index = blind_index(director["phone"], "phone") if director["phone"] else None
    person = Person.objects.filter(name=director["name"], phone_index=index).first() if index else None
    if person is None:
        person = Person.objects.create(name=director["name"], phone=director["phone"])
    office = Unit.objects.filter(kind=UnitKind.CONGRESS).order_by("position", "name").first()
    begun = Term.objects.order_by("-number").first().starts_on
    Appointment.objects.create(
        person=person, unit=office, post=director["post"], role="office", from_on=begun
    )
    return Account.objects.create_account(
        director["username"],
        director["password"],
        town_id=active_town_id(),
        person=person,
        must_change_password=False,
    )


def everybody_else(account: Account) -> list[Person]:
    """The deputies in office, then those who answer for the units."""
    deputies = Mandate.objects.on().order_by("constituency__number", "person__name").select_related("person")
    posts = (
        Appointment.objects.on()
        .order_by("unit__position", "unit__name", "person__name")
        .select_related("person")
    )
    people = {row.person_id: row.person for row in [*deputies, *posts]}
    people.pop(account.person_id, None)
    return list(people.values())
