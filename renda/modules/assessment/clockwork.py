"""What follows by itself: the office is reminded of the return, and every day it is seen what the items still lack."""

from __future__ import annotations

from datetime import timedelta

from renda.foundation import clock
from renda.kernel.deadlines import loop, timing
from renda.kernel.deadlines.models import Deadline
from renda.kernel.notices import outbox
from renda.modules.assessment import answering, selectors
from renda.modules.assessment.models import Assessment


def on_deadline(deadline: Deadline, event: str) -> None:
    if deadline.model == "assessment.assessment":
        outbox.post(f"assessment.due_{event}", deadline, {}, url=deadline.url)


def look_daily() -> None:
    """What the items still lack that are wanted within the reach of the first reminder."""
    ahead = timedelta(days=max(timing.practice(timing.NUDGES_RULE)["days_before"]))
    for assessment in Assessment.objects.filter(state=selectors.OPEN).order_by("year", "id"):
        answering.look(assessment, by=clock.today() + ahead)


def start() -> None:
    """Hook into the loop; called once when the app is ready."""
    loop.listeners.append(on_deadline)
    loop.daily.append(look_daily)
