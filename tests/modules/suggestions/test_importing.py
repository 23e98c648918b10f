"""A register of suggestions and files of villagers' messages, from real tables."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from renda.kernel.audit.models import AuditEntry
from renda.kernel.deadlines.models import Deadline
from renda.kernel.documents.models import Paper
from renda.kernel.exchange import importing, registry
from renda.kernel.exchange.forms import template_xlsx
from renda.kernel.notices.models import Delivery, Notice
from renda.kernel.procedures.execute import Refused
from renda.kernel.search import api
from renda.modules.suggestions.exporting import COLUMNS, export_suggestions
from renda.modules.suggestions.importing.plan import split_content
from renda.modules.suggestions.models import Category, Cosigner, Opinion, Suggestion
from tests.harness.town import make_mandate, make_person
from tests.kernel.exchange import makers

HEADER = ["编号", "案由", "代表姓名", "附议人", "提出时间", "会议", "建议内容", "类别", "承办单位", "协办单位", "办理状态"]
CANAL = [
    "12", "关于修复上河村水渠的建议", "王代表", "赵代表、刘代表", "2026-01-20", "第十九届第五次会议",
    "上河村水渠垮了三处，去年春旱。\n建议：今年春灌前修好。", "农田水利", "水利站", "公路站", "",
]  # fmt: skip
ROAD = ["13", "关于硬化村道的建议", "赵代表", None, "2026.2.10", None, "村道坑洼，雨天难走。", "交通道路", None, None, "待交办"]


def sheet(*rows, header=HEADER):
    return makers.xlsx([header, *rows])


def row_with(**changed):
    return [changed.get(heading, value) for heading, value in zip(HEADER, ROAD, strict=True)]


def look(data, actor, key="suggestions", name="登记簿.xlsx"):
    return importing.preview(registry.importer(key), data, name, actor)


def load(data, actor, key="suggestions", name="登记簿.xlsx"):
    return importing.confirm(registry.importer(key), data, name, actor, look(data, actor, key, name).digest)


@pytest.fixture
def office(town_set, frozen_clock):
    return town_set.actor("office")


def test_a_register_goes_through_the_steps(office, town_set):
    data = sheet(CANAL, ROAD)
    shown = look(data, office)
    assert [row.changes["state"][1] for row in shown.rows] == ["代录、登记、交办水利站", "代录、登记"]
    assert not Suggestion.objects.exists()
    assert load(data, office).created == 2
    canal, road = Suggestion.objects.get(title=CANAL[1]), Suggestion.objects.get(title=ROAD[1])
    assert (canal.state, canal.channel, canal.session, canal.lead_unit) == (
        "assigned", "in_session", town_set.session, town_set.units["water"],
    )  # fmt: skip
    assert (canal.facts, canal.ask) == ("上河村水渠垮了三处，去年春旱。", "今年春灌前修好。")
    assert canal.number.startswith("2026年第") and canal.gate == {"paper_number": "12"} and canal.intake == "register"
    assert (road.state, road.channel, road.session, road.submitted_on) == ("registered", "in_recess", None, date(2026, 2, 10))
    assert road.ask == "硬化村道" and road.category.name == "交通道路"
    assert {share.unit.name: share.part for share in canal.assignment_set.all()} == {"水利站": "lead", "公路站": "support"}
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"suggestion.enter", "suggestion.register", "suggestion.assign", "data.import"} <= verbs
    assert Deadline.objects.filter(object_id=canal.pk, key="reply").exists()


def test_cosigners_of_a_paper_register_have_signed(office):
    load(sheet(CANAL), office)
    assert set(Cosigner.objects.values_list("mandate__person__name", "agrees", "how")) == {("赵代表", True, "paper"), ("刘代表", True, "paper")}
    assert "赵代表" in Paper.objects.get(template="original").text
    assert not Notice.objects.filter(kind="suggestion.cosign_asked").exists()
    assert not Delivery.objects.filter(notice__kind="suggestion.cosign_asked").exists()
    assert not Deadline.objects.filter(key="cosign", status__in=("running", "late")).exists()


def test_the_same_register_again_changes_nothing(office):
    data = sheet(CANAL, ROAD)
    load(data, office)
    papers, entries = Paper.objects.count(), AuditEntry.objects.count()
    shown = look(data, office)
    assert [row.status for row in shown.rows] == ["same", "same"]
    with pytest.raises(importing.NothingToImport):
        load(data, office)
    assert (Suggestion.objects.count(), Paper.objects.count(), AuditEntry.objects.count()) == (2, papers, entries)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"代表姓名": "王代裱"}, "是不是“王代表”"),
        ({"附议人": "刘代裱"}, "是不是“刘代表”"),
        ({"承办单位": "水力站", "办理状态": ""}, "是不是“水利站”"),
        ({"协办单位": "火箭队"}, "请先登记这个单位"),
        ({"提出时间": "2027-01-01"}, "不能晚于今天"),
        ({"提出时间": "2019-01-01"}, "不是在任代表"),
        ({"提出时间": "去年"}, "2026"),
        ({"会议": "第十九届第九次会议", "提出时间": "2026-02-10"}, ""),
        ({"办理状态": "已办结，代表满意"}, "已经了结的旧建议"),
        ({"案由": "长" * 201}, "最多 200 个字"),
        ({"代表姓名": None}, "必须填写"),
    ],
)
def test_rows_that_cannot_be(office, changed, said):
    row = look(sheet(row_with(**changed)), office).rows[0]
    if said:
        assert row.status == "error" and said in "".join(reason.message for reason in row.errors)
    else:
        assert row.action == "new"


def test_a_session_that_is_not_known(office):
    header = [*HEADER[:5], "会内会外", *HEADER[6:]]
    row = look(makers.xlsx([header, row_with(会议="大会期间")]), office).rows[0]
    assert row.status == "error" and "2026年2月10日没有会议" in row.errors[0].message


def test_good_rows_beside_bad_ones_and_rows_to_look_at(office):
    rows = [row_with(案由="甲"), row_with(案由="乙", 代表姓名="不存在"), row_with(案由="丙", 类别="交通"), row_with(案由="丁", 代表姓名="王代表、刘代表等5人")]
    shown = look(sheet(*rows), office)
    assert [row.status for row in shown.rows] == ["new", "error", "warning", "warning"]
    assert "先录到“待登记”" in shown.rows[2].warnings[0].message and "等5人" in shown.rows[3].warnings[0].message
    load(sheet(*rows), office)
    assert dict(Suggestion.objects.values_list("title", "state")) == {"甲": "registered", "丙": "submitted", "丁": "registered"}
    assert Suggestion.objects.get(title="丙").gate == {"paper_number": "13"}


def test_several_authors_in_one_cell_in_every_writing(office, town_set):
    for number, written in enumerate(["王代表、赵代表", "王代表，赵代表", "王代表 赵代表", "王 代 表；赵代表", "王代表\n赵代表"]):
        load(sheet(row_with(案由=f"第{number}件", 代表姓名=written)), office)
        one = Suggestion.objects.get(title=f"第{number}件")
        assert one.author == town_set.mandates["deputy"]
        assert [c.mandate for c in one.cosigners.all()] == [town_set.mandates["other_deputy"]]


def test_two_deputies_of_one_name(office, town_set):
    from renda.kernel.people.models import Constituency

    make_mandate(make_person("王代表"), town_set, constituency=Constituency.objects.create(number=2, name="第二选区"))
    assert "写上选区" in look(sheet(row_with(代表姓名="王代表")), office).rows[0].errors[0].message
    load(sheet(row_with(代表姓名="王代表（第二选区）")), office)
    assert Suggestion.objects.get().author.constituency.name == "第二选区"


def test_a_bill_waits_for_the_presidium(office):
    header = [*HEADER, "类型"]
    data = makers.xlsx([header, [*ROAD, "议案"]])
    assert "主席团" in look(data, office).rows[0].warnings[0].message
    load(data, office)
    assert Suggestion.objects.get().state == "submitted" and Suggestion.objects.get().is_bill


def test_all_or_nothing(office, monkeypatch):
    from renda.modules.suggestions.actions.suggestion import register

    data = sheet(CANAL, ROAD)
    digest = look(data, office).digest
    real = register.effect

    def effect(step):
        if step.matter.title == ROAD[1]:
            raise Refused("登记簿锁着。")
        real(step)

    monkeypatch.setattr(register, "effect", effect)
    with pytest.raises(Refused, match="第 3 行没有办成"):
        importing.confirm(registry.importer("suggestions"), data, "登记簿.xlsx", office, digest)
    assert not Suggestion.objects.exists() and not Paper.objects.exists() and not Notice.objects.exists()


def test_emoji_and_html_stay_text(office):
    title = "<script>alert(1)</script>😀关于路灯的建议"
    load(sheet(row_with(案由=title)), office)
    assert Suggestion.objects.get().title == title
    load(makers.xlsx([["标题", "内容"], ["长" * 200, "<b>粗</b>"]]), office, "opinions")
    assert Opinion.objects.get().body == "<b>粗</b>" and len(Opinion.objects.get().title) == 200


def test_two_header_rows_and_gb18030(office):
    rows = [
        ["云岭镇代表建议登记簿"], ["案由", "代表", None, "提出时间", "建议内容", "办理", None], [None, "领衔代表", "联名代表", None, None, "主办单位", "协办单位"],
        [CANAL[1], "王代表", "赵代表", "2026年1月20日", "水渠垮了", "水利站", None],
    ]  # fmt: skip
    shown = look(makers.xlsx(rows, merges=("A1:G1", "A2:A3", "B2:C2", "D2:D3", "E2:E3", "F2:G2")), office)
    assert [row.action for row in shown.rows] == ["new"] and shown.rows[0].values["cosigners"] == "赵代表"
    text = "标题,领衔代表,提交日期,内容\n关于㐂来桥的建议,王代表,46042,桥坏了\n".encode("gb18030")
    load(text, office, name="登记簿.csv")
    assert Suggestion.objects.get().submitted_on == date(2026, 1, 20)


def test_the_content_is_split_at_its_last_heading():
    assert split_content("路坏了。\n二、具体建议：\n修好。") == ("路坏了。", "修好。")
    assert split_content("提这条建议：路坏了") == ("提这条建议：路坏了", "")
    assert split_content("一、问题。建议：") == ("一、问题。建议：", "")


def test_empty_forms_come_back_empty(office):
    for key, importer in registry.importers().items():
        shown = look(template_xlsx(importer.fields, importer.title), office, key)
        assert shown.rows == () and not shown.can_apply, key


MESSAGES = ["留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "一级标签", "点赞数", "答复意见", "答复时间"]
MESSAGE = ["24", "A01", "村道路灯不亮", "2020/1/6 12:09:38", "李家湾三组十盏路灯坏了半年。", "城乡建设", "3", None, None]


def test_messages_with_foreign_headings(office):
    data = sheet(MESSAGE, ["24.0", "A01", "另一件", "2020-01-06 08:00:00", "别的事", "教育", "0", "已经办了", "2020/2/1 9:00"], header=MESSAGES)
    shown = look(data, office, "opinions")
    assert shown.unmatched_columns == ("留言用户", "点赞数")
    assert "记在“来源”里" in shown.rows[0].changes["category"][1] and shown.rows[1].changes == {}
    load(data, office, "opinions")
    one, two = Opinion.objects.get(title="村道路灯不亮"), Opinion.objects.get(title="另一件")
    assert (one.reference, one.received_on, one.origin, one.category) == ("24", date(2020, 1, 6), "城乡建设", None)
    assert (two.reference, two.category.name, two.answer) == ("24", "教育", "已经办了\n（2020年2月1日答复）")
    assert not look(data, office, "opinions").can_apply


def test_an_answer_that_came_later_is_added(office):
    load(sheet(MESSAGE, header=MESSAGES), office, "opinions")
    answered = sheet([*MESSAGE[:7], "已换新灯。", "2020-03-01"], header=MESSAGES)
    row = look(answered, office, "opinions").rows[0]
    assert row.status == "change" and row.changes["answer"][0] == ""
    assert load(answered, office, "opinions").changed == 1
    assert Opinion.objects.get().answer.startswith("已换新灯。")


def test_messages_without_title_or_without_anything(office):
    header = ["标题", "内容", "来源"]
    data = makers.xlsx([header, [None, "路灯坏了。半年没人修。", "来信"], [None, None, "来信"], [None, None, "来访"], ["题" * 250, None, None]])
    shown = look(data, office, "opinions")
    assert [row.status for row in shown.rows] == ["new", "error", "error", "warning"]
    load(data, office, "opinions")
    assert Opinion.objects.get(origin="来信").title == "路灯坏了"
    assert Opinion.objects.get(origin="").body == "题" * 250
    assert not look(data, office, "opinions").can_apply


def test_ten_thousand_messages(office, town_set):
    rows = [[str(n), f"第{n}条留言", "2026-02-01", f"第{n}户门前的沟堵了"] for n in range(10_000)]
    text = "\n".join(",".join(row) for row in [["留言编号", "留言主题", "留言时间", "留言详情"], *rows]).encode()
    assert load(text, office, "opinions", "留言.csv").created == 10_000
    assert Opinion.objects.count() == 10_000
    found = api.search([town_set.town.pk], "第9876户门前", actor=api.EVERYTHING)
    assert found.total == 1
    assert not look(text, office, "opinions", "留言.csv").can_apply


def cells(data: bytes) -> list[list]:
    return [list(row) for row in load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)]


def test_the_export_has_every_column_and_keeps_to_the_policy(office, town_set, actors):
    load(sheet(CANAL, ROAD), office)
    title, header, *rows = cells(export_suggestions(office, "向主席团汇报"))
    assert "共2件" in title[0] and header == [column.label for column in COLUMNS]
    canal = dict(zip(header, rows[0], strict=True))
    assert (canal["标题"], canal["原编号"], canal["办理状态"], canal["协办单位"]) == (CANAL[1], "12", "待签收", "公路站")
    assert canal["联名代表"] == "赵代表、刘代表" and canal["答复期限"].date() > date(2026, 3, 5)
    log = AuditEntry.objects.filter(verb="data.export").get()
    assert log.data == {"what": "代表建议登记簿", "count": 2, "reason": "向主席团汇报"}
    only = Suggestion.objects.filter(title=ROAD[1])
    assert len(cells(export_suggestions(office, "核对", only))) == 3
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        export_suggestions(actors["deputy"], "看看")


def test_a_big_export_asks_no_more_questions(office, town_set, django_assert_max_num_queries):
    load(sheet(*[row_with(案由=f"第{n}件") for n in range(15)]), office)
    with django_assert_max_num_queries(20):
        export_suggestions(office, "核对")


def test_the_categories_of_the_town_are_there(office):
    assert Category.objects.filter(name="农田水利").exists()
