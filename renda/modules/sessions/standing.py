"""How each step of a plan stands today: done, near, over, or missed by its rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh
from renda.kernel.access.actors import system
from renda.kernel.audit.record import record
from renda.kernel.deadlines import service as deadlines
from renda.kernel.deadlines import timing
from renda.law import session_plan
from renda.modules.sessions import facts, planning, selectors
from renda.modules.sessions.models import PlanStep, SessionWork

DONE, DONE_LATE, MISSED, OVER, NEAR, AHEAD = "done", "done_late", "missed", "over", "near", "ahead"
LIGHTS = {
    DONE: "done",
    DONE_LATE: "overdue",
    MISSED: "overdue",
    OVER: "overdue",
    NEAR: "soon",
    AHEAD: "later",
}
IS_DONE = (DONE, DONE_LATE)
#: Only then can anything that comes afterwards have been done.
AFTER_CLOSING = ("closed", "filed")


@dataclass(frozen=True)
class Line:
    """One step as pages, the desk and the print show it.

    ``seen`` is what the system saw, when the tick is its own; ``last_rule`` the rule of the last day.
    """

    step: PlanStep
    standing: str
    words: str
    done_on: date | None = None
    seen: str = ""
    last_rule: object = None
    articles: tuple[str, ...] = ()

    @property
    def light(self) -> dict[str, str]:
        return {"kind": LIGHTS[self.standing], "words": self.words}

    @property
    def is_done(self) -> bool:
        return self.standing in IS_DONE

    @property
    def is_red(self) -> bool:
        return self.standing in (MISSED, DONE_LATE)

    @property
    def last_words(self) -> str:
        """Until when, by what sort of rule."""
        if self.step.limit_on is None:
            return ""
        sort = "规定的最后一天" if self.last_rule is not None and self.last_rule.binding else "通常的最后一天"
        return f"{sort}：{date_zh(self.step.limit_on)}"


def lines(work: SessionWork, phase: str | None = None, *, removed: bool = False) -> list[Line]:
    """The steps of a session as they stand, by day. The number of queries does not grow with the steps."""
    rows = work.steps.filter(removed_on__isnull=not removed).order_by("due_on", "position", "id")
    rows = list(rows.filter(phase=phase) if phase else rows)
    days = seen_days(work, rows)
    return [line_of(step, days.get(step.key)) for step in rows]


def seen_days(work: SessionWork, steps: Iterable[PlanStep]) -> dict[str, tuple[date, str]]:
    """Step → the day the system saw it done and what it saw; of steps that nobody has ticked."""
    is_over = work.state in AFTER_CLOSING
    open_ones = [
        (step, planning.spec_of(step))
        for step in steps
        if step.done_on is None and (is_over or step.phase == session_plan.BEFORE)
    ]
    if not open_ones:
        return {}
    session = work.session
    told = facts.seen(session, (spec.fact for _, spec in open_ones if spec.fact))
    templates = [step.template for step, spec in open_ones if spec.by_paper]
    # The first paper that counts: after a change of the day only what was sent since then.
    sent = facts.papers(templates, selectors.since(session), date.max)
    found = {}
    for step, spec in open_ones:
        earliest = step.again_from or date.min
        options = [(told[spec.fact], facts.label(spec.fact))] if spec.fact in told else []
        if spec.by_paper:
            options += [
                (one.on, f"《{one.paper.title}》发出") for one in sent if one.template == step.template
            ]
        if options := [option for option in options if option[0] >= earliest]:
            found[step.key] = min(options)
    return found


def line_of(step: PlanStep, seen: tuple[date, str] | None = None) -> Line:
    """One step as it stands today."""
    done_on = step.done_on or (seen[0] if seen else None)
    standing, words = judge(step, done_on, clock.today())
    limit = planning.spec_of(step).limit
    rule_id = limit.rule if limit and step.limit_on else step.rule
    rule = timing.rule(rule_id) if rule_id else None
    articles = rule.articles if rule else ()
    by_system = seen[1] if seen else step.note if step.by_fact else ""
    return Line(
        step, standing, words, done_on, by_system, rule if limit and step.limit_on else None, articles
    )


def judge(step: PlanStep, done_on: date | None, today: date) -> tuple[str, str]:
    """Standing and its words."""
    if done_on is not None:
        if step.limit_on is not None and done_on > step.limit_on:
            return DONE_LATE, f"办好了，比规定晚{(done_on - step.limit_on).days}天"
        return DONE, "办好了"
    if step.limit_on is not None and step.limit_on < today:
        return MISSED, f"来不及了，应在{date_zh(step.limit_on)}以前"
    left = (step.due_on - today).days
    if left < 0:
        return OVER, f"已过{-left}天"
    if left <= timing.practice(selectors.TASK_RULE)["days_ahead"]:
        return NEAR, "今天" if left == 0 else f"还有{left}天"
    return AHEAD, f"还有{left}天"


def missing(work: SessionWork) -> list[Line]:
    """What is missing for the opening day."""
    return [line for line in lines(work, session_plan.BEFORE) if not line.is_done]


def settle(work: SessionWork) -> list[PlanStep]:
    """Write down what the system sees by itself, so that desks and deadlines know; called by the daily run and steps.

    Returns the steps ticked now.
    """
    rows = list(work.steps.filter(removed_on__isnull=True, done_on__isnull=True))
    days = seen_days(work, rows)
    ticked = []
    for step in rows:
        if step.key in days:
            step.done_on, step.note = days[step.key][0], days[step.key][1][:300]
            step.by_fact, step.done_by = True, "系统"
            ticked.append(step)
    PlanStep.objects.bulk_update(ticked, ["done_on", "note", "by_fact", "done_by"])
    for step in ticked:
        deadlines.meet(work, step.key, step.done_on)
        record(system(work.town_id), "session.seen", work, {"label": step.label, "seen": step.note})
    return ticked
