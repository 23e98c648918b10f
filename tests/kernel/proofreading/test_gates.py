"""The gates over a whole paper: form, text, mends put back, and the measure of empty phrases."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest

from renda.kernel.documents.engine import model
from renda.kernel.documents.engine.model import (
    Attachment,
    Column,
    Heading,
    KeyValue,
    ListBlock,
    OfficialPaper,
    PageBreak,
    Pair,
    Paragraph,
    Run,
    Table,
)
from renda.kernel.proofreading.findings import Finding, Place
from renda.kernel.proofreading.gates import check_paper, check_text, without_doubles
from renda.kernel.proofreading.paper import source_of
from renda.kernel.proofreading.rulefile import catalogue, rules

ON = date(2026, 5, 1)
NOTICE = OfficialPaper(
    kind="通知",
    form="general",
    title="云岭镇人民代表大会主席团关于办理代表建议的通知",
    organ_mark="云岭镇人民代表大会主席团文件",
    number="云人主发〔2026〕1号",
    addressees=("各承办单位",),
    blocks=(
        Heading(1, "总体要求"),
        Paragraph(
            (Run("各单位要认真办理代表"), Run("建议", kaiti=True), Run("，自交办之日起三个月内答复代表。"))
        ),
        Heading(1, "时间安排"),
        ListBlock(("4月交办", "7月底前答复")),
        Table((Column("单位"), Column("件数")), (("农业站", "8"), ("水利站", "10"), ("合计", "18"))),
        KeyValue(((Pair("联系人", "周文书"),),)),
        PageBreak(),
        model.text("特此通知。"),
    ),
    attachments=(Attachment("代表建议交办表", (model.text("见主席团登记。"),)),),
    signature=("云岭镇人民代表大会主席团",),
    date="2026年4月2日",
)


def changed(text: str, block: int = 1) -> OfficialPaper:
    blocks = list(NOTICE.blocks)
    blocks[block] = model.text(text)
    return replace(NOTICE, blocks=tuple(blocks))


def rules_found(paper: OfficialPaper) -> list[str]:
    return [finding.rule for finding in check_paper(paper, on=ON)]


def test_a_clean_paper_passes_all_gates():
    report = check_paper(NOTICE, on=ON)
    assert [finding.message for finding in report if finding.strength != "提示"] == []
    assert report.passed and not report.with_town


def test_every_element_is_read_in_order():
    text = source_of(NOTICE)
    parts = list(dict.fromkeys(segment.part for segment in text.segments))
    assert parts == ["发文机关标志", "发文字号", "标题", "主送机关", "正文", "附件", "署名", "成文日期"]
    assert "一、总体要求" in text.paragraphs and len(text.tables[0]) == 4
    assert "周文书" in text.paragraphs


@pytest.mark.parametrize(
    ("key", "paper"),
    [
        ("closing", replace(NOTICE, blocks=(*NOTICE.blocks[:-1], model.text("特此函告。")))),
        ("number-year", replace(NOTICE, date="2027年4月2日")),
        ("pass-date", replace(NOTICE, pass_note="（2026年4月1日云岭镇人民代表大会主席团会议通过）")),
        ("signature", replace(NOTICE, signature=("平安镇人民政府",))),
        ("table-column", replace(NOTICE, blocks=(Table((Column("单位"), Column("件数")), (("甲", "8"), ("乙", "9"), ("合计", "18"))),))),
        ("heading-stop", replace(NOTICE, blocks=(Heading(1, "总体要求。"), *NOTICE.blocks[1:]))),
        ("announced", replace(NOTICE, blocks=(model.text("抓好以下三项工作。"), Heading(1, "甲"), model.text("正文"), Heading(1, "乙")))),
        ("FMT-25", changed("请见附件3。")),
        ("DOC-02", replace(NOTICE, kind="函", form="letter")),
        ("CON-01-standing-committee", changed("镇人大常委会研究决定。")),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_paper_is_found(key, paper):
    found = [finding for finding in check_paper(paper, on=ON) if finding.rule == key]
    assert found, rules_found(paper)
    assert all((found[0].message, found[0].source, found[0].mend, found[0].gate))


def test_findings_of_one_place_do_not_come_twice():
    place = Place(0, 2, 4, "布署")
    sure = Finding("CON-19", "必错", place, "甲", "乙", "丙", "丁", "部署")
    guess = replace(sure, id="TXT-19", strength="疑似")
    other = replace(sure, id="CON-01")
    assert without_doubles([guess, sure, other]) == [sure, other] or without_doubles(
        [guess, sure, other]
    ) == [other, sure]


def test_empty_phrases_are_measured_and_never_an_error():
    empty = "要高度重视，切实加强领导，压实责任，形成合力，统一思想，提高认识，狠抓落实。" * 10
    report = check_text(empty, on=ON)
    assert report.density.per_thousand > 100 and "很多" in report.density.words
    assert dict(report.density.phrases)["压实责任"] == 10
    assert not [finding for finding in report if finding.id == "CON-20"]
    assert check_text("今天开会。", on=ON).density.words == ""


def test_findings_are_plain_data():
    told = check_text("由镇人大常委会布署。", on=ON).as_json()
    assert told["counts"]["必错"] == 2 and set(told["gates"]) == {"文字关", "政策关", "行文关"}
    assert all(finding["key"] for finding in told["gates"]["文字关"])


def test_every_check_of_the_standard_has_a_rule_or_a_measure():
    ids = set(catalogue())
    assert {f"TXT-{n:02}" for n in range(1, 21)} | {f"CON-{n:02}" for n in range(1, 21)} <= ids
    by_rules = {rule.check.id for rule in rules()}
    assert {f"CON-{n:02}" for n in range(1, 16) if n != 5} <= by_rules


def test_fifty_thousand_characters_take_less_than_a_second_of_rules():
    from renda.kernel.proofreading.scanning import scan
    from renda.kernel.proofreading.text import from_string

    paragraph = "各单位要按照分工认真办理代表提出的建议，做到件件有着落，办理结果向代表书面答复，并接受镇人大主席团的监督检查。"
    text = from_string("\n".join([paragraph] * (50_000 // len(paragraph) + 1)))
    list(scan(from_string(paragraph)))
    best = min(_seconds(scan, text) for _ in range(3))
    assert best < 1


def _seconds(scan, text) -> float:
    started = time.perf_counter()
    list(scan(text))
    return time.perf_counter() - started


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "　",
        "《《《",
        "“" * 50,
        "（" * 200,
        "1" * 3000,
        "、" * 500,
        "第一百一百一条",
        "A" * 2000,
        "\x00\ud83d",
    ],
)
def test_odd_texts_are_read_without_trouble(text):
    check_text(text, on=ON)
