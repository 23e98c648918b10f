"""One list of everything a unit still has to put right or keep: problems of inspections, demands of appraisals, promises,
decisions of the presidium. Open, overdue, or proved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, QuerySet
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


def lines_of(actor: Actor, unit: Unit | None = None) -> list[Line]:
    """Everything in the actor's reach, of one unit where it is named; the first due at the head."""
    today = clock.today()
    found = [
        line
        for kind in KINDS
        if actor.has(policy_for(kind.model).view_verb)
        for line in of_kind(actor, kind, unit, today)
    ]
    return sorted(found, key=lambda line: (line.due_on, line.kind.key, str(line.pk)))


def of_kind(actor: Actor, kind: Kind, unit: Unit | None, today: date) -> list[Line]:
    states = (*kind.waiting, *kind.shown, *kind.proved)
    rows = kind.only(visible(actor, kind.model)).filter(state__in=states).select_related(None)
    if unit is not None:
        rows = rows.filter(**{kind.owner: unit})
    rows = rows.order_by().annotate(day=kind.due)
    values = rows.values_list(
        "pk",
        kind.title,
        f"{kind.owner}__id",
        f"{kind.owner}__short_name",
        f"{kind.owner}__name",
        "day",
        "state",
    )
    return [
        Line(kind, pk, title, owner, short or name, day, state, status_of(kind, state, day, today))
        for pk, title, owner, short, name, day, state in values
    ]


def status_of(kind: Kind, state: str, due_on: date, today: date) -> str:
    """Proved; late while the unit must act and the day is past; else open."""
    if state in kind.proved:
        return PROVED
    return LATE if state in kind.waiting and due_on < today else OPEN


def narrowed(lines: list[Line], status: str) -> list[Line]:
    """``open`` holds the late ones too; the proved ones come latest first."""
    if status == PROVED:
        return [line for line in reversed(lines) if line.status == PROVED]
    wanted = (LATE,) if status == LATE else (OPEN, LATE)
    return [line for line in lines if line.status in wanted]


def counts(lines: list[Line]) -> dict[str, int]:
    """How many there are of each status; ``open`` holds the late ones too."""
    by = Counter(line.status for line in lines)
    return {OPEN: by[OPEN] + by[LATE], LATE: by[LATE], PROVED: by[PROVED]}


def owners(lines: list[Line]) -> list[tuple[UUID, str, int]]:
    """The units of these lines with how many each, the most first."""
    by = Counter((line.unit_id, line.unit) for line in lines)
    return [
        (key, name, count) for (key, name), count in sorted(by.items(), key=lambda one: (-one[1], one[0][1]))
    ]
