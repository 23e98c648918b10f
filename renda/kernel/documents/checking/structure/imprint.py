"""The imprint: 抄送, 印发机关 and 印发日期 between rules at the bottom of the last page."""

from __future__ import annotations

import re

from lxml import etree

from renda.kernel.documents.engine.layout import number

from .. import patterns
from ..looks import border
from ..package import q
from ..recognise import is_red
from ..sight import Sight, near
from ..source import PT_MM, Para, Table
from .head import typeset

LIST_END = re.compile(r"[。．.]$")


def look_at(sight: Sight) -> None:
    """Checks FMT-27 to FMT-29, and FMT-33 for letters."""
    found = sight.elements
    rows = imprint_rows(sight)
    if not rows:
        return
    size = number("imprint.size_pt")
    if found.cc is not None:
        typeset(sight, "FMT-28", "抄送", found.cc, "fangsong", size)
        _cc(sight, found.cc)
    if found.printed is not None:
        typeset(sight, "FMT-29", "印发", found.printed, "fangsong", size)
        _printed(sight, found.printed)
    if found.form == "letter":
        if found.printed is not None:
            sight.say("FMT-33", "版记", found.printed, "信函的版记写了印发机关和印发日期", "信函的版记只写抄送机关，不写印发机关和日期")
        if any(rules(sight, rows).values()):
            sight.say("FMT-33", "版记", rows[0], "信函的版记加了分隔线", "信函的版记不加分隔线", mendable=True)
    else:
        _rules(sight, rows)


def imprint_rows(sight: Sight) -> list[Para]:
    """The paragraphs of the imprint in order."""
    found = sight.elements
    return [para for para in (found.moved_addressees, found.cc, found.printed) if para is not None]


def _cc(sight: Sight, para: Para) -> None:
    words = para.words
    if not words.startswith("抄送："):
        sight.say("FMT-28", "抄送", para, f"写成了“{words[:3]}”", "写作“抄送：”，全角冒号")
    if not words.endswith("。"):
        sight.say("FMT-28", "抄送", para, "抄送机关最后没有句号", "最后一个抄送机关后面用句号", replacement=LIST_END.sub("", words) + "。")
    char = para.char_pt
    start, wanted = para.look.left(char) + para.look.first(char) + _leading(para, char), number("imprint.indent_chars")
    if not near(start, wanted, "signature_chars"):
        sight.say("FMT-28", "抄送", para, f"抄送左边空了 {start:.0f} 字", "左右各空一字", mendable=not para.text.startswith((" ", "\u3000")))
    elif len(words) > 30 and not near(para.look.left(char), wanted + 3, "signature_chars"):
        sight.say("FMT-28", "抄送", para, "抄送回行没有对齐", "回行与冒号后的第一个字对齐", mendable=True)


def _leading(para: Para, char: float) -> float:
    text = para.text
    spaces = text[: len(text) - len(text.lstrip(" \u3000"))]
    return sum(1.0 if item == "\u3000" else 0.5 for item in spaces)


def _printed(sight: Sight, para: Para) -> None:
    words = para.words
    date = re.search(r"(\d{2,4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)\s*(\S*)$", words)
    if date is None:
        sight.say("FMT-29", "印发", para, "没有印发日期", "写明印发日期，例如“2026年3月10日印发”")
    else:
        if date[2] != "印发":
            sight.say("FMT-29", "印发", para, f"日期后面写的是“{date[2]}”" if date[2] else "日期后面没有“印发”", "日期后面加“印发”")
        if mend := patterns.date_problem(re.sub(r"\s", "", date[1])):
            sight.say("FMT-29", "印发", para, f"印发日期“{date[1]}”不对", mend)
        if not words[: date.start()].strip(" \u3000\t"):
            sight.say("FMT-29", "印发", para, "没有印发机关", "印发日期前写明印发机关")
    char = para.char_pt
    start = para.look.left(char) + para.look.first(char) + _leading(para, char)
    if not near(start, number("imprint.indent_chars"), "signature_chars") and words[:1].strip():
        sight.say("FMT-29", "印发", para, f"印发机关左边空了 {start:.0f} 字", "印发机关左空一字，印发日期右空一字", mendable=not para.text.startswith((" ", "\u3000")))


# ------------------------------------------------------------------ rules


def rules(sight: Sight, rows: list[Para]) -> dict[str, float]:
    """Thickness in points of the first, the inner and the last rule; 0 when there is none."""
    first, last = rows[0], rows[-1]
    if first.table is not None:
        return _table_rules(sight.source.tables[first.table], rows)
    top, bottom = first.look.top, last.look.bottom
    inner = [line for above, below in zip(rows, rows[1:], strict=False) for line in (above.look.bottom or below.look.top,)]
    return {
        "first": top.size_pt if top else 0.0, "last": bottom.size_pt if bottom else 0.0,
        "inner": inner[0].size_pt if inner and inner[0] else 0.0,
    }


def _table_rules(table: Table, rows: list[Para]) -> dict[str, float]:
    whole = table.borders

    def cell_side(row: int, side: str) -> float | None:
        """The border of the cells of a row when they have their own, whichever kind."""
        lines = table.node.findall(q("tr"))[row].findall(f"{q('tc')}/{q('tcPr')}/{q('tcBorders')}/{q(side)}")
        found = [border(line) for line in lines if isinstance(line, etree._Element)]
        return None if not found else found[0].size_pt if found[0] else 0.0

    top, bottom = cell_side(0, "top"), cell_side(-1, "bottom")
    inner = cell_side(0, "bottom") if len(table.rows) > 1 else None
    return {
        "first": whole.get("top", 0.0) if top is None else top, "last": whole.get("bottom", 0.0) if bottom is None else bottom,
        "inner": whole.get("insideH", 0.0) if inner is None else inner,
    }


def _rules(sight: Sight, rows: list[Para]) -> None:
    drawn = [
        shape for shape in sight.source.shapes
        if shape.kind in ("line", "rect") and not is_red(shape.color) and shape.paragraph >= rows[0].index - 3
    ]
    found = rules(sight, rows)
    if drawn and not any(found.values()):
        return
    outer, inner = number("imprint.outer_rule_mm"), number("imprint.inner_rule_mm")
    wanted = {"first": ("首条", outer), "last": ("末条", outer), "inner": ("中间", inner)}
    for key, (name, thickness) in wanted.items():
        if key == "inner" and len(rows) < 2:
            continue
        size = found[key]
        if not size:
            sight.say("FMT-27", "版记", rows[0 if key != "last" else -1], f"没有{name}分隔线", f"{name}分隔线 {thickness} 毫米，与版心等宽", mendable=True)
        elif not near(size, thickness / PT_MM, "border_pt"):
            sight.say("FMT-27", "版记", rows[0 if key != "last" else -1], f"{name}分隔线是 {size * PT_MM:.2f} 毫米", f"{name}分隔线 {thickness} 毫米", mendable=True)
    table = sight.source.tables[rows[0].table] if rows[0].table is not None else None
    if table is not None and table.width_mm and not near(table.width_mm, number("page.area_width_mm"), "position_mm"):
        sight.say("FMT-27", "版记", rows[0], f"版记分隔线长 {table.width_mm:.0f} 毫米", "与版心等宽（156 毫米）", mendable=True)
