"""Page size, margins, and the grid of lines and characters."""

from __future__ import annotations

from renda.kernel.documents.engine.layout import number

from ..sight import Sight, near
from ..source import PT_MM, Para, Section


def look_at(sight: Sight) -> None:
    """Checks FMT-01, FMT-02 and the file's share of FMT-03."""
    for section in sight.source.sections:
        _size(sight, section)
    _margins(sight)
    _tables(sight)
    if rows := running(sight):
        _grid(sight, rows)


def running(sight: Sight) -> list[Para]:
    """The paragraphs that stand on the grid of lines: addressees, text, attachment note, note."""
    found = sight.elements
    several = [para for para in (found.addressees, *found.text, *found.notes, found.note) if para is not None]
    return [para for para in several if para.container == "body"]


def _size(sight: Sight, section: Section) -> None:
    wanted = (number("page.width_mm"), number("page.height_mm"))
    found = (section.width_mm, section.height_mm)
    if section.landscape:
        found = found[::-1]
    if not all(near(a, b, "page_mm") for a, b in zip(found, wanted, strict=True)):
        sight.say(
            "FMT-01", "页面", None, f"纸张是 {section.width_mm:.0f} 毫米×{section.height_mm:.0f} 毫米", "纸张改为 A4（210 毫米×297 毫米）", mendable=True
        )


Sides = tuple[float, float, float, float]


def turned_margins(section: Section) -> Sides:
    """Top, right, bottom, left in millimetres as they lie when the sheet is held upright, turned either way."""
    upright = (section.top_mm, section.right_mm, section.bottom_mm, section.left_mm)
    if not section.landscape:
        return upright
    top, right, bottom, left = upright
    return min(((right, bottom, left, top), (left, top, right, bottom)), key=_off)


def _off(sides: Sides) -> float:
    """How far margins are from the standard's, in millimetres together."""
    return sum(abs(sides[n] - number(f"page.{side}_mm")) for n, side in enumerate(("top", "right", "bottom", "left")))


def _margins(sight: Sight) -> None:
    wrong: dict[str, None] = {}
    for section in sight.source.sections:
        top, right, bottom, left = turned_margins(section)
        height, width = (section.width_mm, section.height_mm) if section.landscape else (section.height_mm, section.width_mm)
        measured = (
            ("上白边", top, number("page.top_mm")), ("左白边", left, number("page.left_mm")),
            ("版心宽", width - left - right, number("page.area_width_mm")),
            ("版心高", height - top - bottom, number("page.area_height_mm")),
        )
        for name, value, wanted in measured:
            if not near(value, wanted, "position_mm"):
                wrong[f"{name} {value:.0f} 毫米（应为 {wanted} 毫米）"] = None
    if wrong:
        sight.say("FMT-02", "页面", None, "；".join(wrong), "页边距设为上 37、下 35、左 28、右 26 毫米，装订线 0", mendable=True)


def _tables(sight: Sight) -> None:
    for table in sight.source.tables:
        section = sight.source.sections[min(table.section, len(sight.source.sections) - 1)]
        area = section.width_mm - section.left_mm - section.right_mm
        if table.width_mm and table.width_mm > area + number("checking.position_mm") + 2 * number("table.inset_mm"):
            cells = table.paragraphs()
            sight.say(
                "FMT-03", "表格", cells[0] if cells else None, f"表格宽 {table.width_mm:.0f} 毫米，超出版心（{area:.0f} 毫米）",
                "调窄各栏，或改为横排",
            )


def _grid(sight: Sight, text: list[Para]) -> None:
    lines, chars = number("page.lines"), number("page.chars")
    slack = number("checking.grid_slack")
    uneven, narrow = [], []
    for para in text:
        height = number("page.area_height_mm") / PT_MM
        if int(height / max(sight.pitch_pt(para), 1) + slack) != lines:
            uneven.append(para)
        width = number("page.area_width_mm") / PT_MM
        if near(para.size_pt, number("text.size_pt"), "size_pt") and int(width / max(sight.char_pitch_pt(para), 1) + slack) != chars:
            narrow.append(para)
    if uneven:
        pitch = sight.pitch_pt(uneven[0])
        sight.say(
            "FMT-03", "正文", uneven, f"行距 {pitch:.1f} 磅，每面排不成 {lines} 行", f"行距改为固定值 {number('text.line_pt')} 磅，段前段后为 0",
            mendable=True,
        )
    if narrow:
        pitch = sight.char_pitch_pt(narrow[0])
        sight.say(
            "FMT-03", "正文", narrow, f"每字占 {pitch:.2f} 磅，每行排不成 {chars} 字", f"字间距紧缩 {-number('text.tracking_pt'):.2f} 磅（或文档网格每行 {chars} 字）",
            mendable=True,
        )
