"""The list of checks that "is everything still whole?" runs; each application adds its own.

A check is a function ``fn(tell) -> Finding``; ``tell(text)`` may be called to say how far it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Finding:
    """The outcome of one check.

    ``summary`` is one Chinese sentence for the page; ``faults`` are Chinese sentences, one for each
    thing that is wrong; ``warning`` marks a finding that needs attention but loses nothing.
    """

    summary: str
    faults: list[str] = field(default_factory=list)
    warning: bool = False

    @property
    def ok(self) -> bool:
        return not self.faults


Check = Callable[[Tell], Finding]
_checks: dict[str, tuple[str, Check]] = {}


def register(key: str, title: str, check: Check) -> None:
    """Add a check under ``key`` (English, stable) with the Chinese ``title`` shown to people."""
    _checks[key] = (title, check)


def registered() -> list[tuple[str, str, Check]]:
    """(key, title, function) of every check, in the order of registration."""
    return [(key, title, check) for key, (title, check) in _checks.items()]


def quiet(_: str) -> None:
    """A ``tell`` that says nothing."""
