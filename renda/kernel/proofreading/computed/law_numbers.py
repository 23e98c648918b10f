"""Numbers of the law that a text states, against the rulebook (POL-02)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from renda.foundation.chinese.numbers import from_chinese, to_chinese
from renda.kernel.proofreading.context import Context, say
from renda.kernel.proofreading.findings import Finding
from renda.kernel.proofreading.rulefile import FOLDER, RuleError
from renda.kernel.proofreading.text import SourceText
from renda.law import Rule, UnknownRule, book
from renda.law.yamlfile import check_keys, read

NAME = "law_numbers.yaml"
UNITS = {
    "月": "month",
    "日": "calendar-day",
    "工作日": "working-day",
    "个工作日": "working-day",
    "年": "year",
}
UNIT_WORDS = {"month": "个月", "calendar-day": "日", "working-day": "个工作日", "year": "年"}
OR_MORE = "以上"
KINDS = ("count", "duration", "share")


@dataclass(frozen=True)
class LawNumber:
    """Where a number of the law is recognised (group ``n``, unit ``u``, denominator ``d``) and which rule it belongs to.

    ``least``: the law's number is a minimum, and the text may also tell how many there really were.
    """

    id: str
    find: re.Pattern[str]
    rule: str
    param: str
    kind: str
    least: bool
    unless_near: re.Pattern[str] | None
    wrong: tuple[str, ...]
    right: tuple[str, ...]


@cache
def law_numbers() -> tuple[LawNumber, ...]:
    """All of them; RuleError for an entry that is not whole."""
    found = []
    for raw in check_keys(read(FOLDER / NAME, NAME), ["numbers"], [], NAME)["numbers"]:
        keys = ["id", "find", "rule", "param", "kind", "wrong", "right"]
        check_keys(raw, keys, ["unless_near", "least"], NAME, raw.get("id", ""))
        if raw["kind"] not in KINDS or not raw["wrong"] or not raw["right"]:
            raise RuleError(f"{NAME}：{raw['id']}：没有这一类，或者没有正反例")
        near = re.compile(raw["unless_near"]) if "unless_near" in raw else None
        found.append(
            LawNumber(
                raw["id"],
                re.compile(raw["find"]),
                raw["rule"],
                raw["param"],
                raw["kind"],
                raw.get("least", False),
                near,
                tuple(raw["wrong"]),
                tuple(raw["right"]),
            )
        )
    return tuple(found)


def find(text: SourceText, context: Context) -> Iterator[Finding]:
    """Numbers that differ from what the law says on the day of the paper."""
    for entry in law_numbers():
        for found in entry.find.finditer(text.whole):
            if not entry.unless_near or not entry.unless_near.search(text.sentence_text(found.start())):
                yield from _compared(text, context, entry, found)


def _compared(
    text: SourceText, context: Context, entry: LawNumber, found: re.Match[str]
) -> Iterator[Finding]:
    try:
        rule = book().rule(entry.rule, context.on, context.place, context.settings or None)
        stated = from_chinese(found["n"])
    except (UnknownRule, ValueError):
        return
    right = lawful(entry, rule, found, stated)
    if right is None:
        return
    start, end = found.span("n")
    if entry.kind == "share":
        start = min(start, found.start("d"))
    chinese = not found["n"].isdigit()
    words = spoken(right, chinese=chinese)
    yield say(
        text, "law-number", start, end, right=words["shown"], title=rule.title,
        replacement=words["replacement"] if entry.kind == "share" or right.get("unit") == _unit(found) else None,
        source=rule.citations[0].text if rule.citations else "规则库",
    )  # fmt: skip


def _unit(found: re.Match[str]) -> str | None:
    return UNITS.get(found["u"]) if "u" in found.re.groupindex else None


def lawful(entry: LawNumber, rule: Rule, found: re.Match[str], stated: int) -> Mapping[str, Any] | None:
    """What the law says, when the text says something else; None when it agrees."""
    if entry.kind == "count":
        value = rule.value(entry.param)
        # “十二名代表联名” tells what happened, “十名以上” tells the rule
        is_lawful = stated >= value if entry.least and OR_MORE not in found[0] else stated == value
        return None if is_lawful else {"value": value, "unit": None}
    if entry.kind == "share":
        share = rule.share(entry.param)
        if stated * share.den == from_chinese(found["d"]) * share.num:
            return None
        return {"num": share.num, "den": share.den}
    duration = rule.duration(entry.param)
    allowed = {duration.value, rule.limit and rule.limit.get(entry.param, {}).get("value")}
    if stated in allowed and _unit(found) == duration.unit:
        return None
    return {"value": duration.value, "unit": duration.unit}


def spoken(right: Mapping[str, Any], *, chinese: bool) -> dict[str, str]:
    """The lawful number in words, and what to put in place of the written one."""
    if "num" in right:
        text = f"{to_chinese(right['den'])}分之{to_chinese(right['num'])}"
        return {"shown": text, "replacement": text}
    number = to_chinese(right["value"]) if chinese else str(right["value"])
    if chinese and right["value"] == 2 and right["unit"] != "calendar-day":
        number = "两"
    return {"shown": number + UNIT_WORDS.get(right["unit"] or "", ""), "replacement": number}
