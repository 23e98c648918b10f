"""An official paper as docx for WPS and Word: real styles, official font names, numbers of format.yaml.

Word processors put the baseline of a line with an exact pitch at four fifths of it; the PDF template does the same,
so both files break pages alike.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as DocxParagraph
from docx.text.run import Run as DocxRun

from . import docx_tables as tables
from . import ooxml, overprint
from .docx_letter import letter_head
from .docx_styles import (
    ADDRESSEES,
    ALIGN,
    ATTACHMENT_LABEL,
    BODY,
    HEADING_STYLES,
    MARK,
    NUMBER,
    PAGE_NUMBER,
    PASS_NOTE,
    SIGNATURE,
    TITLE,
    base_document,
    set_font,
    style_ids,
)
from .layout import (
    attachment_label,
    attachment_notes,
    bare_heading,
    clean,
    fit_mark,
    is_only_text,
    list_mark,
    number,
    numbered,
    place_signature,
    width_chars,
)
from .model import Block, Heading, KeyValue, ListBlock, OfficialPaper, PageBreak, Paragraph, Table
from .titles import break_title

FIXED_MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001 - the package format wants a naive moment; it is never shown


def render_docx(paper: OfficialPaper) -> bytes:
    """``paper`` as a docx file; the same paper gives the same bytes."""
    return _Writer(paper).write()


def _is_turned(blocks: Sequence[Block]) -> bool:
    return bool(blocks) and isinstance(blocks[0], Table) and blocks[0].landscape


class _Writer:
    def __init__(self, paper: OfficialPaper) -> None:
        self.paper = paper
        mark = fit_mark(paper.organ_mark)
        self.document: Document = docx.Document(io.BytesIO(base_document(mark)))
        self.style_ids = style_ids(mark)
        self.pitch, self.size = float(number("text.line_pt")), float(number("text.size_pt"))
        self.shapes = 0

    def write(self) -> bytes:
        paper = self.paper
        self._properties()
        # a sheet that is one wide table carries its title on the turned page
        turned = paper.form == "plain" and not paper.organ_mark and _is_turned(paper.blocks[:1])
        self._page(self.document.sections[0], landscape=turned)
        self._header()
        self._title_part()
        if turned:
            self._turned_table(paper.blocks[0], is_last=len(paper.blocks) == 1 and self._ends_with_text())
        self._blocks(paper.blocks[turned:])
        self._after_text()
        for position, attachment in enumerate(paper.attachments, 1):
            self._attachment(position, attachment.title, attachment.blocks)
        self._imprint()
        overprint.stamp(self.document)
        self.document.save(buffer := io.BytesIO())
        return ooxml.fixed_archive(buffer.getvalue())

    # -------------------------------------------------------------- file, styles, page

    def _properties(self) -> None:
        core = self.document.core_properties
        core.title, core.author, core.comments = clean(self.paper.title).replace("\n", ""), clean(self.paper.organ_mark), ""
        core.last_modified_by, core.revision, core.language = "", 1, "zh-CN"
        core.created = core.modified = FIXED_MOMENT
        self.document.settings.odd_and_even_pages_header_footer = True

    def _page(self, section: Section, landscape: bool = False) -> None:
        width, height = Mm(number("page.width_mm")), Mm(number("page.height_mm"))
        margins = [Mm(number(f"page.{side}_mm")) for side in ("top", "right", "bottom", "left")]
        if landscape:
            width, height, margins = height, width, [margins[3], margins[0], margins[1], margins[2]]
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = width, height
        section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = margins
        section.header_distance, section.footer_distance = Mm(0), Mm(number("page_number.docx_footer_mm"))
        section.different_first_page_header_footer = False
        grid = ooxml.element("docGrid", type="lines", linePitch=ooxml.twips(self.pitch))
        ooxml.set_child(section._sectPr, grid)
        self._footers(section, landscape)

    def _footers(self, section: Section, landscape: bool) -> None:
        for footer, odd in ((section.footer, True), (section.even_page_footer, False)):
            footer.is_linked_to_previous = False
            paragraph = footer.paragraphs[0]
            paragraph.style = self.document.styles[PAGE_NUMBER]
            if landscape:
                self._turned_number(paragraph, odd)
            else:
                self._number_runs(paragraph)
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if odd else WD_ALIGN_PARAGRAPH.LEFT
                side = Pt(number("page_number.size_pt") * number("page_number.indent_chars"))
                form = paragraph.paragraph_format
                form.right_indent, form.left_indent = (side, None) if odd else (None, side)
        if self.paper.form == "letter" and len(self.document.sections) == 1:
            section.different_first_page_header_footer = True
            section.first_page_footer.is_linked_to_previous = False

    def _number_runs(self, paragraph: DocxParagraph) -> None:
        paragraph.add_run("— ")
        ooxml.page_field(paragraph.add_run()._r)
        paragraph.add_run(" —")

    def _turned_number(self, paragraph: DocxParagraph, odd: bool) -> None:
        """On a landscape page the number stands where the portrait pages have it, turned with the sheet (clause 8).

        A floating table of one cell with turned text: word processors agree on its place, on that of a text box not.
        """
        self._number_runs(inner := self.document.add_paragraph(style=PAGE_NUMBER))
        inner.alignment = WD_ALIGN_PARAGRAPH.RIGHT if odd else WD_ALIGN_PARAGRAPH.LEFT
        inner._p.getparent().remove(inner._p)
        indent = number("page_number.size_pt") * 25.4 / 72 * number("page_number.indent_chars")
        line = number("page_number.docx_line_pt") * 25.4 / 72
        box = (number("page_number.docx_footer_mm"), number("page.left_mm") + indent, line, number("page.area_width_mm") - 2 * indent)
        paragraph._p.addprevious(ooxml.turned_cell(box, inner._p))

    def _shape(self) -> int:
        self.shapes += 1
        return self.shapes

    # -------------------------------------------------------------- small helpers

    def _add(self, value: str = "", style: str = BODY, indent: bool = False) -> DocxParagraph:
        paragraph = self.document.add_paragraph(clean(value))
        if style != BODY:
            paragraph._p.style = self.style_ids[style]
        if indent:
            self._indent(paragraph, first=number("text.indent_chars"))
        return paragraph

    def _indent(self, paragraph: DocxParagraph, **chars: float) -> None:
        """Indents in characters (first, left, right, hanging), kept as characters when the user edits."""
        indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
        for key, value in chars.items():
            name = "firstLine" if key == "first" else key
            indent.set(qn(f"w:{name}"), str(ooxml.twips(value * number("text.char_pitch_pt"))))
            indent.set(qn(f"w:{name}Chars"), str(round(value * 100)))

    def _blank(self, lines: int) -> None:
        for _ in range(lines):
            self._add()

    def _run(self, paragraph: DocxParagraph, value: str, role: str = "fangsong") -> DocxRun:
        run = paragraph.add_run(clean(value))
        if role != "fangsong":
            set_font(run, role)
        return run

    # -------------------------------------------------------------- header

    def _header(self) -> None:
        if self.paper.form == "letter":
            letter_head(self)
        elif self.paper.organ_mark:
            self._red_head()

    def _mark_paragraph(self) -> DocxParagraph:
        fit = fit_mark(self.paper.organ_mark)
        paragraph = self._add(style=MARK)
        run = paragraph.add_run(clean(self.paper.organ_mark))
        run.font.color.rgb = RGBColor.from_string(number("organ_mark.color"))
        if fit.scale < 1:
            ooxml.set_child(run._r.get_or_add_rPr(), ooxml.element("w", val=round(fit.scale * 100)), ("kern", "sz", "szCs"))
        return paragraph

    def _mark_ink_top(self) -> float:
        """Points from the top of the mark's line to the top of its ink."""
        size = fit_mark(self.paper.organ_mark).size_pt
        return size * (number("organ_mark.line_em") * number("text.baseline_share") - number("text.ink_top_em"))

    def _red_head(self) -> None:
        paper, above = self.paper, 0.0
        if paper.urgency:
            self._add(paper.urgency, ATTACHMENT_LABEL)
            above = self.pitch
        mark = self._mark_paragraph()
        mark.paragraph_format.space_before = Pt(number("organ_mark.top_mm") * 72 / 25.4 - self._mark_ink_top() - above)
        self._blank(number("number.blank_lines"))
        last = self._signer_rows() if paper.form == "upward" and paper.signers else self._add(paper.number, NUMBER)
        if paper.form == "minutes":
            last = self._add(style=BODY)
            self._spread(last, "、".join(paper.signature), paper.date, number("minutes.side_indent_chars"))
        gap = number("header_rule.gap_mm") * 72 / 25.4
        gap -= (1 - number("text.baseline_share")) * self.pitch - number("text.ink_bottom_em") * self.size
        ooxml.bottom_border(last._p, number("header_rule.thickness_pt"), number("organ_mark.color"), gap)

    def _spread(self, paragraph: DocxParagraph, left: str, right: str, side: float) -> None:
        """``left`` and ``right`` on one row, each ``side`` characters in; a border below stays as wide as the type area."""
        self._indent(paragraph, first=side)
        stop = Mm(number("page.area_width_mm")) - Pt(side * number("text.char_pitch_pt"))
        paragraph.paragraph_format.tab_stops.add_tab_stop(stop, WD_TAB_ALIGNMENT.RIGHT)
        self._run(paragraph, left)
        paragraph.add_run().add_tab()
        self._run(paragraph, right)

    def _signer_rows(self) -> DocxParagraph:
        """Signers two in a row, aligned below the first name; the number stands on the last row (7.2.5, 7.2.6)."""
        per_row, side = number("number.signers_per_row"), number("number.upward_indent_chars")
        names = list(self.paper.signers)
        rows = ["　".join(names[at:at + per_row]) for at in range(0, len(names), per_row)]
        start = number("page.chars") - side - max(map(width_chars, rows))
        for index, row in enumerate(rows):
            paragraph = self._add()
            self._indent(paragraph, first=side)
            stops = paragraph.paragraph_format.tab_stops
            label = "签发人：" if index == 0 else ""
            stops.add_tab_stop(Pt((start - width_chars(label)) * number("text.char_pitch_pt")), WD_TAB_ALIGNMENT.LEFT)
            self._run(paragraph, self.paper.number if index == len(rows) - 1 else "")
            paragraph.add_run().add_tab()
            self._run(paragraph, label)
            self._run(paragraph, row, "kaiti")
        return paragraph

    # -------------------------------------------------------------- body

    def _title_part(self) -> None:
        paper = self.paper
        if paper.form != "plain" or paper.organ_mark:
            self._blank(number("letter.title_blank_lines") if paper.form == "letter" else number("title.blank_lines"))
        self._title(paper.title)
        if paper.form in ("announcement", "resolution", "plain") and paper.number:
            self._blank(0 if paper.form == "plain" else 1)
            self._add(paper.number, NUMBER)
        if paper.pass_note:
            self._add(paper.pass_note, PASS_NOTE)
        if paper.addressees or paper.blocks:
            self._blank(number("title.addressee_blank_lines"))
        if paper.addressees:
            self._add("、".join(paper.addressees) + "：", ADDRESSEES)

    def _title(self, title: str) -> None:
        paragraph = self._add(style=TITLE)
        for index, line in enumerate(break_title(title)):
            if index:
                paragraph.add_run().add_break(WD_BREAK.LINE)
            paragraph.add_run(line)

    def _blocks(self, blocks: Iterable[Block]) -> None:
        for block, mark in numbered(blocks):
            match block:
                case Heading():
                    self._add(mark + bare_heading(block), HEADING_STYLES[block.level][0], indent=True)
                case Paragraph():
                    self._paragraph(block)
                case ListBlock():
                    for position, item in enumerate(block.items, 1):
                        self._add(list_mark(block, position) + item, indent=True)
                case Table():
                    self._table(block)
                case KeyValue():
                    tables.add_form(self.document, block)
                case PageBreak():
                    self._add().add_run().add_break(WD_BREAK.PAGE)

    def _paragraph(self, block: Paragraph) -> None:
        paragraph = self._add(indent=block.indent and block.align == "left")
        paragraph.alignment = ALIGN[block.align]
        for run in block.runs:
            for index, part in enumerate(clean(run.text).split("\n")):
                if index:
                    paragraph = self._add(indent=block.indent and block.align == "left")
                    paragraph.alignment = ALIGN[block.align]
                self._run(paragraph, part, "kaiti" if run.kaiti else "fangsong")

    def _table(self, block: Table) -> None:
        if not block.landscape:
            tables.add_table(self.document, block, number("page.area_width_mm"))
            return
        self._page(self.document.add_section(WD_SECTION.NEW_PAGE), landscape=True)
        self._turned_table(block, is_last=block is self.paper.blocks[-1] and self._ends_with_text())

    def _turned_table(self, block: Table, *, is_last: bool) -> None:
        """A table across the turned page; upright again below it, unless nothing follows."""
        tables.add_table(self.document, block, number("page.area_height_mm"))
        if not is_last:
            self._page(self.document.add_section(WD_SECTION.NEW_PAGE))

    def _ends_with_text(self) -> bool:
        """Nothing is printed after the blocks."""
        paper = self.paper
        return not (paper.attachments or paper.signature or paper.note or paper.attendance or paper.cc or paper.printed_by)

    # -------------------------------------------------------------- after the text

    def _after_text(self) -> None:
        paper = self.paper
        notes = attachment_notes(paper)
        if notes:
            self._blank(number("attachment.note_blank_lines"))
        for index, (mark, title) in enumerate(notes):
            label = "附件：" if index == 0 else ""
            paragraph = self._add(label + mark + title)
            inner = number("text.indent_chars") + 3 + (1 if mark else 0)
            self._indent(paragraph, left=inner, hanging=width_chars(label) + (1 if mark else 0))
        if paper.form != "minutes":
            self._signature()
        if paper.note:
            self._add(f"（{paper.note}）", indent=True)
        if paper.attendance:
            self._attendance()

    def _signature(self) -> None:
        paper = self.paper
        if not paper.signature:
            return
        last = self.document.paragraphs[-1]
        # some word processors move a kept paragraph whole: page 1 would show no text (7.3.3)
        if last._p.style is None and (paper.attachments or not is_only_text(paper.blocks)):
            last.paragraph_format.keep_with_next = True
        self._blank(number("signature.seal_blank_lines" if paper.sealed else "signature.blank_lines"))
        place = place_signature(paper.signature, paper.date, paper.sealed)
        for index, (organ, right) in enumerate(zip(paper.signature, place.organs, strict=True)):
            if index and paper.sealed:
                self._blank(number("signature.joint_gap_lines"))
            line = self._add(organ, SIGNATURE)
            self._indent(line, right=right)
            line.paragraph_format.keep_with_next = bool(paper.date)
        if paper.date:
            self._indent(self._add(paper.date, SIGNATURE), right=place.date)

    def _attendance(self) -> None:
        self._blank(number("minutes.attendance_blank_lines"))
        for row in self.paper.attendance:
            paragraph = self._add()
            hanging = width_chars(row.label) + 1
            self._indent(paragraph, left=number("minutes.attendance_indent_chars") + hanging, hanging=hanging)
            self._run(paragraph, f"{row.label}：", "heiti")
            self._run(paragraph, "、".join(row.names))

    def _attachment(self, position: int, title: str, blocks: tuple[Block, ...]) -> None:
        turned = _is_turned(blocks[:1])
        if turned:
            self._page(self.document.add_section(WD_SECTION.NEW_PAGE), landscape=True)
        label = self._add(attachment_label(self.paper, position), ATTACHMENT_LABEL)
        label.paragraph_format.page_break_before = not turned
        self._blank(number("attachment.title_row") - 2)
        self._title(title)
        self._blank(1)
        if turned:
            ends = position == len(self.paper.attachments) and len(blocks) == 1 and not (self.paper.cc or self.paper.printed_by)
            self._turned_table(blocks[0], is_last=ends)
        self._blocks(blocks[turned:])

    def _imprint(self) -> None:
        paper = self.paper
        printed = paper.printed_by if paper.form != "letter" else ""
        if paper.cc or printed:
            self._open_page()
            cc = f"抄送：{'、'.join(paper.cc)}。" if paper.cc else ""
            on = f"{paper.printed_on}印发" if paper.printed_on else ""
            tables.add_imprint(self.document, clean(cc), clean(printed), clean(on), ruled=paper.form != "letter")
        body = self.document.element.body
        if len(body) > 1 and body[-2].tag == qn("w:tbl"):
            ending = self._add()  # a table may not be the last thing in a document
            ending.paragraph_format.line_spacing = Pt(1)

    def _open_page(self) -> None:
        """A floating table may not be the first thing after a section break: some word processors lose the break."""
        last = self.document.element.body[-2] if len(self.document.element.body) > 1 else None
        if last is not None and last.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
            self._add().paragraph_format.line_spacing = Pt(1)
