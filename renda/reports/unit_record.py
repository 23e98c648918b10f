"""The whole record of a unit over the years: suggestions, promises, problems found by inspections, appraisals, projects, decisions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import visible
from renda.kernel.deadlines.models import Deadline, DeadlineStatus
from renda.kernel.units.models import Unit
from renda.modules.appraisals.models import Appraised, Demand
from renda.modules.livelihood.models import Project
from renda.modules.presidium.models import Decision
from renda.modules.suggestions.models import Promise, Suggestion
from renda.modules.supervision.models import Problem


@dataclass(frozen=True)
class Kind:
    """One kind of matter a unit has to answer for. ``owner`` is the field that names the unit, ``day`` when it came to it."""

    key: str
    label: str
    model: type
    owner: str
    day: Callable[..., date | None]
    related: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


KINDS = (
    Kind("suggestion", "代表建议", Suggestion, "lead_unit", lambda row: row.assigned_on or row.submitted_on),
    Kind("promise", "承诺", Promise, "unit", lambda row: row.made_on),
    Kind("problem", "检查发现的问题", Problem, "unit", lambda row: row.inspection.reported_on, ("inspection",), ("listed", "dropped")),
    Kind("appraised", "评议", Appraised, "unit", lambda row: row.appraisal.voted_on or row.appraisal.meeting_on, ("appraisal",), ("named", "dropped")),
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
    url: str


@dataclass(frozen=True)
class Sum:
    """Of one kind: all, those still open, those with a day that was missed."""

    key: str
    label: str
    total: int
    open: int
    late: int


def lines_of(actor: Actor, unit: Unit) -> list[Line]:
    """Everything the unit has had to answer for, as far as the actor sees it, the latest first."""
    found = [line for kind in KINDS for line in of_kind(actor, unit, kind)]
    return sorted(found, key=lambda line: (line.on or date.min, line.title), reverse=True)


def of_kind(actor: Actor, unit: Unit, kind: Kind) -> list[Line]:
    rows: QuerySet = visible(actor, kind.model).filter(**{kind.owner: unit}).exclude(state__in=kind.left_out)
    rows = list(rows.select_related(*kind.related).order_by("id") if kind.related else rows.order_by("id"))
    late = late_ones(kind.model, unit, [row.pk for row in rows])
    return [
        Line(
            kind.key, kind.label, str(getattr(row, "title", "") or row), kind.day(row), row.state_label(),
            not row.procedure.state(row.state).closed, row.pk in late, row.get_absolute_url(),
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


def sums(lines: list[Line]) -> list[Sum]:
    """The figures of each kind that occurs, in the order of the kinds."""
    found = []
    for kind in KINDS:
        own = [line for line in lines if line.kind == kind.key]
        if own:
            found.append(
                Sum(
                    kind.key,
                    kind.label,
                    len(own),
                    sum(line.is_open for line in own),
                    sum(line.is_late for line in own),
                )
            )
    return found
