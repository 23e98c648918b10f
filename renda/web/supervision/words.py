"""The way of an inspection and the light of a problem."""

from __future__ import annotations

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


def problem_light(problem) -> dict[str, str]:
    """While it is put right the day counts, else the state."""
    return lights.due(problem.due_on) if problem.state == "doing" else state_light(problem)
