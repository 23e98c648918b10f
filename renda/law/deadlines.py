"""Deadlines by rule: which duration holds here, which day it ends on, and why.

The same answer feeds the page "为什么是这一天" and ``renda law due``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from renda.foundation.chinese.dates import date_zh
from renda.law import counting
from renda.law.book import Rulebook, Settings, book
from renda.law.counting import Due
from renda.law.errors import RulebookError
from renda.law.model import Duration, Rule, as_duration, dig, walk
from renda.law.workdays import WorkCalendar, standard_calendar, weekday_zh

PERIOD_RULE = "period-start-day-excluded"


@dataclass(frozen=True)
class RuleDue:
    """A deadline with the rule and the duration it comes from.

    ``limit`` is the national last day when a place or the office has a shorter one.
    """

    rule: Rule
    duration: Duration
    due: Due
    case: str | None = None
    limit: Due | None = None

    @property
    def due_on(self) -> date:
        """The last day."""
        return self.due.due_on

    @property
    def wording(self) -> str:
        """Why this day, in one paragraph."""
        law = "、".join(c.text for c in self.rule.citations)
        parts = [self.due.sentence_zh, f"依据{self.rule.layer_name}：{law}。" if law else ""]
        if self.limit:
            parts.append(f"全国规定最迟{date_zh(self.limit.due_on)}，这里按更短的算。")
        if self.rule.mark:
            parts.append(f"{self.rule.mark}。")
        return "".join(parts)

    def explain(self) -> dict[str, Any]:
        """Everything about the day, ready for JSON."""
        rule, due = self.rule, self.due
        terms = book().terms
        return {
            "rule": rule.id,
            "title": rule.title,
            "text": rule.text,
            "case": self.case,
            "layer": rule.layer,
            "layer_name": rule.layer_name,
            "binding": rule.binding,
            "articles": [c.text for c in rule.citations],
            "former_articles": [f"2015年版{c.former}" for c in rule.citations if c.former.startswith("第")],
            "in_force_from": iso(rule.in_force_from),
            "in_force_to": iso(rule.in_force_to),
            "confidence": rule.confidence,
            "mark": rule.mark,
            "duration": {
                "value": self.duration.value,
                "unit": self.duration.unit,
                "text": self.duration.text,
            },
            "start": self.duration.start,
            "start_name": terms.starts.get(self.duration.start or "", ""),
            "start_on": iso(due.start_on),
            "due_on": iso(due.due_on),
            "weekday": weekday_zh(due.due_on),
            "rolled_from": iso(due.rolled_from),
            "national_limit_on": iso(self.limit.due_on) if self.limit else None,
            "provisional": due.provisional,
            "steps": [
                {"day": iso(s.day), "counted": s.counted, "kind": s.kind, "note": s.note_zh}
                for s in due.steps
            ],
            "wording": self.wording,
        }


def iso(day: date | None) -> str | None:
    """ISO form, or None."""
    return day.isoformat() if day else None


def rolls(on: date, settings: Settings | None = None, rulebook: Rulebook | None = None) -> bool:
    """Whether a last day that is off moves on (rule ``period-start-day-excluded``)."""
    rule = (rulebook or book()).rule(PERIOD_RULE, on, None, settings)
    return bool(rule.value("roll_forward_when_last_day_off"))


def due(
    rule_id: str,
    start_on: date,
    *,
    place: str | None = None,
    case: str | None = None,
    settings: Settings | None = None,
    calendar: WorkCalendar | None = None,
    on: date | None = None,
    name: str | None = None,
    starts: Mapping[str, date] | None = None,
) -> RuleDue:
    """The last day by ``rule_id``.

    start_on: the day the period starts on. ``on``: the day whose law is asked (default start_on).
    ``case``: a special case such as ``complex``. ``name``: which duration, when a rule has several.
    ``starts``: further days by start key (``session_closed_on`` …), for places that count from
    another event; start_on is then the national start, and where a place's start day is not among
    them the national period is used. Whenever both can be counted, the earlier day holds.

    Raises UnknownRule, RulebookError, LooserThanLaw.
    """
    rulebook, day = book(), on or start_on
    calendar = calendar or standard_calendar()
    used_id = rulebook.case_rule_id(rule_id, case, day) if case else rule_id
    rule = rulebook.rule(used_id, day, place, settings)
    roll = rolls(day, settings, rulebook)
    duration = rule.duration(name)
    if duration.before:
        return RuleDue(rule, duration, counting.due_before(duration, start_on, calendar), case)
    limit = _limit(rule, duration)
    if limit is None:
        begin = (starts or {}).get(duration.start or "", start_on)
        return RuleDue(rule, duration, counting.due(duration, begin, calendar, roll), case)
    known = {limit.start: start_on, **(starts or {})} if starts is not None else {duration.start: start_on}
    options = [
        (d, counting.due(d, known[d.start], calendar, roll)) for d in (duration, limit) if d.start in known
    ]
    if not options:
        raise RulebookError("不知道从哪一天起算", rule_id=used_id)
    chosen, first = min(options, key=lambda option: option[1].due_on)
    last = next((found for d, found in options if d is limit), None)
    if chosen is limit:
        return RuleDue(rulebook.rule(used_id, day), limit, first, case)
    return RuleDue(rule, chosen, first, case, last)


def _limit(rule: Rule, duration: Duration) -> Duration | None:
    """The national duration that ``duration`` has tightened."""
    if rule.limit is None:
        return None
    for path, raw in walk(rule.params):
        if isinstance(raw, Mapping) and "unit" in raw and as_duration(raw) == duration:
            return as_duration(dig(rule.limit, path))
    return None
