"""The town's rows before any suggestion: bodies, villages, people, posts, seats, sessions, accounts, opinions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password

from renda.demo import logins
from renda.demo.content import texts
from renda.demo.content.geography import COUNTY
from renda.demo.content.model import Mandate as Seat
from renda.demo.content.model import Person as PlannedPerson
from renda.demo.content.model import Town
from renda.foundation import clock
from renda.kernel.access.actors import system
from renda.kernel.archive import numbering, table
from renda.kernel.archive.models import TableApproval
from renda.kernel.crypto.cipher import blind_index
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
from renda.kernel.units.founding import found_town
from renda.kernel.units.models import TownProfile, Unit, UnitKind
from renda.kernel.units.scope import acting_in
from renda.law.book import book
from renda.modules.suggestions.models import Opinion

#: What this office has set for itself: answers are wanted ten days before the law's own day.
OWN_PRACTICE = {
    "suggestion-internal-reply": {"default": {"normal": {"value": 80, "unit": "calendar-day", "start": "assigned_on"}}}
}
KINDS = {
    "内设机构": UnitKind.DEPARTMENT,
    "事业单位": UnitKind.STATION,
    "派驻机构": UnitKind.COUNTY_DEPARTMENT,
    "企业": UnitKind.OTHER,
}
FONDS = "Z109"
BODIES = {"人大": UnitKind.CONGRESS, "政府": UnitKind.GOVERNMENT, "党委": UnitKind.PARTY}


@dataclass
class Rows:
    """The rows made, by the keys of the plan."""

    town: Unit
    plan: Town
    units: dict[str, Unit] = field(default_factory=dict)
    villages: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    sessions: dict[str, CongressSession] = field(default_factory=dict)
    mandates: dict[tuple[str, date], Mandate] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    opinions: dict[str, Opinion] = field(default_factory=dict)

    def mandate(self, index: int, day: date) -> Mandate:
        """The seat that the deputy ``index`` held on ``day``."""
        deputy = self.plan.deputies[index]
        seat = deputy.mandate_on(day) or deputy.mandates[-1]
        return self.mandates[deputy.person.key, seat.elected_on]


def furnish_town(plan: Town, *, name: str = "", prefix: str = "") -> Rows:
    """Everything but suggestions, on the day before the first of them. ``name`` and ``prefix`` make further
    towns of the same plan: another name, other login names."""
    name = name or plan.name
    town = found_town(name, place_code=plan.code, number_word=name[:-1] + "镇", office_phone="0799-6601208")
    with acting_in(town):
        profile = TownProfile.current()
        table = [{"username": one.username, "role": one.role, "name": one.name, "post": one.post} for one in logins.table(plan, prefix)]
        profile.options = {
            "demonstration": True,
            "demonstration_password": logins.PASSWORD,
            "demonstration_accounts": logins.grouped(table),
        }
        profile.rule_settings = OWN_PRACTICE
        book().check_settings(OWN_PRACTICE, clock.today(), plan.code)
        profile.save()
        rows = Rows(town, plan)
        make_units(rows)
        make_people(rows)
        make_seats(rows)
        make_posts(rows)
        make_accounts(rows, prefix)
        make_opinions(rows)
        make_archive(rows)
    return rows


def make_archive(rows: Rows) -> None:
    """The fonds has its number and the county has agreed to the retention table, so that what is done is filed with a number."""
    office = system(rows.town)
    numbering.name_fonds(office, number=FONDS, name=TownProfile.current().congress_name, repository=f"{COUNTY}档案馆")
    table.approve(office, TableApproval(approved_by=f"{COUNTY}档案局", approved_on=clock.today(), number=""))


def make_units(rows: Rows) -> None:
    """Bodies of the town, handling units, villages."""
    plan, town = rows.plan, rows.town
    rows.units = {kind: Unit.objects.get(kind=BODIES[kind]) for kind in ("人大", "政府")}
    rows.units["党委"] = Unit.objects.create(
        kind=UnitKind.PARTY, name=f"中共{town.name}委员会", short_name="镇党委", parent=town, position=2
    )
    for position, unit in enumerate(plan.units, start=10):
        rows.units[unit.key] = Unit.objects.create(
            kind=KINDS[unit.kind],
            name=unit.name,
            short_name=unit.short,
            parent=town if unit.is_vertical else rows.units["政府"],
            phone=unit.phone,
            handles_suggestions=True,
            position=position,
        )
    for position, village in enumerate(plan.villages, start=100):
        rows.villages[village.key] = Unit.objects.create(
            kind=UnitKind.VILLAGE, name=village.name, parent=town, code=village.code, position=position
        )


def make_people(rows: Rows) -> None:
    """Deputies, leaders, staff of the units. Villagers are nobody the office keeps a card of."""
    deputies = {deputy.person.key: deputy for deputy in rows.plan.deputies}
    people = []
    for key, planned in rows.plan.persons.items():
        if key.startswith("v-"):
            continue
        person = card(rows, planned)
        if deputy := deputies.get(key):
            person.occupation, person.employer = deputy.occupation, deputy.employer
            person.skills = "、".join(deputy.skills)
        rows.people[key] = person
        people.append(person)
    Person.objects.bulk_create(people)


def card(rows: Rows, planned: PlannedPerson) -> Person:
    """The card of one person."""
    return Person(
        name=planned.name,
        gender="male" if planned.sex == "男" else "female",
        ethnicity=planned.ethnicity,
        birth_on=planned.born_on,
        education=planned.education,
        party=planned.party,
        village=rows.villages.get(planned.village_key or ""),
        phone=planned.phone,
        phone_index=blind_index(planned.phone, "phone"),
        id_number=planned.id_number,
        id_index=blind_index(planned.id_number, "id-number"),
    )


def make_seats(rows: Rows) -> None:
    """Terms, sessions, constituencies, groups, and who sat when."""
    plan = rows.plan
    terms = {term.number: Term.objects.create(number=term.number, starts_on=term.starts_on, ends_on=term.ends_on) for term in plan.terms}
    coming = max((session.term for session in plan.sessions), default=0)
    if coming not in terms:
        terms[coming] = Term.objects.create(number=coming, starts_on=plan.terms[-1].ends_on)
    for session in plan.sessions:
        rows.sessions[session.key] = CongressSession.objects.create(
            term=terms[session.term], number=session.number, opens_on=session.opens_on, closes_on=session.closes_on
        )
    groups = make_groups(rows)
    districts: dict[str, Constituency] = {}
    for deputy in plan.deputies:
        for seat in deputy.mandates:
            district = districts.get(seat.district) or add_district(districts, plan, seat)
            rows.mandates[deputy.person.key, seat.elected_on] = Mandate(
                person=rows.people[deputy.person.key],
                term=terms[seat.term],
                constituency=district,
                group=groups[seat.group_key],
                card_number=f"{seat.term}-{seat.seat + 1:03d}",
                from_on=seat.elected_on,
                until_on=seat.ended_on - timedelta(days=1) if seat.ended_on else None,
                end_cause=seat.end_reason,
            )
    Mandate.objects.bulk_create(rows.mandates.values())
    add_county_deputies(rows, terms[plan.terms[-1].number])


def make_groups(rows: Rows) -> dict[str, DeputyGroup]:
    """The deputies' groups, by the keys of the plan."""
    plan, groups = rows.plan, {}
    for position, group in enumerate(plan.groups):
        leader = rows.people[plan.deputies[group.leader_index].person.key]
        groups[group.key] = DeputyGroup.objects.create(name=group.name, leader=leader, station=group.station, position=position)
    return groups


def add_district(districts: dict, plan: Town, seat: Seat) -> Constituency:
    """A constituency with as many seats as deputies sit for it today."""
    held = sum(1 for deputy in logins.seated(plan) if deputy.mandate_on(plan.today).district == seat.district)
    districts[seat.district] = Constituency.objects.create(number=len(districts) + 1, name=seat.district, seats=held)
    return districts[seat.district]


def add_county_deputies(rows: Rows, term: Term) -> None:
    """County deputies elected here; they sit in the county, their card is kept by the town's office."""
    for person in rows.plan.county_deputies:
        Mandate.objects.create(person=rows.people[person.key], term=term, level="county", from_on=term.starts_on)


def make_posts(rows: Rows) -> None:
    """Dated posts; the role comes from the account table or from the body."""
    roles = {login.person_key: login.role for login in logins.table(rows.plan)}
    posts = []
    for post in rows.plan.posts:
        role = logins.STAFF.get(post.person_key, ("", ""))[1] or ("unit_handler" if post.title == "联系人" else "unit_leader")
        posts.append(
            Appointment(
                person=rows.people[post.person_key],
                unit=rows.units[post.body],
                post=post.title,
                role=role,
                from_on=post.from_on,
                until_on=post.to_on,
            )
        )
    since = rows.plan.terms[-1].starts_on
    for index in rows.plan.presidium:
        key = rows.plan.deputies[index].person.key
        if roles.get(key) == "presidium":
            posts.append(Appointment(person=rows.people[key], unit=rows.units["人大"], post="主席团成员", role="presidium", from_on=since))
    posts += earlier_posts(posts, rows.plan)
    Appointment.objects.bulk_create(posts)


def earlier_posts(posts: list[Appointment], plan: Town) -> list[Appointment]:
    """The same people held their posts in the terms before, so that old papers have somebody to sign them."""
    first, since = plan.terms[0].starts_on, plan.terms[-1].starts_on
    if first == since:
        return []
    day_before = since - timedelta(days=1)
    fields = ("person", "unit", "post", "role")
    return [
        Appointment(**{key: getattr(post, key) for key in fields}, from_on=first, until_on=day_before)
        for post in posts
        if post.from_on == since
    ]


def make_accounts(rows: Rows, prefix: str, secret: str | None = logins.PASSWORD) -> None:
    """All accounts with the one password of the demonstration, or none that anybody could log in with."""
    password = make_password(secret)
    made = [
        Account(
            username=login.username,
            password=password,
            town=rows.town,
            person=rows.people[login.person_key],
            must_change_password=False,
            created_at=clock.now(),
        )
        for login in logins.table(rows.plan, prefix)
    ]
    Account.objects.bulk_create(made)
    keys = {person.pk: key for key, person in rows.people.items()}
    rows.accounts = {keys[account.person_id]: account for account in made}


def make_opinions(rows: Rows) -> None:
    """What villagers wrote and said."""
    plan = rows.plan
    for item in plan.opinions:
        body = texts.opinion(plan, item)
        rows.opinions[item.key] = Opinion(
            title=headline(body),
            body=body,
            received_on=item.on,
            origin=item.channel,
            place=plan.village(item.village_key).name,
            reference=f"{item.on.year}-{item.key[1:]}",
        )
    Opinion.objects.bulk_create(rows.opinions.values())


def headline(body: str) -> str:
    """The first clause that says something, as the title of a letter."""
    clauses = [clause for clause in body.replace("：", "。").replace("，", "。").split("。") if len(clause) > 7]
    return clauses[0][:60] if clauses else body[:40]
