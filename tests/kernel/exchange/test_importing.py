"""Preview and confirmation: nothing is saved before, exactly the preview is saved after."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from renda.kernel.exchange.cells import cell_text
from renda.kernel.exchange.forms import template_xlsx
from renda.kernel.exchange.importing import ImportReport, NothingToImport, PreviewChanged, confirm, preview
from renda.kernel.exchange.preview import Preview
from tests.kernel.exchange import makers
from tests.kernel.exchange.makers import FIELDS

HEADER = ["姓名", "性别", "联系电话", "出生日期", "特长"]


@dataclass
class Roll:
    """An importer over a dict of people by name; ``apply`` writes through the database as well."""

    key = "deputies"
    title = "代表名册"
    fields = FIELDS
    people: dict = field(default_factory=dict)
    fails_after: int | None = None

    def duplicate_key(self, row, context):
        return row.values["name"]

    def check(self, rows, context):
        return [self._check(row) for row in rows]

    def _check(self, row):
        known = self.people.get(row.values["name"])
        if row.values["name"] == "外人":
            return row.with_error("名册里没有这个选区。请先登记选区", "address")
        if known is None:
            return row.resolved("new")
        changes = {k: (cell_text(known.get(k) or ""), cell_text(v)) for k, v in row.values.items() if known.get(k) != v}
        return row.resolved("change" if changes else "same", target=row.values["name"], changes=changes)

    def apply(self, rows, context):
        for number, row in enumerate(rows):
            if number == self.fails_after:
                raise RuntimeError("the disk is full")
            ContentType.objects.create(app_label="exchange", model=row.values["name"])
        self.people.update({row.values["name"]: row.values for row in rows})
        kinds = [row.action for row in rows]
        return ImportReport(created=kinds.count("new"), changed=kinds.count("change"))


def rolled(*rows):
    return makers.xlsx([HEADER, *rows])


def show(data, roll=None, **people):
    return preview(roll or Roll(people), data, "名册.xlsx", None)


def saved():
    return set(ContentType.objects.filter(app_label="exchange").values_list("model", flat=True))


ZHANG = ["张三", "男", "13800000000", "1975-03-05", "水利、电工"]
ZHANG_VALUES = {"name": "张三", "sex": "male", "phone": "13800000000", "born_on": date(1975, 3, 5), "skills": ("水利", "电工")}


def test_every_status_with_its_reason():
    rows = [
        ZHANG,
        ["李四", "女", "13900000000", "1980年3月", None],
        ["王五", "男", "1390000", "2026.2.30", None],
        ["张三", "男", "13800000001", "1975-03-05", "水利、电工"],
        ["张 三", "男", "13800000000", "1975-03-05", "水利、电工"],
        ["赵六", "男", None, None, None],
        ["钱七", "男", None, None, None],
        ["外人", None, None, None, None],
        [None, "男", None, None, None],
    ]
    people = {"赵六": {"name": "赵六", "sex": "male"}, "钱七": {"name": "钱七", "sex": "female"}}
    result = show(rolled(*rows), Roll(people))
    assert [row.status for row in result.rows] == [
        "warning", "warning", "error", "duplicate", "duplicate", "same", "change", "error", "error",
    ]  # fmt: skip
    assert [row.number for row in result.rows] == list(range(2, 11))
    assert result.counts == {"new": 0, "change": 1, "same": 1, "warning": 2, "duplicate": 2, "error": 3}
    by_number = {row.number: row for row in result.rows}
    assert "第 5 行与这一行重复，但联系电话不一样" in by_number[2].warnings[0].message
    assert by_number[3].warnings[0].field == "born_on"
    assert {reason.field for reason in by_number[4].errors} == {"phone", "born_on"}
    assert "与第 2 行重复，但联系电话不一样" in by_number[5].errors[0].message
    assert by_number[6].errors[0].message == "与第 2 行重复，这一行不导入"
    assert by_number[8].changes == {"sex": ("female", "male")}
    assert by_number[9].errors[0].field == "address"
    assert by_number[10].errors[0].message == "“姓名”必须填写"
    assert [row.number for row in result.to_apply] == [2, 3, 8]


def test_columns_matched_unmatched_and_missing():
    result = show(makers.xlsx([["代表姓名*", "爱好", "手机"], ["张三", "下棋", "13800000000"]]))
    assert result.columns == (("name", "姓名", "代表姓名*"), ("phone", "联系电话", "手机"))
    assert result.unmatched_columns == ("爱好",)
    assert "性别" in result.missing_columns
    assert "sex" not in result.rows[0].values
    assert result.can_apply


def test_a_missing_required_column_blocks_everything():
    result = show(makers.xlsx([["性别", "联系电话"], ["男", "13800000000"]]))
    assert "没有“姓名”这一列" in result.blockers[0]
    assert not result.can_apply


def test_a_header_without_rows_blocks():
    assert "没有内容" in show(makers.xlsx([HEADER])).blockers[0]


def test_json_round_trip():
    result = show(rolled(ZHANG, ["李四", "女", "13900000000", "1980年3月", None], ["王五", "x"]))
    again = Preview.from_json(result.to_json())
    assert again == result
    assert again.rows[0].values == ZHANG_VALUES
    assert again.to_apply == result.to_apply


def test_the_digest_stands_for_file_and_effect():
    data = rolled(ZHANG)
    digest = show(data).digest
    assert show(data).digest == digest
    assert preview(Roll(), data, "另一个名字.xlsx", None).digest == digest
    assert show(rolled(["李四"])).digest != digest
    assert show(data, Roll({"张三": {}})).digest != digest
    assert show(makers.repacked(data, add={"x": b""})).digest != digest


@pytest.mark.django_db
def test_confirming_saves_exactly_what_was_shown():
    roll, data = Roll(), rolled(ZHANG, ["王五", "x"])
    shown = show(data, roll)
    assert roll.people == {} and saved() == set()
    report = confirm(roll, data, "名册.xlsx", None, shown.digest)
    assert (report.created, report.changed) == (1, 0)
    assert "新登记 1 条" in report.message_zh
    assert roll.people == {"张三": ZHANG_VALUES} and saved() == {"张三"}


@pytest.mark.django_db
def test_confirming_twice_or_after_a_change_saves_nothing_and_shows_anew():
    roll, data = Roll(), rolled(ZHANG)
    digest = show(data, roll).digest
    confirm(roll, data, "名册.xlsx", None, digest)
    with pytest.raises(PreviewChanged, match="重新核对") as caught:
        confirm(roll, data, "名册.xlsx", None, digest)
    assert [row.status for row in caught.value.preview.rows] == ["same"]
    with pytest.raises(NothingToImport):
        confirm(roll, data, "名册.xlsx", None, caught.value.preview.digest)
    with pytest.raises(PreviewChanged):
        confirm(roll, rolled(["李四"]), "名册.xlsx", None, digest)
    assert saved() == {"张三"}


@pytest.mark.django_db
def test_a_failure_in_the_middle_saves_nothing():
    roll, data = Roll(fails_after=1), rolled(ZHANG, ["李四"])
    digest = show(data, roll).digest
    with pytest.raises(RuntimeError), transaction.atomic():
        confirm(roll, data, "名册.xlsx", None, digest)
    assert saved() == set()


def test_an_importer_that_mixes_up_rows_is_caught():
    class Mixed(Roll):
        def check(self, rows, context):
            return list(reversed([row.resolved("new") for row in rows]))

    with pytest.raises(ValueError, match="order"):
        show(rolled(ZHANG, ["李四"]), Mixed())


def test_the_untouched_example_of_the_empty_form_is_left_out():
    data = template_xlsx(FIELDS, "代表名册")
    result = show(data)
    assert result.rows == ()
    assert result.left_out[0].why == "空表里的示例行"


def test_a_row_that_only_resembles_the_example_counts():
    data = makers.xlsx([["姓名", "联系电话"], ["张三", "13800000000"]])
    assert [row.status for row in show(data).rows] == ["new"]


def test_notes_below_are_named_in_the_preview():
    result = show(rolled(ZHANG, ["注：本表一式两份"]))
    assert [(item.number, item.text) for item in result.left_out] == [(3, "注：本表一式两份")]
    assert len(result.rows) == 1
