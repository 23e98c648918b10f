"""Dates, periods, deadlines, months, quarters, years, weekdays and hours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from renda.law.workdays import WEEKDAYS_ZH
from renda.modules.drafting.renewal.context import Context
from renda.modules.drafting.renewal.model import FLAGGED, KEPT, REPLACED, UNMATCHED, Choice, Place
from renda.modules.drafting.renewal.slots import Slot
from renda.modules.drafting.renewal.words import COUNT, DIGITS, value_of, written_like

Y = rf"(?:\d{{4}}|[{DIGITS}]{{4}})"
M = rf"(?:\d{{1,2}}|{COUNT}{{1,2}}|元)"
D = rf"(?:\d{{1,2}}|{COUNT}{{1,3}})"
WEEKDAY = r"(?:\s?[（(]\s?(?:星期|周|礼拜)[一二三四五六日天]\s?[）)]|\s?(?:星期|周|礼拜)[一二三四五六日天])"
TO = r"(?:\s?(?:至|到|—|–|-|－|～|~|――|——)\s?)"
DAY = re.compile(
    rf"(?<!\d)(?:(?P<y>{Y})\s?年\s?)?(?P<m>{M})\s?月\s?(?P<d>{D})\s?(?:[日号](?P<w>{WEEKDAY})?"
    rf"(?:(?:{TO}|、|和)(?:(?P<y2>{Y})\s?年\s?)?(?:(?P<m2>{M})\s?月\s?)?(?P<d2>{D})\s?[日号](?P<w2>{WEEKDAY})?)?"
    rf"|(?:{TO}|、)(?P<d3>{D})\s?[日号](?P<w3>{WEEKDAY})?)"
)
ISO = re.compile(r"(?<![\d.])(?P<y>(?:19|20)\d\d)(?P<s>[-./])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?![\d.])")
LONE_DAY = re.compile(rf"(?<![\d年月第每{DIGITS}十])(?P<d>\d{{1,2}})[日号](?P<w>{WEEKDAY})?(?=上午|下午|晚|早|中午|报到|（|\(|$|，|、|{TO}\d{{1,2}}日)")
BEFORE = re.compile(r"^\s?(?:之前|以前|前|止|为止|截止)")
PREFIX = re.compile(r"(?:截至|截止|截止到|最迟|不迟于|务于|请于|须于)\s?$")


def find(slot: Slot, context: Context, memory: dict[str, int]) -> Iterator[Place]:
    """Days in one text. ``memory`` keeps the year and month last read, for days that stand without them."""
    for found in ISO.finditer(slot.text):
        day = _day(value_of(found["y"]), int(found["m"]), int(found["d"]))
        if day:
            yield _one(slot, found.start(), found.end(), day, context, _iso_writer(found))
    for found in DAY.finditer(slot.text):
        yield from _days(slot, found, context, memory)
    for found in LONE_DAY.finditer(slot.text):
        if "m" not in memory:
            month, year = (context.old_session.opens_on.month, context.old_session.opens_on.year) if _opens(context) else (0, 0)
        else:
            month, year = memory["m"], memory["y"]
        day = _day(year, month, int(found["d"])) if month else None
        if day:
            yield _one(slot, found.start(), found.end(), day, context, _lone_writer(found))
        else:
            yield Place("date", slot.path, found.start(), found.end(), found[0], None, UNMATCHED, "只写了日，看不出是哪个月")


def stretches(text: str) -> Iterator[tuple[date, date]]:
    """Every day or stretch of days in ``text`` whose year is written, as (first, last)."""
    for found in DAY.finditer(text):
        first = _day(value_of(found["y"]), value_of(found["m"]), value_of(found["d"])) if found["y"] else None
        if first is not None:
            month = value_of(found["m2"]) if found["m2"] else first.month
            last = _day(first.year, month, value_of(found["d2"] or found["d3"])) if found["d2"] or found["d3"] else None
            yield first, last or first


def _opens(context: Context) -> bool:
    return bool(context.old_session and context.old_session.opens_on)


def _day(year: int | None, month: int | None, day: int | None) -> date | None:
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        return None


# ------------------------------------------------------------------ one day or a stretch of days


def _days(slot: Slot, found: re.Match[str], context: Context, memory: dict[str, int]) -> Iterator[Place]:
    year = value_of(found["y"]) if found["y"] else (memory.get("y") if memory.get("slot") == hash(slot.path) else None) or context.old_year
    month = value_of(found["m"])
    first = _day(year, month, value_of(found["d"]))
    if first is None:
        yield Place("date", slot.path, found.start(), found.end(), found[0], None, UNMATCHED, "没有这一天，去年的文件可能写错了")
        return
    memory.update(y=first.year, m=first.month, slot=hash(slot.path))
    second_day = found["d2"] or found["d3"]
    if not second_day:
        yield _one(slot, found.start(), found.end(), first, context, _writer(found))
        return
    second = _day(value_of(found["y2"]) if found["y2"] else first.year, value_of(found["m2"]) if found["m2"] else first.month, value_of(second_day))
    if second is None:
        yield Place("period", slot.path, found.start(), found.end(), found[0], None, UNMATCHED, "没有这一天，去年的文件可能写错了")
        return
    memory.update(y=second.year, m=second.month)
    yield _stretch(slot, found, first, second, context)


def _one(slot: Slot, start: int, end: int, day: date, context: Context, write) -> Place:
    old = slot.text[start:end]
    kind = "deadline" if BEFORE.match(slot.text[end:]) or PREFIX.search(slot.text[:start]) else "date"
    given = {"kind": kind, "path": slot.path, "start": start, "end": end, "old": old, "group": f"date:{day.isoformat()}:{kind}"}
    if slot.path == "date" and context.on_is_given:
        return Place(**given, new=write(context.on), decision=REPLACED, reason="成文日期", source=f"这次起草定的日期，{context.told(context.on)}")
    if far := _far(day, context):
        return Place(**given, new=None, decision=KEPT, reason=far)
    moved, what = context.session_day(day)
    if moved is not None:
        return Place(**given, new=write(moved), decision=REPLACED, reason=f"去年大会{what}，换成今年的{what}",
                     source=f"会次表，{context.told(moved)}")
    choices = day_choices(day, context, write, deadline=kind == "deadline")
    was = f"去年这一天是{context.told(day)}"
    return Place(**given, new=choices[0].text, decision=FLAGGED, reason=f"去年的日子，{was}；今年是哪一天要您定",
                 source="按去年推算", choices=(*choices, Choice(old, "照旧，说的就是去年那一天")))


def _far(day: date, context: Context) -> str:
    return "更早的事，是历史事实" if day.year < context.old_year - 1 else ""


def day_choices(day: date, context: Context, write, *, deadline: bool) -> list[Choice]:
    """This year's days that answer to ``day``: as far from the opening, same date, same weekday, next working day."""
    same = context.corresponding(day)
    options: list[tuple[date, str]] = []
    near = context.same_distance(day)
    if near and abs(near[1]) <= 45:
        distance = near[1]
        words = f"离开幕{'还有' if distance < 0 else '过了'}{abs(distance)}天，和去年一样"
        options.append((near[0], words))
    options.append((same, "同月同日"))
    weekday = same + timedelta(days=(day.weekday() - same.weekday() + 3) % 7 - 3)
    options.append((weekday, f"同是星期{WEEKDAYS_ZH[day.weekday()]}，离得最近"))
    calendar = context.facts.calendar
    if not calendar.is_workday(same):
        options.append((calendar.previous_workday(same) if deadline else calendar.next_workday(same), "最近的工作日"))
    if calendar.is_workday(day):
        # what was done on a working day is not proposed for a day of rest first
        options.sort(key=lambda option: not calendar.is_workday(option[0]))
    found: dict[str, Choice] = {}
    for option, why in options:
        found.setdefault(write(option), Choice(write(option), f"{why}，{context.told(option)}", note=context.told(option)))
    return list(found.values())


def _stretch(slot: Slot, found: re.Match[str], first: date, second: date, context: Context) -> Place:
    given = {"kind": "period", "path": slot.path, "start": found.start(), "end": found.end(), "old": found[0],
                 "group": f"period:{first.isoformat()}..{second.isoformat()}"}
    if far := _far(second, context):
        return Place(**given, new=None, decision=KEPT, reason=far)
    begins, _ = context.session_day(first)
    ends, _ = context.session_day(second)
    if begins and ends:
        return Place(**given, new=_write_stretch(found, begins, ends), decision=REPLACED, reason="去年大会的会期，换成今年的会期",
                     source=f"会次表，{context.told(begins)}至{context.told(ends)}")
    same = context.corresponding(first)
    days = second - first
    options = [(same, context.corresponding(second), "同月同日")]
    if (near := context.same_distance(first)) and abs(near[1]) <= 45:
        options.insert(0, (near[0], near[0] + days, "离开幕的天数和去年一样"))
    choices = tuple(Choice(_write_stretch(found, a, b), f"{why}，{context.told(a)}至{context.told(b)}") for a, b, why in options)
    return Place(**given, new=choices[0].text, decision=FLAGGED, reason="去年的起止日期，今年是哪几天要您定", source="按去年推算",
                 choices=(*choices, Choice(found[0], "照旧，说的就是去年那几天")))


# ------------------------------------------------------------------ writing a day as it was written


def _weekday_like(model: str | None, day: date) -> str:
    if not model:
        return ""
    return re.sub(r"(星期|周|礼拜)[一二三四五六日天]", lambda found: found[1] + WEEKDAYS_ZH[day.weekday()], model)


def _put(found: re.Match[str], values: dict[str, str]) -> str:
    text, begin = found[0], found.start()
    spans = sorted(((found.span(name), value) for name, value in values.items() if found[name] is not None), reverse=True)
    for (start, end), value in spans:
        text = text[: start - begin] + value + text[end - begin :]
    return text


def _like(value: int, model: str | None) -> str:
    return written_like(value, model) if model else ""


def _writer(found: re.Match[str]):
    def write(day: date) -> str:
        parts = {"y": _like(day.year, found["y"]), "m": _like(day.month, found["m"]), "d": _like(day.day, found["d"]),
                 "w": _weekday_like(found["w"], day)}
        return _put(found, parts)

    return write


def _lone_writer(found: re.Match[str]):
    return lambda day: _put(found, {"d": _like(day.day, found["d"]), "w": _weekday_like(found["w"], day)})


def _iso_writer(found: re.Match[str]):
    return lambda day: _put(found, {"y": str(day.year), "m": _like(day.month, found["m"]), "d": _like(day.day, found["d"])})


def _write_stretch(found: re.Match[str], first: date, second: date) -> str:
    """A stretch in the writing found; where the month or year was left out and now differs, it is written."""
    parts = {"y": _like(first.year, found["y"]), "m": _like(first.month, found["m"]), "d": _like(first.day, found["d"]),
             "w": _weekday_like(found["w"], first)}
    last = "d2" if found["d2"] else "d3"
    day = _like(second.day, found[last])
    if not found["m2"] and second.month != first.month:
        day = f"{_like(second.month, found['m'])}月{day}"
    if found["m2"]:
        parts["m2"] = _like(second.month, found["m2"])
    if found["y2"]:
        parts["y2"] = _like(second.year, found["y2"])
    elif second.year != first.year and found["y"] and not found["m2"]:
        day = f"{_like(second.year, found['y'])}年{day}"
    parts[last] = day
    parts["w2" if last == "d2" else "w3"] = _weekday_like(found["w2" if last == "d2" else "w3"], second)
    return _put(found, parts)


# ------------------------------------------------------------------ weekdays and hours alone

ALONE = re.compile(r"(?<!每)(?:(?:本|下|上)?(?:星期|礼拜)[一二三四五六日天]|(?:本|下|上)?周[一二三四五六日](?![一-龥]{0,1}(?:期|年|岁|围|边)))")
HOUR = re.compile(
    rf"(?:上午|下午|晚上|晚|早上|早|中午)?\s?(?:\d{{1,2}}[:：]\d{{2}}|\d{{1,2}}[时点](?!间|段|候)(?:\d{{1,2}}分|半|整)?|{COUNT}{{1,3}}[时点](?:{COUNT}{{1,3}}分|半|整|钟))"
    r"(?:\s?[—\-－～~至]\s?(?:\d{1,2}[:：]\d{2}|\d{1,2}[时点](?:\d{1,2}分|半)?))?"
)


def find_weekdays(slot: Slot, context: Context) -> Iterator[Place]:
    """Weekdays without a date, which can't be counted on."""
    for found in ALONE.finditer(slot.text):
        yield Place("weekday", slot.path, found.start(), found.end(), found[0], None, UNMATCHED, "只写了星期，没有日期可对，请核对",
                    choices=(Choice(found[0], "照旧"),))


def find_hours(slot: Slot, context: Context) -> Iterator[Place]:
    """Hours of the day: no year is in them."""
    for found in HOUR.finditer(slot.text):
        yield Place("time", slot.path, found.start(), found.end(), found[0], None, KEPT, "钟点不随年份变")
