"""Every template that ships: it has a group and a purpose, says nothing it should not, and invents no number of a law."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from renda.kernel.documents.engine import templates
from renda.kernel.documents.engine.model import plain_text
from renda.kernel.documents.engine.templates import (
    GROUPS,
    TemplateError,
    catalogue,
    fill,
    known_fields,
    load,
    parse,
    template_ids,
)
from renda.kernel.documents.founding import SERIES

TERMS = [(re.compile(pattern), reason) for pattern, reason in yaml.safe_load(Path(__file__).with_name("forbidden_terms.yaml").read_text("utf-8"))]
LEGAL_NUMBER = re.compile(r"[三五四十]分之|过半数|半数|[\d一二三四五六七八九十两]+(?:个工作日|日|天|个月)(?:内|以内)|[\d一二三四五六七八九十两]+(?:人|名)以上")
PRACTICE = {"destruction_list": "两名以上"}  # two witnesses: a habit of archives, no number of a law
OTHER_REGISTERS = {"transmittal", "suggestion", "reply"}
WANTED = {
    "notice_deputies", "notice_observers", "notice_units", "agenda", "schedule", "host_preparatory", "host_opening", "host_election",
    "host_closing", "host_presidium", "opening_speech", "closing_speech", "presidium_report", "government_report_opinion",
    "resolution_government_report", "resolution_budget", "resolution_plan", "decision_projects", "decision_convene",
    "decision_resignation", "announcement_opening", "announcement_election", "announcement_deputy", "minutes_presidium",
    "minutes_meeting", "bulletin", "preparation_plan", "groups_list", "presidium_list", "invitation", "voting_method",
    "credentials_report", "bill_review_report", "packing_slip", "sign_in_book", "election_method", "ballot", "count_report",
    "elected_notice", "inspection_plan", "inspection_report", "appraisal_plan", "appraisal_opinion", "rectification_notice",
    "survey_report", "opinion_form", "duty_report_notice", "petition_receipt", "petition_reply", "archive_catalogue",
    "annual_plan", "half_year_summary", "annual_summary", "request", "report", "letter", "notice",
}  # fmt: skip


def own_words(template_id: str) -> str:
    """Everything the template itself says: no field, no example."""
    source = {key: value for key, value in load(template_id).source.items() if key not in ("fields", "id", "form", "series")}
    words: list[str] = []

    def walk(node):
        if isinstance(node, str):
            words.append(node)
        elif isinstance(node, list):
            for item in node:
                walk(item)
        elif isinstance(node, dict):
            for value in node.values():
                walk(value)

    walk(source)
    return "\n".join(words)


def test_the_papers_the_work_needs_are_there():
    assert set(template_ids()) >= WANTED


def test_every_template_has_its_group_purpose_and_register():
    series = {row[0] for row in SERIES} | OTHER_REGISTERS
    for template_id in template_ids():
        template = load(template_id)
        assert template.group in GROUPS.values(), template_id
        assert 8 <= len(template.purpose) <= 60 and template.purpose.endswith("。"), template_id
        assert template.series == "" or template.series in series, template_id


def test_the_catalogue_has_every_template_once():
    groups = catalogue()
    assert list(groups) == list(GROUPS.values()) and all(groups.values())
    assert sorted(item.id for items in groups.values() for item in items) == template_ids()
    names = [item.name for items in groups.values() for item in items]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("template_id", template_ids())
def test_the_wording_has_none_of_the_forbidden_terms(template_id):
    for text in (own_words(template_id), plain_text(fill(template_id, templates.example(template_id)))):
        for pattern, reason in TERMS:
            assert not (found := pattern.search(text)), f"{found[0]}：{reason}"


def test_the_list_of_terms_can_find_something():
    wrong = "代表提案，镇人大主任高度重视，代表列席第19届会议，全票通过，截止2026年09月"
    assert sum(bool(pattern.search(wrong)) for pattern, _ in TERMS) >= 6


@pytest.mark.parametrize("template_id", template_ids())
def test_no_number_of_a_law_stands_in_a_template(template_id):
    found = LEGAL_NUMBER.findall(own_words(template_id).replace(PRACTICE.get(template_id, "\0"), ""))
    assert not found


@pytest.mark.parametrize("template_id", template_ids())
def test_every_field_is_used_and_explained(template_id):
    template = load(template_id)
    source = repr({key: value for key, value in template.source.items() if key != "fields"})
    for field in template.fields:
        assert re.search(rf"\{{\{{\s*{field.name}\s*\}}\}}|'(?:if|unless|each|names|chosen)': '{field.name}'", source), field.name
        assert field.label and field.example not in ("", [], None), field.name
        for part in field.fields:
            assert part.label, part.name


def kinds_of(value) -> set[type]:
    if isinstance(value, list):
        return {kind for item in value for kind in kinds_of(item)}
    if isinstance(value, dict):
        return {kind for item in value.values() for kind in kinds_of(item)}
    return {type(value)}


def test_examples_are_texts_and_counts_as_they_were_written():
    """A bare 0312 is an octal number to YAML, 9:00 a count of seconds, on a truth value."""
    for template_id in template_ids():
        for field in load(template_id).fields:
            assert kinds_of(field.example) <= {str, int}, f"{template_id}.{field.name}"
    for path in templates.DIRECTORY.rglob("*.yaml"):
        assert not re.search(r"(?:example: |: )0\d+\s*[,}\]]|example: \d+:\d+", path.read_text("utf-8")), path.name


def test_labels_of_a_template_are_distinct():
    for template_id in template_ids():
        labels = [field.label for field in load(template_id).fields]
        assert len(labels) == len(set(labels)), template_id


def test_the_order_of_the_list_names_templates_that_exist():
    ids = [template_id for ids in yaml.safe_load(templates.ORDER.read_text("utf-8")).values() for template_id in ids]
    assert len(ids) == len(set(ids)) and set(ids) <= set(template_ids())
    session = [item.id for item in catalogue()["会议"]]
    assert session.index("decision_convene") < session.index("agenda") < session.index("closing_speech")


def test_known_fields_have_one_name_each():
    words: dict[str, str] = {}
    for name, known in known_fields().items():
        for word in (known.field.label, *known.aliases):
            assert words.setdefault(word, name) == name, word


def test_a_known_field_is_called_by_name_and_may_be_left_empty():
    source = {"id": "x", "name": "样", "kind": "函", "form": "plain", "title": "{{town}}{{cc}}", "fields": ["town", "cc?"]}
    template = parse(source, "x", "日常")
    assert [(field.name, field.required) for field in template.fields] == [("town", True), ("cc", False)]
    assert template.group == "日常"
    with pytest.raises(TemplateError, match="常用字段表"):
        parse({**source, "fields": ["towm"]}, "x")


def test_minutes_list_who_was_there():
    paper = fill("minutes_presidium", templates.example("minutes_presidium"))
    assert [row.label for row in paper.attendance] == ["出席", "请假", "列席"]
    shorter = fill("minutes_presidium", {**templates.example("minutes_presidium"), "excused_names": []})
    assert [row.label for row in shorter.attendance] == ["出席", "列席"]


def test_titles_of_columns_are_filled():
    data = {**templates.example("appraisal_ballot"), "option_one": "满意"}
    assert fill("appraisal_ballot", data).blocks[0].columns[1].title == "满意"
