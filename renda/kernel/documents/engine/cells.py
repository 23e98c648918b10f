"""Table cells in stretches: which words of a cell are bold, and back. Plain Python."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from .model import Bold, Table

#: Words of a cell and whether they are bold; the stretches of a cell make up its text.
Stretch = tuple[str, bool]


def in_stretches(table: Table) -> list[list[list[Stretch]]]:
    """Every row's cells in stretches. Bold words that a cell has not got (any more) are passed over."""
    words: dict[tuple[int, int], list[str]] = defaultdict(list)
    for one in table.bold:
        words[one.row, one.column].append(one.text)
    return [
        [cut(cell, words.get((number, column), ())) for column, cell in enumerate(row)]
        for number, row in enumerate(table.rows)
    ]


def cut(text: str, bold: Iterable[str]) -> list[Stretch]:
    """``text`` with the words of ``bold`` cut out, each looked for behind the one before it."""
    found: list[Stretch] = []
    at = 0
    for words in filter(None, bold):
        place = text.find(words, at)
        if place < 0:
            continue
        if place > at:
            found.append((text[at:place], False))
        found.append((words, True))
        at = place + len(words)
    if at < len(text) or not found:
        found.append((text[at:], False))
    return found


def joined(rows: Iterable[Iterable[Iterable[Stretch]]]) -> tuple[tuple[tuple[str, ...], ...], tuple[Bold, ...]]:
    """The ``rows`` and ``bold`` of a table whose cells come in stretches."""
    texts, bold = [], []
    for number, row in enumerate(rows):
        texts.append([])
        for column, cell in enumerate(row):
            stretches = list(cell)
            texts[-1].append("".join(text for text, _ in stretches))
            bold += [Bold(number, column, text) for text, is_bold in stretches if is_bold and text]
    return tuple(map(tuple, texts)), tuple(bold)


def by_line(stretches: Iterable[Stretch]) -> Iterator[list[Stretch]]:
    """A cell's lines, each in stretches."""
    line: list[Stretch] = []
    for text, is_bold in stretches:
        for index, part in enumerate(text.split("\n")):
            if index:
                yield line
                line = []
            if part:
                line.append((part, is_bold))
    yield line
