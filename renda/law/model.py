"""The words the rulebook is made of: durations, shares, citations and rules.

All of them are plain immutable values; nothing here reads a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from renda.law import formula
from renda.law.errors import RulebookError

MISSING = object()

UNITS_ZH = MappingProxyType({"calendar-day": "日", "working-day": "个工作日", "month": "个月", "year": "年"})
MONTHS_IN_YEAR = 12


@dataclass(frozen=True)
class Duration:
    """``value`` units counted from ``start`` (or back from ``before``).

    ``unit`` is calendar-day, working-day, month or year; ``start`` and ``before`` are keys of
    ``starts`` and ``befores`` in ``rulebook/terms.yaml``, or None where the caller decides.
    """

    value: int
    unit: str
    start: str | None = None
    before: str | None = None

    @property
    def text(self) -> str:
        """Office wording: 3个月, 10个工作日, 15日."""
        return f"{self.value}{UNITS_ZH[self.unit]}"

    def months(self) -> int | None:
        """The length in months, or None when it is counted in days."""
        return {"month": self.value, "year": self.value * MONTHS_IN_YEAR}.get(self.unit)


@dataclass(frozen=True)
class Share:
    """A fraction of ``base``: ``count`` meets it when ``count * den <compare> base * num``."""

    num: int
    den: int
    compare: str
    base: str = ""


@dataclass(frozen=True)
class Citation:
    """One article of one version of one text."""

    source: str
    law: str
    short: str
    issue: str
    article: str
    former: str = ""
    place: str | None = None
    is_law: bool = True

    @property
    def text(self) -> str:
        """《…代表法》（2025年修正）第51条第2款"""
        issue = f"（{self.issue}）" if self.issue else ""
        return f"《{self.law}》{issue}{self.article}" if self.is_law else f"{self.law}{self.article}"

    @property
    def short_text(self) -> str:
        """代表法第51条第2款"""
        return f"{self.short}{self.article}"


@dataclass(frozen=True)
class Rule:
    """One rule as it stands on one day, in one place, in one office.

    ``params`` is the merged value (law < place < office); ``limit`` holds the national values a
    place or the office has tightened (None when nothing was tightened).
    """

    id: str
    title: str
    text: str
    area: str
    force: str
    modality: str
    params: Mapping[str, Any]
    layer: str
    layer_name: str
    citations: tuple[Citation, ...]
    confidence: str
    mark: str
    in_force_from: date | None
    in_force_to: date | None
    varied_by: str
    place: str | None = None
    limit: Mapping[str, Any] | None = None
    cases: Mapping[str, str] = field(default_factory=dict)
    formula: str = ""
    examples: tuple[Mapping[str, Any], ...] = ()
    note: str = ""

    @property
    def articles(self) -> tuple[str, ...]:
        """Where it stands, each article with the full title of its law, as it is shown beside a reason."""
        return tuple(citation.text for citation in self.citations)

    @property
    def configurable(self) -> bool:
        """Whether the office may set its own value."""
        return self.varied_by == "office"

    @property
    def binding(self) -> bool:
        """Whether the rule binds here (law or the regulation of this place), not only a default."""
        return self.force.startswith("hard-law") or self.layer == "place"

    def value(self, path: str, default: Any = MISSING) -> Any:
        """The parameter at a dotted ``path``; also looked for under ``default``.

        Raises RulebookError when it is missing and no ``default`` was given.
        """
        for candidate in (path, f"default.{path}"):
            found = dig(self.params, candidate)
            if found is not MISSING:
                return found
        if default is MISSING:
            raise RulebookError(f"没有参数 {path}", rule_id=self.id)
        return default

    def durations(self) -> dict[str, Duration]:
        """Every duration of the rule by its dotted path."""
        return {path: as_duration(raw) for path, raw in walk(self.params) if is_duration(raw)}

    def duration(self, name: str | None = None) -> Duration:
        """The duration called ``name`` (dotted path, ``default.`` may be left out).

        Without a name: ``deadline``, then ``default``, then the only one there is.
        Raises RulebookError when there is none or the choice is open.
        """
        return as_duration(self._pick(name, is_duration, ("deadline", "default"), "期限"))

    def share(self, name: str | None = None) -> Share:
        """The share called ``name``; without a name the only one there is."""
        raw = self._pick(name, is_share, ("default",), "比例")
        return Share(raw["num"], raw["den"], raw["compare"], raw.get("base", ""))

    def holds(self, **given: int) -> bool | int:
        """The rule's formula worked out for ``given`` numbers; parameters fill the other names."""
        if not self.formula:
            raise RulebookError("这条规则没有算式", rule_id=self.id)
        numbers = {k: v for k, v in self.params.items() if isinstance(v, int) and not isinstance(v, bool)}
        return formula.evaluate(self.formula, {**numbers, **given})

    def _pick(self, name: str | None, test: Any, usual: tuple[str, ...], what: str) -> Mapping[str, Any]:
        found = {path: raw for path, raw in walk(self.params) if test(raw)}
        names = (name, f"default.{name}") if name else usual
        for candidate in names:
            if candidate in found:
                return found[candidate]
        if name is None and len(found) == 1:
            return next(iter(found.values()))
        known = "、".join(found) or "无"
        raise RulebookError(f"没有或者说不清是哪个{what}（{name or '未指明'}）；有：{known}", rule_id=self.id)


def is_duration(raw: Any) -> bool:
    """Whether a parameter value is a duration."""
    return isinstance(raw, Mapping) and "unit" in raw


def is_share(raw: Any) -> bool:
    """Whether a parameter value is a share."""
    return isinstance(raw, Mapping) and "num" in raw


def as_duration(raw: Mapping[str, Any]) -> Duration:
    """The Duration a parameter mapping stands for."""
    return Duration(raw["value"], raw["unit"], raw.get("start"), raw.get("before"))


def dig(params: Mapping[str, Any], path: str) -> Any:
    """The value at a dotted path, or MISSING."""
    value: Any = params
    for key in path.split("."):
        if not isinstance(value, Mapping) or key not in value:
            return MISSING
        value = value[key]
    return value


def walk(params: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every (dotted path, value) of nested parameters; durations and shares are not opened."""
    for key, value in params.items():
        path = f"{prefix}{key}"
        yield path, value
        if isinstance(value, Mapping) and not is_duration(value) and not is_share(value):
            yield from walk(value, f"{path}.")


def merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """``below`` overlaid with ``above``, mapping by mapping."""
    result = dict(below)
    for key, value in above.items():
        old = result.get(key)
        result[key] = merged(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
    return result


def nested(path: str, value: Any) -> dict[str, Any]:
    """``{"a": {"b": value}}`` for path ``a.b``."""
    for key in reversed(path.split(".")):
        value = {key: value}
    return value
