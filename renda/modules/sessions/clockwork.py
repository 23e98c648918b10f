"""What follows by itself: what the system sees is ticked, a provisional day is counted again, the office is reminded."""

from __future__ import annotations

from renda.kernel.deadlines import loop
from renda.kernel.deadlines.models import Deadline
from renda.kernel.notices import outbox
from renda.modules.sessions import planning, selectors, standing

SESSION_WORK = "congress_sessions.sessionwork"
#: Steps of other matters after which something of a session may have come true.
TELLING = ("draft.send", "draft.file", "suggestion.assign", "suggestion.register")


def on_deadline(deadline: Deadline, event: str) -> None:
    """Tell the office about a step the rules set a last day for."""
    if deadline.model == SESSION_WORK:
        outbox.post(f"session.step_{event}", deadline, {}, url=deadline.url)


def daily() -> None:
    """Every session somebody works on."""
    for work in selectors.open_works():
        standing.settle(work)
        waiting = list(work.steps.filter(provisional=True, done_on__isnull=True))
        if waiting:
            planning.recount_all(work, waiting)


def after_step(step) -> None:
    if f"{step.procedure.key}.{step.transition.verb}" in TELLING:
        for work in selectors.open_works():
            standing.settle(work)


def start() -> None:
    """Hook into the loop and the executor; called once when the app is ready."""
    from renda.kernel.procedures import execute

    loop.listeners.append(on_deadline)
    loop.daily.append(daily)
    execute.after_step.append(after_step)
