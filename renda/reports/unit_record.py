"""The whole record of a unit over the years: suggestions, promises, inspections and the problems they found, appraisals with
their results, projects, decisions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import visible
from renda.kernel.deadlines.models import Deadline, DeadlineStatus
from renda.kernel.procedures.matter import Matter
from renda.kernel.units.models import Unit
from renda.modules.appraisals.documents import words_of
from renda.modules.appraisals.models import Appraised, Demand
from renda.modules.livelihood.models import Project
from renda.modules.presidium.models import Decision
from renda.modules.suggestions.models import Promise, Suggestion
from renda.modules.supervision.models import Inspection, Problem

MOST_YEARS = 5
"""How many years stand side by side."""


@dataclass(frozen=True)
class Kind:
    """One kind of matter a unit has to answer for. ``owner`` is the field that names the unit, ``day`` when it came to it,
    ``outcome`` what came out, where the state alone does not say it; ``unread`` are long columns that no line shows."""

    key: str
    label: str
    model: type
    owner: str
    day: Callable[..., date | None]
    related: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    outcome: Callable[..., str] = lambda row: ""
    unread: tuple[str, ...] = ()


KINDS = (
    Kind("suggestion", "代表建议", Suggestion, "lead_unit", lambda row: row.assigned_on or row.submitted_on,
         unread=("facts", "ask", "gate", "public_text", "presidium_review")),
    Kind("promise", "承诺", Promise, "unit", lambda row: row.made_on),
    Kind("inspection", "监督检查", Inspection, "units", lambda row: row.starts_on, (), ("proposed", "decided", "declined", "cancelled")),
    Kind("problem", "检查发现的问题", Problem, "unit", lambda row: row.inspection.reported_on, ("inspection",), ("listed", "dropped")),
    Kind("appraised", "评议", Appraised, "unit", lambda row: row.appraisal.voted_on or row.appraisal.meeting_on, ("appraisal",), ("named", "dropped"), lambda row: words_of(row.last_outcome)),
    Kind("demand", "评议整改意见", Demand, "appraised__unit", lambda row: row.appraised.letter_on, ("appraised__unit",), ("dropped",)),
    Kind("project", "民生实事", Project, "unit", lambda row: row.campaign.voted_on, ("campaign",), ("stopped",)),
    Kind("decision", "主席团决定", Decision, "unit", lambda row: row.topic.meeting.held_on, ("topic__meeting",), ("dropped",)),
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One matter: what, when it came, how it stands. ``is_late``: a day of it has passed unmet, or was met too late."""

    kind: str
    kind_label: str
    title: str
    on: date | None
    state_label: str
    is_open: bool
    is_late: bool
    matter: Matter
    outcome: str = ""

    @property
    def url(self) -> str:
        """Where it opens; asked for the lines of a page only."""
        return self.matter.get_absolute_url()

    def told(self) -> dict[str, Any]:
        """The line in plain values."""
        names = [one.name for one in fields(self) if one.name != "matter"]
        return {**{name: getattr(self, name) for name in names}, "url": self.url}


@dataclass(frozen=True)
class Sum:
    """Of one kind: all, those still open, those with a day that was missed; ``by_year``: year and number."""

    key: str
    label: str
    total: int
    open: int
    late: int
    by_year: tuple[tuple[int, int], ...] = ()


def lines_of(actor: Actor, unit: Unit) -> list[Line]:
    """Everything the unit has had to answer for, as far as the actor sees it, the latest first."""
    found = [line for kind in KINDS for line in of_kind(actor, unit, kind)]
    return sorted(found, key=lambda line: (line.on or date.min, line.title), reverse=True)


def of_kind(actor: Actor, unit: Unit, kind: Kind) -> list[Line]:
    rows: QuerySet = visible(actor, kind.model).filter(**{kind.owner: unit}).exclude(state__in=kind.left_out)
    rows = rows.select_related(*kind.related) if kind.related else rows
    rows = list(rows.defer(*kind.unread).order_by("id"))
    late = late_ones(kind.model, unit, [row.pk for row in rows])
    return [
        Line(
            kind.key, kind.label, str(getattr(row, "title", "") or row), kind.day(row), row.state_label(),
            not row.procedure.state(row.state).closed, row.pk in late, row, kind.outcome(row),
        )
        for row in rows
    ]  # fmt: skip


def late_ones(model: type, unit: Unit, keys: list[UUID]) -> set[UUID]:
    """The matters with a day that the unit has missed; measures of the office's own are left out."""
    missed = Q(status__in=(DeadlineStatus.LATE, DeadlineStatus.MET_LATE)) | Q(
        status=DeadlineStatus.RUNNING, due_on__lt=clock.today()
    )
    rows = Deadline.objects.filter(
        missed, model=model._meta.label_lower, object_id__in=keys, internal=False, unit=unit
    )
    return set(rows.order_by().values_list("object_id", flat=True))


def years_of(lines: list[Line]) -> list[int]:
    """The last years in which something came to the unit, the latest last."""
    return sorted({line.on.year for line in lines if line.on})[-MOST_YEARS:]


def sums(lines: list[Line]) -> list[Sum]:
    """The figures of each kind that occurs, in the order of the kinds; by year for the years of :func:`years_of`."""
    years, by_kind = years_of(lines), defaultdict(list)
    for line in lines:
        by_kind[line.kind].append(line)
    return [sum_of(kind, by_kind[kind.key], years) for kind in KINDS if kind.key in by_kind]


def sum_of(kind: Kind, lines: list[Line], years: list[int]) -> Sum:
    by_year = Counter(line.on.year for line in lines if line.on)
    return Sum(
        kind.key,
        kind.label,
        len(lines),
        sum(line.is_open for line in lines),
        sum(line.is_late for line in lines),
        tuple((year, by_year[year]) for year in years),
    )
