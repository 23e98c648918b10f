"""Deputies and units from the tables offices really send."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl import load_workbook

from renda.foundation.chinese.id_number import check_character
from renda.kernel.access import actors
from renda.kernel.audit.models import AuditEntry
from renda.kernel.exchange import importing, registry
from renda.kernel.exchange.near import nearest, nearest_zh
from renda.kernel.people.exporting import ReasonNeeded, export_deputies, export_units
from renda.kernel.people.importing.deputy_fields import FIELDS, OF_MANDATE, OF_PERSON
from renda.kernel.people.models import Appointment, Constituency, DeputyGroup, Mandate, Person, Term
from renda.kernel.units.models import Unit, UnitKind
from tests.kernel.exchange import makers


def id_number(first17: str) -> str:
    return first17 + check_character(first17)


LI_ID = id_number("32011519700305121")
HEADER = ["姓名", "性别", "出生年月", "手机", "身份证号码", "选区", "代表小组", "所在村"]
LI = ["李春生", "男", "1970年3月5日", "13800000001", LI_ID, "第二选区", "第三代表小组", "上河村"]
WANG = ["王秋菊", "女", "1975.3.6", "13800000002", None, "第二选区", "第三代表小组", "上河村委会"]


def sheet(*rows, header=HEADER):
    return makers.xlsx([header, *rows])


def look(key, data, actor, name="表.xlsx"):
    return importing.preview(registry.importer(key), data, name, actor)


def load(key, data, actor, name="表.xlsx"):
    shown = look(key, data, actor, name)
    return importing.confirm(registry.importer(key), data, name, actor, shown.digest)


@pytest.fixture
def office(town_set, frozen_clock):
    return town_set.actor("office")


def test_every_column_is_written_somewhere():
    assert {field.key for field in FIELDS} == {*OF_PERSON, *OF_MANDATE, "level"}


def test_the_importers_are_found_by_key():
    assert {"deputies", "units", "suggestions", "opinions"} <= set(registry.importers())
    with pytest.raises(KeyError):
        registry.importer("nobody")


def test_near_names():
    assert nearest("李春声", ["李春生", "王秋菊"]) == ["李春生"]
    assert nearest_zh("水利", ["镇水利站", "公路站"]) == "是不是“镇水利站”？"
    assert nearest_zh("派出所", ["水利中心"], "没有相近的") == "没有相近的"


def test_deputies_with_seat_constituency_and_group(office):
    data = sheet(LI, WANG)
    shown = look("deputies", data, office)
    assert [row.status for row in shown.rows] == ["new", "new"]
    assert shown.rows[0].changes["constituency"] == ("", "第二选区（新登记）")
    assert not Person.objects.filter(name="李春生").exists() and not Constituency.objects.filter(name="第二选区").exists()
    report = load("deputies", data, office)
    assert (report.created, report.changed) == (2, 0)
    li = Person.objects.get(name="李春生")
    assert (li.phone, li.id_number, li.birth_on, li.village.name) == ("13800000001", LI_ID, date(1970, 3, 5), "上河村")
    seat = Mandate.objects.get(person=li)
    assert (seat.constituency.number, seat.group.name, seat.from_on) == (2, "第三代表小组", date(2021, 12, 1))
    assert Person.objects.get(name="王秋菊").village.name == "上河村"
    assert AuditEntry.objects.filter(verb="data.import").get().data == {"what": "代表名册", "created": 2, "changed": 0}


def test_the_same_file_again_changes_nothing(office):
    data = sheet(LI, WANG)
    load("deputies", data, office)
    before = list(Mandate.objects.order_by("pk").values()), Person.objects.count(), DeputyGroup.objects.count()
    shown = look("deputies", data, office)
    assert [row.status for row in shown.rows] == ["same", "same"] and not shown.can_apply
    with pytest.raises(importing.NothingToImport):
        load("deputies", data, office)
    assert before == (list(Mandate.objects.order_by("pk").values()), Person.objects.count(), DeputyGroup.objects.count())


def test_recognised_by_each_way_and_changes_shown(office):
    load("deputies", sheet(LI, WANG), office)
    header = ["姓名", "手机", "身份证号", "出生日期", "选区", "代表小组"]
    by_id = look("deputies", sheet(["李春升", "13800000009", LI_ID, None, None, None], header=header), office).rows[0]
    assert by_id.status == "warning" and "姓名会改成" in by_id.warnings[0].message
    assert by_id.changes == {"name": ("李春生", "李春升"), "phone": ("138****0001", "138****0009")}
    by_phone = look("deputies", sheet(["王秋菊", "13800000002", None, None, None, "新小组"], header=header), office).rows[0]
    assert by_phone.changes == {"group": ("第三代表小组", "新小组（新登记）")} and by_phone.action == "change"
    by_birth = look("deputies", sheet(["王秋菊", "13800000003", None, "1975-03-06", None, None], header=header), office).rows[0]
    assert by_birth.status == "change" and list(by_birth.changes) == ["phone"]
    by_seat = look("deputies", sheet(["王秋菊", "13800000003", None, None, "第二选区", None], header=header), office).rows[0]
    assert by_seat.status == "warning" and "按姓名和选区" in by_seat.warnings[0].message and by_seat.action == "change"
    other = look("deputies", sheet(["王秋菊", "13800000007", None, "1999-01-01", "第九选区", None], header=header), office).rows[0]
    assert other.action == "new" and "登记成另一个人" in other.warnings[0].message


def test_a_blank_cell_erases_nothing(office):
    load("deputies", sheet(LI), office)
    load("deputies", sheet(["李春生", None, None, None, LI_ID, None, "第四代表小组", None]), office)
    li = Person.objects.get(name="李春生")
    assert li.phone == "13800000001" and Mandate.objects.get(person=li).group.name == "第四代表小组"
    assert Mandate.objects.get(person=li).constituency.name == "第二选区"


def test_the_same_deputy_twice_in_one_file(office):
    twice = look("deputies", sheet(LI, LI[:3] + ["13811111111"] + LI[4:], LI[:4] + [None] + LI[5:]), office)
    assert [row.status for row in twice.rows] == ["warning", "duplicate", "new"]
    load("deputies", sheet(LI), office)
    known = look("deputies", sheet(LI, LI[:4] + [None] + LI[5:]), office)
    assert [row.status for row in known.rows] == ["same", "duplicate"]
    assert "与第 2 行是同一位代表" in known.rows[1].errors[0].message


def test_father_and_son_of_one_name_are_two(office):
    rows = (["李春生", "男", "1970-03-05", None, None, None, None, None], ["李春生", "男", "1999-01-01", None, None, None, None, None])
    load("deputies", sheet(*rows), office)
    assert Person.objects.filter(name="李春生").count() == 2
    unclear = look("deputies", sheet(["李春生", *[None] * 7]), office).rows[0]
    assert unclear.status == "error" and "分不清是哪一位" in unclear.errors[0].message


def test_ended_seats(office, town_set):
    header = ["姓名", "手机", "任职起始日期", "终止日期", "终止原因"]
    load("deputies", sheet(["李春生", "13800000001", "2021-12-01", "2025.3.1", "辞职"], header=header), office)
    seat = Mandate.objects.get(person__name="李春生")
    assert (seat.until_on, seat.end_cause) == (date(2025, 3, 1), "辞职")
    again = look("deputies", sheet(["李春生", "13800000001"], header=header[:2]), office).rows[0]
    assert again.status == "error" and "已于 2025年3月1日 终止（辞职）" in again.errors[0].message
    load("deputies", sheet(["李春生", "13800000001", "2026-01-20"], header=header[:3]), office)
    assert Mandate.objects.filter(person__name="李春生").on().get().from_on == date(2026, 1, 20)
    wrong = look("deputies", sheet(["赵大山", "13800000005", "2025-01-01", "2024-01-01"], header=header[:4]), office).rows[0]
    assert "早于任职起始日期" in wrong.errors[0].message


def test_without_a_term_nobody_gets_a_seat(office, town_set):
    Mandate.objects.all().delete()
    town_set.session.delete()
    Term.objects.all().delete()
    assert "还没有设置这一届" in look("deputies", sheet(LI), office).rows[0].errors[0].message


def test_villages_known_unknown_and_first(office):
    row = look("deputies", sheet(["李春生", *[None] * 6, "上合村"]), office).rows[0]
    assert row.status == "warning" and "是不是“上河村”" in row.warnings[0].message
    Person.objects.update(village=None)
    Unit.objects.filter(kind=UnitKind.VILLAGE).delete()
    load("deputies", sheet(["李春生", *[None] * 6, "下河村"], ["王秋菊", *[None] * 6, "下河村"]), office)
    assert Unit.objects.filter(kind=UnitKind.VILLAGE).get().name == "下河村"
    assert Person.objects.filter(village__name="下河村").count() == 2


def test_id_number_and_birth_disagree(office):
    row = look("deputies", sheet(["李春生", "女", "1980-01-01", None, LI_ID, None, None, None]), office).rows[0]
    assert {reason.field for reason in row.warnings} == {"birth_on", "gender"}
    wrong = look("deputies", sheet(["李春生", None, None, None, LI_ID[:-1] + ("0" if LI_ID[-1] != "0" else "1"), None, None, None]), office)
    assert wrong.rows[0].status == "error"


def test_two_header_rows_dates_as_text_and_gb18030(office):
    rows = [
        ["云岭镇人大代表名册"], ["姓名", "基本情况", None, "联系方式"], [None, "性别", "出生年月", "手机"],
        ["李春生", "男", "1970.3.5", "13800000001"], ["𠮷大山", "男", 45321, "13800000003"], ["合计", 2, None, None],
    ]  # fmt: skip
    shown = look("deputies", makers.xlsx(rows, merges=("A1:D1", "A2:A3", "B2:C2")), office)
    assert [row.values["birth_on"] for row in shown.rows] == [date(1970, 3, 5), date(2024, 1, 30)]
    text = "姓名,性别,出生日期,手机\n李春生,男,2026年2月30日,13800000001\n㐂来福,男,1970/3/5,13800000002\n".encode("gb18030")
    shown = look("deputies", text, office, "名册.csv")
    assert shown.rows[0].status == "error" and "出生" not in shown.rows[1].shown["name"]
    load("deputies", text, office, "名册.csv")
    assert Person.objects.filter(name="㐂来福").exists() and not Person.objects.filter(name="李春生").exists()


def test_a_failure_in_the_middle_saves_nothing(office, monkeypatch):
    data = sheet(LI, WANG)
    digest = look("deputies", data, office).digest
    real = Mandate.save

    def save(self, *args, **kwargs):
        if self.person.name == "王秋菊":
            raise RuntimeError("disk full")
        return real(self, *args, **kwargs)

    monkeypatch.setattr(Mandate, "save", save)
    with pytest.raises(RuntimeError):
        importing.confirm(registry.importer("deputies"), data, "表.xlsx", office, digest)
    assert not Person.objects.filter(name="李春生").exists()
    assert not AuditEntry.objects.filter(verb="data.import").exists()


UNIT_HEADER = ["单位名称", "简称", "单位性质", "办公电话", "联系人", "联系人手机", "负责人", "是否承办"]


def test_units_with_their_people(office, town_set):
    data = sheet(
        ["农业农村办公室", "农业办", None, "0731-6600120", "吴小满", "139 0000 0001", "郑大河", None],
        ["供电所", None, "站所", None, None, None, None, "否"],
        ["水利站", None, None, "6600121", "吴经办", "13900000009", None, None],
        ["上河村", *[None] * 7],
        header=UNIT_HEADER,
    )
    shown = look("units", data, office)
    assert [row.action for row in shown.rows] == ["new", "new", "change", "same"]
    assert shown.rows[2].changes == {"phone": ("", "6600121"), "contact_phone": ("", "139****0009")}
    assert not Unit.objects.filter(name="供电所").exists()
    report = load("units", data, office)
    assert (report.created, report.changed) == (2, 1)
    unit = Unit.objects.get(name="农业农村办公室")
    assert (unit.kind, unit.handles_suggestions, unit.parent) == (UnitKind.DEPARTMENT, True, town_set.town)
    posts = {post.role: post.person.name for post in Appointment.objects.filter(unit=unit)}
    assert posts == {"unit_handler": "吴小满", "unit_leader": "郑大河"}
    assert Person.objects.get(name="吴小满").phone == "13900000001"
    assert not Unit.objects.get(name="供电所").handles_suggestions
    assert Person.objects.get(name="吴经办").phone == "13900000009"
    again = look("units", data, office)
    assert [row.action for row in again.rows] == ["same"] * 4 and not again.can_apply


def test_a_new_contact_comes_beside_the_old_one(office, town_set):
    data = sheet(["水利站", None, None, None, "新来人", "13900000008", None, None], header=UNIT_HEADER)
    row = look("units", data, office).rows[0]
    assert row.status == "warning" and row.changes["contact"] == ("吴经办", "新来人")
    load("units", data, office)
    names = set(Appointment.objects.on().filter(unit=town_set.units["water"], role="unit_handler").values_list("person__name", flat=True))
    assert names == {"吴经办", "新来人"}


def test_units_that_cannot_be(office):
    data = sheet(
        ["云岭镇", *[None] * 7], ["养护站", "水利站", *[None] * 6], ["畜牧站", None, "火星", *[None] * 5], ["敬老院", *[None] * 4, "13900000001", None, None],
        header=UNIT_HEADER,
    )  # fmt: skip
    rows = look("units", data, office).rows
    assert [row.status for row in rows] == ["error", "error", "error", "warning"]
    assert "乡镇本身" in rows[0].errors[0].message and "简称“水利站”" in rows[1].errors[0].message
    assert "没有联系人姓名" in rows[3].warnings[0].message


def cells(data: bytes) -> list[list]:
    import io

    return [list(row) for row in load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)]


def test_exports_are_masked_and_logged(office, town_set, actors):
    load("deputies", sheet(LI), office)
    rows = cells(export_deputies(office, "印名册"))
    text = str(rows)
    assert "138****0001" in text and LI_ID not in text and "13800000001" not in text
    entry = AuditEntry.objects.filter(verb="data.export").get()
    assert entry.data == {"what": "代表名册", "count": 4, "reason": "印名册"}
    assert "13800000001" in str(cells(export_deputies(office, "电话通知", unmasked=True)))
    with pytest.raises(ReasonNeeded):
        export_deputies(office, "  ", unmasked=True)
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        export_deputies(actors["unit_handler"], "看看")
    assert "水利站" in str(cells(export_units(office, "印名单")))


def test_the_exported_list_comes_back_unchanged(office):
    load("deputies", sheet(LI, WANG), office)
    shown = look("deputies", export_deputies(office, "核对", unmasked=True), office)
    assert {row.action for row in shown.rows} == {"same"}
    assert len(shown.rows) == 5
    units = look("units", export_units(office, "核对"), office)
    assert not units.can_apply


def test_the_command_line_acts_under_its_own_name(town_set, frozen_clock):
    load("deputies", sheet(LI), actors.console(town_set.town))
    assert AuditEntry.objects.get(verb="data.import").actor == "命令行"
