"""Wide tables on turned pages, and the heads of papers that have a mark but no form of their own."""

from __future__ import annotations

import io

import docx
import pytest
from docx.enum.section import WD_ORIENT

from renda.kernel.documents.engine.docx import render_docx
from renda.kernel.documents.engine.model import Column, OfficialPaper, Table, text
from renda.kernel.documents.engine.pdf import render_pdf
from tests.kernel.documents.engine import ink


def wide_sheet(**fields) -> OfficialPaper:
    table = Table(tuple(Column(f"第{n}栏") for n in range(9)), (tuple(map(str, range(9))),) * 5, "各单位办理情况", True)
    return OfficialPaper(kind="报告", form="plain", title="关于办理情况的统计表", blocks=(table, *fields.pop("blocks", ())), **fields)


def test_a_sheet_that_is_one_wide_table_is_one_turned_page_with_its_title():
    rendered = render_pdf(wide_sheet())
    assert rendered.pages == 1
    words = ink.page_text(rendered.bytes, 0)
    assert "统计表" in words and "第8栏" in words
    document = docx.Document(io.BytesIO(render_docx(wide_sheet())))
    assert [section.orientation for section in document.sections] == [WD_ORIENT.LANDSCAPE]


def test_what_follows_the_wide_table_stands_upright_again():
    paper = wide_sheet(blocks=(text("说明。"),), signature=("人大办",), date="2026年1月1日")
    rendered = render_pdf(paper)
    assert rendered.pages == 2 and "说明" in ink.page_text(rendered.bytes, 1)
    document = docx.Document(io.BytesIO(render_docx(paper)))
    assert [section.orientation for section in document.sections] == [WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]


def test_a_bulletin_leaves_two_lines_between_its_rule_and_its_title():
    bulletin = OfficialPaper(kind="简报", form="plain", organ_mark="云溪镇人大简报", title="代表分组审议报告", blocks=(text("一段。"),))
    first = ink.page(render_pdf(bulletin).bytes)
    rule = ink.rows(first, (0, 0, 210, 200), red=True)[-1][1]
    title = ink.box(first, (0, rule + 1, 210, 200))
    assert title[1] - rule == pytest.approx(2 * 10.21 + 3.4, abs=1.5)
