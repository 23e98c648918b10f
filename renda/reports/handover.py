"""All that a successor in the office has to know, read from the records on the day: what is due, what runs, what was
promised, where things are, who is who, and last year's papers month by month."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.db.models import Count, Q
from django.utils.functional import cached_property

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import visible
from renda.kernel.archive.models import ArchiveItem, Box
from renda.kernel.documents.models import Paper, PaperState
from renda.kernel.dossiers.models import Dossier
from renda.kernel.people.models import Appointment, DeputyGroup, Mandate
from renda.kernel.procedures import registry
from renda.kernel.units.models import TownProfile, Unit
from renda.modules.archive_work.models import Loan
from renda.modules.handover.models import Note, NoteKind
from renda.modules.suggestions.models import Promise
from renda.reports import deadlines, desk
from renda.reports.firsts import Firsts, first_of

#: How many of one kind are named; the page and the paper say how many more there are.
MOST_DUE, MOST_OF_KIND, MOST_PROMISES, MOST_A_MONTH = 60, 8, 80, 40
CONTACTS = ("unit_handler", "unit_leader")
LEADING = ("chair", "presidium", "leader", "office")


@dataclass(frozen=True)
class Matters:
    """The open matters of one kind: those longest open, and how many there are."""

    label: str
    rows: tuple
    total: int


@dataclass(frozen=True)
class UnitLine:
    """A unit that handles suggestions, and whom to call there."""

    unit: Unit
    contacts: tuple[Appointment, ...]


@dataclass(frozen=True)
class Month:
    """The papers of a month."""

    number: int
    rows: tuple[Paper, ...]
    total: int

    @property
    def label(self) -> str:
        return f"{self.number}月（{self.total}件）"


@dataclass
class Pack:
    """The hand-over pack as one actor sees it; each part is read when it is asked for. ``year``: whose papers are listed."""

    actor: Actor
    year: int = field(default_factory=lambda: clock.today().year - 1)

    @cached_property
    def made_on(self) -> date:
        return clock.today()

    @cached_property
    def town(self) -> TownProfile:
        return TownProfile.current()

    @cached_property
    def due(self) -> Firsts:
        """What is open with a day (``deadlines.DueRow``), the nearest first, and how many there are."""
        first = first_of(deadlines.in_order(deadlines.still_open(self.actor)), MOST_DUE)
        return Firsts([deadlines.row_of(row) for row in first.rows], first.total)

    @cached_property
    def waiting(self) -> list[desk.Heap]:
        """The piles of work on the office's desk that hold something."""
        return [heap for heap in desk.heaps(self.actor) if heap.total]

    @cached_property
    def running(self) -> list[Matters]:
        """The open matters of each kind."""
        found = []
        for procedure in registry.procedures():
            model = registry.model_of(procedure)
            open_ones = visible(self.actor, model).filter(
                closed_at__isnull=True, state__in=open_states(procedure)
            )
            first = first_of(open_ones.order_by("opened_at", "id"), MOST_OF_KIND)
            if first.total:
                found.append(Matters(procedure.label, tuple(first.rows), first.total))
        return found

    @cached_property
    def promises(self) -> Firsts:
        """What units have promised and nobody has yet seen kept."""
        rows = (
            visible(self.actor, Promise)
            .filter(state__in=("open", "shown"))
            .select_related("unit", "suggestion")
        )
        return first_of(rows.order_by("due_on", "id"), MOST_PROMISES)

    @cached_property
    def notes(self) -> list[tuple[str, list[Note]]]:
        """What the office wrote down for a successor, by kind."""
        rows = list(visible(self.actor, Note).order_by("kind", "title", "id"))
        return [
            (kind.label, found) for kind in NoteKind if (found := [row for row in rows if row.kind == kind])
        ]

    @cached_property
    def boxes(self) -> list[Box]:
        return list(
            visible(self.actor, Box)
            .annotate(pieces=Count("items"))
            .order_by("-year", "retention", "category", "number")
        )

    @cached_property
    def unboxed(self) -> int:
        """Archived items that lie in no box."""
        rows = visible(self.actor, ArchiveItem).filter(
            box__isnull=True, transferred_on__isnull=True, destroyed_on__isnull=True
        )
        return rows.count()

    @cached_property
    def lent(self) -> list[Loan]:
        return list(
            visible(self.actor, Loan).filter(state="lent").select_related("item").order_by("due_on", "id")
        )

    @cached_property
    def dossiers(self) -> list[dict]:
        """How many dossiers of each kind there are, and how many of them are still open."""
        rows = visible(self.actor, Dossier).order_by().values("kind")
        return list(
            rows.annotate(total=Count("id"), open=Count("id", filter=Q(sealed_at__isnull=True))).order_by(
                "kind"
            )
        )

    @cached_property
    def leaders(self) -> list[Appointment]:
        """Chair, presidium, leaders of the town, the office: who holds a post today."""
        rows = Appointment.objects.on(self.made_on).filter(role__in=LEADING).select_related("person", "unit")
        return sorted(
            rows.order_by("unit__position", "post", "person__name", "id"),
            key=lambda row: LEADING.index(row.role),
        )

    @cached_property
    def units(self) -> list[UnitLine]:
        """The units that handle suggestions, with their contacts."""
        posts = Appointment.objects.on(self.made_on).filter(role__in=CONTACTS, unit__handles_suggestions=True)
        by_unit: dict = {}
        for post in posts.select_related("person").order_by("-role", "person__name", "id"):
            by_unit.setdefault(post.unit_id, []).append(post)
        rows = (
            visible(self.actor, Unit)
            .filter(handles_suggestions=True, is_active=True)
            .order_by("position", "name")
        )
        return [UnitLine(unit, tuple(by_unit.get(unit.pk, ()))) for unit in rows]

    @cached_property
    def groups(self) -> list[tuple[DeputyGroup, int]]:
        """The groups of deputies, each with how many sit in it today."""
        held = (
            Mandate.objects.on(self.made_on)
            .filter(level="town")
            .order_by()
            .values_list("group")
            .annotate(n=Count("id"))
        )
        seats = dict(held)
        return [(group, seats.get(group.pk, 0)) for group in DeputyGroup.objects.select_related("leader")]

    @cached_property
    def months(self) -> list[Month]:
        """The numbered papers of the year, month by month."""
        rows = (
            visible(self.actor, Paper)
            .filter(state=PaperState.ISSUED, dated_on__year=self.year)
            .exclude(number="")
        )
        rows = rows.only("id", "number", "title", "dated_on", "kind").order_by("dated_on", "id")
        found = []
        for number, members in groupby(rows, key=lambda paper: paper.dated_on.month):
            papers = tuple(members)
            found.append(Month(number, papers[:MOST_A_MONTH], len(papers)))
        return found


def open_states(procedure) -> list[str]:
    return [state.key for state in procedure.states if not state.closed]
