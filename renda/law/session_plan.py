"""The steps of a congress session counted from its opening and its closing day.

What is usual stands in ``session_steps.yaml``; what the law or the place wants is asked of the rulebook. Plain
arithmetic: nothing here knows of a database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from renda.foundation.chinese.dates import date_zh, day_zh
from renda.law import counting
from renda.law.book import Settings, book
from renda.law.counting import ONE_DAY
from renda.law.deadlines import due as due_by_rule
from renda.law.errors import RulebookError
from renda.law.model import Rule
from renda.law.workdays import WorkCalendar, standard_calendar
from renda.law.yamlfile import check_keys, read

FILE = Path(__file__).parent / "session_steps.yaml"
BEFORE, AFTER = "before", "after"
EARLIER, LATER, STAY = "earlier", "later", "stay"
EXTRAORDINARY = "extraordinary"
DAYS, WORKING_DAYS, MONTHS = "calendar-day", "working-day", "month"
UNITS = {DAYS: "天", WORKING_DAYS: "个工作日", MONTHS: "个月"}


@dataclass(frozen=True)
class Kind:
    """A kind of session. ``window``: rule and parameter of the usual last day of the year; ``counted_limit``: rule of
    the last opening day counted from the election of deputies; ``asked_by``: rule of who may call it."""

    key: str
    label: str
    hint: str
    window: Mapping[str, str] = field(default_factory=dict)
    counted_limit: str = ""
    opens_term: bool = False
    asked_by: str = ""


@dataclass(frozen=True)
class Limit:
    """Where the last day comes from: a duration of a rule, or the eve of the opening."""

    rule: str
    duration: str = ""
    eve: bool = False
    unless: str = ""
    optional: bool = False
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Spec:
    """A step as the file has it; ``counts``: days from the anchor by kind of session."""

    key: str
    label: str
    phase: str
    counts: Mapping[str, int]
    who: str = ""
    hint: str = ""
    rule: str = ""
    limit: Limit | None = None
    template: str = ""
    fact: str = ""
    by_paper: bool = False
    days_off: str = EARLIER


@dataclass(frozen=True)
class LastDay:
    """The last day by law, with the rule and the way to it."""

    day: date
    rule: Rule
    sentence_zh: str

    @property
    def articles(self) -> tuple[str, ...]:
        return self.rule.articles


@dataclass(frozen=True)
class Counted:
    """A day counted from an anchor; ``shifted_from`` when that day was off."""

    day: date
    shifted_from: date | None = None
    provisional: bool = False
    sentence_zh: str = ""


@dataclass(frozen=True)
class Planned:
    """A step with its day and, where there is one, its last day by law."""

    spec: Spec
    count: int
    counted: Counted
    last: LastDay | None = None

    @property
    def due_on(self) -> date:
        return self.counted.day


@dataclass(frozen=True)
class DayRemark:
    """Something about the chosen day: ``breaks`` when a rule that binds is not kept."""

    text: str
    rule: str = ""
    articles: tuple[str, ...] = ()
    breaks: bool = False


@dataclass(frozen=True)
class Where:
    """The town's place, its own settings and its calendar of working days."""

    place: str | None = None
    settings: Settings | None = None
    calendar: WorkCalendar = field(default_factory=standard_calendar)

    def rule(self, rule_id: str, on: date) -> Rule:
        return book().rule(rule_id, on, self.place, self.settings)


# ------------------------------------------------------------------ the file


@lru_cache(maxsize=1)
def _file() -> tuple[dict[str, Kind], tuple[Spec, ...]]:
    raw = read(FILE, FILE.name)
    check_keys(raw, ("kinds", "steps"), (), FILE.name)
    optional = ("window", "counted_limit", "opens_term", "asked_by")
    found = {
        row["key"]: Kind(**check_keys(row, ("key", "label", "hint"), optional, FILE.name))
        for row in raw["kinds"]
    }
    return found, tuple(_spec(row, found) for row in raw["steps"])


def _spec(row: Mapping[str, Any], known: Mapping[str, Kind]) -> Spec:
    optional = (BEFORE, AFTER, "kinds", "who", "hint", "rule", "limit", "template", "fact", "by_paper", "days_off")
    where = f"{FILE.name}：{row.get('key')}"
    check_keys(row, ("key", "label"), optional, where)
    phase = BEFORE if BEFORE in row else AFTER
    counts = row.get(phase) or {}
    wanted = row.get("kinds", list(known))
    if (BEFORE in row) == (AFTER in row) or set(counts) != set(wanted) or set(counts) - set(known):
        raise RulebookError("每种会议要写一个天数，before、after只写一个", where=where)
    limit = row.get("limit")
    made = {name: row[name] for name in ("who", "hint", "rule", "template", "fact", "by_paper") if name in row}
    return Spec(
        row["key"], row["label"], phase, counts,
        limit=Limit(**{**limit, "kinds": tuple(limit.get("kinds", ()))}) if limit else None,
        days_off=row.get("days_off", EARLIER if phase == BEFORE else LATER), **made,
    )  # fmt: skip


def kinds() -> dict[str, Kind]:
    """Every kind of session by its key, in the order of the file."""
    return _file()[0]


def kind(key: str) -> Kind:
    """The kind ``key``; RulebookError when there is none."""
    if key not in kinds():
        names = "、".join(f"{one.key}（{one.label}）" for one in kinds().values())
        raise RulebookError(f"没有“{key}”这种会议，可选：{names}")
    return kinds()[key]


def specs(kind_key: str) -> tuple[Spec, ...]:
    """The steps of a kind of session."""
    return tuple(spec for spec in _file()[1] if kind(kind_key).key in spec.counts)


def spec_of(key: str) -> Spec | None:
    """The step ``key``; None for one the office has added."""
    return next((spec for spec in _file()[1] if spec.key == key), None)


# ------------------------------------------------------------------ counting


def count_day(
    phase: str, anchor: date, count: int, unit: str, days_off: str, calendar: WorkCalendar
) -> Counted:
    """``count`` ``unit`` before or after ``anchor``; a day off moves as ``days_off`` says.

    count: whole number, 0 is the anchor itself. unit: calendar-day, working-day or month.
    Raises RulebookError for a negative count or an unknown unit.
    """
    if count < 0 or unit not in UNITS:
        raise RulebookError(f"不会这样数：{count} {unit}")
    day = _raw_day(phase, anchor, count, unit, calendar)
    moved = {EARLIER: calendar.previous_workday, LATER: calendar.next_workday}.get(
        days_off, lambda same: same
    )(day)
    from_to = sorted((day.year, moved.year, anchor.year if unit == WORKING_DAYS else day.year))
    looked_at = days_off != STAY or unit == WORKING_DAYS
    provisional = looked_at and any(
        calendar.is_provisional(year) for year in range(from_to[0], from_to[-1] + 1)
    )
    way = "前" if phase == BEFORE else "后"
    base = "开幕" if phase == BEFORE else "闭幕"
    words = f"{base}当天" if count == 0 else f"{base}{way}{count}{UNITS[unit]}"
    shift = f"；{date_zh(day)}{calendar.is_workday(day).reason_zh}，{'提前' if moved < day else '顺延'}到{date_zh(moved)}"
    return Counted(moved, day if moved != day else None, provisional, words + (shift if moved != day else ""))


def _raw_day(phase: str, anchor: date, count: int, unit: str, calendar: WorkCalendar) -> date:
    back = phase == BEFORE
    if unit == MONTHS:
        return counting.add_months(anchor, -count if back else count)
    if unit == WORKING_DAYS:
        way = counting.subtract_working_days if back else counting.add_working_days
        return way(anchor, count, calendar)
    way = counting.subtract_calendar_days if back else counting.add_calendar_days
    return way(anchor, count)


def last_day(
    limit: Limit | None, kind_key: str, opens_on: date, closes_on: date, where: Where
) -> LastDay | None:
    """The last day by the rule of a step; None where none is set for this kind of session in this place."""
    if limit is None or (limit.kinds and kind_key not in limit.kinds):
        return None
    rule = where.rule(limit.rule, opens_on)
    if limit.unless and kind_key == EXTRAORDINARY and rule.value(limit.unless, False):
        return None
    if limit.eve:
        eve = opens_on - ONE_DAY
        return LastDay(eve, rule, f"要在{date_zh(opens_on)}开幕以前办好，最迟{date_zh(eve)}。")
    if limit.optional and not _has(rule, limit.duration):
        return None
    duration = rule.duration(limit.duration or None)
    if duration.before:
        due = counting.due_before(duration, opens_on, where.calendar)
        return LastDay(due.due_on, rule, due.sentence_zh)
    found = due_by_rule(
        limit.rule, closes_on, place=where.place, settings=where.settings, calendar=where.calendar,
        name=limit.duration or None,
    )  # fmt: skip
    return LastDay(found.due_on, found.rule, found.due.sentence_zh)


def _has(rule: Rule, name: str) -> bool:
    return any(path in (name, f"default.{name}") for path in rule.durations())


def planned(
    spec: Spec, count: int, unit: str, kind_key: str, opens_on: date, closes_on: date, where: Where
) -> Planned:
    """One step with its days. What is usual never comes after the last day by law."""
    anchor = opens_on if spec.phase == BEFORE else closes_on
    counted = count_day(spec.phase, anchor, count, unit, spec.days_off, where.calendar)
    last = last_day(spec.limit, kind_key, opens_on, closes_on, where)
    if last is not None and counted.day > last.day:
        counted = Counted(last.day, None, counted.provisional, last.sentence_zh)
    return Planned(spec, count, counted, last)


def plan(
    kind_key: str, opens_on: date, closes_on: date | None = None, where: Where | None = None
) -> tuple[Planned, ...]:
    """Every step of a session of this kind, by day.

    opens_on, closes_on: first and last day (one day when left out).
    Raises RulebookError for an unknown kind or a closing day before the opening day.
    """
    closes_on = closes_on or opens_on
    if closes_on < opens_on:
        raise RulebookError("闭幕日期在开幕日期以前，请核对")
    where = where or Where()
    found = [
        planned(spec, spec.counts[kind_key], DAYS, kind_key, opens_on, closes_on, where)
        for spec in specs(kind_key)
    ]
    return tuple(sorted(found, key=lambda one: one.due_on))


# ------------------------------------------------------------------ the chosen day


def remarks(
    kind_key: str, opens_on: date, closes_on: date, where: Where, counted_from: date | None = None
) -> list[DayRemark]:
    """What is to be said about the chosen days: days off, too late in the year, too late after the election, too short."""
    found = [_day_off(opens_on, "开幕", where)]
    if closes_on != opens_on:
        found.append(_day_off(closes_on, "闭幕", where))
    chosen = kind(kind_key)
    found += [_window(chosen, opens_on, where), _counted(chosen, opens_on, where, counted_from)]
    found.append(_length(chosen, opens_on, closes_on, where))
    return [remark for remark in found if remark is not None]


def _day_off(day: date, name: str, where: Where) -> DayRemark | None:
    sort = where.calendar.is_workday(day)
    if not sort:
        before, after = where.calendar.previous_workday(day), where.calendar.next_workday(day)
        near = f"{date_zh(before)}、{date_zh(after)}是工作日"
        return DayRemark(f"{name}那天（{date_zh(day)}）是{sort.reason_zh}，请再想一想。相近的{near}。")
    if sort.provisional:
        return DayRemark(
            f"{day.year}年的放假安排还没有公布，{name}日期（{date_zh(day)}）碰不碰上放假要到时候再看。"
        )
    return None


def _window(chosen: Kind, opens_on: date, where: Where) -> DayRemark | None:
    if not chosen.window:
        return None
    rule = where.rule(chosen.window["rule"], opens_on)
    until = str(rule.value(chosen.window["value"], ""))
    if not until:
        return None
    month, day = (int(part) for part in until.split("-"))
    last = date(opens_on.year, month, day)
    if opens_on <= last:
        return None
    text = f"{chosen.label}一般不迟于{day_zh(last)}。"
    return DayRemark(text, rule.id, tuple(c.text for c in rule.citations), rule.binding)


def _counted(chosen: Kind, opens_on: date, where: Where, counted_from: date | None) -> DayRemark | None:
    if not chosen.counted_limit or counted_from is None:
        return None
    found = due_by_rule(
        chosen.counted_limit,
        counted_from,
        place=where.place,
        settings=where.settings,
        calendar=where.calendar,
    )
    if opens_on <= found.due_on:
        return None
    text = f"{found.due.sentence_zh}开幕最迟{date_zh(found.due_on)}，现在定的{date_zh(opens_on)}晚了。"
    return DayRemark(text, found.rule.id, tuple(c.text for c in found.rule.citations), True)


def _length(chosen: Kind, opens_on: date, closes_on: date, where: Where) -> DayRemark | None:
    rule = where.rule("session-min-duration", opens_on)
    least, days = rule.value("min_days", 0), (closes_on - opens_on).days + 1
    if days >= least or chosen.key == EXTRAORDINARY:
        return None
    return DayRemark(
        f"会期{days}天，少于{least}天。", rule.id, tuple(c.text for c in rule.citations), rule.binding
    )


def duration_words(count: int, unit: str, phase: str) -> str:
    """开幕前15天 / 闭幕后1个月 / 开幕当天"""
    base, way = ("开幕", "前") if phase == BEFORE else ("闭幕", "后")
    return f"{base}当天" if count == 0 else f"{base}{way}{count}{UNITS[unit]}"
