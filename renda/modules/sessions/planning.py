"""The checklist of a session: laid out from the data, begun from last year's, recounted when a day moves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from renda.kernel.deadlines import service as deadlines
from renda.law import session_plan
from renda.law.session_plan import Planned, Spec, Where
from renda.modules.sessions import selectors
from renda.modules.sessions.models import PlanStep, SessionWork

#: What the office may word its own way; next year's plan begins with it.
OWN_WORDS = ("label", "hint", "who", "count", "unit", "changed", "removed_on")
COUNTED = ("due_on", "limit_on", "provisional")
WAITS_FOR = "session.prepare"


def lay_out(work: SessionWork) -> None:
    """Make the steps: those of the data, as the office changed them the last time, and its own."""
    before = selectors.previous_of(work)
    known = {step.key: step for step in before.steps.all()} if before else {}
    steps = [
        step_of(work, spec, place, known.get(spec.key))
        for place, spec in enumerate(session_plan.specs(work.kind))
    ]
    steps += [
        own_copy(work, step, len(steps) + place) for place, step in enumerate(own_steps(known.values()))
    ]
    recount(work, steps)
    PlanStep.objects.bulk_create(steps)


def own_steps(steps: Iterable[PlanStep]) -> list[PlanStep]:
    return [step for step in steps if step.is_own and step.removed_on is None]


def step_of(work: SessionWork, spec: Spec, position: int, before: PlanStep | None = None) -> PlanStep:
    """A step of the data; what the office changed last time stays changed."""
    step = PlanStep(
        work=work, key=spec.key, phase=spec.phase, position=position, label=spec.label, hint=spec.hint, who=spec.who,
        count=spec.counts[work.kind], unit=session_plan.DAYS, rule=spec.rule, template=spec.template,
    )  # fmt: skip
    if before is not None and (before.changed or before.removed_on):
        for name in OWN_WORDS:
            setattr(step, name, getattr(before, name))
    return step


def own_copy(work: SessionWork, step: PlanStep, position: int) -> PlanStep:
    """A step the office added last time."""
    return PlanStep(
        work=work, key=step.key, phase=step.phase, position=position, is_own=True, template=step.template,
        **{name: getattr(step, name) for name in OWN_WORDS},
    )  # fmt: skip


def lay_out_again(work: SessionWork) -> None:
    """The kind of session was corrected: steps of the new kind; what was ticked or added stays."""
    present = {step.key: step for step in work.steps.all()}
    wanted = session_plan.specs(work.kind)
    gone = {key for key, step in present.items() if not step.is_own and step.done_on is None} - {
        one.key for one in wanted
    }
    work.steps.filter(key__in=gone).delete()
    missing = [step_of(work, spec, place) for place, spec in enumerate(wanted) if spec.key not in present]
    recount(work, missing)
    PlanStep.objects.bulk_create(missing)
    for spec in wanted:
        step = present.get(spec.key)
        if step is not None and not step.changed:
            step.count = spec.counts[work.kind]
    recount_all(work, [step for key, step in present.items() if key not in gone])


# ------------------------------------------------------------------ counting


def spec_of(step: PlanStep) -> Spec:
    """What the data say of a step; for the office's own one a bare one that moves to the safe side."""
    found = session_plan.spec_of(step.key)
    if found is None:
        off = session_plan.EARLIER if step.phase == session_plan.BEFORE else session_plan.LATER
        return Spec(step.key, step.label, step.phase, {}, days_off=off)
    return replace(found, label=step.label)


def counted(step: PlanStep, work: SessionWork, opens_on: date, closes_on: date, where: Where) -> Planned:
    """The days of one step for a session on these days."""
    return session_plan.planned(spec_of(step), step.count, step.unit, work.kind, opens_on, closes_on, where)


def recount(work: SessionWork, steps: Iterable[PlanStep]) -> None:
    """Set the days of steps from the session's days; nothing is saved."""
    where, session = selectors.where(), work.session
    for step in steps:
        found = counted(step, work, session.opens_on, session.closes_on, where)
        step.due_on, step.provisional = found.due_on, found.counted.provisional
        step.limit_on = found.last.day if found.last else None


def recount_all(work: SessionWork, steps: list[PlanStep] | None = None) -> None:
    """Recount and save every step."""
    rows = list(work.steps.all()) if steps is None else steps
    recount(work, rows)
    PlanStep.objects.bulk_update(rows, [*COUNTED, "count"])


def changes(work: SessionWork, opens_on: date, closes_on: date) -> list[tuple[PlanStep, Planned]]:
    """What moving the session to these days would do: each step with its new days, by the new day."""
    where = selectors.where()
    rows = work.steps.filter(removed_on__isnull=True)
    found = [(step, counted(step, work, opens_on, closes_on, where)) for step in rows]
    return sorted(found, key=lambda pair: (pair[1].due_on, pair[0].position))


# ------------------------------------------------------------------ deadlines of the rules


def start_limit(work: SessionWork, step: PlanStep) -> None:
    """Begin the deadline of a step that has a last day by rule."""
    if step.limit_on is None or step.done_on is not None or step.removed_on is not None:
        return
    limit = spec_of(step).limit
    session = work.session
    given = {"label": step.label[:80], "waits_for": WAITS_FOR, "start_on": session.opens_on}
    if limit.eve:
        deadlines.start(work, step.key, limit.rule, day=step.limit_on, **given)
    else:
        given["start_on"] = session.opens_on if step.phase == session_plan.BEFORE else session.closes_on
        deadlines.start(work, step.key, limit.rule, name=limit.duration or None, **given)


def start_limits(work: SessionWork, phase: str) -> None:
    for step in work.steps.filter(phase=phase, limit_on__isnull=False):
        start_limit(work, step)


def restart_limits(work: SessionWork) -> None:
    """The day was moved: the deadlines before the opening are counted anew; the old ones are no longer needed."""
    for step in work.steps.filter(phase=session_plan.BEFORE, limit_on__isnull=False):
        deadlines.cancel(work, step.key)
        start_limit(work, step)
