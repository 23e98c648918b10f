"""What the rulebook says about appraisals: days, numbers of people, and when a unit is voted on once more."""

from __future__ import annotations

from typing import Any

from renda.kernel.deadlines import timing
from renda.law import majorities
from renda.law.statements import share_zh

BASIS, GRADES, STEPS = "appraisal-legal-basis", "appraisal-grades", "appraisal-steps"
LONGEST, SECOND = "appraisal-rectification", "appraisal-second-vote"
UNITS = {"month": "个月", "calendar-day": "日", "working-day": "个工作日", "year": "年"}


def number(name: str) -> int:
    """A number of rule ``appraisal-steps``: visit_least, small_group, report_minutes, speech_minutes, question_minutes, link_days."""
    return timing.rule(STEPS).value(name)


def plan_by(on) -> Any:
    """The last day for a unit's plan after an opinion letter of the day ``on``."""
    return timing.due(STEPS, on, name="plan_within").due_on


def result_by(on) -> Any:
    """The last day for a unit's result after an opinion letter of the day ``on``."""
    return timing.due(LONGEST, on, name="default").due_on


def longest(on) -> Any:
    """The day nothing may be put off beyond."""
    return timing.due(LONGEST, on, name="max").due_on


def is_poor(line: dict) -> bool | None:
    """Is the share of good grades below the line of rule ``appraisal-second-vote``? None where the numbers are not told."""
    if "good" not in line:
        return None
    return not (line["valid"] and majorities.meets(line["good"], line["valid"], timing.rule(SECOND).share()))


def second_zh() -> str:
    """好的等次合计没有达到有效票的过半数的，整改合格以后3个月内再测评一次。"""
    rule = timing.rule(SECOND)
    within = rule.duration("within")
    return f"合计没有达到有效票的{share_zh(rule.share())}的，整改合格以后{within.value}{UNITS[within.unit]}内再测评一次"
