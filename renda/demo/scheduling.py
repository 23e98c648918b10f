"""Days of a plan as they are played: earlier or later than planned where the product's own clock says so."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from renda.demo.content.model import Step, Story

#: Steps that carry no act of the product: they happen by themselves or inside another step.
WITHOUT_ACT = frozenset(
    ("gate_advised", "cosign_asked", "receipt_given", "verdict_asked", "verdict_reminded", "not_judged", "reopened",
     "promise_made", "joint_review")
)  # fmt: skip


@dataclass
class Agenda:
    """What is still to be done, by day; acts of one day keep the order in which they were put in."""

    heap: list = field(default_factory=list)
    counter: itertools.count = field(default_factory=itertools.count)

    def add(self, day: date, act: Callable[[], None]) -> None:
        """Put in one act."""
        heapq.heappush(self.heap, (day, next(self.counter), act))

    def take(self, day: date) -> Callable[[], None] | None:
        """The next act of ``day`` (or left over from before), or None."""
        if self.heap and self.heap[0][0] <= day:
            return heapq.heappop(self.heap)[2]
        return None

    def next_day(self) -> date | None:
        return self.heap[0][0] if self.heap else None


#: A suggestion that still waits for its verdicts was answered so many days ago, and up to four more.
ANSWERED_AGO = 5


def dated_steps(
    story: Story, add_workdays: Callable[[date, int], date], today: date, *, return_days: int, verdict_days: int
) -> list[tuple[date, Step]]:
    """The steps of ``story`` that are acts, with the day each is played on, never going back in time.

    ``return_days`` and ``verdict_days``: working days within which a unit may still hand a suggestion back and a
    deputy may still judge; a plan that is slower than that is played on the last day but one.
    """
    given = asked = latest = None
    waits = story.steps[-1].kind == "verdict_asked"
    recently = add_workdays(today - timedelta(days=ANSWERED_AGO + story.number % 5 + 1), 1)
    played: list[tuple[date, Step]] = []
    for step in story.steps:
        day = step.on
        if step.kind in ("assigned", "reassigned"):
            given = day
        elif step.kind == "verdict_asked":
            asked = day
        elif step.kind == "returned":
            day = min(day, add_workdays(given, return_days - 1))
        elif step.kind == "replied" and waits:
            day = max(day, recently)
        elif step.kind == "verdict_given":
            day = min(day, add_workdays(asked, verdict_days - 2))
        if step.kind not in WITHOUT_ACT:
            latest = day if step.kind in ("verdict_given", "returned") or latest is None else max(day, latest)
            played.append((latest, step))
    return played


def workday_finder(is_workday: Callable[[date], bool], step: int = 1) -> Callable[..., date]:
    """A function that gives a day itself when it is a working day, else the next one in the direction of ``step``."""

    def find(day: date, step: int = step) -> date:
        while not is_workday(day):
            day += timedelta(days=step)
        return day

    return find


def workday_adder(is_workday: Callable[[date], bool]) -> Callable[[date, int], date]:
    """A function that adds working days under a calendar."""

    def add(day: date, count: int) -> date:
        while count > 0:
            day += timedelta(days=1)
            count -= bool(is_workday(day))
        return day

    return add
