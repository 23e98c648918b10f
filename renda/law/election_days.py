"""The days of an election of deputies, counted back from polling day (选举法第28条、第29条、第32条 and others).

Which steps there are stands in the rulebook (``deputy-election-steps``, ``deputy-by-election-steps``);
steps with a rule of law take their days from it, the others from the office's custom.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh
from renda.law import counting, deadlines
from renda.law.book import Settings
from renda.law.model import MISSING, Duration, Rule, as_duration, dig, is_duration
from renda.law.statements import Asked
from renda.law.workdays import standard_calendar, weekday_zh

GENERAL, BY_ELECTION = "general", "by-election"
STEPS_RULES = {GENERAL: "deputy-election-steps", BY_ELECTION: "deputy-by-election-steps"}
BEFORE, AFTER = "before", "after"


@dataclass(frozen=True)
class CalendarStep:
    """One dated step. ``on`` is the last lawful (or customary) day.

    ``rule`` is the rule that fixes the day or governs the step (None: the office's custom); ``statutory``
    whether the day itself is law. ``done_on``: when it was done; ``missed``: not done and the day is over,
    or done too late. ``boundary``: a period of others that ends by itself, nothing to be ticked or missed.
    ``days``: calendar days before (negative: after) polling day.
    """

    key: str
    title: str
    on: date
    who: str
    rule: Rule | None
    statutory: bool
    done_on: date | None
    missed: bool
    sentence_zh: str
    paper: str = ""
    days: int = 0
    boundary: bool = False

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles of the rule."""
        return tuple(c.text for c in self.rule.citations) if self.rule else ()

    def as_json(self) -> dict[str, Any]:
        """Ready for JSON."""
        return {
            "key": self.key,
            "title": self.title,
            "on": self.on.isoformat(),
            "weekday": weekday_zh(self.on),
            "days_before": self.days,
            "who": self.who,
            "statutory": self.statutory,
            "rule": self.rule.id if self.rule else None,
            "articles": list(self.articles),
            "mark": self.rule.mark if self.rule else "",
            "done_on": self.done_on.isoformat() if self.done_on else None,
            "missed": self.missed,
            "boundary": self.boundary,
            "sentence": self.sentence_zh,
        }


def calendar(
    day: date,
    place: str | None = None,
    *,
    kind: str = GENERAL,
    today: date | None = None,
    done: Mapping[str, date] | None = None,
    settings: Settings | None = None,
) -> tuple[CalendarStep, ...]:
    """Every step of an election of deputies on polling day ``day``, in order of days.

    place: GB/T 2260 code. kind: general or by-election. today: for telling what is missed (default the
    clock's). done: step key → day it was done; periods that run from a step run from that day.
    Rules are those in force on polling day. Raises KeyError for an unknown kind, RulebookError for a day without rules.
    """
    asked = Asked(day, place, settings)
    now, done = today or clock.today(), done or {}
    found: dict[str, CalendarStep] = {}
    for raw in asked.rule(STEPS_RULES[kind]).value("default"):
        step = _step(raw, day, asked, found, now, done.get(raw["key"]))
        if step is not None:
            found[step.key] = step
    order = {key: number for number, key in enumerate(found)}
    return tuple(sorted(found.values(), key=lambda s: (s.on, order[s.key])))


def earliest_day(
    today: date,
    place: str | None = None,
    *,
    kind: str = GENERAL,
    done: Mapping[str, date] | None = None,
    settings: Settings | None = None,
) -> date:
    """The first polling day that misses no lawful step when everything still open is done from ``today`` on.

    Steps of custom do not count. The answer is a calendar day; the election committee picks it.
    """
    before = [
        step.days
        for step in calendar(today, place, kind=kind, today=today, done=done, settings=settings)
        if step.statutory and step.days > 0 and step.done_on is None and not step.boundary
    ]
    return today + timedelta(days=max(before, default=0))


def _step(
    raw: Mapping[str, Any],
    day: date,
    asked: Asked,
    earlier: Mapping[str, CalendarStep],
    now: date,
    done_on: date | None,
) -> CalendarStep | None:
    rule = asked.rule(raw["rule"]) if "rule" in raw else None
    value = _value(raw, rule)
    if value is None:
        return None
    cited = rule or (asked.rule(raw["cites"]) if "cites" in raw else None)
    if raw.get("after"):
        base = earlier[raw["after"]]
        on, why = _after(base, value, day, asked)
    else:
        on, why = _around(day, value)
    late = done_on if done_on else now
    told = why + (
        f"依据{rule.citations[0].short_text}。"
        if rule and rule.citations
        else "天数是办理习惯，法律没有规定。"
    )
    return CalendarStep(
        key=raw["key"], title=raw["title"], on=on, who=raw["who"], rule=cited, statutory=rule is not None,
        done_on=done_on, missed=late > on and not raw.get("boundary", False), sentence_zh=told, paper=raw.get("paper", ""),
        days=(day - on).days, boundary=raw.get("boundary", False),
    )  # fmt: skip


def _value(raw: Mapping[str, Any], rule: Rule | None) -> Duration | None:
    """The period of the step; None for a local one that this place has not fixed."""
    if "param" in raw:
        value = rule.value(raw["param"], MISSING if not raw.get("optional") else None)
        if value is None:
            return None
        return as_duration(value) if is_duration(value) else Duration(value, "calendar-day")
    found = dig(raw, "days_before")
    return Duration(-raw["days_after"] if found is MISSING else found, "calendar-day")


def _around(day: date, period: Duration) -> tuple[date, str]:
    """A day counted back from polling day (negative: forward); the day itself is left out."""
    on = counting.subtract_calendar_days(day, period.value)
    if not period.value:
        return on, "选举日当天。"
    way = f"往前数{period.value}日，最迟" if period.value > 0 else f"往后数{-period.value}日，"
    return on, f"选举日{date_zh(day)}{way}{date_zh(on)}（{weekday_zh(on)}）。"


def _after(base: CalendarStep, period: Duration, day: date, asked: Asked) -> tuple[date, str]:
    """A period that runs from an earlier step, by the general way of counting."""
    start = base.done_on or base.on
    roll = deadlines.rolls(day, asked.settings)
    found = counting.due(period, start, standard_calendar(), roll)
    return found.due_on, f"从“{base.title}”算起，{found.sentence_zh}"
