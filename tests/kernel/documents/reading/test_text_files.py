"""Text files in the encodings offices use."""

from __future__ import annotations

import codecs

import pytest

from renda.kernel.documents.engine.model import Heading, ListBlock, Paragraph
from renda.kernel.documents.reading import Unreadable, read_paper

TEXT = """云溪镇人民代表大会主席团文件
云镇人发〔2025〕3号

关于召开云溪镇第十九届人民代表大会第六次会议的通知

各代表小组、镇直各单位：
　　经研究，定于2025年1月8日召开会议。
　　一、会议时间
　　2025年1月8日至9日，会期两天。
　　二、有关要求
　　1.按时报到。
　　2.带好代表证。
　　（一）会前准备。请各小组提前讨论。
　　附件：1.会议日程
　　　　　2.代表名单

　　　　　　　　　　云溪镇人民代表大会主席团
　　　　　　　　　　　　2025年1月2日
　　（联系人：陈淑芬，电话：0571-63200000）

附件1
会议日程
　　8日上午报到。

附件2
代表名单
　　略。

抄送：县人大常委会。
云溪镇人民代表大会办公室　　2025年1月3日印发
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_usual_encoding(encoding):
    paper = read_paper(TEXT.encode(encoding), "通知.txt").paper
    assert paper.title == "关于召开云溪镇第十九届人民代表大会第六次会议的通知"


def test_the_elements_of_a_typed_paper():
    paper = read_paper(TEXT.replace("\n", "\r\n").encode(), "通知.txt").paper
    assert (paper.organ_mark, paper.number, paper.kind, paper.form) == (
        "云溪镇人民代表大会主席团文件", "云镇人发〔2025〕3号", "通知", "general")
    assert paper.addressees == ("各代表小组", "镇直各单位")
    assert [type(block) for block in paper.blocks] == [Paragraph, Heading, Paragraph, Heading, ListBlock, Paragraph]
    assert paper.blocks[5].runs[0].text == "（一）会前准备。" and paper.blocks[5].runs[0].kaiti
    assert (paper.signature, paper.date) == (("云溪镇人民代表大会主席团",), "2025年1月2日")
    assert paper.note == "联系人：陈淑芬，电话：0571-63200000"
    assert [item.title for item in paper.attachments] == ["会议日程", "代表名单"]
    assert (paper.cc, paper.printed_by, paper.printed_on) == (("县人大常委会",), "云溪镇人民代表大会办公室", "2025年1月3日")


def test_a_heading_out_of_count_keeps_its_words():
    read = read_paper("工作总结\n　　一、甲\n　　正文。\n　　三、丙\n　　正文。\n".encode(), "总结.txt")
    assert read.paper.blocks[2].runs[0].text == "三、丙"
    assert any("三、" in note for note in read.notes)


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "空的"), (b"   \n\n", "没有文字"), (b"\xff\xfe\x00\xd8", "编码"), (codecs.BOM_UTF8, "没有文字")],
)
def test_what_is_no_text_is_told(data, words):
    with pytest.raises(Unreadable, match=words):
        read_paper(data, "空.txt")


def test_an_item_that_begins_with_a_year_stays_in_its_list():
    paper = read_paper("工作计划\n　　1.开会。\n　　2.2024年总结。\n　　3.归档。\n".encode(), "计划.txt").paper
    assert paper.blocks == (ListBlock(("开会。", "2024年总结。", "归档。")),)
