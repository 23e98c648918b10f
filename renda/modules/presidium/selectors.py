"""What is asked about the presidium: its members, its gaps, who stays away, what was carried out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from renda.kernel.deadlines import timing
from renda.kernel.deadlines.models import Deadline, DeadlineStatus
from renda.kernel.people.models import Appointment, Person, Term
from renda.law import majorities
from renda.law.majorities import Verdict
from renda.modules.presidium.models import Attendance, Decision, Meeting, Presence

SEATS = ("presidium", "chair")
COUNTED = ("held", "filed")


def members(on: date) -> list[Person]:
    """The members of the presidium on a day: the chair, the vice chairs, the others; two posts of one person count once."""
    rows = Appointment.objects.on(on).filter(role__in=SEATS).select_related("person")
    ordered = rows.order_by("unit__position", "person__name", "id")
    ranked = sorted(ordered, key=lambda row: (row.role != "chair", "副" in row.post))
    return list({row.person_id: row.person for row in ranked}.values())


def current_term(on: date) -> Term | None:
    return Term.objects.filter(starts_on__lte=on).order_by("-starts_on", "-id").first()


def next_number(term: Term) -> int:
    return (Meeting.objects.filter(term=term).aggregate(last=Max("number"))["last"] or 0) + 1


def quorum(present: int, everybody: int, on: date) -> Verdict:
    """Whether enough members are there (rule ``presidium-quorum`` in the town's place and settings)."""
    return _check("presidium-quorum", present, everybody, on)


def majority(in_favour: int, everybody: int, on: date) -> Verdict:
    """Whether enough members are in favour (rule ``presidium-decision-majority``)."""
    return _check("presidium-decision-majority", in_favour, everybody, on)


def _check(rule_id: str, count: int, base: int, on: date) -> Verdict:
    rule = timing.rule(rule_id, on)
    share = rule.share()
    return Verdict(majorities.meets(count, base, share), count, base, majorities.needed(base, share), rule)


def next_due() -> Deadline | None:
    """By when the next meeting has to be held; None before the first one."""
    rows = Deadline.objects.filter(model=Meeting._meta.label_lower, key="next", status__in=DeadlineStatus.open())
    return rows.order_by("-due_on", "-id").first()


@dataclass(frozen=True)
class MemberRecord:
    """How a member came to the meetings of a time."""

    person: Person
    present: int
    excused: int
    absent: int


def attendance_of(term: Term) -> list[MemberRecord]:
    """Every member who was asked to a meeting of the term; those who stayed away without leave first."""
    rows = Attendance.objects.filter(meeting__term=term).select_related("person").order_by("person__name", "id")
    counts: dict[Person, Counter] = {}
    for row in rows:
        counts.setdefault(row.person, Counter())[row.presence] += 1
    made = [MemberRecord(person, *(count[key] for key in Presence.values)) for person, count in counts.items()]
    return sorted(made, key=lambda one: -one.absent)


def decisions_open():
    return Decision.objects.filter(state="open").select_related("topic__meeting__term", "unit").order_by("due_on", "id")
