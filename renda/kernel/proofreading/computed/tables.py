"""Tables: columns and rows that are summed up (TXT-17)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from renda.kernel.proofreading.computed.numbers import plain
from renda.kernel.proofreading.context import Context, say
from renda.kernel.proofreading.findings import Finding
from renda.kernel.proofreading.text import SourceText

TOTAL_ROW = re.compile(r"^\s*(?:合\s*计|总\s*计|共\s*计|总\s*数)\s*$")
SUB_TOTAL = re.compile(r"小\s*计")
TOTAL_COLUMN = re.compile(r"^\s*(?:合\s*计|总\s*计|共\s*计|小\s*计)(?:[（(].{1,8}[）)])?\s*$")
NOT_SUMMED = re.compile(r"序号|编号|率|占比|比例|%|％|年份|电话|人均|平均|排名|日期|时间|单价|标准")
NUMBER = re.compile(r"^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^-?\d+(?:\.\d+)?$")
LEAST_ROWS = 2


def find(text: SourceText, context: Context) -> Iterator[Finding]:
    """Total rows and total columns that do not come out."""
    for table in text.tables:
        if len(table) > LEAST_ROWS:
            yield from columns(text, table)
            yield from rows(text, table)


def value(text: SourceText, index: int) -> Decimal | None:
    """The number in a cell, None when there is none; empty and dash count as nothing."""
    words = text.paragraphs[index].strip().replace("，", ",")
    if words in ("", "—", "-", "－", "/"):
        return Decimal(0)
    try:
        return Decimal(words.replace(",", "")) if NUMBER.match(words) else None
    except InvalidOperation:
        return None


def columns(text: SourceText, table: Sequence[Sequence[int]]) -> Iterator[Finding]:
    """The total row against the rows above it (or below, when it stands first)."""
    labels = [
        next((text.paragraphs[cell].strip() for cell in row[:2] if text.paragraphs[cell].strip()), "")
        for row in table
    ]
    totals = [
        number
        for number, row in enumerate(table)
        if any(TOTAL_ROW.match(text.paragraphs[cell]) for cell in row[:2])
    ]
    if len(totals) != 1 or any(SUB_TOTAL.search(label) for label in labels):
        return
    at = totals[0]
    body = [row for number, row in enumerate(table[1:], 1) if number != at]
    width = len(table[at])
    if at not in (1, len(table) - 1) or len(body) < LEAST_ROWS or any(len(row) != width for row in body):
        return
    for column in range(1, width):
        yield from _column(
            text,
            [row[column] for row in body],
            table[at][column],
            text.paragraphs[table[0][min(column, len(table[0]) - 1)]],
        )


def _column(text: SourceText, cells: Sequence[int], total: int, title: str) -> Iterator[Finding]:
    stated = value(text, total)
    parts = [value(text, cell) for cell in cells]
    if NOT_SUMMED.search(title) or not text.paragraphs[total].strip() or stated is None or None in parts:
        return
    added = sum(filter(None, parts), Decimal(0))
    if added != stated and added:
        start = text.start_of(total)
        yield say(
            text, "table-column", start, start + len(text.paragraphs[total]), title=title.strip() or "这一栏",
            stated=plain(stated), added=plain(added),
        )  # fmt: skip


def rows(text: SourceText, table: Sequence[Sequence[int]]) -> Iterator[Finding]:
    """A 合计 column against the numbers of its row."""
    head = [text.paragraphs[cell] for cell in table[0]]
    totals = [number for number, title in enumerate(head) if TOTAL_COLUMN.match(title)]
    if len(totals) != 1:
        return
    at = totals[0]
    parts = [n for n in range(1, len(head)) if n != at and not NOT_SUMMED.search(head[n])]
    for row in table[1:]:
        if len(row) != len(head):
            continue
        stated = value(text, row[at])
        values = [value(text, row[number]) for number in parts]
        known = [one for one in values if one is not None]
        numeric = [
            n
            for n, one in zip(parts, values, strict=True)
            if one is not None and text.paragraphs[row[n]].strip()
        ]
        if (
            stated is None
            or len(numeric) < LEAST_ROWS
            or len(known) != len([v for v in values if v is not None])
        ):
            continue
        added = sum(known, Decimal(0))
        if added != stated:
            start = text.start_of(row[at])
            yield say(
                text, "table-row", start, start + len(text.paragraphs[row[at]]), title=text.paragraphs[row[0]].strip(),
                stated=plain(stated), added=plain(added),
            )  # fmt: skip
