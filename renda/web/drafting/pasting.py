"""Text from elsewhere as blocks: headings by their numbers, lists by their marks, tables by their tabs."""

from __future__ import annotations

import re

from renda.kernel.documents.engine.layout import NUMBER_PREFIX
from renda.kernel.documents.engine.model import (
    Block,
    Column,
    Heading,
    ListBlock,
    PageBreak,
    PaperError,
    Paragraph,
    Run,
    Table,
)
from renda.web.drafting import grids
from renda.web.drafting.sheet import Row, cleaned, kind_of

LONGEST = 500_000
#: A numbered line longer than this, or with a full stop inside, is a paragraph that begins with a number.
LONGEST_HEADING = 45
INSIDE = re.compile(r"[。；;！？]")
DASHED = re.compile(r"^\s*(?:——|--|[-•·●▪◆○]\s)\s*")
BLANKS = " \u3000\u00a0"


def blocks_of(text: str) -> list[Block]:
    """The blocks of pasted text; empty lines only part blocks. Raises PaperError when it is far too long."""
    if len(text) > LONGEST:
        raise PaperError("一次贴的字太多了，请分几次贴，或用“上传旧稿”。")
    found: list[Block] = []
    for is_table, lines in stretches(cleaned(text).split("\n")):
        if is_table:
            found.append(table("\n".join(lines)))
        else:
            found.extend(worded(lines))
    return found


def stretches(lines: list[str]) -> list[tuple[bool, list[str]]]:
    """Neighbouring lines with tabs inside belong to one table; a single such line is none."""
    found: list[tuple[bool, list[str]]] = []
    for line in filter(lambda line: line.strip(), lines):
        tabbed = "\t" in line.strip()
        if found and found[-1][0] == tabbed:
            found[-1][1].append(line)
        else:
            found.append((tabbed, [line]))
    return [(is_table and len(rows) > 1, rows) for is_table, rows in found]


def worded(lines: list[str]) -> list[Block]:
    found: list[Block] = []
    for line in lines:
        bare = line.replace("\t", " ").strip(BLANKS)
        if dashed := DASHED.match(bare):
            item = bare[dashed.end() :]
            if found and isinstance(found[-1], ListBlock):
                found[-1] = ListBlock((*found[-1].items, item), "dash")
            else:
                found.append(ListBlock((item,), "dash"))
        else:
            found.append(heading(bare) or Paragraph((Run(bare),)))
    return found


def heading(line: str) -> Heading | None:
    """A short line with the number of a heading before it."""
    for level, prefix in NUMBER_PREFIX.items():
        number = prefix.match(line)
        if not number:
            continue
        words = line[number.end() :]
        if words and len(words) <= LONGEST_HEADING and not INSIDE.search(words.rstrip("。")):
            return Heading(level, words.rstrip("。") if level < 3 else words)
    return None


def table(text: str) -> Table:
    """A table whose first row names the columns."""
    rows = grids.cells_of(text)
    if not rows:
        return Table((Column(""),))
    return Table(tuple(Column(title) for title in rows[0]), tuple(map(tuple, rows[1:])))


def fields(block: Block) -> dict:
    """A block in the fields of the page."""
    row = Row("", kind_of(block), block)
    if isinstance(block, Table):
        return {"kind": "table", "fields": {"table": row.table.cells, "caption": block.caption}}
    if isinstance(block, PageBreak):
        return {"kind": "break", "fields": {}}
    marks = {"marks": block.marks} if isinstance(block, ListBlock) else {}
    return {"kind": row.kind, "fields": {"text": row.text, "kai": row.kai, **marks}}
