"""The clean paragraphs of our own congress set: an open half for tuning, a sealed half for measuring only."""

from __future__ import annotations

from pathlib import Path

HALVES = ("open", "sealed")


def paragraphs(half: str) -> list[str]:
    """The paragraphs of one half, in the order of the files; lines that begin with # name the kind of paper."""
    if half not in HALVES:
        raise ValueError(f"no such half: {half}")
    lines = (
        line.strip()
        for path in sorted((Path(__file__).parent / half).glob("*.txt"))
        for line in path.read_text("utf-8").splitlines()
    )
    return [line for line in lines if line and not line.startswith("#")]
