"""Open deadlines as the desks show them: in reach of the actor, whom they wait for, sorted by how near they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from renda.foundation import clock
from renda.kernel.access import verbs
from renda.kernel.access.actors import Actor
from renda.kernel.access.matters import of_visible_matters
from renda.kernel.deadlines import timing
from renda.kernel.deadlines.models import Deadline, DeadlineStatus
from renda.reports.firsts import firsts_by

INSIDE = ("office", "chair")
SHOWN = {"overdue": 20, "week": 12, "inner": 5, "later": 5}
"""How many rows of each stretch a desk shows; the rest is a click away."""


@dataclass(frozen=True)
class DueRow:
    """One line of a desk: which matter, what to do, whom it waits for, until when."""

    deadline: Deadline
    verb_label: str
    waits_for: str

    @property
    def subject(self) -> str:
        return self.deadline.subject

    @property
    def url(self) -> str:
        return self.deadline.url

    @property
    def due_on(self) -> date:
        return self.deadline.due_on


@dataclass
class DueList:
    """The first rows of one stretch of time and how many there are altogether."""

    key: str
    label: str
    nothing: str
    rows: list[DueRow] = field(default_factory=list)
    total: int = 0


def in_reach(actor: Actor) -> QuerySet[Deadline]:
    """The deadlines of the matters the actor sees. Inner deadlines are shown to the office and to whom they bind."""
    rows = Deadline.objects.filter(of_visible_matters(actor))
    if not actor.is_(*INSIDE) and actor.kind != "system":
        rows = rows.filter(Q(internal=False) | Q(unit_id__in=actor.unit_ids))
    return rows.select_related("unit", "person")


def still_open(actor: Actor) -> QuerySet[Deadline]:
    return in_reach(actor).filter(status__in=DeadlineStatus.open())


def mine(actor: Actor) -> QuerySet[Deadline]:
    """The open deadlines that wait for this very actor: the verb is held, the unit or the person is the actor's own."""
    may = [verb.key for verb in verbs.all_verbs() if actor.has(verb.key)]
    return still_open(actor).filter(
        Q(unit__isnull=True) | Q(unit_id__in=actor.unit_ids),
        Q(person__isnull=True) | Q(person_id=actor.person_id),
        waits_for__in=may,
    )


def end_of_week(today: date) -> date:
    """The Sunday of the week ``today`` lies in."""
    return today + timedelta(days=6 - today.weekday())


def soon_until(today: date) -> date:
    """How far the office's first reminder looks ahead."""
    return today + timedelta(days=max(timing.practice(timing.NUDGES_RULE)["days_before"]))


def row_of(deadline: Deadline) -> DueRow:
    """Say in words whom a deadline waits for."""
    label = verbs.label(deadline.waits_for) if verbs.is_known(deadline.waits_for) else deadline.label
    who = deadline.unit or deadline.person
    return DueRow(deadline, label, str(who) if who else holders(deadline.waits_for))


def holders(verb: str) -> str:
    """The roles that may do ``verb``, the one with the fewest verbs being the one meant; no query."""
    found = [role for role in verbs.roles().values() if role.allows(verb)]
    return found[0].label if found else "系统"


STRETCHES = (
    ("overdue", "逾期", "没有逾期的事。"),
    ("week", "本周到期", "今天没有到期的事，本周也没有。"),
    ("inner", "超过内部期限", "没有超过内部期限的事。"),
    ("later", "以后", "以后暂时没有到期的事。"),
)


def stretch(key: str) -> Q:
    """The condition of a stretch of time: overdue, week (today to Sunday), inner (over, but only by the office's own
    measure, which no law sets) or later. KeyError for another."""
    today = clock.today()
    sunday = end_of_week(today)
    return {
        "overdue": Q(due_on__lt=today, internal=False),
        "week": Q(due_on__range=(today, sunday)),
        "inner": Q(due_on__lt=today, internal=True),
        "later": Q(due_on__gt=sunday),
    }[key]


#: The nearest day first; on the same day what the law sets before what the office sets itself.
ORDER = ("due_on", "internal", "id")


def in_order(rows: QuerySet[Deadline]) -> QuerySet[Deadline]:
    """The rows as every list shows them, see ``ORDER``."""
    return rows.order_by(*ORDER)


def by_nearness(rows: QuerySet[Deadline]) -> list[DueList]:
    """Overdue, this week, over by inner measure, later: the first rows of each and how many there are, asked once."""
    parts = firsts_by(rows, {key: stretch(key) for key, _, _ in STRETCHES}, ORDER, max(SHOWN.values()))
    found = []
    for key, label, nothing in STRETCHES:
        shown = [row_of(deadline) for deadline in parts[key].rows[: SHOWN[key]]]
        found.append(DueList(key, label, nothing, shown, parts[key].total))
    return found
