"""One list of everything a unit still has to put right or keep: problems of inspections, demands of appraisals, promises,
decisions of the presidium. Open, overdue, or proved. The database counts; only the lines of the page shown are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import policy_for, visible
from renda.kernel.units.models import Unit
from renda.modules.appraisals.models import Demand
from renda.modules.appraisals.selectors import HANDED_OVER
from renda.modules.presidium.models import Decision
from renda.modules.suggestions.models import Promise
from renda.modules.supervision.models import Problem

OPEN, LATE, PROVED = "open", "late", "proved"
LABELS = {OPEN: "没有办完的", LATE: "逾期的", PROVED: "有证明、办完的"}
#: What each list holds: the open ones are the late ones too.
HOLDS = {OPEN: (OPEN, LATE), LATE: (LATE,), PROVED: (PROVED,)}


@dataclass(frozen=True)
class Kind:
    """One kind. ``waiting``: states in which the unit must act (so a day can be missed), ``shown``: others look at what it
    showed, ``proved``: over with proof. ``owner``: path to the unit, ``due``: the day."""

    key: str
    label: str
    model: type
    title: str
    owner: str
    due: F | Coalesce
    waiting: tuple[str, ...]
    shown: tuple[str, ...]
    proved: tuple[str, ...]
    only: Callable[[QuerySet], QuerySet] = lambda rows: rows


KINDS = (
    Kind("problem", "检查发现的问题", Problem, "title", "unit", F("due_on"), ("doing",), ("shown",), ("closed",)),
    Kind("demand", "评议整改意见", Demand, "ask", "appraised__unit", Coalesce("due_on", "appraised__plan_by"), ("asked", "doing"), ("shown",), ("closed",),
         lambda rows: rows.filter(appraised__state__in=HANDED_OVER)),
    Kind("promise", "承诺", Promise, "text", "unit", F("due_on"), ("open",), ("shown",), ("kept",)),
    Kind("decision", "主席团决定", Decision, "text", "unit", F("due_on"), ("open",), (), ("carried_out",), lambda rows: rows.exclude(unit=None)),
)  # fmt: skip
BY_KEY = {kind.key: kind for kind in KINDS}


@dataclass(frozen=True)
class Line:
    """One thing: what, who, by when, how it stands."""

    kind: Kind
    pk: UUID
    title: str
    unit_id: UUID
    unit: str
    due_on: date
    state: str
    status: str

    @property
    def url(self) -> str:
        return self.kind.model(pk=self.pk).get_absolute_url()

    @property
    def state_label(self) -> str:
        return self.kind.model(state=self.state).state_label()


class FollowUp:
    """Everything in the actor's reach, of one unit where it is named."""

    def __init__(self, actor: Actor, unit: Unit | None = None) -> None:
        self.actor, self.unit = actor, unit

    @cached_property
    def kinds(self) -> list[tuple[Kind, QuerySet]]:
        """The kinds the actor may look at, each with its rows."""
        return [
            (kind, rows_of(self.actor, kind, self.unit))
            for kind in KINDS
            if self.actor.has(policy_for(kind.model).view_verb)
        ]

    @cached_property
    def _counted(self) -> Counter[tuple[str, UUID, str]]:
        """How many by status and unit."""
        found: Counter[tuple[str, UUID, str]] = Counter()
        for kind, rows in self.kinds:
            of_unit = (f"{kind.owner}__id", f"{kind.owner}__short_name", f"{kind.owner}__name")
            counted = rows.values("status", *of_unit).annotate(lines=Count("id"))
            for status, key, short, name, lines in counted.values_list("status", *of_unit, "lines"):
                found[status, key, short or name] += lines
        return found

    def count(self, wanted: str) -> int:
        """How many the list ``wanted`` holds."""
        return sum(lines for (status, _, _), lines in self._counted.items() if status in HOLDS[wanted])

    def owners(self, wanted: str) -> list[tuple[UUID, str, int]]:
        """The units of a list with how many each, the most first."""
        by: Counter[tuple[UUID, str]] = Counter()
        for (status, key, name), lines in self._counted.items():
            if status in HOLDS[wanted]:
                by[key, name] += lines
        most_first = sorted(by.items(), key=lambda one: (-one[1], one[0][1]))
        return [(key, name, lines) for (key, name), lines in most_first]

    def lines(self, wanted: str) -> Lines:
        """A list to turn the pages of: the first due at the head, of the proved ones the last due."""
        return Lines(self, wanted)


@dataclass(frozen=True)
class Lines:
    """The lines of one list; a slice reads that stretch alone, in one query over all kinds."""

    of: FollowUp
    wanted: str

    def __len__(self) -> int:
        return self.of.count(self.wanted)

    def __getitem__(self, stretch: slice) -> list[Line]:
        parts = [columns(kind, rows.filter(status__in=HOLDS[self.wanted])) for kind, rows in self.of.kinds]
        if not parts:
            return []
        order = ("day", "key", "id")
        rows = parts[0].union(*parts[1:], all=True)
        rows = rows.order_by(*(f"-{name}" for name in order) if self.wanted == PROVED else order)
        return [
            Line(BY_KEY[key], pk, title, owner, short or name, day, state, status)
            for pk, title, owner, short, name, state, key, day, status in rows[stretch]
        ]


def rows_of(actor: Actor, kind: Kind, unit: Unit | None) -> QuerySet:
    """The rows of a kind, each with its ``day`` and ``status``: proved; late while the unit must act and the day is past;
    else open."""
    states = (*kind.waiting, *kind.shown, *kind.proved)
    rows = kind.only(visible(actor, kind.model)).filter(state__in=states).select_related(None).order_by()
    if unit is not None:
        rows = rows.filter(**{kind.owner: unit})
    is_late = Q(state__in=kind.waiting, day__lt=clock.today())
    status = Case(
        When(state__in=kind.proved, then=Value(PROVED)), When(is_late, then=Value(LATE)), default=Value(OPEN)
    )
    return rows.annotate(day=kind.due).annotate(status=status)


def columns(kind: Kind, rows: QuerySet) -> QuerySet:
    """What a line shows, in columns that are the same for every kind."""
    owner = (f"{kind.owner}__id", f"{kind.owner}__short_name", f"{kind.owner}__name")
    keyed = rows.annotate(key=Value(kind.key, output_field=CharField()))
    return keyed.values_list("id", kind.title, *owner, "state", "key", "day", "status")
