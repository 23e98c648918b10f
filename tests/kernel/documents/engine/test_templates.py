from __future__ import annotations

import datetime

import pytest

from renda.kernel.documents.checking.wording import check
from renda.kernel.documents.engine import templates
from renda.kernel.documents.engine.docx import render_docx
from renda.kernel.documents.engine.model import ListBlock, Table, from_json, plain_text, to_json
from renda.kernel.documents.engine.pdf import render_pdf
from renda.kernel.documents.engine.templates import (
    MissingField,
    TemplateError,
    fill,
    load,
    parse,
    template_ids,
)

SUGGESTION_PAPERS = {
    "transmittal", "receipt", "hand_back", "reminder", "supervision_letter", "extension", "reply", "pass_up", "consultation",
    "verdict_form", "progress_hearing", "site_visit", "open_column", "yearly_report", "first_passwords", "closing_contents",
    "bill_to_suggestion",
}


def test_all_papers_of_the_suggestion_procedure_are_there():
    assert set(template_ids()) >= SUGGESTION_PAPERS


@pytest.mark.parametrize("template_id", template_ids())
def test_specimen_fills_renders_and_passes_the_checks(template_id):
    paper = fill(template_id, templates.example(template_id))
    assert check(paper) == []
    assert "{{" not in plain_text(paper)
    assert from_json(to_json(paper)) == paper
    assert render_pdf(paper).missing_chars == []
    assert render_docx(paper)[:2] == b"PK"


@pytest.mark.parametrize("template_id", template_ids())
def test_optional_fields_may_be_left_out(template_id):
    template = load(template_id)
    data = {field.name: field.example for field in template.fields if field.required}
    assert "{{" not in plain_text(fill(template_id, data))


@pytest.mark.parametrize("template_id", template_ids())
def test_every_required_field_is_asked_for_by_its_chinese_name(template_id):
    for field in load(template_id).fields:
        if not field.required or field.name == "number":
            continue
        data = {**templates.example(template_id), field.name: " "}
        with pytest.raises(MissingField, match=field.label):
            fill(template_id, data)


def test_reply_has_its_required_parts_in_order():
    data = templates.example("reply")
    written = plain_text(fill("reply", data))
    parts = ["所提内容", "已办事项", "计划事项及时限", "不能办理的事项及原因", "办理结果", "签发人：刘志远", "电话：0571-63200011"]
    positions = [written.index(part) for part in parts]
    assert positions == sorted(positions)
    shorter = plain_text(fill("reply", {**data, "cannot": "", "planned": None}))
    assert "不能办理" not in shorter and "三、办理结果" in shorter


def test_dates_numbers_and_lists_are_written_out():
    data = {**templates.example("transmittal"), "date": datetime.date(2026, 3, 9), "deputies": ["甲", "乙", "丙"], "reply_by": datetime.date(2026, 6, 9)}
    paper = fill("transmittal", data)
    assert paper.date == "2026年3月9日"
    assert "甲、乙、丙代表提出" in plain_text(paper) and "2026年6月9日前书面答复" in plain_text(paper)


def test_values_are_text_not_template_or_emphasis():
    paper = fill("reply", {**templates.example("reply"), "done": "{{signer}} **粗** {% if %}", "asked": "第一行\n第二行"})
    assert "{{signer}} **粗** {% if %}" in plain_text(paper)


def test_table_rows_are_counted_and_missing_parts_name_the_row():
    data = templates.example("site_visit")
    paper = fill("site_visit", {**data, "items": data["items"] * 3})
    table = next(block for block in paper.blocks if isinstance(block, Table))
    assert [row[0] for row in table.rows] == ["1", "2", "3"]
    with pytest.raises(MissingField, match="视察点第 2 项的建议题目"):
        fill("site_visit", {**data, "items": [*data["items"], {"suggestion_number": "第3号"}]})


def test_paper_without_its_number_can_be_drafted():
    assert fill("reply", {**templates.example("reply"), "number": ""}).number == ""


def test_wrong_templates_are_refused_when_loaded():
    base = {"id": "x", "name": "样", "kind": "函", "form": "letter", "title": "t", "fields": [{"name": "a", "label": "甲"}]}
    assert parse(base, "x").name == "样"
    for change, words in (
        ({"title": "{{b}}"}, "没有在字段表"), ({"blocks": [{"if": "b", "p": "x"}]}, "没有在字段表"), ({"colour": "red"}, "不认识"),
        ({"id": "y"}, "不一致"), ({"fields": [{"name": "a", "label": "甲", "size": 3}]}, "不认识"),
    ):
        with pytest.raises(TemplateError, match=words):
            parse({**base, **change}, "x")
    for name in ("nothing_here", "../secret", "Reply"):
        with pytest.raises(TemplateError, match="没有名为"):
            load(name)


def test_lists_conditions_and_unknown_blocks():
    source = {
        "id": "x", "name": "样", "kind": "函", "form": "plain", "title": "t",
        "fields": [{"name": "items", "label": "事项", "example": ["一"], "required": False}, {"name": "a", "label": "甲", "required": False}],
        "blocks": [{"list": {"each": "items", "item": "{{item}}。", "marks": "paren"}}, {"unless": "a", "p": "没有甲"}, {"break": True}],
    }
    template = parse(source, "x")
    values = templates._values(template, template.fields, {"items": ["甲", "乙"]})
    paper = templates._Filler(template, values).paper()
    assert paper.blocks[0] == ListBlock(("甲。", "乙。"), "paren")
    assert "没有甲" in plain_text(paper)
    broken = parse({**source, "blocks": [{"movie": "x"}]}, "x")
    with pytest.raises(TemplateError, match="movie"):
        templates._Filler(broken, values).paper()
