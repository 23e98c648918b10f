"""Page numbers in the footers."""

from __future__ import annotations

import re

from renda.kernel.documents.engine.layout import number

from ..sight import Sight, fold, in_role, near
from ..source import Para, Section

FORM = re.compile(r"^—\s*\d*\s*—$")
DASHES = re.compile(r"[—\-–－―─﹣~·]")


def look_at(sight: Sight) -> None:
    """The file's share of FMT-30, and FMT-33 for the first page of a letter."""
    upright = [section for section in sight.source.sections if not section.landscape]
    if not upright:
        return
    section = upright[0]
    rows = {kind: page_row(paras) for kind, paras in section.footers.items()}
    if sight.elements.form == "letter":
        _letter(sight, section, rows)
    odd = rows.get("default")
    if odd is None:
        if sight.elements.form != "plain":
            sight.say("FMT-30", "页码", None, "没有页码", "加上页码，形如“— 1 —”，四号宋体，单页居右、双页居左", mendable=True)
        return
    _row(sight, odd, "单页")
    if sight.source.even_and_odd:
        even = rows.get("even")
        if even is None:
            sight.say("FMT-30", "页码", None, "双页没有页码", "双页的页码居左空一字", mendable=True)
        else:
            _row(sight, even, "双页")
            _side(sight, even, "left")
        _side(sight, odd, "right")
    else:
        sight.say("FMT-30", "页码", None, "单页、双页的页码排在同一边", "页面设置选“奇偶页不同”，单页居右、双页居左，各空一字", mendable=True)


def page_row(paras: list[Para]) -> Para | None:
    """The paragraph of a footer that shows the page number."""
    return next((para for para in paras if any(re.match(r"PAGE\b", name) for name in para.fields)), None)


def _letter(sight: Sight, section: Section, rows: dict[str, Para | None]) -> None:
    if not section.title_page or rows.get("first") is not None:
        sight.say("FMT-33", "页码", None, "信函首页编了页码", "页面设置选“首页不同”，首页不编页码", mendable=True)


def _row(sight: Sight, para: Para, which: str) -> None:
    text = para.text.strip()
    if not FORM.match(text):
        sight.say("FMT-30", "页码", None, f"{which}页码写成“{text or '1'}”的样子", "数字左右各加一条一字线，形如“— 1 —”", mendable=bool(DASHES.sub("", re.sub(r"[\s\d]", "", text)) == ""))
    size = number("page_number.size_pt")
    sizes = {span.look.size_pt for span in para.spans if span.text.strip()} or ({para.mark.size_pt} if para.mark else set())
    if any(not near(value, size, "size_pt") for value in sizes):
        sight.say("FMT-30", "页码", None, f"{which}页码不是四号字", "页码用四号半角宋体数字", mendable=True)
    fonts = {span.look.latin for span in para.spans if span.text.strip()}
    if any(name and not in_role(name, "songti") and fold(name) not in ("timesnewroman",) for name in fonts):
        sight.say("FMT-30", "页码", None, f"{which}页码不是宋体", "页码用四号半角宋体数字", mendable=True)


def _side(sight: Sight, para: Para, side: str) -> None:
    if para.container not in ("footer", "header") or _framed(para):
        return
    align = "left" if para.look.align in ("left", "both") else para.look.align
    which = "单页" if side == "right" else "双页"
    if align != side:
        sight.say("FMT-30", "页码", None, f"{which}页码没有居{'右' if side == 'right' else '左'}", "单页居右空一字，双页居左空一字", mendable=True)
        return
    char = number("page_number.size_pt")
    gap = (para.look.right(char) if side == "right" else para.look.left(char)) + _spaces(para, side)
    if not near(gap, number("page_number.indent_chars"), "signature_chars"):
        sight.say("FMT-30", "页码", None, f"{which}页码边上空了 {gap:.0f} 字", "单页居右空一字，双页居左空一字", mendable=True)


def _spaces(para: Para, side: str) -> float:
    text = para.text
    edge = text[len(text.rstrip(" \u3000")) :] if side == "right" else text[: len(text) - len(text.lstrip(" \u3000"))]
    return sum(1.0 if char == "\u3000" else 0.5 for char in edge)


def _framed(para: Para) -> bool:
    """Set in a text frame, whose place says more than the paragraph's alignment."""
    return any(element.tag.endswith(("}txbxContent", "}framePr")) for element in (*para.node.iterancestors(), *para.node.iter()))
