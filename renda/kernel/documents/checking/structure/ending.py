"""What follows the text: attachment note, signature, date, seals, note in brackets, attendance."""

from __future__ import annotations

import re

from renda.kernel.documents.engine.layout import number, width_chars

from .. import patterns
from ..sight import Sight, names, near, wrong_fonts
from ..source import Para, Shape
from .head import typeset

ROOM_SAYS = 5  # when the indents fit neither rule, the room left above decides
CLEARLY_PLACED = 1.5
BY_HAND = "用段落的右缩进排，不用空格和制表位"


def look_at(sight: Sight) -> None:
    """Checks FMT-18 to FMT-24 and FMT-34."""
    _notes(sight)
    if sight.elements.form not in ("plain", "minutes"):
        _signature(sight)
    _seals(sight)
    _note(sight)
    _attendance(sight)


def _notes(sight: Sight) -> None:
    notes = sight.elements.notes
    if not notes:
        return
    size, first = number("text.size_pt"), notes[0]
    for para in notes:
        typeset(sight, "FMT-18", "附件说明", para, "fangsong", size)
        if para.words[-1:] in tuple(patterns.END_MARKS):
            sight.say("FMT-18", "附件说明", para, f"附件名称末尾有“{para.words[-1]}”", "附件名称后面不加标点", replacement=para.words[:-1])
        if re.match(r"^(?:附\s*件\s*[：:]\s*)?\d+\s*[、)）．]", para.words):
            sight.say("FMT-18", "附件说明", para, "附件序号后面不是圆点", "用阿拉伯数字加点，例如“附件：1.……”")
        if re.search(r"^(?:附\s*件\s*[：:]\s*)?(?:\d+[.．]\s*)?《.*》$", para.words):
            sight.say("FMT-18", "附件说明", para, "附件名称加了书名号", "附件说明里的名称不加书名号", strength="practice")
    if not re.match(r"^附件：", first.words):
        sight.say("FMT-18", "附件说明", first, f"写成了“{first.words[:4]}”", "写作“附件：”，全角冒号；几个附件用“附件：1.”“2.”依次排")
    _note_places(sight, notes)


def _note_places(sight: Sight, notes: list[Para]) -> None:
    first, text = notes[0], sight.elements.text
    char = sight.char_pitch_pt(first)
    start = first.look.left(char) + first.look.first(char) + _leading(first)
    if not near(start, number("text.indent_chars"), "signature_chars"):
        sight.say("FMT-18", "附件说明", first, f"附件说明左边空了 {start:.0f} 字", "左空二字排“附件：”", mendable=not _leading(first))
    if len(notes) > 1:
        wanted = number("text.indent_chars") + 3
        crooked = [para for para in notes[1:] if not near(para.look.left(char) + para.look.first(char) + _leading(para), wanted, "signature_chars")]
        if crooked:
            sight.say("FMT-18", "附件说明", crooked, "附件序号没有上下对齐", "各个序号对齐，回行与名称第一个字对齐", strength="normally", mendable=not any(map(_leading, crooked)))
    apart = bool(text) and text[-1].index < first.index and not _table_between(sight, text[-1], first)
    if apart and not near(sight.blank_lines(text[-1], first), number("attachment.note_blank_lines"), "blank_lines"):
        sight.say("FMT-18", "附件说明", first, "正文与附件说明之间不是空一行", "正文下空一行排附件说明", mendable=True)


def _table_between(sight: Sight, upper: Para, lower: Para) -> bool:
    return any(para.container == "cell" for para in sight.source.paragraphs[upper.index : lower.index])


def _leading(para: Para) -> float:
    return width_chars(para.text[: len(para.text) - len(para.text.lstrip(" \u3000\t"))])


# ------------------------------------------------------------------ signature and date


def sealed_guess(sight: Sight) -> bool:
    """Whether signature and date are placed for a seal: whichever rule they are nearer to."""
    found = sight.elements
    if found.date is None or not found.signature:
        return True
    last = _longest(found.signature)
    gap, organ_gap = sight.right_gap_chars(found.date), sight.right_gap_chars(last)
    if gap is None or organ_gap is None:
        return True
    middles = [_left_edge(sight, para) + width_chars(para.words) / 2 for para in (found.date, last)]
    sealed = abs(gap - _sealed_gap(sight)) + abs(middles[0] - middles[1])
    shift = _left_edge(sight, found.date) - _left_edge(sight, last)
    base = gap if _date_longer(sight) else organ_gap
    unsealed = abs(base - number("signature.organ_right_chars")) + abs(shift - number("signature.date_shift_chars"))
    above = (found.notes or found.text or [None])[-1]
    crooked = min(sealed, unsealed) > CLEARLY_PLACED
    if crooked and above is not None and above.index < found.signature[0].index:
        lines = sight.blank_lines(above, found.signature[0])
        sealed += ROOM_SAYS * abs(lines - number("signature.seal_blank_lines"))
        unsealed += ROOM_SAYS * abs(lines - number("signature.blank_lines"))
    return sealed <= unsealed


def _longest(organs: list[Para]) -> Para:
    """The longest name: it sets the right edge, and the others begin where it begins."""
    return max(organs, key=lambda para: width_chars(para.words))


def _sealed_gap(sight: Sight) -> float:
    """Characters to the right of the date on a sealed paper; a long organ pushes the date in."""
    found = sight.elements
    wanted = number("signature.sealed_date_right_chars")
    date = width_chars(found.date.words) if found.date else 0.0
    return wanted + max([0.0, *(width_chars(para.words) / 2 - date / 2 - wanted for para in found.signature)])


def _date_longer(sight: Sight) -> bool:
    found = sight.elements
    return bool(found.date) and width_chars(found.date.words) > max(width_chars(para.words) for para in found.signature)


def _left_edge(sight: Sight, para: Para) -> float:
    """Characters from the left edge of the type area to the first character of a one-line paragraph."""
    char = sight.char_pitch_pt(para)
    gap = sight.right_gap_chars(para) or 0.0
    return sight.area_width_pt(para) / char - gap - width_chars(para.words)


def _signature(sight: Sight) -> None:
    found = sight.elements
    size = number("text.size_pt")
    for para in found.signature:
        typeset(sight, "FMT-20", "署名", para, "fangsong", size)
    if found.date is None:
        return
    typeset(sight, "FMT-20", "成文日期", found.date, "fangsong", size)
    if not found.signature or found.date.container != "body":
        return
    gap = sight.right_gap_chars(found.date)
    if gap is None:
        return
    if sealed_guess(sight):
        _sealed(sight, found.date, gap)
    else:
        _unsealed(sight, found.date, gap)
    _room(sight)


def _sealed(sight: Sight, date: Para, gap: float) -> None:
    organs = sight.elements.signature
    if not near(gap, _sealed_gap(sight), "signature_chars"):
        sight.say("FMT-20", "成文日期", date, f"成文日期右边空了 {gap:.0f} 字", f"盖章的公文，成文日期右空四字；{BY_HAND}", mendable=_plain(date))
        return
    middle = _left_edge(sight, date) + width_chars(date.words) / 2
    for para in organs:
        if sight.right_gap_chars(para) is None:
            continue
        off = _left_edge(sight, para) + width_chars(para.words) / 2 - middle
        if abs(off) > number("checking.signature_chars"):
            side = "右" if off > 0 else "左"
            sight.say("FMT-20", "署名", para, f"署名没有以日期为准居中（偏{side} {abs(off):.0f} 字）", f"署名在日期正上方居中；{BY_HAND}", mendable=_plain(para))


def _unsealed(sight: Sight, date: Para, gap: float) -> None:
    last = _longest(sight.elements.signature)
    base, shift = number("signature.organ_right_chars"), number("signature.date_shift_chars")
    organ_gap = sight.right_gap_chars(last)
    if _date_longer(sight):
        if not near(gap, base, "signature_chars"):
            sight.say("FMT-21", "成文日期", date, f"成文日期右边空了 {gap:.0f} 字", f"日期比署名长时，日期右空二字；{BY_HAND}", mendable=_plain(date))
    elif organ_gap is not None and not near(organ_gap, base, "signature_chars"):
        sight.say("FMT-21", "署名", last, f"署名右边空了 {organ_gap:.0f} 字", f"不盖章的公文，署名右空二字；{BY_HAND}", mendable=_plain(last))
    moved = _left_edge(sight, date) - _left_edge(sight, last)
    if not near(moved, shift, "signature_chars"):
        sight.say("FMT-21", "成文日期", date, f"日期首字比署名首字右移了 {moved:.0f} 字", f"日期首字比署名首字右移二字；{BY_HAND}", mendable=_plain(date))


def _plain(para: Para) -> bool:
    """Placed by layout, not by spaces: only then layout alone can mend it."""
    return para.text == para.text.strip()


def _room(sight: Sight) -> None:
    """The lines above the signature: enough for a seal, never so many that the seal leaves the text."""
    found = sight.elements
    above = (found.notes or found.text or [None])[-1]
    first = found.signature[0]
    if above is None or above.index > first.index or _table_between(sight, above, first):
        return
    lines = sight.blank_lines(above, first)
    least, most = number("signature.blank_lines"), number("signature.seal_blank_lines") + 1
    if lines < least - number("checking.blank_lines"):
        sight.say("FMT-20", "署名", first, "署名紧贴正文", "正文（附件说明）下至少空一行；要盖章的空二行", mendable=True)
    elif lines > most + number("checking.blank_lines"):
        sight.say("FMT-20", "署名", first, f"署名上面空了 {lines:.0f} 行", "印章顶端距正文不超过一行，删去多余的空行", mendable=True)
    if found.date is not None and sight.blank_lines(found.signature[-1], found.date) > number("checking.blank_lines"):
        sight.say("FMT-20", "成文日期", found.date, "署名与成文日期之间有空行", "成文日期排在署名的下一行", mendable=True)


# ------------------------------------------------------------------ seals, note, attendance


def _seals(sight: Sight) -> None:
    """Pictures beside the signature: seals and signature stamps (FMT-22, FMT-23)."""
    found = sight.elements
    if found.date is None:
        return
    first = found.signature[0].index if found.signature else found.date.index
    near_by = range(max(0, first - 3), found.date.index + 2)
    pictures = [shape for shape in sight.source.shapes if shape.kind == "picture" and shape.paragraph in near_by]
    section = sight.section(found.date)
    placed = [shape for shape in pictures if shape.on_page and None not in (shape.x_mm, shape.y_mm, shape.width_mm, shape.height_mm)]
    for shape in placed:
        assert shape.x_mm is not None and shape.width_mm is not None
        if shape.x_mm < section.left_mm - 1 or shape.x_mm + shape.width_mm > section.width_mm - section.right_mm + 1:
            sight.say("FMT-23", "印章", sight.source.paragraphs[shape.paragraph], "印章超出了版心", "把印章移到版心以内")
    for n, one in enumerate(placed):
        for other in placed[n + 1 :]:
            if _touch(one, other):
                sight.say("FMT-23", "印章", sight.source.paragraphs[other.paragraph], "两个印章相交或相切", "印章之间留出空隙，每个印章盖在自己的署名上")
    for para in sight.source.paragraphs[first - 2 : found.date.index] if first >= 2 else ():
        if para.pictures and not para.words and para.container == "body" and not any(shape.on_page and shape.paragraph == para.index for shape in pictures):
            gap = para.look.right(number("text.size_pt"))
            if para.look.align != "right" or not near(gap, number("signature.sealed_date_right_chars"), "signature_chars"):
                sight.say("FMT-22", "印章", para, "签名章没有右空四字", "签名章右空四字，左边二字处写签发人职务", mendable=True)


def _touch(one: Shape, other: Shape) -> bool:
    def span(shape: Shape, start: str, size: str) -> tuple[float, float]:
        return getattr(shape, start), getattr(shape, start) + getattr(shape, size)

    return all(
        a[0] <= b[1] and b[0] <= a[1]
        for a, b in ((span(one, "x_mm", "width_mm"), span(other, "x_mm", "width_mm")), (span(one, "y_mm", "height_mm"), span(other, "y_mm", "height_mm")))
    )


def _note(sight: Sight) -> None:
    found = sight.elements
    if found.note is None:
        return
    typeset(sight, "FMT-24", "附注", found.note, "fangsong", number("text.size_pt"))
    if not (found.note.words.startswith("（") and found.note.words.endswith("）")):
        sight.say("FMT-24", "附注", found.note, "附注用了半角括号", "附注加全角圆括号（ ）")
    char = sight.char_pitch_pt(found.note)
    start = found.note.look.left(char) + found.note.look.first(char) + _leading(found.note)
    if not near(start, number("text.indent_chars"), "signature_chars"):
        sight.say("FMT-24", "附注", found.note, f"附注左边空了 {start:.0f} 字", "附注左空二字", mendable=not _leading(found.note))
    if found.date is not None and found.date.index < found.note.index and sight.blank_lines(found.date, found.note) > number("checking.blank_lines"):
        sight.say("FMT-24", "附注", found.note, "成文日期与附注之间有空行", "附注排在成文日期的下一行", mendable=True)


def _attendance(sight: Sight) -> None:
    rows = sight.elements.attendance
    order = [label for para in rows if (label := patterns.ATTENDANCE.match(para.words)[1]) in ("出席", "请假", "列席")]  # type: ignore[index]
    if order != [label for label in ("出席", "请假", "列席") if label in order]:
        sight.say("FMT-34", "出席情况", rows[0], f"顺序是{names(order)}", "依次列出席、请假、列席人员")
    for para in rows:
        end = len(re.split("[：:]", para.text)[0])
        if wrong := wrong_fonts(para, ("heiti",), lambda at, end=end: at < end):
            sight.say("FMT-34", "出席情况", para, f"“{para.words[:2]}”用了{names(wrong)}", "栏目用三号黑体，姓名用仿宋", mendable=True)
        if wrong := wrong_fonts(para, ("fangsong",), lambda at, end=end: at > end):
            sight.say("FMT-34", "出席情况", para, f"姓名用了{names(wrong)}", "栏目用三号黑体，姓名用仿宋", mendable=True)


