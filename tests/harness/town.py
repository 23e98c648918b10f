"""A small town with one person for every role, made through the kernel's own models."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.test import Client

from renda.foundation import clock
from renda.kernel.access.actors import Actor, of_account
from renda.kernel.people.models import (
    Account,
    Appointment,
    CongressSession,
    Constituency,
    DeputyGroup,
    Mandate,
    Person,
    Term,
)
from renda.kernel.units.founding import furnish
from renda.kernel.units.models import TownProfile, Unit, UnitKind
from renda.kernel.units.scope import acting_in

PASSWORD = "云岭-2026-春"
SINCE = date(2021, 12, 1)
SECOND_FACTOR_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

# role key → (name, body, post); the bodies are those of ``TownSet.units``
POSTS = {
    "office": ("周文书", "congress", "人大办主任"),
    "chair": ("陈主席", "congress", "人大主席"),
    "presidium": ("何团员", "congress", "主席团成员"),
    "leader": ("李镇长", "government", "镇长"),
    "unit_handler": ("吴经办", "water", "经办人"),
    "unit_leader": ("郑站长", "water", "站长"),
    "other_unit": ("钱经办", "roads", "经办人"),
    "keeper": ("孙管理", "government", "系统管理员"),
}
SAME_ROLE = {"other_unit": "unit_handler"}
DEPUTIES = {"deputy": "王代表", "other_deputy": "赵代表", "third_deputy": "刘代表"}
WITH_SECOND_FACTOR = {"office", "chair", "keeper"}


@dataclass
class TownSet:
    """What a test town consists of. ``accounts`` and ``people`` are keyed by role."""

    town: Unit
    profile: TownProfile
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    mandates: dict[str, Mandate] = field(default_factory=dict)
    term: Term | None = None
    session: CongressSession | None = None
    group: DeputyGroup | None = None
    constituency: Constituency | None = None

    def actor(self, role: str) -> Actor:
        """Who acts when the person with this role acts, on the clock's present day."""
        return of_account(self.accounts[role])


def make_unit(name: str, kind: str, **fields: Any) -> Unit:
    """A unit of the active town."""
    return Unit.objects.create(name=name, kind=kind, **fields)


def make_person(name: str, **fields: Any) -> Person:
    """A person of the active town."""
    return Person.objects.create(name=name, **fields)


def make_account(person: Person, username: str, *, second_factor: bool = False) -> Account:
    """An account that may work at once; its password is ``PASSWORD``."""
    extra = {"totp_secret": SECOND_FACTOR_SECRET, "totp_confirmed_at": clock.now()} if second_factor else {}
    return Account.objects.create_account(
        username, PASSWORD, town_id=person.town_id, person=person, must_change_password=False, **extra
    )


def make_mandate(person: Person, made: TownSet, **fields: Any) -> Mandate:
    """A seat of the town's congress in the present term."""
    given = {"term": made.term, "constituency": made.constituency, "group": made.group, "from_on": SINCE, **fields}
    return Mandate.objects.create(person=person, **given)


def open_town(name: str, place_code: str) -> TownSet:
    """A township with its profile and bodies."""
    town = Unit.everywhere.create(name=name, kind=UnitKind.TOWNSHIP)
    with acting_in(town):
        profile = TownProfile.objects.create(
            town=town,
            place_code=place_code,
            congress_name=f"{name}人民代表大会",
            presidium_name=f"{name}人民代表大会主席团",
            government_name=f"{name}人民政府",
            number_word=f"{name[:1]}人",
            office_phone="0000-6600110",
        )
        furnish()
        made = TownSet(town, profile)
        made.units = {
            "congress": make_unit(f"{name}人大", UnitKind.CONGRESS, parent=town),
            "government": make_unit(f"{name}人民政府", UnitKind.GOVERNMENT, parent=town),
            "water": make_unit("水利站", UnitKind.STATION, parent=town, handles_suggestions=True),
            "roads": make_unit("公路站", UnitKind.STATION, parent=town, handles_suggestions=True),
            "village": make_unit("上河村", UnitKind.VILLAGE, parent=town),
        }
    return made


def fill_congress(made: TownSet) -> None:
    """Term, session, constituency, group, deputies and everybody with a post."""
    made.term = Term.objects.create(number=19, starts_on=SINCE)
    made.session = CongressSession.objects.create(
        term=made.term, number=5, opens_on=date(2026, 1, 20), closes_on=date(2026, 1, 21)
    )
    made.constituency = Constituency.objects.create(number=1, name="第一选区", seats=3)
    made.group = DeputyGroup.objects.create(name="第一代表小组")
    for role, (name, body, post) in POSTS.items():
        person = made.people[role] = make_person(name)
        Appointment.objects.create(
            person=person, unit=made.units[body], post=post, role=SAME_ROLE.get(role, role), from_on=SINCE
        )
    for role, name in DEPUTIES.items():
        person = made.people[role] = make_person(name, village=made.units["village"])
        made.mandates[role] = make_mandate(person, made)


def make_town(name: str = "云岭镇", *, place_code: str = "", prefix: str = "") -> TownSet:
    """A town with an account for every role; usernames are ``prefix`` + role."""
    made = open_town(name, place_code)
    with acting_in(made.town):
        fill_congress(made)
        for role, person in made.people.items():
            made.accounts[role] = make_account(person, prefix + role, second_factor=role in WITH_SECOND_FACTOR)
    return made


def make_county(name: str = "云川县", prefix: str = "") -> Account:
    """A county with one person of its congress; gives the account."""
    county = Unit.everywhere.create(name=name, kind=UnitKind.COUNTY)
    with acting_in(county):
        body = make_unit(f"{name}人大常委会", UnitKind.CONGRESS, parent=county)
        person = make_person("马联络")
        Appointment.objects.create(person=person, unit=body, post="选任联委主任", role="county", from_on=SINCE)
        return make_account(person, f"{prefix}county")


@pytest.fixture
def town_set(db: None) -> Iterator[TownSet]:
    """A whole town, active for the length of the test."""
    made = make_town()
    made.accounts["county"] = make_county()
    with acting_in(made.town):
        yield made


@pytest.fixture
def town(town_set: TownSet) -> Unit:
    """The active town."""
    return town_set.town


@pytest.fixture
def accounts(town_set: TownSet) -> dict[str, Account]:
    """Role → account: office, chair, presidium, leader, deputy, other_deputy, third_deputy, unit_handler,
    unit_leader, other_unit, keeper, county."""
    return town_set.accounts


@pytest.fixture
def actors(town_set: TownSet) -> dict[str, Actor]:
    """The same people as the policies see them."""
    return {role: town_set.actor(role) for role in town_set.accounts}


@pytest.fixture
def client_as(town_set: TownSet) -> Any:
    """``client_as("office")``: a test client signed in as the person with that role."""
    from tests.harness.sessions import signed_in

    def sign_in(role: str) -> Client:
        return signed_in(town_set.accounts[role])

    return sign_in


@pytest.fixture
def other_town(db: None) -> TownSet:
    """A second town, not active, whose rows nobody here may reach."""
    return make_town("石桥镇", prefix="other-")
