"""Marked places in a Word file: 【代表姓名】 or {{代表姓名}}, also when a mark is broken over several runs.

Tolerated: full-width braces, spaces inside, 〔〕 never (that is how numbers of papers are written). A mark with a dot,
【代表名单.姓名】, belongs to a list: its table row (or its paragraph) is repeated for every item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from renda.foundation.chinese.text import normalize_width
from renda.kernel.documents.office_templates.package import W, paragraphs

MARK = re.compile(r"【\s*([^【】\n]{1,40}?)\s*】|[{｛]{2}\s*([^{}｛｝\n]{1,40}?)\s*[}｝]{2}")
OPEN = re.compile(r"【|[{｛]{2}")
CLOSED = re.compile(r"】|[}｝]{2}")
DOT = re.compile(r"\s*[.．·:：/]\s*")
TEXT_NODES = {f"{W}t": None, f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
PART_NAMES = {"document": "正文", "header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}


@dataclass(frozen=True)
class Mark:
    """A marked place. ``name`` is what stands inside, tidied; ``list_name`` and ``part`` are filled for 【表.栏】;
    ``written`` is the mark as it stands in the file; ``place`` says where in words."""

    name: str
    written: str
    place: str
    list_name: str = ""
    part: str = ""


@dataclass(frozen=True)
class Broken:
    """A mark that was begun and not finished, or the other way round."""

    excerpt: str
    place: str


def tidy(name: str) -> str:
    """The name inside a mark as it is compared: half-width signs, no spaces."""
    return re.sub(r"\s+", "", normalize_width(name)).strip()


def text_nodes(paragraph: Any) -> list[Any]:
    """The text carrying nodes of this very paragraph (not of a text box inside it), in order."""
    return [node for node in paragraph.iter(*TEXT_NODES) if next(node.iterancestors(f"{W}p")) is paragraph]


def text_of(paragraph: Any) -> str:
    """The paragraph's text; tabs and breaks count as one character."""
    return "".join(_said(node) for node in text_nodes(paragraph))


def find(parts: Mapping[str, Any]) -> tuple[list[Mark], list[Broken]]:
    """All marks of the file in reading order, and those that are broken."""
    marks, broken = [], []
    for part, root in parts.items():
        for paragraph, place in placed(part, root):
            text = text_of(paragraph)
            marks += [_mark(found, place) for found in MARK.finditer(text)]
            rest = MARK.sub("", text)
            for pattern in (OPEN, CLOSED):
                if stray := pattern.search(rest):
                    broken.append(Broken(rest[max(0, stray.start() - 6):stray.end() + 10], place))
                    break
    return marks, broken


def placed(part: str, root: Any) -> Iterator[tuple[Any, str]]:
    """Each paragraph with its place in words: 正文第3段, 正文第1个表格第2行第3格."""
    where = PART_NAMES[re.sub(r"^word/|\d*\.xml$", "", part)]
    tables = {table: number for number, table in enumerate(root.iter(f"{W}tbl"), 1)}
    count = 0
    for paragraph in paragraphs(root):
        cell = next(paragraph.iterancestors(f"{W}tc"), None)
        if cell is None:
            count += 1
            yield paragraph, f"{where}第{count}段"
            continue
        row = next(cell.iterancestors(f"{W}tr"))
        table = next(row.iterancestors(f"{W}tbl"))
        rows, cells = list(table.iterchildren(f"{W}tr")), list(row.iterchildren(f"{W}tc"))
        at = rows.index(row) + 1 if row in rows else 1
        yield paragraph, f"{where}第{tables[table]}个表格第{at}行第{cells.index(cell) + 1 if cell in cells else 1}格"


def split_list(name: str) -> tuple[str, str]:
    """The list and the part out of a name with a dot; two empty texts for a plain name."""
    pieces = DOT.split(name, maxsplit=1)
    return (pieces[0], pieces[1]) if len(pieces) == 2 and all(pieces) else ("", "")


def _mark(found: re.Match[str], place: str) -> Mark:
    name = tidy(found[1] or found[2])
    return Mark(name, found[0], place, *split_list(name))


def _said(node: Any) -> str:
    fixed = TEXT_NODES[node.tag]
    return (node.text or "") if fixed is None else fixed
