"""What follows by itself when a day comes: whoever works on the election is told."""

from __future__ import annotations

from renda.kernel.deadlines import loop
from renda.kernel.deadlines.models import Deadline
from renda.kernel.notices import outbox

OURS = ("deputy_elections.deputyelection", "deputy_elections.contest")


def on_deadline(deadline: Deadline, event: str) -> None:
    """Tell the office; of its own measures only on the screen."""
    if deadline.model in OURS and not (deadline.internal and event == "late"):
        outbox.post(f"deputy_election.{event}", deadline, {}, url=deadline.url)


def start() -> None:
    """Hook into the loop; called once when the app is ready."""
    loop.listeners.append(on_deadline)
