"""Reads the rule files and refuses anything that is not exactly right.

A wrong rule is worse than a missing one, so an unknown key, an unknown unit, a period that
overlaps another, a hard rule without an article: each stops the load and names file and rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from renda.law import formula, yamlfile
from renda.law.errors import RulebookError
from renda.law.model import MISSING, Citation, dig, is_duration, is_share, walk

FOLDER = Path(__file__).parent / "rulebook"
FORCES = ("hard-law", "hard-law-power", "local-regulation", "practice")
MODALITIES = ("must", "may", "must-not", "definition", "recommended")
VARIED_BY = ("nobody", "place", "office")
PRACTICE_KIND = "practice"


@dataclass(frozen=True)
class Terms:
    """The words a rule may use, each with its Chinese wording (``rulebook/terms.yaml``)."""

    units: Mapping[str, Mapping[str, str]]
    starts: Mapping[str, str]
    befores: Mapping[str, str]
    bases: Mapping[str, str]
    compares: Mapping[str, str]
    areas: Mapping[str, str]
    cases: Mapping[str, str]
    confidence: Mapping[str, str]
    layers: Mapping[str, str]


@dataclass(frozen=True)
class Source:
    """One version of one text that rules cite."""

    id: str
    title: str
    short: str
    kind: str
    place: str | None
    issue: str
    in_force_from: date | None
    in_force_to: date | None


@dataclass(frozen=True)
class Entry:
    """One rule in one period, or the value of one place for it."""

    id: str
    where: str
    area: str
    layer: str
    in_force_from: date | None
    in_force_to: date | None
    params: Mapping[str, Any]
    citations: tuple[Citation, ...]
    confidence: str
    place: str | None = None
    title: str = ""
    text: str = ""
    force: str = ""
    modality: str = ""
    varied_by: str = "nobody"
    bounds: Mapping[str, str] = field(default_factory=dict)
    varies: tuple[str, ...] = ()
    tightens: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    cases: Mapping[str, str] = field(default_factory=dict)
    formula: str = ""
    examples: tuple[Mapping[str, Any], ...] = ()
    note: str = ""

    def covers(self, day: date) -> bool:
        """Whether the entry is in force on ``day``."""
        return (self.in_force_from or date.min) <= day <= (self.in_force_to or date.max)

    def fail(self, message: str) -> RulebookError:
        """An error that names this entry's file and rule."""
        return RulebookError(message, where=self.where, rule_id=self.id)


RULE_KEYS = (
    "id",
    "title",
    "force",
    "modality",
    "varied_by",
    "in_force",
    "text",
    "params",
    "citations",
    "confidence",
)
RULE_EXTRAS = ("bounds", "varies", "tightens", "cases", "formula", "examples", "note")
PLACE_KEYS = ("id", "in_force", "params", "citations", "confidence")
PLACE_EXTRAS = ("text", "note")


def read_terms(folder: Path) -> Terms:
    """The vocabulary of the rulebook in ``folder``."""
    raw = yamlfile.read(folder / "terms.yaml", "terms.yaml")
    yamlfile.check_keys(raw, Terms.__dataclass_fields__, (), "terms.yaml")
    return Terms(**raw)


def read_places(folder: Path) -> dict[str, str]:
    """Division code → name of the places that have values of their own."""
    raw = yamlfile.read(folder / "places.yaml", "places.yaml")
    return dict(yamlfile.check_keys(raw, ("places",), (), "places.yaml")["places"])


def read_sources(folder: Path, places: Mapping[str, str]) -> dict[str, Source]:
    """Source id → source."""
    where = "sources.yaml"
    raw = yamlfile.check_keys(yamlfile.read(folder / where, where), ("sources",), (), where)
    found: dict[str, Source] = {}
    for item in raw["sources"]:
        yamlfile.check_keys(
            item,
            ("id", "title", "kind", "version", "issue", "in_force_from", "read"),
            ("short", "place", "in_force_to"),
            where,
        )
        key, place = item["id"], item.get("place")
        if key in found:
            raise RulebookError("编号重复", where=where, rule_id=key)
        if place is not None and place not in places:
            raise RulebookError(f"不认识的地方代码 {place}", where=where, rule_id=key)
        found[key] = Source(
            id=key,
            title=item["title"],
            short=item.get("short", item["title"]),
            kind=item["kind"],
            place=place,
            issue=item["issue"],
            in_force_from=item["in_force_from"],
            in_force_to=item.get("in_force_to"),
        )
    return found


class Reader:
    """Reads the rule files of one folder with its terms and sources."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder
        self.terms = read_terms(folder)
        self.places = read_places(folder)
        self.sources = read_sources(folder, self.places)

    def rules(self) -> list[Entry]:
        """All rules of the national and the practice layer, in file order."""
        found = []
        for layer in ("national", "practice"):
            for path in sorted((self.folder / layer).glob("*.yaml")):
                where = f"{layer}/{path.name}"
                raw = yamlfile.check_keys(yamlfile.read(path, where), ("area", "rules"), (), where)
                self._known(raw["area"], self.terms.areas, "领域", where)
                found += [self._rule(item, layer, raw["area"], where) for item in raw["rules"]]
        return found

    def place_values(self) -> list[Entry]:
        """All values of single places, in file order."""
        found = []
        for path in sorted((self.folder / "province").glob("*/*.yaml")):
            where = f"province/{path.parent.name}/{path.name}"
            raw = yamlfile.check_keys(yamlfile.read(path, where), ("place", "area", "values"), (), where)
            self._known(raw["place"], self.places, "地方代码", where)
            if raw["place"] != path.parent.name:
                raise RulebookError("地方代码和目录名不一致", where=where)
            found += [self._value(item, raw["place"], raw["area"], where) for item in raw["values"]]
        return found

    def _rule(self, item: Any, layer: str, area: str, where: str) -> Entry:
        rule_id = str(item.get("id", "")) if isinstance(item, Mapping) else ""
        yamlfile.check_keys(item, RULE_KEYS, RULE_EXTRAS, where, rule_id)
        for value, known, what in (
            (item["force"], FORCES, "效力"),
            (item["modality"], MODALITIES, "语气"),
            (item["varied_by"], VARIED_BY, "谁能改"),
        ):
            self._known(value, known, what, where, rule_id)
        entry = Entry(
            **self._common(item, where),
            area=area,
            layer=layer,
            title=item["title"],
            force=item["force"],
            modality=item["modality"],
            varied_by=item["varied_by"],
            bounds=item.get("bounds", {}),
            varies=tuple(item.get("varies", ())),
            tightens=item.get("tightens", {}),
            cases=item.get("cases", {}),
            formula=item.get("formula", ""),
            examples=tuple(item.get("examples", ())),
        )
        self._check_rule(entry)
        return entry

    def _value(self, item: Any, place: str, area: str, where: str) -> Entry:
        rule_id = str(item.get("id", "")) if isinstance(item, Mapping) else ""
        yamlfile.check_keys(item, PLACE_KEYS, PLACE_EXTRAS, where, rule_id)
        entry = Entry(**self._common(item, where), area=area, layer="place", place=place)
        if not entry.citations:
            raise entry.fail("地方规定必须写明依据条文")
        return entry

    def _common(self, item: Mapping[str, Any], where: str) -> dict[str, Any]:
        rule_id = item["id"]
        period = yamlfile.check_keys(item["in_force"], ("from", "to"), (), where, rule_id)
        first, last = period["from"], period["to"]
        for day in (first, last):
            if day is not None and type(day) is not date:
                raise RulebookError(f"日期写错了：{day}", where=where, rule_id=rule_id)
        if first and last and last < first:
            raise RulebookError("失效日期早于生效日期", where=where, rule_id=rule_id)
        self._known(item["confidence"], self.terms.confidence, "可信程度", where, rule_id)
        if not isinstance(item["params"], Mapping):
            raise RulebookError("params 应当是“键: 值”的写法", where=where, rule_id=rule_id)
        return {
            "id": rule_id,
            "where": where,
            "in_force_from": first,
            "in_force_to": last,
            "params": item["params"],
            "citations": self._citations(item["citations"], where, rule_id),
            "confidence": item["confidence"],
            "text": item.get("text", ""),
            "note": item.get("note", ""),
        }

    def _citations(self, items: Any, where: str, rule_id: str) -> tuple[Citation, ...]:
        found = []
        for item in items:
            yamlfile.check_keys(item, ("source",), ("article", "former"), where, rule_id)
            self._known(item["source"], self.sources, "依据", where, rule_id)
            source = self.sources[item["source"]]
            article = item.get("article") or ""
            is_law = source.kind != PRACTICE_KIND
            if is_law and not article:
                raise RulebookError(f"《{source.title}》没有写条号", where=where, rule_id=rule_id)
            found.append(
                Citation(
                    source=source.id,
                    law=source.title,
                    short=source.short,
                    issue=source.issue,
                    article=article,
                    former=item.get("former", ""),
                    place=source.place,
                    is_law=is_law,
                )
            )
        return tuple(found)

    def _check_rule(self, entry: Entry) -> None:
        if entry.force.startswith("hard-law"):
            if entry.layer != "national" or entry.in_force_from is None:
                raise entry.fail("硬性规定应当放在 national 并写明生效日期")
            if not any(c.is_law and c.article and not c.place for c in entry.citations):
                raise entry.fail("硬性规定没有写依据条文")
        elif entry.layer != "practice":
            raise entry.fail("不是硬性规定，应当放在 practice")
        self.check_params(entry, entry.params)
        for path, direction in entry.bounds.items():
            self._known(direction, ("max", "min"), "方向", entry.where, entry.id)
            self._path(entry, path)
        for path, target in entry.tightens.items():
            self._path(entry, path)
            yamlfile.check_keys(target, ("rule", "param"), (), entry.where, entry.id)
        for case in entry.cases:
            self._known(case, self.terms.cases, "情形", entry.where, entry.id)
        if entry.formula:
            self._check_formula(entry)
        for example in entry.examples:
            yamlfile.check_keys(example, ("given", "expect"), (), entry.where, entry.id)

    @staticmethod
    def _check_formula(entry: Entry) -> None:
        try:
            formula.parse(entry.formula)
        except RulebookError as error:
            raise entry.fail(str(error)) from error

    def check_params(self, entry: Entry, params: Mapping[str, Any]) -> None:
        """Durations and shares anywhere in ``params`` use known words; RulebookError otherwise."""
        where, rule_id = entry.where, entry.id
        for path, raw in walk(params):
            if is_duration(raw):
                yamlfile.check_keys(raw, ("value", "unit"), ("start", "before"), where, rule_id)
                self._known(raw["unit"], self.terms.units, "期限单位", where, rule_id)
                self._known(raw.get("start"), (None, *self.terms.starts), "起算点", where, rule_id)
                self._known(raw.get("before"), (None, *self.terms.befores), "倒算点", where, rule_id)
                if type(raw["value"]) is not int or raw["value"] < 1:
                    raise entry.fail(f"{path} 的期限应当是正整数")
            elif is_share(raw):
                yamlfile.check_keys(raw, ("num", "den", "compare", "base"), (), where, rule_id)
                self._known(raw["compare"], self.terms.compares, "比较方式", where, rule_id)
                self._known(raw["base"], self.terms.bases, "基数", where, rule_id)
                if type(raw["num"]) is not int or type(raw["den"]) is not int or raw["den"] < 1:
                    raise entry.fail(f"{path} 的比例应当是整数之比")

    @staticmethod
    def _path(entry: Entry, path: str) -> None:
        if dig(entry.params, path) is MISSING:
            raise entry.fail(f"没有参数 {path}")

    @staticmethod
    def _known(value: Any, known: Iterable[Any], what: str, where: str, rule_id: str = "") -> None:
        if value not in known:
            raise RulebookError(f"不认识的{what}：{value}", where=where, rule_id=rule_id)
