"""The desks of deputies and of units: what is asked of this one person, and what became of the own matters."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import visible
from renda.kernel.deadlines.models import Deadline, DeadlineStatus
from renda.modules.appraisals.models import Appraised, Demand
from renda.modules.appraisals.selectors import HANDED_OVER
from renda.modules.sessions.attendance.models import Answer, Attendee
from renda.modules.sessions.sittings.models import Sitting
from renda.modules.sessions.sittings.selectors import waiting_for
from renda.modules.suggestions.models import Assignment, Cosigner, Promise, Suggestion, Verdict
from renda.modules.suggestions.policy import signed_by
from renda.modules.supervision.models import Inspection, Problem
from renda.reports import deadlines

SHOWN = 30


@dataclass
class DeputyDesk:
    """``to_judge``, ``to_cosign``, ``to_confirm``, ``to_attend`` ask for an answer, ``to_sign_in``, ``to_inspect``, ``to_visit`` for the person;
    ``sessions`` are those the deputy takes part in; ``own`` are the deputy's suggestions."""

    to_judge: list[Verdict] = field(default_factory=list)
    to_cosign: list[Cosigner] = field(default_factory=list)
    to_confirm: list[Promise] = field(default_factory=list)
    own: list[Suggestion] = field(default_factory=list)
    total: int = 0
    sessions: list[Attendee] = field(default_factory=list)
    to_sign_in: list[Sitting] = field(default_factory=list)
    to_inspect: list[Inspection] = field(default_factory=list)
    to_visit: list[Appraised] = field(default_factory=list)

    @property
    def to_attend(self) -> list[Attendee]:
        return [one for one in self.sessions if one.answer == Answer.NONE]

    @property
    def asks(self) -> int:
        asked = (
            self.to_sign_in, self.to_inspect, self.to_visit, self.to_judge, self.to_cosign, self.to_confirm, self.to_attend,
        )  # fmt: skip
        return sum(map(len, asked))


def own_suggestions(actor: Actor) -> QuerySet[Suggestion]:
    """What the deputy signed, the newest first."""
    signed = Suggestion.objects.filter(signed_by(actor.mandate_ids)).values("pk")
    rows = Suggestion.objects.filter(pk__in=signed).select_related("author__person", "lead_unit")
    return rows.order_by("-opened_at", "-id")


def deputy(actor: Actor) -> DeputyDesk:
    """Nine queries, whatever the number of rows."""
    judging = Verdict.objects.filter(
        mandate_id__in=actor.mandate_ids,
        answered_on__isnull=True,
        lapsed_on__isnull=True,
        suggestion__state="replied",
    ).select_related("suggestion__lead_unit")
    asked = Cosigner.objects.filter(
        mandate_id__in=actor.mandate_ids, agrees__isnull=True, answered_on__isnull=True,
        suggestion__state__in=("draft", "submitted"),
    ).select_related("suggestion__author__person")  # fmt: skip
    signed = Suggestion.objects.filter(signed_by(actor.mandate_ids)).values("pk")
    shown = Promise.objects.filter(state="shown", suggestion_id__in=signed).select_related(
        "unit", "suggestion"
    )
    own = own_suggestions(actor)
    return DeputyDesk(
        list(judging.order_by("due_on", "id")[:SHOWN]),
        list(asked.order_by("asked_on", "id")[:SHOWN]),
        list(shown.order_by("due_on", "id")[:SHOWN]),
        list(own[:SHOWN]),
        own.count(),
        list(sessions_of(actor)),
        list(waiting_for(actor.person_id)) if actor.has("sitting.sign_self") else [],
        list(inspections_of(actor)[:SHOWN]),
        list(visits_of(actor)[:SHOWN]),
    )


def sessions_of(actor: Actor) -> QuerySet[Attendee]:
    """The sessions not over yet of which the person has been told."""
    rows = Attendee.objects.filter(person_id=actor.person_id, person__isnull=False, ended_on__isnull=True)
    rows = rows.filter(notified_on__isnull=False, session__closes_on__gte=clock.today())
    return rows.select_related("session__term").order_by("session__opens_on", "id")


def inspections_of(actor: Actor) -> QuerySet[Inspection]:
    """The inspections that are out now with this deputy on the team."""
    rows = visible(actor, Inspection).filter(state="field")
    goes = Q(leader_id=actor.person_id) | Q(team__in=actor.mandate_ids)
    return rows.filter(goes).distinct().order_by("starts_on", "id")


def visits_of(actor: Actor) -> QuerySet[Appraised]:
    """The units to be appraised that this deputy's small team visits now."""
    rows = visible(actor, Appraised).filter(state="notified", appraisal__state="preparing")
    goes = Q(head_id__in=actor.mandate_ids) | Q(team__in=actor.mandate_ids)
    return rows.filter(goes).distinct().order_by("appraisal__visit_until", "position", "id")


@dataclass
class UnitDesk:
    """``to_sign`` shares not signed for yet; ``dues`` what the unit has to do by when; ``in_hand`` how many it handles,
    ``undated`` those of them for which no day is set and which therefore stand in no other list; ``to_mend`` what inspections
    and appraisals have found that it has still to put right."""

    to_sign: list[Assignment] = field(default_factory=list)
    dues: list[deadlines.DueList] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    in_hand: int = 0
    undated: list[Assignment] = field(default_factory=list)
    to_mend: list[Problem | Demand] = field(default_factory=list)


def unit(actor: Actor) -> UnitDesk:
    """The shares, deadlines and promises of the actor's units; a fixed number of queries."""
    shares = (
        Assignment.objects.filter(
            unit_id__in=actor.unit_ids, ended_on__isnull=True, returned_on__isnull=True,
            suggestion__state__in=("assigned", "handling"),
        )
        .select_related("suggestion__author__person", "unit")
        .order_by("assigned_on", "id")
    )  # fmt: skip
    running = shares.exclude(signed_on__isnull=True, by_silence=False)
    due_of_unit = deadlines.mine(actor).filter(unit_id__in=actor.unit_ids)
    promises = visible(actor, Promise).filter(unit_id__in=actor.unit_ids, state="open")
    return UnitDesk(
        list(shares.filter(signed_on__isnull=True, by_silence=False)[:SHOWN]),
        deadlines.by_nearness(due_of_unit.exclude(key="sign_for").exclude(key="promise")),
        list(promises.select_related("suggestion", "unit").order_by("due_on", "id")[:SHOWN]),
        running.count(),
        list(undated(running)[:SHOWN]),
        to_mend(actor),
    )


def to_mend(actor: Actor) -> list[Problem | Demand]:
    """What the actor's units have to put right, the first due at the head; what has no day yet at the end."""
    problems = visible(actor, Problem).filter(unit_id__in=actor.unit_ids, state="doing")
    demands = visible(actor, Demand).filter(
        appraised__unit_id__in=actor.unit_ids, appraised__state__in=HANDED_OVER, state__in=("asked", "doing")
    )
    found = [*problems.order_by("due_on", "id")[:SHOWN], *demands.order_by("due_on", "id")[:SHOWN]]
    return sorted(found, key=lambda row: row.due_on or date.max)


def undated(shares: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """The shares whose suggestion has no open deadline for their unit."""
    running = Deadline.objects.filter(
        model=Suggestion._meta.label_lower, object_id=OuterRef("suggestion_id"), unit_id=OuterRef("unit_id"),
        status__in=DeadlineStatus.open(),
    )  # fmt: skip
    return shares.filter(~Exists(running))


def led_by(actor: Actor) -> QuerySet[Suggestion]:
    """The key suggestions this leader supervises."""
    rows = visible(actor, Suggestion).filter(is_key=True, key_leader_id=actor.person_id)
    late = Deadline.objects.filter(
        model=Suggestion._meta.label_lower, object_id=OuterRef("pk"), status="late"
    )
    return (
        rows.select_related("lead_unit", "author__person")
        .annotate(is_late=Exists(late))
        .order_by("-submitted_on", "id")
    )
