"""How a figure stands in a text: ``{{figure:key|scope}}``."""

from __future__ import annotations

import re

MARK = re.compile(r"\{\{\s*figure:(?P<key>[a-z][a-z0-9_.]*)\s*(?:\|\s*(?P<scope>[^{}|]*?)\s*)?\}\}")


def mark(key: str, scope: str = "") -> str:
    """The mark that puts a figure into a text."""
    return f"{{{{figure:{key}|{scope}}}}}"


def keyed(key: str, scope: str) -> str:
    """The name under which a paper keeps the value of a figure."""
    return f"{key}|{scope}"


def marks_in(text: str) -> list[tuple[str, str]]:
    """Every (key, scope) named in a text, each once, in reading order."""
    return list(dict.fromkeys((found["key"], found["scope"] or "") for found in MARK.finditer(text)))
