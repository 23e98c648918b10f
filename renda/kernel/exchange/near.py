"""Which known names a mistyped one may have meant, said in one clause."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

SHOWN = 3
# One wrong character in a name of two still counts as near.
NEAR_ENOUGH = 0.5


def nearest(text: str, known: Iterable[str]) -> list[str]:
    """At most three known names that look like ``text`` or hold it, the nearest first."""
    names = list(dict.fromkeys(name for name in known if name))
    found = difflib.get_close_matches(text, names, n=SHOWN, cutoff=NEAR_ENOUGH)
    holding = [name for name in names if text and (text in name or name in text) and name not in found]
    return (found + holding)[:SHOWN]


def nearest_zh(text: str, known: Iterable[str], otherwise: str = "") -> str:
    """``是不是“甲”、“乙”？`` or ``otherwise`` when nothing is near."""
    found = nearest(text, known)
    return f"是不是{'、'.join(f'“{name}”' for name in found)}？" if found else otherwise
