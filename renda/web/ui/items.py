"""Loose items (mappings, objects, tuples) brought into one form for the templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Action:
    """One button: where it leads, and when it is closed, why.

    kind: primary, plain or danger. method: get or post. reasons: sentences; any of them closes the button.
    """

    label: str
    url: str = ""
    kind: str = "plain"
    method: str = "get"
    reasons: tuple[str, ...] = ()
    note: str = ""
    confirm: str = ""
    icon: str = ""


def take(item: object, name: str, default: object = "") -> object:
    """The value called `name` of a mapping or an object; `default` when it is missing or None."""
    value = item.get(name) if isinstance(item, Mapping) else getattr(item, name, None)
    return default if value is None else value


def take_all(item: object, names: str, **defaults: object) -> dict[str, object]:
    """Several values at once; `names` is separated by spaces."""
    return {name: take(item, name, defaults.get(name, "")) for name in names.split()}


def as_action(item: object) -> Action:
    """An `Action` from anything that has its attributes."""
    if isinstance(item, Action):
        return item
    reasons = take(item, "reasons", ())
    reasons = (reasons,) if isinstance(reasons, str) else tuple(str(reason) for reason in reasons)
    words = take_all(item, "label url kind method note confirm icon", kind="plain", method="get")
    return Action(reasons=tuple(filter(None, reasons)), **{key: str(value) for key, value in words.items()})
