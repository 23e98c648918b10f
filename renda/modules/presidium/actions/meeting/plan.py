"""Put a meeting on the calendar with its topics."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.presidium import selectors
from renda.modules.presidium.actions import arranging


def guard(step: Step) -> list:
    return arranging.reasons(step)


def prepare(step: Step) -> None:
    meeting = step.matter
    meeting.term = selectors.current_term(step.data["held_on"])
    meeting.number = selectors.next_number(meeting.term)
    arranging.fill(meeting, step.data)


def effect(step: Step) -> None:
    arranging.put_topics(step.matter, step.data["topics"])
