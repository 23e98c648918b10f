"""What follows by itself when a day comes: reviewers are reminded."""

from __future__ import annotations

from renda.kernel.deadlines import loop
from renda.kernel.deadlines.models import Deadline
from renda.kernel.notices import outbox

DRAFT = "drafting.draft"


def on_deadline(deadline: Deadline, event: str) -> None:
    """Tell whoever a draft waits for."""
    if deadline.model == DRAFT:
        outbox.post(f"draft.review_{event}", deadline, {}, url=deadline.url)


def start() -> None:
    """Hook into the loop; called once when the app is ready."""
    loop.listeners.append(on_deadline)
