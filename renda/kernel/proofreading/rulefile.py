"""Reading the rules: word patterns with their reasons and examples, and the list of everything that is checked.

A file of ``rules/`` is taken whole or not at all: an unknown key, a missing reason, a pattern that does not compile
or a rule without examples keeps the program from starting, so that no rule is half in force.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from renda.kernel.proofreading.findings import GATE_NAMES, STRENGTHS, Gate, Strength
from renda.law.yamlfile import check_keys, read

FOLDER = Path(__file__).parent / "rules"
ARROW = " → "
REQUIRED = ("id", "check", "level", "find", "why", "mend", "wrong", "right")
OPTIONAL = (
    "replace", "map", "source", "message", "quoted", "unless_before", "unless_after", "unless_near", "only_near",
    "kinds", "habit",
)  # fmt: skip
NARROW, WIDE = "narrow", 0xFEE0
QUOTED = ("skip", "any")


class RuleError(ValueError):
    """A rule file cannot be used; the message names the file, the rule and what is wrong."""


@dataclass(frozen=True)
class Check:
    """One check of the catalogue: what it is about, which gate it belongs to, on what authority it stands."""

    id: str
    title: str
    gate: Gate
    source: str


@dataclass(frozen=True)
class Wording:
    """What a computed check says: ``message`` and ``mend`` may hold ``{fields}`` that the check fills in."""

    key: str
    check: Check
    level: Strength
    message: str
    why: str
    mend: str


@dataclass(frozen=True)
class Rule:
    """One pattern rule.

    ``find`` is a regular expression over the whole text (a group ``x``, ``y`` or ``z`` narrows the place); ``replace`` a
    template of the replacement, ``map`` the replacement of whole excerpts or of their characters. ``quoted`` says whether words inside “” and 《》 are left alone (``skip``) or
    not (``any``). ``unless_before``/``unless_after`` are neighbouring words that make it right,
    ``unless_near``/``only_near`` expressions searched in the sentence. ``habit`` is the right form: where a text has it
    no more often than the wrong one, the wrong one is the writer's habit and the findings are only hints.
    """

    id: str
    check: Check
    level: Strength
    find: re.Pattern[str]
    why: str
    mend: str
    message: str
    source: str
    replace: str | None
    map: Mapping[str, str]
    quoted: str
    unless_before: tuple[str, ...]
    unless_after: tuple[str, ...]
    unless_near: re.Pattern[str] | None
    only_near: re.Pattern[str] | None
    kinds: tuple[str, ...]
    habit: re.Pattern[str] | None
    wrong: tuple[tuple[str, str | None], ...]
    right: tuple[str, ...]


def fail(where: str, rule: str, message: str) -> RuleError:
    return RuleError(f"{where}：规则 {rule or '？'}：{message}")


@cache
def catalogue() -> Mapping[str, Check]:
    """Every check by its id."""
    data = check_keys(read(FOLDER / "catalogue.yaml", "catalogue.yaml"), ["checks"], [], "catalogue.yaml")
    found: dict[str, Check] = {}
    for raw in data["checks"]:
        check_keys(raw, ["id", "title", "gate", "source"], [], "catalogue.yaml")
        if raw["id"] in found or raw["gate"] not in GATE_NAMES:
            raise fail("catalogue.yaml", raw["id"], "编号重复，或者没有这一关")
        found[raw["id"]] = Check(raw["id"], raw["title"], raw["gate"], raw["source"])
    return found


@cache
def wordings() -> Mapping[str, Wording]:
    """What the computed checks say, by key."""
    data = check_keys(read(FOLDER / "computed.yaml", "computed.yaml"), ["wordings"], [], "computed.yaml")
    found: dict[str, Wording] = {}
    for raw in data["wordings"]:
        check_keys(raw, ["key", "check", "level", "message", "why", "mend"], [], "computed.yaml")
        check = catalogue().get(raw["check"])
        if check is None or raw["level"] not in STRENGTHS or raw["key"] in found:
            raise fail("computed.yaml", raw["key"], "没有这项检查、没有这一级，或者重复")
        found[raw["key"]] = Wording(raw["key"], check, raw["level"], raw["message"], raw["why"], raw["mend"])
    return found


@cache
def rules() -> tuple[Rule, ...]:
    """All pattern rules of all files, in the order of their ids."""
    found: dict[str, Rule] = {}
    for path in sorted((FOLDER / "patterns").glob("*.yaml")):
        for rule in rules_of(read(path, path.name), path.name):
            if rule.id in found:
                raise fail(path.name, rule.id, "编号重复")
            found[rule.id] = rule
    return tuple(found[key] for key in sorted(found))


def rules_of(data: Any, where: str) -> list[Rule]:
    """The rules of one file's data. Raises RuleError."""
    try:
        check_keys(data, ["rules"], ["about", "source"], where)
        return [_rule(raw, data.get("source", ""), where) for raw in data["rules"]]
    except RuleError:
        raise
    except ValueError as error:  # RulebookError is one
        raise RuleError(str(error)) from error


def _rule(raw: Any, source: str, where: str) -> Rule:
    name = raw.get("id", "") if isinstance(raw, Mapping) else ""
    check_keys(raw, REQUIRED, OPTIONAL, where, name)
    check = catalogue().get(raw["check"])
    if check is None:
        raise fail(where, name, f"没有检查 {raw['check']}")
    if raw["level"] not in STRENGTHS or raw.get("quoted", "skip") not in QUOTED:
        raise fail(where, name, "没有这一级，或者引号的写法不认识")
    if not raw["wrong"] or not raw["right"]:
        raise fail(where, name, "没有正反例")
    find = _pattern(raw["find"], where, name)
    replace = raw.get("replace")
    if replace is not None:
        _try_template(find, replace, where, name)
    return Rule(
        id=name, check=check, level=raw["level"], find=find, why=raw["why"], mend=raw["mend"],
        message=raw.get("message", ""), source=raw.get("source", source) or check.source, replace=replace,
        map=_map(raw, where, name), quoted=raw.get("quoted", "skip"),
        unless_before=_words(raw, "unless_before", where, name), unless_after=_words(raw, "unless_after", where, name),
        unless_near=_optional(raw, "unless_near", where, name), only_near=_optional(raw, "only_near", where, name),
        kinds=_words(raw, "kinds", where, name),
        habit=_optional(raw, "habit", where, name),
        wrong=tuple(_example(text) for text in raw["wrong"]), right=tuple(map(str, raw["right"])),
    )  # fmt: skip


def _example(text: str) -> tuple[str, str | None]:
    wrong, arrow, mended = str(text).partition(ARROW)
    return wrong, mended if arrow else None


def _map(raw: Mapping[str, Any], where: str, name: str) -> Mapping[str, str]:
    value = raw.get("map", {})
    if value == NARROW:
        return {chr(code): chr(code - WIDE) for code in range(0xFF01, 0xFF5F)}
    if not isinstance(value, Mapping) or not all(
        isinstance(word, str) for pair in value.items() for word in pair
    ):
        raise fail(where, name, "map 应当是“原字: 新字”")
    return value


def _words(raw: Mapping[str, Any], key: str, where: str, name: str) -> tuple[str, ...]:
    value = raw.get(key, [])
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise fail(where, name, f"{key} 应当是一组词")
    return tuple(value)


def _optional(raw: Mapping[str, Any], key: str, where: str, name: str) -> re.Pattern[str] | None:
    return _pattern(raw[key], where, name) if key in raw else None


def _pattern(text: Any, where: str, name: str) -> re.Pattern[str]:
    try:
        return re.compile(expand(str(text)), re.MULTILINE)
    except re.error as error:
        raise fail(where, name, f"式子写错了：{error}") from error


def _try_template(find: re.Pattern[str], replace: str, where: str, name: str) -> None:
    for group in re.findall(r"\\g<(\w+)>|\\(\d)", replace):
        wanted = group[0] or group[1]
        known = wanted in find.groupindex or (wanted.isdigit() and int(wanted) <= find.groups)
        if not known:
            raise fail(where, name, f"替换里的第 {wanted} 组在式子里没有")


#: Short names that may stand in patterns, so that rules stay readable.
MACROS = {
    "{han}": "[\u3400-\u4dbf\u4e00-\u9fff]",
    "{cn}": "[〇零一二三四五六七八九十百千]",
    "{town}": "(?:乡|镇|民族乡|乡镇)",
    "{end}": "[，。；：！？、）”》\n]",
    "{inside}": "[^。！？；\n]",
    "{clause}": "[^，。！？；：\n]",
}


def expand(pattern: str) -> str:
    """``pattern`` with the short names written out."""
    for name, text in MACROS.items():
        pattern = pattern.replace(name, text)
    return pattern
