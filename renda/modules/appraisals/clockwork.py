"""What follows by itself: a unit and the office are reminded when a day comes."""

from __future__ import annotations

from renda.kernel.deadlines import loop
from renda.kernel.deadlines.models import Deadline
from renda.kernel.notices import outbox

OURS = ("appraisals.appraised", "appraisals.demand")


def on_deadline(deadline: Deadline, event: str) -> None:
    if deadline.model in OURS:
        outbox.post(f"appraisal.due_{event}", deadline, {}, url=deadline.url)


def start() -> None:
    """Hook into the loop; called once when the app is ready."""
    loop.listeners.append(on_deadline)
