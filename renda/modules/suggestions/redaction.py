"""What may not be shown to the public: found in a text, and masked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Found:
    """One place in a text. ``blocks``: certain enough to stop the publication; else a hint."""

    kind: str
    label: str
    text: str
    start: int
    end: int
    blocks: bool


def find(text: str, suggestion=None) -> list[Found]:
    """Everything in ``text`` that may not be public, in order."""
    return []


def mask(text: str, found: list[Found]) -> str:
    """``text`` with every place found covered."""
    for one in sorted(found, key=lambda one: -one.start):
        text = text[: one.start] + "某" * (one.end - one.start) + text[one.end :]
    return text
