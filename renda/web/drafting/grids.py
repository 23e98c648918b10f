"""Tables and forms as text: a row on a line, cells by tabs, so that a table of a spreadsheet is pasted as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from renda.kernel.documents.engine.cells import Stretch, in_stretches, joined
from renda.kernel.documents.engine.layout import CONTROL
from renda.kernel.documents.engine.model import Column, KeyValue, Pair, PaperError, Table

#: Stands for a line break inside a cell, where the break itself would begin a new row.
BREAK = "↵"
#: Stands before and behind bold words of a cell.
STAR = "**"
STARRED = re.compile(r"\*\*([^*\n]+)\*\*")
BARS = re.compile(r"[|｜]")
ALIGNS = {"左": "left", "中": "center", "右": "right"}
WORDS = {value: word for word, value in ALIGNS.items()}
MOST_COLUMNS = 40
MOST_ROWS = 5000
MOST_LINES = 60


@dataclass(frozen=True)
class Shown:
    """A table in the fields of the page."""

    cells: str
    widths: str
    aligns: str
    groups: str
    height: int


def shown(table: Any) -> Shown:
    """The fields of a table; of nothing an empty table with two columns."""
    if not isinstance(table, Table):
        return Shown("项目\t内容\n\t", "", "", "", 3)
    body = [["".join(map(written, cell)) for cell in row] for row in in_stretches(table)]
    rows = [[column.title for column in table.columns], *body]
    groups = [column.group for column in table.columns]
    return Shown(
        "\n".join("\t".join(cell.replace("\n", BREAK).replace("\t", " ") for cell in row) for row in rows),
        " ".join(f"{column.width:g}" for column in table.columns),
        " ".join(WORDS[column.align] for column in table.columns),
        "｜".join(groups) if any(groups) else "",
        min(len(rows) + 1, 20),
    )


def written(stretch: Stretch) -> str:
    """A stretch as it is typed; bold does not reach over the end of a line."""
    text, is_bold = stretch
    return "\n".join(f"{STAR}{line}{STAR}" if line else "" for line in text.split("\n")) if is_bold else text


def stretches_of(cell: str) -> list[Stretch]:
    """A cell as it was typed in stretches; a mark without its counterpart is what it is."""
    parts = STARRED.split(cell)
    return [(part, at % 2 == 1) for at, part in enumerate(parts) if part]


def cells_of(text: str | None) -> list[list[str]]:
    """Rows of cells, all of the same length. Without any tab, bars part the cells."""
    plain = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    raw = [line for line in plain.split("\n") if line.strip("\n") or "\t" in line]
    by_tabs = any("\t" in line for line in raw)
    rows = [line.split("\t") if by_tabs else BARS.split(line) for line in raw]
    rows = [[CONTROL.sub("", cell).replace(BREAK, "\n").strip(" ") for cell in row] for row in rows]
    wide = max((len(row) for row in rows), default=0)
    if wide > MOST_COLUMNS:
        raise PaperError(f"表格有{wide}栏，一张表最多{MOST_COLUMNS}栏。请分成两张表。")
    if len(rows) > MOST_ROWS:
        raise PaperError(f"表格有{len(rows)}行，一张表最多{MOST_ROWS}行。请分成几张表，或作为附件另发。")
    return [row + [""] * (wide - len(row)) for row in rows]


def table_of(posted: Any, key: str) -> Table:
    """The table with this key; without a single cell it keeps one empty column."""
    rows = cells_of(posted.get(f"{key}.table")) or [[""]]
    widths = [width_of(word) for word in (posted.get(f"{key}.widths") or "").split()]
    aligns = [ALIGNS.get(word, "left") for word in (posted.get(f"{key}.aligns") or "").split()]
    groups = [word.strip() for word in BARS.split(posted.get(f"{key}.groups") or "")]
    columns = tuple(
        Column(STARRED.sub(r"\1", title), at_of(widths, at, 1.0), at_of(aligns, at, "left"), at_of(groups, at, ""))
        for at, title in enumerate(rows[0])
    )
    caption = CONTROL.sub("", (posted.get(f"{key}.caption") or "").strip())
    body, bold = joined([stretches_of(cell) for cell in row] for row in rows[1:])
    return Table(columns, body, caption, bool(posted.get(f"{key}.landscape")), bold)


def width_of(word: str) -> float:
    try:
        return min(max(float(word), 0.1), 100.0)
    except ValueError:
        return 1.0


def at_of(values: list, at: int, otherwise: Any) -> Any:
    return values[at] if at < len(values) else otherwise


def form_of(posted: Any, key: str) -> KeyValue:
    """The form with this key: ``per`` says how many boxes each row has, the boxes follow one another."""
    labels, values, heights = (posted.getlist(f"{key}.{name}") for name in ("label", "value", "lines"))
    boxes = [
        Pair(
            CONTROL.sub("", label.strip()),
            CONTROL.sub("", at_of(values, at, "").replace("\r\n", "\n")),
            lines_of(at_of(heights, at, "1")),
        )
        for at, label in enumerate(labels)
    ]
    rows, at = [], 0
    for word in (posted.get(f"{key}.per") or "").split():
        many = 2 if word == "2" else 1
        if boxes[at : at + many]:
            rows.append(tuple(boxes[at : at + many]))
        at += many
    return KeyValue((*rows, *((box,) for box in boxes[at:])))


def lines_of(word: str) -> int:
    return min(max(int(word), 1), MOST_LINES) if word.isascii() and word.isdigit() and len(word) < 4 else 1
