"""The made-up people of a rehearsal: as many deputies as the real town has, units, leaders, and a session to prepare.

Nothing of the real town's people is read but how many deputies there are and which session comes next.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from renda.demo import logins
from renda.demo.acting import OFFICE, Actors
from renda.demo.build import plan_town
from renda.demo.content.model import Town
from renda.demo.furnishing import (
    Rows,
    add_district,
    make_accounts,
    make_groups,
    make_people,
    make_posts,
    make_units,
)
from renda.demo.scheduling import workday_finder
from renda.foundation import clock
from renda.kernel.people.models import CongressSession, Mandate, Term
from renda.kernel.procedures.execute import open_matter
from renda.kernel.units.models import Unit
from renda.kernel.units.scope import acting_in
from renda.law.counting import add_months
from renda.law.workdays import standard_calendar

#: The least the generator can plan; the suggestions it plans are not played.
FEWEST_DEPUTIES, PLANNED_SUGGESTIONS = 20, 40
PREPARED_MONTHS = 2
PREFIX = "演练-"


def fill(space: Unit) -> None:
    """Fill the rehearsal ``space``, which is the active town."""
    today = clock.today()
    with acting_in(space.parent_id):
        deputies = Mandate.objects.on().filter(level="town").count()
        term, number = coming_session(today)
    plan = plan_town(today.toordinal(), 1, max(FEWEST_DEPUTIES, deputies), PLANNED_SUGGESTIONS, today)
    rows = Rows(space, plan)
    make_units(rows)
    make_people(rows)
    term = term or plan_term(plan)
    sit(rows, term)
    make_posts(rows)
    make_accounts(rows, PREFIX, None)
    prepare(rows, term, number)


def coming_session(today: date) -> tuple[Term | None, int]:
    """The real term that runs, not saved, and the number of its next session."""
    term = Term.objects.filter(starts_on__lte=today).order_by("-number").first()
    if term is None:
        return None, 1
    last = (
        CongressSession.objects.filter(term=term, opens_on__lte=today).aggregate(last=Max("number"))["last"]
        or 0
    )
    return Term(number=term.number, starts_on=term.starts_on), last + 1


def plan_term(plan: Town) -> Term:
    """The term of the plan, where the real town has none yet."""
    return Term(number=plan.terms[-1].number, starts_on=plan.terms[-1].starts_on)


def sit(rows: Rows, term: Term) -> None:
    """The term, groups, constituencies, and a seat for everybody who sits in the plan today."""
    term.save()
    groups, districts = make_groups(rows), {}
    for deputy in logins.seated(rows.plan):
        seat = deputy.mandate_on(rows.plan.today)
        rows.mandates[deputy.person.key, seat.elected_on] = Mandate(
            person=rows.people[deputy.person.key],
            term=term,
            constituency=districts.get(seat.district) or add_district(districts, rows.plan, seat),
            group=groups[seat.group_key],
            card_number=f"{term.number}-{seat.seat + 1:03d}",
            from_on=term.starts_on,
        )
    Mandate.objects.bulk_create(rows.mandates.values())


def prepare(rows: Rows, term: Term, number: int) -> None:
    """The coming session, registered and taken in hand."""
    opens_on = workday_finder(standard_calendar().is_workday)(add_months(rows.plan.today, PREPARED_MONTHS))
    CongressSession.objects.create(term=term, number=number, opens_on=opens_on, closes_on=opens_on)
    days = {"kind": "regular", "opens_on": opens_on, "closes_on": opens_on}
    open_matter(Actors(rows).staff(OFFICE), "session", "start", days)
