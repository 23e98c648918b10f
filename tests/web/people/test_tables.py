"""Tables in and out: nothing is saved before the confirmation, nothing leaves without a purpose."""

from __future__ import annotations

import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from renda.foundation import clock
from renda.kernel.audit.models import AuditEntry
from renda.kernel.exchange import staging
from renda.kernel.people.models import Mandate, Person

TODAY = date(2026, 3, 10)
PHONE = "13812345678"
DEPUTIES = [
    ["姓名", "联系电话", "选区", "爱好"],
    ["孙新", PHONE, "第二选区", "钓鱼"],
    ["王代表", "13900000001", "第一选区", ""],
    ["", "13900000002", "第一选区", ""],
    ["孙新", PHONE, "第二选区", ""],
]


@pytest.fixture(autouse=True)
def today():
    with clock.set_to(TODAY):
        yield


@pytest.fixture
def office(client_as, town_set):
    return client_as("office")


def sheet(rows=DEPUTIES, name="名册.xlsx") -> SimpleUploadedFile:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile(name, out.getvalue())


def upload(client, kind="deputies", file=None) -> str:
    """The address of the preview."""
    answer = client.post(reverse("import", args=[kind]), {"file": file or sheet()})
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def text_of(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_the_preview_tells_everything_and_saves_nothing(office):
    url = upload(office)
    page = text_of(office.get(url))
    for words in ("孙新", "新登记", "请核对", "重复", "有错误", "爱好", "确认导入 2 条"):
        assert words in page, words
    assert PHONE not in page and "138****5678" in page
    assert not Person.objects.filter(name="孙新").exists()
    wrong = text_of(office.get(url, {"status": "error"}))
    assert "第 4 行" not in wrong and "孙新" not in wrong


def test_what_waits_lies_encrypted(office):
    upload(office)
    kept = b"".join(path.read_bytes() for path in staging.folder().iterdir())
    assert kept and PHONE.encode() not in kept and "孙新".encode() not in kept
    assert Path(settings.DATA_DIR) in staging.folder().parents


def test_confirming_writes_what_was_shown_once(office, town_set):
    url = upload(office)
    report = text_of(office.post(url, {"confirm": "1"}))
    assert "新登记 1 条，更新 1 条" in report
    assert Person.objects.get(name="孙新").phone == PHONE
    assert Mandate.objects.filter(person__name="孙新").count() == 1
    assert AuditEntry.objects.filter(verb="data.import").count() == 1
    assert office.post(url, {"confirm": "1"}).url == reverse("import", args=["deputies"])
    assert Mandate.objects.filter(person__name="孙新").count() == 1


def test_records_that_changed_meanwhile_are_shown_again(office, town_set):
    url = upload(office)
    person = town_set.people["deputy"]
    person.phone = "13900000001"
    person.save()
    again = office.post(url, {"confirm": "1"})
    assert again.status_code == 302 and again.url != url
    assert not Person.objects.filter(name="孙新").exists()
    assert "有了变化" in text_of(office.get(again.url))


def test_dropping_forgets_the_file(office):
    url = upload(office)
    assert office.post(url, {"drop": "1"}).status_code == 302
    assert office.get(url).status_code == 302


def test_somebody_elses_upload_and_an_old_one_are_gone(office, client_as, town_set, other_town):
    from tests.harness.sessions import signed_in

    url = upload(office)
    assert signed_in(other_town.accounts["office"]).get(url).status_code == 302
    with clock.set_to(clock.now() + timedelta(minutes=staging.KEEP_MINUTES, days=1)):
        assert office.get(url).status_code == 302
        staging.sweep()
        assert not list(staging.folder().iterdir())


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (SimpleUploadedFile("图.xlsx", b"\x89PNG not a table"), "Excel"),
        (SimpleUploadedFile("空.xlsx", b""), "空的"),
        (None, "请先选好"),
    ],
)
def test_what_is_no_table_is_refused_in_words(office, file, words):
    page = text_of(office.post(reverse("import", args=["deputies"]), {"file": file} if file else {}))
    assert words in page


def test_a_table_without_names_can_not_be_confirmed(office):
    page = text_of(office.get(upload(office, file=sheet([["电话", "选区"], [PHONE, "第一选区"]]))))
    assert "没有“姓名”这一列" in page and "确认导入" not in page


def test_the_empty_form_comes_back_as_it_went(office):
    answer = office.get(reverse("import-form", args=["units"]))
    file = SimpleUploadedFile("空表.xlsx", answer.content)
    assert "没有内容" in text_of(office.get(upload(office, "units", file)))


def test_who_may_import(client_as):
    for role in ("chair", "deputy", "keeper", "unit_handler"):
        assert client_as(role).get(reverse("import", args=["deputies"])).status_code == 403
    assert client_as("office").get(reverse("import", args=["nothing"])).status_code == 404


@pytest.mark.parametrize("kind", ["deputies", "units", "suggestions", "opinions"])
def test_every_kind_has_its_page(office, kind):
    assert "下载空表" in text_of(office.get(reverse("import", args=[kind])))


def rows_of(answer) -> list[tuple]:
    return list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))


def test_an_export_asks_for_the_purpose(office, town_set):
    person = town_set.people["deputy"]
    person.phone, person.note = PHONE, "x"
    person.save()
    url = reverse("export", args=["deputies"])
    assert "会记入操作日志" in text_of(office.get(url))
    assert "必填" in text_of(office.post(url, {"reason": ""}))
    masked = rows_of(office.post(url, {"reason": "制作代表证"}))
    assert any("138****5678" in row for row in masked) and not any(PHONE in row for row in masked)
    full = rows_of(office.post(url, {"reason": "制作代表证", "full_phone": "on"}))
    assert any(PHONE in row for row in full)
    entry = AuditEntry.objects.filter(verb="data.export").first()
    assert entry.sentence == "导出代表名册（带完整手机号）（3条），用途：制作代表证"


def test_units_are_exported_and_come_back_unchanged(office, town_set):
    answer = office.post(reverse("export", args=["units"]), {"reason": "核对"})
    assert any("水利站" in row for row in rows_of(answer))
    page = text_of(office.get(upload(office, "units", SimpleUploadedFile("单位.xlsx", answer.content))))
    assert "有错误" not in page


def test_who_may_export(client_as):
    for role in ("chair", "deputy", "keeper"):
        assert client_as(role).post(reverse("export", args=["deputies"]), {"reason": "x"}).status_code == 403
