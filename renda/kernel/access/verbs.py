"""The tree of verbs: everything anybody may do has one key, ``module.verb``, used by permission, log and test."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase, translate
from functools import cached_property, lru_cache

import yaml
from django.conf import settings


@dataclass(frozen=True)
class Verb:
    key: str
    label: str


@dataclass(frozen=True)
class Role:
    """A row of config/roles.yaml. ``internal``: sees work material of the office, not only what reached it."""

    key: str
    label: str
    patterns: tuple[str, ...]
    second_factor: bool = False
    home: str = "desk"

    def allows(self, verb: str) -> bool:
        return self._any_pattern.match(verb) is not None

    @cached_property
    def _any_pattern(self) -> re.Pattern[str]:
        """All patterns as one: a page asks some fifty times for its menu and buttons. Without patterns nothing fits."""
        return re.compile("|".join(map(translate, self.patterns)) or "(?!)")


_verbs: dict[str, Verb] = {}


def register(**verbs: str) -> None:
    """Declare verbs: ``register(**{"suggestion.assign": "交办建议"})``. A key has one label."""
    for key, label in verbs.items():
        known = _verbs.get(key)
        if known is not None and known.label != label:
            raise ValueError(f"权限 {key} 有两个名称：{known.label}、{label}")
        _verbs[key] = Verb(key, label)


def all_verbs() -> list[Verb]:
    """Every declared verb, by key."""
    return sorted(_verbs.values(), key=lambda verb: verb.key)


def label(key: str) -> str:
    """The Chinese name of a verb."""
    return _verbs[key].label


def is_known(key: str) -> bool:
    return key in _verbs


@lru_cache(maxsize=1)
def roles() -> dict[str, Role]:
    """The roles of config/roles.yaml by key."""
    with open(settings.RENDA_ROLES, encoding="utf-8") as stream:
        rows = yaml.safe_load(stream)
    return {
        key: Role(
            key,
            row["label"],
            tuple(row.get("may", ())),
            bool(row.get("second_factor", False)),
            row.get("home", "desk"),
        )
        for key, row in rows.items()
    }


def idle_patterns() -> list[str]:
    """Patterns in the role table that match no declared verb: a typing mistake."""
    return [
        f"{role.key}: {pattern}"
        for role in roles().values()
        for pattern in role.patterns
        if not any(fnmatchcase(verb, pattern) for verb in _verbs)
    ]
