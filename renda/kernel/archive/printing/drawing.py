"""What the typst template of this folder draws: the stamp as a page of its own, the labels for the spines of boxes."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from renda.kernel.documents.engine import fonts, overprint
from renda.law import yamlfile

HERE = Path(__file__).parent
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


@cache
def sizes() -> Mapping[str, Any]:
    """The sizes of sizes.yaml."""
    return yamlfile.read(HERE / "sizes.yaml", "sizes.yaml")


@cache
def _compiler() -> tuple[fonts.FontSet, typst.Compiler, threading.Lock]:
    found = fonts.load()
    return (
        found,
        typst.Compiler(str(HERE / "archive.typ"), root=str(HERE), font_paths=found.fonts),
        threading.Lock(),
    )


def draw(kind: str, title: str, **facts: Any) -> bytes:
    """A PDF of ``kind`` (stamp | labels) with these facts."""
    font_set, compiler, lock = _compiler()
    families = list(font_set.roles["heiti"].families)
    data = {"kind": kind, "title": title, "families": families, "overprint": overprint.word(), **facts}
    with lock:
        made = compiler.compile(
            format="pdf", sys_inputs={"data": json.dumps(data, ensure_ascii=False)}, timestamp=BEGINNING
        )
    assert isinstance(made, bytes)
    return made
