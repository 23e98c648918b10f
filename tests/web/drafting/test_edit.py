"""The editing page: nothing is lost between the page and the paper, with and without scripts."""

from __future__ import annotations

import json
import re

import pytest
from django.urls import reverse

from renda.kernel.documents.engine.model import (
    Heading,
    KeyValue,
    OfficialPaper,
    PageBreak,
    Table,
    from_json,
    text,
)
from renda.modules.drafting import contents, texts
from renda.modules.drafting.models import Draft
from tests.web.drafting.conftest import Editing, whole_paper


def now(draft):
    return contents.raw(Draft.objects.get(pk=draft.pk))


def test_posting_the_page_unchanged_keeps_every_part(draft, editing):
    page = editing()
    answer = page.send("save")
    assert answer.status_code == 302
    assert now(draft) == whole_paper()
    assert Draft.objects.get(pk=draft.pk).text_version == 1


def test_what_is_typed_arrives_in_its_place(draft, editing):
    page = editing()
    page.set("title", "关于延期开会的\n通知").set("b0.text", "改过的一段。").set("a0.title", "新名单")
    page.set("addressees", "甲，乙；丙").set("cc", "").set("b5.text", "前面用楷体的话后面再加")
    page.send("save")
    paper = now(draft)
    assert paper.title == "关于延期开会的\n通知" and paper.addressees == ("甲", "乙", "丙") and paper.cc == ()
    assert paper.blocks[0].runs[0].text == "改过的一段。" and paper.attachments[0].title == "新名单"
    assert [(run.text, run.kaiti) for run in paper.blocks[5].runs] == [("前面", False), ("用楷体的话", True), ("后面再加", False)]
    assert "已保存为第2稿" in page.page.content.decode()


@pytest.mark.parametrize(
    ("do", "check"),
    [
        ("up b1", lambda p: isinstance(p.blocks[0], Heading)),
        ("down b0", lambda p: isinstance(p.blocks[0], Heading)),
        ("drop b0", lambda p: len(p.blocks) == 13),
        ("end body", lambda p: len(p.blocks) == 15 and p.blocks[14].runs == ()),
        ("end a1.blocks", lambda p: len(p.attachments[1].blocks) == 1),
        ("down a0-b0", lambda p: isinstance(p.attachments[0].blocks[0], Heading)),
        ("file", lambda p: len(p.attachments) == 3),
        ("dropfile a0", lambda p: [a.title for a in p.attachments] == ["日程表"]),
        ("row b11", lambda p: [len(row) for row in p.blocks[11].rows] == [2, 1, 1]),
        ("pair b11", lambda p: [len(row) for row in p.blocks[11].rows] == [2, 1, 2]),
        ("unrow b11", lambda p: [len(row) for row in p.blocks[11].rows] == [2]),
        ("up b0", lambda p: p == whole_paper()),
        ("drop nothing", lambda p: p == whole_paper()),
    ],
)
def test_order_changes_without_scripts(draft, editing, town_set, do, check):
    page = editing()
    answer = page.send(do)
    assert answer.status_code == 302
    kept = texts.pending_autosave(town_set.actor("office"), draft)
    assert check(from_json(kept.content) if kept else now(draft))
    assert now(draft) == whole_paper()


@pytest.mark.parametrize(("kind", "made"), [("table", Table), ("form", KeyValue), ("break", PageBreak), ("h3", Heading)])
def test_a_block_of_each_kind_is_put_below(draft, editing, kind, made):
    page = editing()
    page.set("b0.add", kind).send("add b0")
    page.send("save")
    assert isinstance(now(draft).blocks[1], made)


def test_a_table_too_wide_is_told_and_nothing_is_lost(draft, editing):
    page = editing()
    page.set("b10.table", "\t".join("甲" for _ in range(60)))
    answer = page.send("save")
    assert answer.status_code == 422 and "一张表最多40栏" in answer.content.decode()
    assert now(draft) == whole_paper()


def test_a_table_pasted_without_tabs_is_parted_by_bars(draft, editing):
    page = editing()
    page.set("b10.table", "姓名|职务\n张三|代表\n李四").send("save")
    table = now(draft).blocks[10]
    assert [column.title for column in table.columns] == ["姓名", "职务"] and table.rows == (("张三", "代表"), ("李四", ""))


def test_tampered_fields_are_taken_kindly(draft, editing):
    page = editing()
    page.set("b0.kind", "nonsense").set("b11.per", "2 x").set("figures", "{broken").set("base", "-5")
    page.set("b10.widths", "nan 0 1e9")
    answer = page.send("save")
    assert answer.status_code in (302, 409)
    assert now(draft).blocks[0].runs[0].text.startswith("经研究") or answer.status_code == 409


def test_who_saves_second_sees_both_texts_and_loses_nothing(draft, editing, town_set, client_as):
    first, second = editing(), editing()
    first.set("b0.text", "第一个人写的。").send("save")
    second.set("b0.text", "第二个人写的。")
    answer = second.send("save")
    html = answer.content.decode()
    assert answer.status_code == 409 and "第一个人写的。" in html.replace("<del>", "").replace("</del>", "")
    assert "第二个人写的。" in dict(second.pairs)["b0.text"]
    assert now(draft).blocks[0].runs[0].text == "第一个人写的。"
    second.send("save")
    assert now(draft).blocks[0].runs[0].text == "第二个人写的。"
    assert [version.n for version in draft.versions.order_by("n")] == [1, 2, 3]


def test_autosave_tells_the_time_and_keeps_what_is_typed(draft, editing, town_set):
    page = editing()
    answer = page.set("b0.text", "打到一半").script("autosave")
    assert answer.json() == {"said": "已保存 09:00", "others": []}
    assert now(draft) == whole_paper()
    again = editing()
    assert dict(again.pairs)["b0.text"] == "打到一半" and "接着上次写：09:00自动保存的内容" in again.page.content.decode()


def test_typed_text_can_be_thrown_away(draft, editing, client_as):
    page = editing()
    page.set("b0.text", "打到一半").script("autosave")
    token = dict(page.pairs)["csrfmiddlewaretoken"]
    page.client.post(reverse("drafting:discard", args=[draft.pk]), {"csrfmiddlewaretoken": token})
    assert dict(editing().pairs)["b0.text"].startswith("经研究")


def test_the_second_is_told_who_is_writing(draft, editing, town_set, monday):
    editing().script("autosave")
    draft.drafted_by = town_set.people["chair"]
    Draft.objects.filter(pk=draft.pk).update(drafted_by=draft.drafted_by)
    chair = editing("chair")
    assert "周文书也在写这份公文" in chair.page.content.decode()
    assert "周文书也在写" in chair.script("autosave").json()["others"][0]
    monday.forward(minutes=4)
    assert "也在写" not in editing("chair").page.content.decode()


def test_broken_messages_of_the_script_are_refused_in_words(draft, editing):
    page = editing()
    url = reverse("drafting:autosave", args=[draft.pk])
    token = {"X-CSRFToken": dict(page.pairs)["csrfmiddlewaretoken"]}
    for body in ("", "[]", '{"pairs": 3}', '{"pairs": [["a"]]}'):
        answer = page.client.post(url, body, content_type="application/json", headers=token)
        assert answer.status_code == 422 and "再试一次" in answer.json()["problem"]


def test_preview_is_the_pdf_and_names_only_pages_the_browser_has(draft, editing):
    page = editing()
    told = page.script("preview", have=[], at=1).json()
    assert told["said"] == f"共{len(told['pages'])}页" and all(one["svg"].startswith("<svg") for one in told["pages"])
    assert told["spots"][0][:2] == ["title", 1]
    again = page.script("preview", have=[one["key"] for one in told["pages"]], at=1).json()
    assert not any("svg" in one for one in again["pages"])
    page.set("title", "另一个标题")
    changed = page.script("preview", have=[one["key"] for one in told["pages"]], at=1).json()
    assert "svg" in changed["pages"][0]


def test_only_writers_write(draft, client_as):
    for role, code in (("deputy", 404), ("keeper", 404), ("chair", 404), ("office", 200)):
        assert client_as(role).get(reverse("drafting:edit", args=[draft.pk])).status_code == code


def test_the_number_of_queries_does_not_grow_with_the_text(client_as, draft, town_set, assert_queries_flat):
    from dataclasses import replace

    client = client_as("office")

    def longer(count):
        paper = contents.raw(draft)
        texts.save_text(town_set.actor("office"), draft, replace(paper, blocks=paper.blocks * (count + 1)), draft.text_version)

    assert_queries_flat(lambda: client.get(reverse("drafting:edit", args=[draft.pk])), longer)


def test_hints_name_their_places_and_what_is_left_is_not_told_again(draft, editing):
    page = editing()
    page.set("b0.text", "双方签定合同。〔待填：日期〕")
    listed = page.script("findings").content.decode()
    assert 'data-key="b0"' in listed and "签订" in listed and "〔待填：日期〕还没有填" in listed
    assert "没有成文日期" not in page.set("date", "").script("findings").content.decode(), "it comes with the signature"
    rule = re.search(r'data-excerpt="签定"[^>]*data-rule="([0-9a-f]+)"', listed)[1]
    assert page.script("leave", rule=rule, reason="").json()["wants_reason"]
    assert "记下了" in page.script("leave", rule=rule, reason="引用原文").json()["said"]
    assert "签订" not in page.script("findings").content.decode()


def test_a_figure_stands_in_the_text_and_stays_tied_to_its_rows(draft, editing, client_as):
    office = client_as("office")
    figures = reverse("drafting:figures", args=[draft.pk])
    listed = office.get(figures, headers={"HX-Request": "true"}).content.decode()
    key, scope, value = re.search(r'data-key="([^"]+)" data-scope="([^"]*)" data-text="([^"]*)"', listed).groups()
    page = editing()
    known = json.dumps({f"〖{value}〗": {"key": key, "scope": scope}})
    page.set("figures", known).set("b0.text", f"共有〖{value}〗件，〖没有这个〗。").send("save")
    draft.refresh_from_db()
    assert f"{{{{figure:{key}|{scope}}}}}" in draft.content and "〖没有这个〗" in draft.content
    assert f"〖{value}〗件" in dict(editing().pairs)["b0.text"]
    assert page.script("preview", have=[], at=1).json()["said"].startswith("共")
    rows = office.get(figures, {"key": key, "scope": scope})
    assert rows.status_code == 200 and "数字怎么来的" in rows.content.decode()
    assert office.get(figures, {"key": "no.such", "scope": ""}).status_code == 404


def test_figures_are_chosen_over_one_stretch_of_time(draft, client_as):
    office, figures = client_as("office"), reverse("drafting:figures", args=[draft.pk])
    this_year, today = office.get(figures).content.decode(), office.get(figures, {"over": ""}).content.decode()
    assert 'data-scope="year:2026"' in this_year and 'data-scope=""' not in this_year
    assert 'data-scope=""' in today and 'data-scope="year:2026"' not in today
    assert 'href="?' not in this_year and f'href="{figures}?over=year%3A2025"' in this_year
    assert 'data-scope="year:2026"' in office.get(figures, {"over": "year:1066"}).content.decode()


def test_pasted_text_becomes_blocks(draft, editing):
    page = editing()
    token = {"X-CSRFToken": dict(page.pairs)["csrfmiddlewaretoken"]}
    words = "一、总体要求\n（一）目标\n按时完成。\n1.先做什么\n2026年我们完成了12件。\n姓名\t职务\n张三\t代表\n——第一\n——第二"
    url = reverse("drafting:paste")
    told = page.client.post(url, {"text": words}, content_type="application/json", headers=token).json()["blocks"]
    assert [one["kind"] for one in told] == ["h1", "h2", "p", "h3", "p", "table", "list"]
    assert told[0]["fields"]["text"] == "总体要求" and told[5]["fields"]["table"] == "姓名\t职务\n张三\t代表"
    table = page.client.post(url, {"text": "甲\t乙", "table": True}, content_type="application/json", headers=token).json()
    assert table["blocks"][0]["kind"] == "table"


def test_a_paper_of_several_hundred_paragraphs_is_saved(town_set, client_as, monday):
    long = OfficialPaper("报告", "plain", "工作报告", blocks=tuple(text(f"第{n}段。") for n in range(600)))
    page = Editing(client_as("office"), texts.start_with(town_set.actor("office"), long))
    assert page.set("b599.text", "最后一段。").send("save").status_code == 302
    assert now(page.draft).blocks[-1] == text("最后一段。")


def test_bold_words_of_a_table_are_typed_between_stars(draft, editing):
    page = editing()
    page.set("b10.table", "项目\t件数\n其中**村道**三条\t**12**\n**合计\t1*2").send("save")
    table = now(draft).blocks[10]
    assert table.rows == (("其中村道三条", "12"), ("**合计", "1*2"))
    assert [(one.row, one.column, one.text) for one in table.bold] == [(0, 0, "村道"), (0, 1, "12")]
    assert dict(editing().pairs)["b10.table"].split("\n")[1] == "其中**村道**三条\t**12**"
