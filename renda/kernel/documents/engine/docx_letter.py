"""The head of a letter in docx: its mark and its rules stand at fixed places, free of the text."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm

from . import ooxml
from .layout import fit_mark, number


def letter_head(writer: Any) -> None:
    """Mark, double rules at the top and the foot of the first page, urgency and number (GB/T 9704-2012, 10.1)."""
    fit, pt_mm = fit_mark(writer.paper.organ_mark), 25.4 / 72
    mark, first = writer._mark_paragraph(), writer._add()
    mark._p.getparent().remove(mark._p)
    length, top = number("letter.rule_length_mm"), number("organ_mark.letter_top_mm")
    x = (number("page.width_mm") - length) / 2
    height = fit.size_pt * number("organ_mark.line_em") * pt_mm
    box = (x, top - writer._mark_ink_top() * pt_mm, length, height)
    anchor = first.add_run()._r
    anchor.append(ooxml.text_box(writer._shape(), box, mark._p))
    ink = (number("text.ink_top_em") + number("text.ink_bottom_em")) * fit.size_pt * pt_mm
    rule_y = top + ink + number("letter.rule_gap_mm")
    thick, thin, between = (number(f"letter.{name}_pt") for name in ("thick", "thin", "between"))
    rules_height = (thick + thin + between) * pt_mm
    bottom = number("page.height_mm") - number("letter.bottom_rule_mm") - rules_height
    for y, sizes in ((rule_y, (thick, thin)), (bottom, (thin, thick))):
        anchor.append(ooxml.bar(writer._shape(), x, y, length, sizes[0], number("organ_mark.color")))
        second = y + (sizes[0] + between) * pt_mm
        anchor.append(ooxml.bar(writer._shape(), x, second, length, sizes[1], number("organ_mark.color")))
    ink_top = (number("text.baseline_share") * writer.pitch - number("text.ink_top_em") * writer.size) * pt_mm
    before = rule_y + rules_height + number("letter.number_gap_mm") - ink_top - number("page.top_mm")
    first.paragraph_format.space_before = Mm(before)
    writer._run(first, writer.paper.urgency, "heiti")
    first.paragraph_format.tab_stops.add_tab_stop(Mm(number("page.area_width_mm")), WD_TAB_ALIGNMENT.RIGHT)
    first.add_run().add_tab()
    writer._run(first, writer.paper.number)
