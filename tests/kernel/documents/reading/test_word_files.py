"""Word files from outside: what is recognised, and what is said about the rest."""

from __future__ import annotations

import docx
import pytest
from docx.enum.text import WD_BREAK

from renda.kernel.documents.engine.model import Heading, ListBlock, Table, plain_text
from renda.kernel.documents.reading import read_paper
from tests.kernel.documents.reading import word_files as make


def words(paper) -> str:
    return plain_text(paper)


def test_a_paper_typed_without_styles():
    paper = read_paper(make.saved(make.closed(make.typed_by_hand())), "通知.docx").paper
    assert (paper.organ_mark, paper.number) == ("云溪镇人民代表大会主席团文件", "云镇人发〔2025〕8号")
    assert paper.title == make.TITLE and paper.kind == "通知" and paper.form == "general"
    assert paper.addressees == ("各代表小组",)
    assert isinstance(paper.blocks[1], Heading) and paper.blocks[1].text == "视察内容"
    assert (paper.signature, paper.date) == (("云溪镇人民代表大会主席团",), "2025年4月2日")


def test_tracked_changes_are_read_as_accepted():
    read = read_paper(make.tracked(), "通知.docx")
    assert "视察时间为五月上旬。" in words(read.paper) and "四月" not in words(read.paper)
    assert "上半句，下半句。" in words(read.paper)
    assert any("修订" in note for note in read.notes)


def test_a_text_box_is_read_once():
    read = read_paper(make.boxed(), "通知.docx")
    assert words(read.paper).count("框里的话。") == 1
    assert any("文本框" in note for note in read.notes)


def test_automatic_numbers_become_text_and_headings():
    paper = read_paper(make.counted(), "规定.docx").paper
    assert words(paper).split("\n")[1:] == ["一、会前", "（一）准备", "1.发通知", "2.备材料", "（二）报到", "二、会中"]
    assert [type(block) for block in paper.blocks] == [Heading, Heading, ListBlock, Heading, Heading]


def test_a_table_with_merged_cells_keeps_every_word_and_says_so():
    document = make.closed(make.typed_by_hand())
    table = document.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}格"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "合并格"
    document.element.body.insert(-4, table._tbl)
    read = read_paper(make.saved(document), "通知.docx")
    found = next(block for block in read.paper.blocks if isinstance(block, Table))
    assert [column.title for column in found.columns] == ["00格", "01格", "02格"]
    assert found.rows == (("合并格", "11格", "12格"), ("", "21格", "22格"))
    assert any("合并" in note for note in read.notes)


def test_pictures_hidden_words_and_contents_are_told(tmp_path):
    from PIL import Image

    picture = tmp_path / "red.png"
    Image.new("RGB", (20, 20), "red").save(picture)
    document = make.closed(make.typed_by_hand())
    document.add_picture(str(picture))
    document.paragraphs[5].add_run("藏着的字").font.hidden = True
    read = read_paper(make.saved(document), "通知.docx")
    assert "藏着的字" not in words(read.paper)
    assert any("1张图片" in note for note in read.notes) and any("隐藏" in note for note in read.notes)


def test_three_hundred_pages_are_read_in_seconds(monkeypatch):
    document = make.typed_by_hand()
    for page in range(300):
        paragraph = document.add_paragraph(f"第{page}页的话。" * 40)
        paragraph.add_run().add_break(WD_BREAK.PAGE)
    paper = read_paper(make.saved(document), "长.docx").paper
    assert sum("页的话。" in run.text for block in paper.blocks for run in getattr(block, "runs", ())) == 300


@pytest.mark.parametrize("title", ["《" + "长" * 78 + "》", "关于喆堃旻珺同志任职的决定"])
def test_odd_titles(title):
    document = docx.Document()
    document.add_paragraph(title, style="Title")
    document.add_paragraph("正文。")
    assert read_paper(make.saved(document), "a.docx").paper.title == title


def test_a_mark_that_was_copied_in_black_is_no_title():
    document = make.typed_by_hand()
    document.paragraphs[0].runs[0].font.color.rgb = None
    document.paragraphs[0].runs[0].text = "云溪镇人民代表大会主席团"
    paper = read_paper(make.saved(make.closed(document)), "复印件.docx").paper
    assert (paper.organ_mark, paper.title) == ("云溪镇人民代表大会主席团", make.TITLE)
