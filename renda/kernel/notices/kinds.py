"""Registered kinds of notice: what is said, to whom, over which channels."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Recipient:
    """One addressee. A unit or person without an account is reached on paper or by message."""

    account: Any = None
    person: Any = None
    unit: Any = None

    @property
    def name(self) -> str:
        return str(self.account or self.person or self.unit or "")


@dataclass(frozen=True)
class NoticeKind:
    """``title``/``body`` are format strings over the context; ``to(matter, context)`` names recipients.

    ``urgent`` notices also leave by message (SMS or a group robot) where the town has set one up.
    """

    key: str
    title: str
    body: str
    to: Callable[[Any, dict], Iterable[Recipient]]
    urgent: bool = False


_kinds: dict[str, NoticeKind] = {}


def register(kind: NoticeKind) -> NoticeKind:
    if kind.key in _kinds:
        raise ValueError(f"通知 {kind.key} 登记了两次")
    _kinds[kind.key] = kind
    return kind


def kind(key: str) -> NoticeKind:
    return _kinds[key]


def registered() -> dict[str, NoticeKind]:
    return dict(_kinds)
