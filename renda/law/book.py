"""The rulebook: what holds on a day, in a place, in an office.

Look-up goes national law < regulation of the place < the office's own setting. Whoever stands
lower may tighten a limit set above, never loosen it. An act is judged by the rule in force on its day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from renda.foundation import clock
from renda.law.errors import LooserThanLaw, RulebookError, UnknownRule
from renda.law.model import MISSING, Citation, Rule, dig, is_duration, is_share, merged, nested, walk
from renda.law.reading import FOLDER, Entry, Reader
from renda.law.strictness import is_looser

Settings = Mapping[str, Mapping[str, Any]]


class Rulebook:
    """All rules of one folder, checked against one another. Use ``book()`` for the product's own."""

    def __init__(self, folder: Path = FOLDER) -> None:
        reader = Reader(folder)
        self.terms = reader.terms
        self.places = reader.places
        self.sources = reader.sources
        self._reader = reader
        self._rules = by_id(reader.rules())
        self._values = by_id(reader.place_values())
        self._tighteners = self._collect_tighteners()
        self._check()

    def ids(self) -> list[str]:
        """Every rule id."""
        return list(self._rules)

    def rule(
        self, rule_id: str, on: date | None = None, place: str | None = None, settings: Settings | None = None
    ) -> Rule:
        """The rule in force on ``on`` (default today) for a place code and an office's settings.

        ``place`` is a GB/T 2260 code of any length; ``settings`` maps rule id to parameters.
        Raises UnknownRule, RulebookError (setting not allowed) or LooserThanLaw.
        """
        day = on or clock.today()
        base = self._entry(rule_id, day)
        locals_ = self._local_entries(rule_id, day, place)
        params: Mapping[str, Any] = base.params
        for entry in locals_:
            params = merged(params, entry.params)
        setting = (settings or {}).get(rule_id)
        if setting is not None:
            self._check_setting(base, locals_, params, setting, day)
            params = merged(params, setting)
        found = self._build(base, locals_, params, has_setting=setting is not None, place=place)
        return self._tightened(found, day, place, settings)

    def rules(
        self,
        area: str | None = None,
        on: date | None = None,
        place: str | None = None,
        settings: Settings | None = None,
    ) -> list[Rule]:
        """The rules of an area (or all) in force on ``on`` (default today), in file order."""
        day = on or clock.today()
        return [
            self.rule(rule_id, day, place, settings)
            for rule_id, entries in self._rules.items()
            if (area is None or entries[0].area == area) and any(e.covers(day) for e in entries)
        ]

    def history(self, rule_id: str) -> list[Rule]:
        """Every period of a rule as written in law, oldest first."""
        if rule_id not in self._rules:
            raise UnknownRule("规则库里没有这条规则", rule_id=rule_id)
        return [self._build(e, (), e.params, has_setting=False, place=None) for e in self._rules[rule_id]]

    def case_rule_id(self, rule_id: str, case: str, on: date) -> str:
        """The rule that takes the place of ``rule_id`` in a special case such as ``complex``."""
        cases = self._entry(rule_id, on).cases
        if case not in cases:
            known = "、".join(cases) or "无"
            raise RulebookError(f"没有“{case}”这种情形；有：{known}", rule_id=rule_id)
        return cases[case]

    def check_settings(self, settings: Settings, on: date | None = None, place: str | None = None) -> None:
        """Raises RulebookError or LooserThanLaw for the first setting that may not stand."""
        for rule_id in settings:
            self.rule(rule_id, on, place, settings)

    def place_chain(self, place: str | None) -> list[str]:
        """The places whose regulations hold in ``place``, the widest first."""
        return sorted((c for c in self.places if (place or "").startswith(c)), key=len)

    def _entry(self, rule_id: str, day: date) -> Entry:
        entries = self._rules.get(rule_id)
        if not entries:
            raise UnknownRule("规则库里没有这条规则", rule_id=rule_id)
        for entry in entries:
            if entry.covers(day):
                return entry
        first = entries[0]
        raise UnknownRule(
            f"{day} 这一天没有这条规则：{first.title}自 {first.in_force_from} 起施行", rule_id=rule_id
        )

    def _local_entries(self, rule_id: str, day: date, place: str | None) -> tuple[Entry, ...]:
        values = self._values.get(rule_id, ())
        return tuple(
            entry
            for code in self.place_chain(place)
            for entry in values
            if entry.place == code and entry.covers(day)
        )

    def _build(
        self,
        base: Entry,
        locals_: Iterable[Entry],
        params: Mapping[str, Any],
        *,
        has_setting: bool,
        place: str | None,
    ) -> Rule:
        locals_ = tuple(locals_)
        top = locals_[-1] if locals_ else base
        layer = "setting" if has_setting else top.layer
        return Rule(
            id=base.id,
            title=base.title,
            text=top.text or base.text,
            area=base.area,
            force=base.force,
            modality=base.modality,
            params=deepcopy(dict(params)),
            layer=layer,
            layer_name=self._layer_name(layer, top.place),
            citations=self._citations(base, locals_),
            confidence=top.confidence,
            mark=self.terms.confidence[top.confidence],
            in_force_from=top.in_force_from,
            in_force_to=top.in_force_to,
            varied_by=base.varied_by,
            place=place,
            cases=base.cases,
            formula=base.formula,
            examples=base.examples,
            note=base.note,
        )

    def _layer_name(self, layer: str, code: str | None) -> str:
        name = self.terms.layers[layer]
        return f"{name}（{self.places[code]}）" if layer == "place" and code else name

    @staticmethod
    def _citations(base: Entry, locals_: tuple[Entry, ...]) -> tuple[Citation, ...]:
        own = tuple(c for entry in reversed(locals_) for c in entry.citations)
        if base.layer == "national":
            return own + tuple(c for c in base.citations if c.place is None)
        return own or base.citations

    def _tightened(self, found: Rule, day: date, place: str | None, settings: Settings | None) -> Rule:
        """``found`` with every limit that the place or the office has made shorter."""
        for local_id, path, param in self._tighteners.get(found.id, ()):
            try:
                local = self.rule(local_id, day, place, settings)
            except UnknownRule:
                continue
            value, limit = dig(local.params, path), dig(found.params, param)
            if local.layer not in ("place", "setting") or value == limit or is_looser(value, limit, "max"):
                continue
            found = Rule(
                **{
                    **vars(found),
                    "params": merged(found.params, nested(param, value)),
                    "limit": found.limit or found.params,
                    "layer": local.layer,
                    "layer_name": local.layer_name,
                    "citations": tuple(c for c in local.citations if c.place) + found.citations,
                    "confidence": local.confidence,
                    "mark": local.mark,
                }
            )
        return found

    def _check_setting(
        self,
        base: Entry,
        locals_: tuple[Entry, ...],
        below: Mapping[str, Any],
        setting: Mapping[str, Any],
        day: date,
    ) -> None:
        where = self.terms.layers["setting"]
        if base.varied_by != "office":
            raise RulebookError("这条规则人大办不能改", where=where, rule_id=base.id)
        after = merged(below, setting)
        for path, value in walk(setting):
            self._check_setting_path(base, below, path, value, where)
        self._reader.check_params(replace(base, where=where), after)
        for path, direction in base.bounds.items():
            fixed = any(dig(entry.params, path) is not MISSING for entry in locals_)
            if fixed and is_looser(dig(after, path), dig(below, path), direction):
                raise LooserThanLaw(f"{path} 比本地规定宽，不能这样定", where=where, rule_id=base.id)
        self._check_unbounded(base, locals_, below, after, where)
        self._check_tightens(base, after, below, day, where)

    @staticmethod
    def _check_setting_path(base: Entry, below: Mapping[str, Any], path: str, value: Any, where: str) -> None:
        old = dig(below, path)
        if old is MISSING:
            raise RulebookError(f"没有参数 {path}", where=where, rule_id=base.id)
        if base.varies and not any(path == v or path.startswith(f"{v}.") for v in base.varies):
            raise RulebookError(f"参数 {path} 由法律规定，人大办不能改", where=where, rule_id=base.id)
        if old is not None and type(old) is not type(value):
            raise RulebookError(f"参数 {path} 的写法和原来不一样", where=where, rule_id=base.id)

    @staticmethod
    def _check_unbounded(
        base: Entry,
        locals_: tuple[Entry, ...],
        below: Mapping[str, Any],
        after: Mapping[str, Any],
        where: str,
    ) -> None:
        """What a local regulation fixes without an order of strictness stays as it is."""
        for entry in locals_:
            for path, value in walk(entry.params):
                inner = (
                    isinstance(value, Mapping) and not is_duration(dig(below, path)) and not is_share(value)
                )
                covered = any(path == b or path.startswith(f"{b}.") for b in base.bounds)
                if not inner and not covered and dig(after, path) != dig(below, path):
                    raise LooserThanLaw(f"{path} 由本地规定定死，不能改", where=where, rule_id=base.id)

    def _check_tightens(
        self, base: Entry, params: Mapping[str, Any], below: Mapping[str, Any], day: date, where: str
    ) -> None:
        for path, target in base.tightens.items():
            try:
                above = self._entry(target["rule"], day)
            except UnknownRule:
                continue
            value, limit = dig(params, path), dig(above.params, target["param"])
            if is_looser(value, limit, "max"):
                raise LooserThanLaw(
                    f"{path} 比全国规定（{above.title}）宽，不能这样定", where=where, rule_id=base.id
                )
            allowed = (limit.get("start"), dig(below, path).get("start"))
            if value.get("start") not in allowed:
                raise LooserThanLaw(f"{path} 换了起算点，可能比全国规定宽", where=where, rule_id=base.id)

    def _collect_tighteners(self) -> dict[str, list[tuple[str, str, str]]]:
        found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for entries in self._rules.values():
            for path, target in entries[-1].tightens.items():
                link = (entries[-1].id, path, target["param"])
                found[target["rule"]].append(link)
        return dict(found)

    def _check(self) -> None:
        for entries in self._rules.values():
            check_periods(entries)
            for entry in entries:
                self._check_links(entry)
        for rule_id, values in self._values.items():
            if rule_id not in self._rules:
                raise values[0].fail("这里的规则编号在 national 和 practice 里都没有")
            for code in {v.place for v in values}:
                check_periods([v for v in values if v.place == code])
            for value in values:
                self._check_value(value)

    def _check_links(self, entry: Entry) -> None:
        for target in (*entry.cases.values(), *(t["rule"] for t in entry.tightens.values())):
            if target not in self._rules:
                raise entry.fail(f"没有规则 {target}")
        for target in entry.tightens.values():
            if not is_duration(dig(self._rules[target["rule"]][-1].params, target["param"])):
                raise entry.fail(f"规则 {target['rule']} 没有期限 {target['param']}")

    def _check_value(self, value: Entry) -> None:
        """A place value fits the rule it belongs to and loosens nothing above it."""
        for base in self._rules[value.id]:
            if base.area != value.area:
                raise value.fail(f"领域应当是 {base.area}")
            if base.varied_by == "nobody":
                raise value.fail("这条全国规定不许地方另定")
            params = merged(base.params, value.params)
            self._reader.check_params(value, params)
            if base.layer == "national":
                self._check_national_value(base, value, params)
            for target in base.tightens.values():
                for above in self._rules[target["rule"]]:
                    day = max(value.in_force_from or date.min, above.in_force_from or date.min)
                    self._check_tightens(base, params, params, day, value.where)

    @staticmethod
    def _check_national_value(base: Entry, value: Entry, params: Mapping[str, Any]) -> None:
        for path, _ in walk(value.params):
            old = dig(base.params, path)
            if any(path == v or path.startswith(f"{v}.") for v in base.varies) or isinstance(old, Mapping):
                continue
            bound = next((b for b in base.bounds if path == b or path.startswith(f"{b}.")), None)
            if bound is None:
                raise value.fail(f"全国规定不许地方另定 {path}")
        for path, direction in base.bounds.items():
            if is_looser(dig(params, path), dig(base.params, path), direction):
                raise LooserThanLaw(f"{path} 比全国规定宽", where=value.where, rule_id=value.id)


def by_id(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Entries grouped by rule id, each group ordered by the day it came into force."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.id, []).append(entry)
    for group in found.values():
        group.sort(key=lambda e: e.in_force_from or date.min)
    return found


def check_periods(entries: list[Entry]) -> None:
    """One id, one layer, one file area; periods in order without overlap. RulebookError otherwise."""
    for earlier, later in zip(entries, entries[1:], strict=False):
        if (earlier.layer, earlier.area) != (later.layer, later.area):
            raise later.fail(f"编号重复，{earlier.where} 里已有")
        if (earlier.in_force_to or date.max) >= (later.in_force_from or date.min):
            raise later.fail(f"同一规则的两段施行期重叠（另一段在 {earlier.where}）")


@lru_cache(maxsize=1)
def book() -> Rulebook:
    """The product's rulebook, read once."""
    return Rulebook()
