"""What a command hands back, and how it is printed: Chinese lines for people, one JSON document for programs."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from typing import Any, TextIO

OK = 0
FAILED = 1
MISUSED = 2


@dataclass(frozen=True)
class Result:
    """The outcome of a command: ``data`` for ``--json``, ``lines`` for people; ``ok=False`` means exit code 1,
    ``code`` another one that the command explains in its help."""

    data: dict[str, Any] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    ok: bool = True
    code: int | None = None


class CommandError(Exception):
    """A command can't do what was asked; the message is Chinese and says what to do."""

    def __init__(self, message: str, **data: Any) -> None:
        super().__init__(message)
        self.message = message
        self.data = data


def as_json(value: Any) -> str:
    """One readable JSON document; Chinese stays Chinese, dates and ids become text."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)


def use_utf8() -> None:
    """Chinese must reach the terminal, a pipe or a file whatever the machine's own encoding is."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def show(result: Result, *, json_wanted: bool) -> int:
    """Print ``result`` on standard output; returns the exit code."""
    if json_wanted:
        print(as_json(result.data))
    else:
        for line in result.lines:
            print(line)
    if result.code is not None:
        return result.code
    return OK if result.ok else FAILED


def show_error(message: str, *, json_wanted: bool, code: int, data: dict[str, Any] | None = None) -> int:
    """Print what went wrong: on standard error for people, as JSON on standard output for programs."""
    if json_wanted:
        print(as_json({"error": message, **(data or {})}))
    else:
        _write(sys.stderr, message)
    return code


def progress(message: str) -> None:
    """A line about work in progress; on standard error, so that it never mixes with the result."""
    _write(sys.stderr, message)


def _write(stream: TextIO, message: str) -> None:
    print(message, file=stream, flush=True)
