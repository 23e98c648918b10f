"""Whoever lent an item out is reminded when it should come back."""

from __future__ import annotations

from renda.kernel.deadlines import loop
from renda.kernel.deadlines.models import Deadline
from renda.kernel.notices import outbox

LOAN = "archive_work.loan"


def on_deadline(deadline: Deadline, event: str) -> None:
    if deadline.model == LOAN:
        outbox.post(f"archive_loan.due_{event}", deadline, {}, url=deadline.url)


def start() -> None:
    """Hook into the loop; called once when the app is ready."""
    loop.listeners.append(on_deadline)
