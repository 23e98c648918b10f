"""The pages beside the text are the printed pages, and every part says where it stands on them."""

from __future__ import annotations

import io

import pypdfium2
import pytest

from renda.kernel.documents.engine import pdf
from renda.kernel.documents.engine.model import (
    Attachment,
    Column,
    Heading,
    OfficialPaper,
    PageBreak,
    Table,
    text,
)
from renda.kernel.documents.engine.pages import render_pages


def paper(*blocks, **given) -> OfficialPaper:
    return OfficialPaper(
        "通知", "general", "关于开会的通知", organ_mark="云岭镇人民代表大会", addressees=("各代表小组",),
        blocks=blocks, signature=("云岭镇人民代表大会主席团",), date="2026年1月8日", **given,
    )  # fmt: skip


def test_asking_where_parts_stand_changes_no_page():
    made = paper(
        Heading(1, "时间"),
        text("元月二十日。\n上午九时。"),
        PageBreak(),
        text("各组准时到会。"),
        attachments=(Attachment("名单", (Table((Column("姓名"),), (("喆堃",),)), text("共一人。"))),),
    )
    press = pdf.renderer()
    with press._lock:
        plain = press._compiler.compile(format="svg", sys_inputs=press.prepare(made).inputs)
    assert [bytes(page) for page in plain] == list(render_pages(made).svg)


def test_as_many_pages_as_the_pdf():
    made = paper(*(text(f"第{n}段，" + "各代表小组要认真准备。" * 9) for n in range(20)))
    printed = pypdfium2.PdfDocument(io.BytesIO(pdf.render_pdf(made).bytes))
    assert len(render_pages(made).svg) == len(printed) > 2


def test_every_part_says_where_it_stands():
    made = paper(
        text("一段。"),
        PageBreak(),
        text("二段。"),
        attachments=(Attachment("名单", (text("甲。"), text("乙。"))),),
    )
    spots = {spot.key: (spot.page, spot.mm) for spot in render_pages(made).spots}
    assert set(spots) == {"title", "addressees", "b0", "b1", "b2", "signature", "a0", "a0-b1"}
    assert spots["title"][0] == spots["b0"][0] == 1
    assert spots["title"][1] < spots["addressees"][1] < spots["b0"][1]
    assert spots["b2"][0] == 2 and spots["b2"][1] == pytest.approx(37, abs=1)
    assert spots["a0-b1"][0] == 3
    assert "signature" in spots and spots["signature"][0] == 2


def test_an_empty_paper_has_a_page():
    assert len(render_pages(OfficialPaper("通知", "plain", "")).svg) == 1


def test_characters_no_font_has_are_named():
    assert render_pages(paper(text("\U0003fffd字"))).missing_chars
