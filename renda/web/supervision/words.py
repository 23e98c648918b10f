"""The way of an inspection and the light of a problem."""

from __future__ import annotations

from uuid import UUID

from renda.web.steps.words import state_light
from renda.web.ui import lights

BAR = (
    ("提出题目", ("proposed",)),
    ("准备", ("decided",)),
    ("现场检查", ("field",)),
    ("出报告", ("reporting",)),
    ("跟踪整改", ("following",)),
)
PROBLEM_BAR = (
    ("列出", ("listed",)),
    ("整改", ("doing",)),
    ("复查", ("shown",)),
)
OVER = ("filed", "closed")


def way(matter, bar) -> list[dict]:
    """The way so far; nothing for one that was given up."""
    here = next((n for n, (_, states) in enumerate(bar) if matter.state in states), None)
    if here is None and matter.state not in OVER:
        return []
    reached = len(bar) if here is None else here
    return [
        {"label": label, "state": "done" if n < reached else "current" if n == reached else "todo"}
        for n, (label, _) in enumerate(bar)
    ]


def problem_light(problem) -> dict[str, str]:
    """While it is put right the day counts, else the state."""
    return lights.due(problem.due_on) if problem.state == "doing" else state_light(problem)


def is_uuid(text: str) -> bool:
    """Does it look like the key of a row?"""
    try:
        UUID(text)
    except ValueError:
        return False
    return True
