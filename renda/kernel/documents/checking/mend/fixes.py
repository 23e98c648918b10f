"""One mend for each part of a paper: what layout alone can put right, by the numbers of engine/format.yaml."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from lxml import etree

from renda.kernel.documents.engine.layout import number, place_signature, width_chars
from renda.kernel.documents.engine.titles import break_title

from .. import patterns
from ..findings import Finding
from ..package import q
from ..recognise import heading_level
from ..sight import Sight
from ..source import PT_MM, Para, Section
from ..structure import page as page_checks
from ..structure.body import HEADING_ROLES, heading_end
from ..structure.ending import sealed_guess
from . import edit, imprint

Fix = Callable[[Sight, Sequence[Finding], Sequence[Para]], None]


def page(sight: Sight, _found: Sequence[Finding], _paras: Sequence[Para]) -> None:
    """Paper and margins of every section."""
    for section in sight.source.sections:
        set_page(section)


def set_page(section: Section) -> None:
    """A4 and the standard's margins; a landscape section has them turned with the sheet."""
    twips = 20 / PT_MM

    def mm(name: str) -> int:
        return round(number(f"page.{name}_mm") * twips)

    turned = section.landscape
    size = edit.put(section.node, edit.SECT, "pgSz", w=mm("height" if turned else "width"), h=mm("width" if turned else "height"))
    if turned:
        size.set(q("orient"), "landscape")
    sides = {"top": "left", "right": "top", "bottom": "right", "left": "bottom"} if turned else dict(zip(*[("top", "right", "bottom", "left")] * 2, strict=True))
    footer = round(number("page_number.docx_footer_mm") * twips)
    edit.put(section.node, edit.SECT, "pgMar", **{side: mm(name) for side, name in sides.items()}, gutter=0, header=0, footer=footer)


def grid(sight: Sight, _found: Sequence[Finding], paras: Sequence[Para]) -> None:
    """Line pitch and character pitch of the text; the grid of the page becomes lines of the standard's pitch."""
    for section in sight.source.sections:
        node = edit.put(section.node, edit.SECT, "docGrid", type="lines", linePitch=round(number("text.line_pt") * 20))
        node.attrib.pop(q("charSpace"), None)
    flowing = [para for para in page_checks.running(sight) if para.container == "body"]
    flowing += [para for part in sight.elements.attachments for para in part.text if para.container == "body"]
    for para in dict.fromkeys((*paras, *flowing)):
        edit.set_pitch(para)
        edit.set_tracking(para)


def text(sight: Sight, _found: Sequence[Finding], paras: Sequence[Para]) -> None:
    """Fonts, size and colour of plain paragraphs, of headings and of the title (when its colour was meant)."""
    for para in paras:
        if para in sight.elements.title:
            edit.set_face(para, "xiaobiaosong", number("title.size_pt"))
        elif level := heading_level(para):
            heading(sight, _found, [para] if level else [])
        else:
            edit.set_face(para, "fangsong", number("text.size_pt"), allowed=("kaiti",))


def heading(_sight: Sight, _found: Sequence[Finding], paras: Sequence[Para]) -> None:
    """The font of each level; text that follows in the same paragraph stays 仿宋."""
    for para in paras:
        level = heading_level(para)
        end = heading_end(para)
        if end < len(para.text) and _crosses(para, end):
            edit.split(para, end)
            continue  # the halves are set in the next round, when the file has been read again
        edit.set_face(para, HEADING_ROLES[level], number("text.size_pt"), part=lambda at, end=end: at < end)
        edit.set_face(para, "fangsong", number("text.size_pt"), allowed=("kaiti", HEADING_ROLES[level]), part=lambda at, end=end: at >= end)


def _crosses(para: Para, at: int) -> bool:
    """Whether one run holds characters on both sides of ``at``."""
    position = 0
    for span in para.spans:
        if position < at < position + len(span.text):
            return True
        position += len(span.text)
    return False


def indent(_sight: Sight, _found: Sequence[Finding], paras: Sequence[Para]) -> None:
    """Two characters for the first line, nothing else."""
    for para in paras:
        edit.set_indent(para, first=number("text.indent_chars"))


# ------------------------------------------------------------------ header


def corner(sight: Sight, _found: Sequence[Finding], paras: Sequence[Para]) -> None:
    """Copy number and urgency: at the edge, size 3."""
    for para in paras:
        role = "heiti" if para is sight.elements.urgency else "fangsong"
        edit.set_face(para, role, number("text.size_pt"))
        edit.set_align(para, "left")
        edit.set_indent(para)


def mark(sight: Sight, found: Sequence[Finding], _paras: Sequence[Para]) -> None:
    """The organ mark: centred, red, 小标宋; its place when the drawn page showed it off."""
    for para in sight.elements.mark:
        edit.set_face(para, "xiaobiaosong", color=number("organ_mark.color"), plain=False)
        edit.set_align(para, "center")
    if any(item.place.page for item in found) and sight.elements.form != "letter":
        _mark_place(sight)


def _mark_place(sight: Sight) -> None:
    """Space before the mark so that its ink begins 35 mm below the type area; only where it opens the page."""
    first = sight.elements.mark[0]
    above = [para for para in sight.source.paragraphs[: first.index] if para.container == "body"]
    if first.container != "body":
        return
    for para in [para for para in above if edit.removable(para)]:
        para.node.getparent().remove(para.node)
    kept = [para for para in above if not para.blank]
    for para in kept:
        edit.set_pitch(para)
    size, line = first.size_pt, number("organ_mark.line_em")
    ink = size * (line * number("text.baseline_share") - number("text.ink_top_em"))
    edit.set_pitch(first, size * line)
    before = number("organ_mark.top_mm") / PT_MM - ink - len(kept) * number("text.line_pt")
    edit.put(edit.ppr(first), edit.PPR, "spacing", before=max(0, round(before * 20)))


def number_row(sight: Sight, _found: Sequence[Finding], _paras: Sequence[Para]) -> None:
    """The number: 仿宋 size 3, centred (letters: at the right), two lines below the mark."""
    found = sight.elements
    row = found.number
    if row is None:
        return
    if row not in found.signers:
        edit.set_face(row, "fangsong", number("text.size_pt"))
        edit.set_pitch(row)
        edit.set_align(row, "right" if found.form == "letter" else "center")
        edit.set_indent(row)
    upper = [para for para in found.mark if para.container == "body"]
    first = found.signers[0] if found.signers else row
    if upper and found.form != "letter" and first.container == "body":
        blanks(sight, upper[-1], first, number("number.blank_lines"))


def signers(sight: Sight, _found: Sequence[Finding], _paras: Sequence[Para]) -> None:
    """Names in 楷体; the number one character in."""
    for para in sight.elements.signers:
        at = para.text.find("签发人")
        start = para.text.find("：", at) + 1 if at >= 0 else len(para.text) - len(para.text.split("\t")[-1])
        if _crosses(para, start):
            edit.split(para, start)
            continue
        edit.set_face(para, "kaiti", number("text.size_pt"), part=lambda at, start=start: at >= start)
        if patterns.LOOSE_NUMBER.search(para.words) and para.look.align in ("left", "both") and para.container == "body":
            edit.set_indent(para, first=number("number.upward_indent_chars"))


def red_rule(sight: Sight, _found: Sequence[Finding], _paras: Sequence[Para]) -> None:
    """A red rule under the number, as wide as the type area."""
    found = sight.elements
    row = found.issue_row or (found.signers[-1] if found.signers else found.number)
    if row is None or row.container != "body":
        return
    gap = number("header_rule.gap_mm") / PT_MM
    gap -= (1 - number("text.baseline_share")) * number("text.line_pt") - number("text.ink_bottom_em") * number("text.size_pt")
    edit.set_border(row, "bottom", number("header_rule.thickness_pt"), number("organ_mark.color"), gap)


# ------------------------------------------------------------------ title and addressees


def title(sight: Sight, found: Sequence[Finding], _paras: Sequence[Para]) -> None:
    """Font, size, place and line breaks of the title."""
    elements = sight.elements
    for para in elements.title:
        edit.set_face(para, "xiaobiaosong", number("title.size_pt"))
        edit.set_pitch(para, number("title.line_pt"))
        edit.set_align(para, "center")
        edit.set_indent(para)
    if any(item.mend.startswith("调整回行") for item in found):
        title_breaks(elements.title)
    above = elements.issue_row or (elements.signers[-1] if elements.signers else elements.number)
    if above is not None and above.container == "body" and above.index < elements.title[0].index and elements.form != "plain":
        blanks(sight, above, elements.title[0], number("title.blank_lines"))


def title_breaks(lines: list[Para]) -> None:
    """Set the line breaks of a one-paragraph title anew; every character of it stays."""
    if len(lines) != 1 or any(span.node.tag != q("r") for span in lines[0].spans) or not lines[0].spans:
        return
    para = lines[0]
    words = para.text.replace("\n", "")
    wanted = break_title(words)
    first = para.spans[0].node
    movable = {q("rPr"), q("t"), q("br")}
    if "".join(wanted) != words or any(child.tag not in movable for span in para.spans for child in span.node):
        return
    for node in {id(span.node): span.node for span in para.spans[1:]}.values():
        if node is not first:
            node.getparent().remove(node)
    for child in [child for child in first if child.tag != q("rPr")]:
        first.remove(child)
    for position, line in enumerate(wanted):
        if position:
            etree.SubElement(first, q("br"))
        piece = etree.SubElement(first, q("t"))
        piece.text = line
        piece.set(edit.XML_SPACE, "preserve")


def addressees(sight: Sight, _found: Sequence[Finding], _paras: Sequence[Para]) -> None:
    """At the edge, 仿宋 size 3, one line below the title."""
    elements = sight.elements
    para = elements.addressees
    if para is None:
        return
    edit.set_face(para, "fangsong", number("text.size_pt"))
    edit.set_pitch(para)
    edit.set_align(para, "both")
    edit.set_indent(para)
    last = elements.pass_note or elements.serial or (elements.title[-1] if elements.title else None)
    if last is not None and last.index < para.index:
        blanks(sight, last, para, number("title.addressee_blank_lines"))


def blanks(sight: Sight, upper: Para, lower: Para, lines: int) -> None:
    """Exactly ``lines`` empty lines between two paragraphs of the text."""
    between = [para for para in sight.source.paragraphs[upper.index + 1 : lower.index] if para.container == "body"]
    if any(not edit.removable(para) for para in between) or lower.node.getparent() is not upper.node.getparent():
        return
    edit.no_gaps(upper, after=True)
    edit.no_gaps(lower, before=True)
    for para in between:
        if para.node.getparent() is not None:
            para.node.getparent().remove(para.node)
    for _ in range(lines):
        edit.blank_before(lower)


# ------------------------------------------------------------------ after the text


def notes(sight: Sight, _found: Sequence[Finding], _paras: Sequence[Para]) -> None:
    """The attachment note: two characters in, numbers below one another, names hanging."""
    elements = sight.elements
    for position, para in enumerate(elements.notes):
        edit.set_face(para, "fangsong", number("text.size_pt"))
        mark = re.match(r"^(?:附件[：:])?\s*(\d+[.．])?", para.words)
        assert mark is not None
        digits = width_chars(mark[1] or "")
        inner = number("text.indent_chars") + 3 + digits
        edit.set_align(para, "left")
        edit.set_indent(para, left=inner, first=-(digits + (3 if position == 0 else 0)))
    first = elements.notes[0] if elements.notes else None
    if first is not None and elements.text and elements.text[-1].index < first.index:
        blanks(sight, elements.text[-1], first, number("attachment.note_blank_lines"))


def signature(sight: Sight, _found: Sequence[Finding], _paras: Sequence[Para]) -> None:
    """Signature and date by right indents, with or without room for a seal as the paper has it."""
    elements = sight.elements
    sealed = sealed_guess(sight)
    rows = [*elements.signature, *([elements.date] if elements.date else [])]
    for para in rows:
        edit.set_face(para, "fangsong", number("text.size_pt"))
    if elements.date is None or any(para.text != para.text.strip() or para.container != "body" for para in rows):
        return
    place = place_signature([para.words for para in elements.signature], elements.date.words, sealed)
    for para, right in zip(rows, (*place.organs, place.date), strict=True):
        edit.set_pitch(para)
        edit.set_align(para, "right")
        edit.set_indent(para, right=right)
        edit.set_tracking(para)
    _signature_gaps(sight, sealed)


def _signature_gaps(sight: Sight, sealed: bool) -> None:
    elements = sight.elements
    above = (elements.notes or elements.text or [None])[-1]
    lines = number("signature.seal_blank_lines" if sealed else "signature.blank_lines")
    if above is not None and elements.signature and above.index < elements.signature[0].index:
        blanks(sight, above, elements.signature[0], lines)
    if elements.signature and elements.date is not None:
        blanks(sight, elements.signature[-1], elements.date, 0)


def stamp(_sight: Sight, _found: Sequence[Finding], paras: Sequence[Para]) -> None:
    """A signature stamp four characters from the right."""
    for para in paras:
        edit.set_align(para, "right")
        edit.set_indent(para, right=number("signature.sealed_date_right_chars"))


def note(sight: Sight, _found: Sequence[Finding], _paras: Sequence[Para]) -> None:
    """The note in brackets: two characters in, right below the date."""
    elements = sight.elements
    para = elements.note
    if para is None:
        return
    edit.set_face(para, "fangsong", number("text.size_pt"))
    edit.set_align(para, "both")
    edit.set_indent(para, first=number("text.indent_chars"))
    if elements.date is not None and elements.date.index < para.index:
        blanks(sight, elements.date, para, 0)


def attendance(_sight: Sight, _found: Sequence[Finding], paras: Sequence[Para]) -> None:
    """Labels in 黑体, names in 仿宋."""
    for para in paras:
        end = len(re.split("[：:]", para.text)[0])
        if _crosses(para, end + 1):
            edit.split(para, end + 1)
            continue
        edit.set_face(para, "heiti", number("text.size_pt"), part=lambda at, end=end: at <= end)
        edit.set_face(para, "fangsong", number("text.size_pt"), part=lambda at, end=end: at > end)


def attachments(sight: Sight, _found: Sequence[Finding], _paras: Sequence[Para]) -> None:
    """Labels at the edge on a new page in 黑体, titles centred on the third row."""
    for part in sight.elements.attachments:
        edit.set_face(part.label, "heiti", number("text.size_pt"))
        edit.set_align(part.label, "left")
        edit.set_indent(part.label)
        first = part.number or part.label
        if not first.breaks_before and first.index:
            edit.put(edit.ppr(first), edit.PPR, "pageBreakBefore", val=1)
        for para in part.title:
            edit.set_align(para, "center")
            edit.set_face(para, "xiaobiaosong", number("title.size_pt"))
            edit.set_pitch(para, number("title.line_pt"))
        if part.title:
            blanks(sight, part.label, part.title[0], number("attachment.title_row") - 2)


FIXES: dict[str, Fix] = {
    "FMT-01": page, "FMT-02": page, "FMT-03": grid, "FMT-04": text, "FMT-06": corner, "FMT-07": corner, "FMT-08": mark, "FMT-09": number_row,
    "FMT-10": signers, "FMT-11": red_rule, "FMT-13": title, "FMT-15": addressees, "FMT-16": indent, "FMT-17": heading, "FMT-18": notes,
    "FMT-20": signature, "FMT-21": signature, "FMT-22": stamp, "FMT-24": note, "FMT-25": attachments, "FMT-27": imprint.rules,
    "FMT-28": imprint.copied, "FMT-29": imprint.printed, "FMT-34": attendance,
}
