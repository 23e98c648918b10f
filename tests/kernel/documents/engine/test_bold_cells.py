"""Bold words in the cells of a table: the model, docx and PDF, and back from docx."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from PIL import ImageStat

from renda.kernel.documents.checking import check_docx
from renda.kernel.documents.engine.cells import cut, in_stretches, joined
from renda.kernel.documents.engine.docx import render_docx
from renda.kernel.documents.engine.model import Bold, Column, OfficialPaper, Table, from_json, text, to_json
from renda.kernel.documents.engine.pdf import render_pdf
from renda.kernel.documents.reading import read_paper

from . import ink

TABLE = Table(
    (Column("项目", 2.0), Column("件数", 1.0, "right")),
    (("道路\n其中村道共三条", "12"), ("合计", "12")),
    bold=(Bold(0, 0, "村道"), Bold(1, 0, "合计"), Bold(1, 1, "12")),
)
PAPER = OfficialPaper("通知", "plain", "办理情况", blocks=(text("情况如下。"), TABLE))


def plain() -> OfficialPaper:
    return replace(PAPER, blocks=(PAPER.blocks[0], replace(TABLE, bold=())))


def test_cells_come_in_stretches_and_go_back():
    cells = in_stretches(TABLE)
    assert cells[0] == [[("道路\n其中", False), ("村道", True), ("共三条", False)], [("12", False)]]
    assert cells[1] == [[("合计", True)], [("12", True)]]
    assert joined(cells) == (TABLE.rows, TABLE.bold)


@pytest.mark.parametrize("words", [("没有的字",), ("",), ("合计", "合计")])
def test_bold_words_that_are_not_there_change_nothing(words):
    assert "".join(part for part, _ in cut("合计", words)) == "合计"


def test_it_survives_json_and_older_papers_have_none():
    assert from_json(to_json(PAPER)) == PAPER
    older = to_json(plain()).replace(', "bold": []', "")
    assert "bold" not in older and from_json(older) == plain()


def test_docx_sets_only_these_words_bold():
    table = docx.Document(io.BytesIO(render_docx(PAPER))).tables[0]
    bold = [
        run.text for row in table.rows for cell in row.cells for run in cell.paragraphs[0].runs if run.bold
    ]
    assert bold == ["村道", "合计", "12"]
    assert table.cell(1, 0).text == "道路\n其中村道共三条"


def test_docx_reads_back_with_its_bold_words():
    assert read_paper(render_docx(PAPER), "表.docx").paper.blocks[1].bold == TABLE.bold


def test_pdf_draws_them_darker_and_moves_nothing():
    with_bold, without = (render_pdf(paper).bytes for paper in (PAPER, plain()))
    assert ink.page_text(with_bold) == ink.page_text(without)
    dark, light = ink.page(with_bold), ink.page(without)
    edges = [[edge for band in ink.rows(sheet, (28, 37, 184, 240)) for edge in band] for sheet in (dark, light)]
    assert edges[0] == pytest.approx(edges[1], abs=0.3)
    assert sum(ImageStat.Stat(dark.convert("L")).mean) < sum(ImageStat.Stat(light.convert("L")).mean)


def test_our_own_check_takes_no_offence():
    said = {finding.id for finding in check_docx(render_docx(PAPER), draw=False).findings}
    assert said <= {finding.id for finding in check_docx(render_docx(plain()), draw=False).findings}
