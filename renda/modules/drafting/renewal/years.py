"""Months, quarters, years, spans of years, five-year plans, anniversaries and words like 今年."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from renda.modules.drafting.renewal.context import Context
from renda.modules.drafting.renewal.dates import BEFORE, PREFIX, TO, M, Y
from renda.modules.drafting.renewal.model import FLAGGED, KEPT, REPLACED, UNMATCHED, Choice, Place
from renda.modules.drafting.renewal.slots import Slot
from renda.modules.drafting.renewal.words import (
    COUNT,
    clause_around,
    either,
    value_of,
    vocabulary,
    words,
    written_like,
)

MONTHS = re.compile(rf"(?<![\d年个])(?:(?P<y>{Y})\s?年\s?)?(?P<m>{M}){TO}(?:(?P<y2>{Y})\s?年\s?)?(?P<m2>{M})\s?月(?:份|底|末|初)?(?!\s?\d{{1,2}}[日号])")
MONTH_SPAN = re.compile(rf"(?<!\d)(?:(?P<y>{Y})\s?年\s?)?(?P<m>{M})\s?月(?:份)?{TO}(?:(?P<y2>{Y})\s?年\s?)?(?P<m2>{M})\s?月(?:份|底|末)?")
MONTH = re.compile(rf"(?<![\d个第每]{{1}})(?:(?P<y>{Y})\s?年\s?)?(?P<m>{M})\s?月(?:份|底|末|初|上中旬|中下旬|上旬|中旬|下旬|中)?")
PART = re.compile(rf"(?:(?P<y>{Y})\s?年\s?)?(?:[第前头]?[一二三四1-4]个?季度|[上下]半年)")
YEARS = re.compile(rf"(?<!\d)(?P<y>(?:19|20)\d\d|[一二]\S?[{'〇○零一二三四五六七八九'}]{{2,3}})\s?(?:年度?)?{TO}(?P<y2>(?:19|20)\d\d|[二][〇○零一二三四五六七八九]{{3}})\s?年度?")
YEAR = re.compile(rf"(?<![\d{'〇○零一二三四五六七八九'}])(?P<y>(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{{3}})\s?年(?:度|底|末|初)?")
SHORT_YEAR = re.compile(r"(?<![\d.近约第满前后经历])(?P<y>\d\d)年(?![来多间以内后前]|\d?个月)")
BARE_YEAR = re.compile(r"(?<![\d.〔\[])(?P<y>20\d\d)(?![\d.年%]|\s?[元件人名户亩次])")
PLAN = re.compile(rf"[“\"]?(?P<n>{COUNT}{{1,2}})五[”\"]?(?=规划|时期|期间|以来|末|收官|开局|目标|普法|[”\"])")
ANNIVERSARY = re.compile(rf"(?P<n>\d{{1,3}}|{COUNT}{{1,5}})(?:周年|年来|年间|个年头)|第(?P<n2>\d{{1,3}}|{COUNT}{{1,4}})(?:个(?:年头|[^，。；]{{0,8}}(?:日|节|月|年))|年度?(?=[，。、的]))")


def find(slot: Slot, context: Context) -> Iterator[Place]:
    """Everything in one text that tells of a year but names no day."""
    for pattern, make in (
        (YEARS, _years), (MONTH_SPAN, _months), (MONTHS, _months), (PART, _part), (MONTH, _month), (YEAR, _year),
        (SHORT_YEAR, _short_year), (PLAN, _plan), (ANNIVERSARY, _anniversary), (BARE_YEAR, _bare_year),
    ):
        for found in pattern.finditer(slot.text):
            place = make(slot, found, context)
            if place is not None:
                yield place
    for found in re.finditer(either("relative"), slot.text):
        yield Place("relative", slot.path, found.start(), found.end(), found[0], None, KEPT, "相对的说法，放到今年读也对")
    for found in re.finditer(rf"(?:{either('lunar')})(?:{COUNT}{{1,2}}月)?(?:初{COUNT}|廿{COUNT}|{COUNT}{{1,3}})", slot.text):
        yield Place("date", slot.path, found.start(), found.end(), found[0], None, UNMATCHED, "农历的日子，公历每年不同，请核对",
                    choices=(Choice(found[0], "照旧，按农历算"),))
    for found in re.finditer(either("festivals"), slot.text):
        yield Place("relative", slot.path, found.start(), found.end(), found[0], None, KEPT, "节日每年都有")


def _base(slot: Slot, found: re.Match[str], kind: str, group: str = "") -> dict[str, Any]:
    return {"kind": kind, "path": slot.path, "start": found.start(), "end": found.end(), "old": found[0], "group": group}


def _moved(found: re.Match[str], context: Context) -> str:
    """The same words with every year moved on as far as the paper."""
    text, begin = found[0], found.start()
    for name in ("y2", "y"):
        if name in found.re.groupindex and found[name]:
            start, end = found.span(name)
            year = value_of(found[name])
            if year is not None and year < 100:
                moved = f"{(year + context.shift) % 100:02d}"
            else:
                moved = written_like((year or 0) + context.shift, found[name])
            text = text[: start - begin] + moved + text[end - begin :]
    return text


def _keep(found: re.Match[str]) -> Choice:
    return Choice(found[0], "照旧，说的就是那一年")


def _year(slot: Slot, found: re.Match[str], context: Context) -> Place | None:
    year = value_of(found["y"])
    if year is None or not 1900 < year < 2100:
        return None
    given = _base(slot, found, "year", f"year:{year}")
    if year < context.old_year - 1:
        return Place(**given, new=None, decision=KEPT, reason="更早的年份，是历史事实")
    if not context.shift:
        return Place(**given, new=None, decision=KEPT, reason="和新文件同一年")
    moved = _moved(found, context)
    _, after = clause_around(slot.text, found.start(), found.end())
    historic = next((word for word in words("historic_words") if word in after[:8]), "")
    if historic or year > context.old_year:
        why = f"后面跟着“{historic}”，可能是过去的事" if historic else "去年的文件里说的以后的年份，现在可能已经到了"
        return Place(**given | {"group": ""}, new=moved, decision=FLAGGED, reason=f"{why}，请定",
                     choices=(Choice(moved, "顺延一年" if context.shift == 1 else f"顺延{context.shift}年"), _keep(found)))
    return Place(**given, new=moved, decision=REPLACED, reason=f"去年的文件写{year}年，今年顺延", source=f"新文件是{context.new_year}年的")


def _years(slot: Slot, found: re.Match[str], context: Context) -> Place | None:
    last = value_of(found["y2"])
    given = _base(slot, found, "year", f"years:{found[0]}")
    if last is None or last < context.old_year - 1:
        return Place(**given, new=None, decision=KEPT, reason="更早的年份，是历史事实")
    moved = _moved(found, context)
    return Place(**given, new=moved, decision=FLAGGED, reason="几年的起止，请核对", choices=(Choice(moved, "整段顺延"), _keep(found)))


def _months(slot: Slot, found: re.Match[str], context: Context) -> Place | None:
    if not _is_month(found["m"]) or not _is_month(found["m2"]):
        return None
    return _dated(slot, found, context, "月份的起止，请核对")


def _month(slot: Slot, found: re.Match[str], context: Context) -> Place | None:
    return _dated(slot, found, context, "") if _is_month(found["m"]) else None


def _part(slot: Slot, found: re.Match[str], context: Context) -> Place | None:
    return _dated(slot, found, context, "")


def _is_month(text: str) -> bool:
    value = value_of(text)
    return value is not None and 1 <= value <= 12


def _dated(slot: Slot, found: re.Match[str], context: Context, words_: str) -> Place:
    """A month, quarter or half-year: with a year an event or a plan of that year, without one to be looked at."""
    named = found["y"] if "y" in found.re.groupindex else None
    year = value_of(named) if named else None
    deadline = bool(BEFORE.match(slot.text[found.end():]) or PREFIX.search(slot.text[: found.start()]) or found[0].endswith(("底", "末")))
    given = _base(slot, found, "deadline" if deadline else "month", f"month:{found[0]}")
    if year is not None and year < context.old_year - 1:
        return Place(**given, new=None, decision=KEPT, reason="更早的事，是历史事实")
    if year is not None:
        moved = _moved(found, context)
        return Place(**given, new=moved, decision=FLAGGED, reason=words_ or "去年的月份，今年是哪个月要您定",
                     choices=(Choice(moved, "顺延一年"), _keep(found)))
    return Place(**given, new=found[0], decision=FLAGGED, reason=words_ or "只写到月，今年是不是还在这个时候，请核对",
                 choices=(Choice(found[0], "今年也是这个时候"),))


def _short_year(slot: Slot, found: re.Match[str], context: Context) -> Place | None:
    if int(found["y"]) not in {context.old_year % 100, (context.old_year - 1) % 100, (context.old_year + 1) % 100}:
        return None
    moved = _moved(found, context)
    return Place(**_base(slot, found, "year", f"year:{found['y']}"), new=moved, decision=FLAGGED, reason="像是两位数的年份，请核对（公文里年份写四位）",
                 choices=(Choice(moved, "顺延"), _keep(found)))


def _bare_year(slot: Slot, found: re.Match[str], context: Context) -> Place | None:
    if abs(int(found["y"]) - context.old_year) > 1:
        return None
    moved = _moved(found, context)
    return Place(**_base(slot, found, "year", f"bare:{found['y']}"), new=moved, decision=FLAGGED, reason="像是年份，请核对",
                 choices=(Choice(moved, "顺延"), _keep(found)))


def _plan(slot: Slot, found: re.Match[str], context: Context) -> Place | None:
    number = value_of(found["n"])
    plan = vocabulary()["law_learning_plan" if "普法" in slot.text[found.end() : found.end() + 4] else "five_year_plan"]
    if number is None or number > 20:
        return None
    current = plan["number"] + (context.new_year - plan["from"]) // plan["years"]
    given = _base(slot, found, "plan", f"plan:{number}")
    if number >= current:
        return Place(**given, new=None, decision=KEPT, reason=f"{context.new_year}年还在这个规划期里")
    moved = found[0].replace(found["n"], written_like(current, "一"), 1)
    return Place(**given, new=moved, decision=FLAGGED, reason=f"{context.new_year}年已经是“{written_like(current, '一')}五”，请核对上下文",
                 choices=(Choice(moved, "换成现在的规划"), Choice(found[0], "照旧，说的是上一个规划")))


def _anniversary(slot: Slot, found: re.Match[str], context: Context) -> Place | None:
    name = "n" if found["n"] else "n2"
    number = value_of(found[name])
    if not number or not context.shift:
        return None
    if number == 1 and found[0].endswith(("年来", "年间")):
        return Place(**_base(slot, found, "relative"), new=None, decision=KEPT, reason="相对的说法，放到今年读也对")
    moved = found[0].replace(found[name], written_like(number + context.shift, found[name]), 1)
    return Place(**_base(slot, found, "span", f"span:{found[0]}"), new=moved, decision=FLAGGED, reason="这个数每年加一，请核对",
                 choices=(Choice(moved, "顺延"), Choice(found[0], "照旧")))
