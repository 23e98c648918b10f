"""Units: those in the list of units, those out of use, and names that look like units but are in no list."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from functools import lru_cache

from renda.modules.drafting.renewal.context import Context
from renda.modules.drafting.renewal.facts import UnitFact
from renda.modules.drafting.renewal.model import FLAGGED, KEPT, REPLACED, UNMATCHED, Choice, Place
from renda.modules.drafting.renewal.slots import Slot
from renda.modules.drafting.renewal.words import HAN, either, words

SHORT_OFFICE = re.compile(rf"(?<!{HAN})(?:由|请|和|与|向|交)?(?P<n>{HAN}{{2}}办)(?=[、，。；：）)负牵配\s]|$)")
DOING = ("督办", "承办", "主办", "举办", "交办", "兴办", "协办", "催办", "查办", "开办", "创办", "代办", "申办", "筹办", "包办", "不办", "办办", "重办", "再办", "待办", "急办", "快办", "速办", "难办", "好办", "怎办", "延办", "分办", "转办", "领办", "联办", "共办", "新办", "能办", "未办", "已办", "正办", "即办", "缓办", "网办")
NEAR = 4
CUTOFF = 0.4
OWN_BODIES = re.compile(r"(?:人民代表大会|人大|主席团|人民政府|党委|人大办公室|代表大会)$")


def find(slot: Slot, context: Context) -> Iterator[Place]:
    """Every unit named in one text."""
    claimed: list[tuple[int, int]] = []
    for found in _pattern(context.facts.units).finditer(slot.text):
        unit = _named(found[0], context)
        if unit is not None:
            claimed.append(found.span())
            yield _known(slot, found.start(), found.end(), unit, context)
    for start, end in _unlisted(slot):
        if not any(start < stop and end > begin for begin, stop in claimed):
            yield _unknown(slot, start, end, context)


@lru_cache(maxsize=8)
def _pattern(units: tuple[UnitFact, ...]) -> re.Pattern[str]:
    names = {name for unit in units for name in (unit.name, unit.short_name) if len(name) >= 3}
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))) or r"(?!)")


def _named(name: str, context: Context) -> UnitFact | None:
    found = [unit for unit in context.facts.units if name in (unit.name, unit.short_name)]
    return next((unit for unit in found if unit.is_active), found[0] if found else None)


def _known(slot: Slot, start: int, end: int, unit: UnitFact, context: Context) -> Place:
    old = slot.text[start:end]
    given = {"kind": "unit", "path": slot.path, "start": start, "end": end, "old": old, "group": f"unit:{unit.name}"}
    if unit.name in context.given or old in context.given:
        return Place(**given, new=context.given.get(old) or context.given[unit.name], decision=REPLACED, reason="按您给的换", source="指定")
    if unit.is_active:
        return Place(**given, new=None, decision=KEPT, reason="单位在用", source="单位名册")
    choices = _near(old, context)
    return Place(**given, new=choices[0].text if choices else None, decision=FLAGGED, reason="这个单位已经停用（改名或合并），今年写哪个单位要您定",
                 source="单位名册", choices=(*choices, Choice(old, "照旧")))


def _unlisted(slot: Slot) -> Iterator[tuple[int, int]]:
    """Names with the ending of a unit that begin where words begin."""
    text = slot.text
    for found in SHORT_OFFICE.finditer(text):
        if found["n"][-2:] not in DOING:
            yield found.span("n")
    # 村 also begins other words: 村镇, 村民, 村级 …
    ends, befores = either("unit_ends").replace("|村", "|村(?![镇民级庄委干里口内头组屯寨道容务])"), either("unit_befores")
    pattern = re.compile(rf"(?:(?<=^)|(?<=[，。；、：（(“\s])|(?<=[由和与向给请经让交送对到在为及并报]))(?P<n>{HAN}{{2,8}}?(?:{ends}))(?!{HAN}?(?:{ends}))")
    for found in pattern.finditer(text):
        start, name = found.start("n"), found["n"]
        cut = max((name.rfind(word) + len(word) for word in words("before_unit") if word in name[:-2]), default=0)
        start, name = start + cut, name[cut:]
        while lead := re.match(rf"(?:{befores})", name):
            start, name = start + lead.end(), name[lead.end() :]
        if len(name) > 3 and name[-1] == name[-2]:
            name = name[:-1]  # 水务站站长: the second one belongs to the post
        if len(name) == 3 and name.endswith("所") and name not in words("short_stations"):
            continue
        if len(name) >= 3 and not name.endswith(words("generic_units")) and not name.startswith(words("not_unit_starts")) and not OWN_BODIES.search(name):
            after = text[start + len(name) : start + len(name) + 1]
            if not re.match(r"[里内外口民化级务]", after):
                yield start, start + len(name)


def _unknown(slot: Slot, start: int, end: int, context: Context) -> Place:
    old = slot.text[start:end]
    town = context.facts.town
    short = old.removeprefix(town) if town else old
    given = {"kind": "unit", "path": slot.path, "start": start, "end": end, "old": old, "group": f"unit:{short}"}
    listed = next((unit for unit in context.facts.units if short in (unit.name, unit.short_name) and unit.is_active), None)
    if listed is not None:
        return Place(**given, new=None, decision=KEPT, reason="单位在用", source="单位名册")
    choices = _near(short, context)
    return Place(**given, new=None, decision=UNMATCHED, reason="单位名册里没有这个单位，可能改了名，请核对", choices=(*choices, Choice(old, "照旧")))


def _near(name: str, context: Context) -> tuple[Choice, ...]:
    """Units in use whose names are most alike."""
    active = [unit.name for unit in context.facts.units if unit.is_active]
    found = difflib.get_close_matches(name, active, n=NEAR, cutoff=CUTOFF)
    return tuple(Choice(one, "单位名册里名称相近的") for one in found)
