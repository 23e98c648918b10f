"""What follows by itself: the owner of a problem and the office are reminded when a day comes."""

from __future__ import annotations

from renda.kernel.deadlines import loop
from renda.kernel.deadlines.models import Deadline
from renda.kernel.notices import outbox

OURS = ("supervision.inspection", "supervision.problem")


def on_deadline(deadline: Deadline, event: str) -> None:
    if deadline.model in OURS:
        outbox.post(f"supervision.due_{event}", deadline, {}, url=deadline.url)


def start() -> None:
    """Hook into the loop; called once when the app is ready."""
    loop.listeners.append(on_deadline)
