"""The archive's pages: forms and what they refuse, prints, numbers of queries."""

from __future__ import annotations

import io
from datetime import date

import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from renda.kernel.archive.models import ArchiveItem, Box, CheckRun, RetentionLine
from renda.kernel.archive.printing.drawing import sizes
from renda.kernel.archive.printing.stamp import CannotStamp, free_place, stamped
from renda.kernel.documents.engine.pdf import render_pdf
from renda.kernel.documents.engine.templates import fill
from renda.modules.archive_work.models import Loan
from tests.kernel.archive.scene import Scene
from tests.kernel.archive.test_filing import filed_meeting
from tests.modules.presidium.scene import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(town_set, frozen_clock) -> Scene:
    frozen_clock.to(DAY)
    return Scene(town_set)


def words(response) -> str:
    return response.content.decode()


def pdf_text(response) -> str:
    assert response["Content-Type"] == "application/pdf"
    pages = pypdf.PdfReader(io.BytesIO(response.content)).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "").replace(" ", "")


def test_from_the_first_day_to_a_box(scene, client_as):
    office = client_as("office")
    assert "还没有登记全宗号" in words(office.get(reverse("archive:list")))
    item = filed_meeting(scene.made)
    wrong = office.post(reverse("archive:fonds"), {"number": "109", "name": "云溪镇人大"})
    assert wrong.status_code == 422 and "大写字母" in words(wrong) and "云溪镇人大" in words(wrong)
    assert office.post(reverse("archive:fonds"), {"number": "Z109", "name": "云溪镇人大"}).status_code == 302
    item.refresh_from_db()
    assert item.code in words(
        office.get(reverse("archive:list"), {"words": "主席团", "year": "2026", "place": "unboxed"})
    )
    assert item.code in words(office.get(reverse("dossier", args=[item.dossier_id])))
    shown = words(office.get(item.get_absolute_url()))
    assert "会议纪要" in shown and "附件1.2.1" in shown
    klass = [item.year, item.retention, item.category]
    assert "装盒" in words(office.get(reverse("archive:classes")))
    empty = office.post(reverse("archive:box-new", args=klass), {"spine_mm": 30, "first": 5, "last": 9})
    assert empty.status_code == 422 and "核对件号" in words(empty)
    box_data = {"spine_mm": 30, "first": 1, "last": 1, "place": "第2柜"}
    assert office.post(reverse("archive:box-new", args=klass), box_data).status_code == 302
    box = Box.objects.get()
    note = {"condition": "齐全", "arranged_by": "陈淑芬", "arranged_on": "2026-06-03", "checked_by": "陈淑芬"}
    alone = office.post(reverse("archive:box-note", args=[box.pk]), note)
    assert alone.status_code == 422 and "两个人" in words(alone)
    assert (
        office.post(reverse("archive:box-note", args=[box.pk]), {**note, "checked_by": "吴建民"}).status_code
        == 302
    )
    printed = {
        name: pdf_text(office.post(reverse("archive:box-sheet", args=[box.pk, name])))
        for name in ("catalogue", "label", "note")
    }
    assert item.code in printed["catalogue"] and "20260603" in printed["catalogue"]
    assert "Z109" in printed["label"] and "0001—0001" in printed["label"]
    assert "吴建民" in printed["note"]
    assert office.post(reverse("archive:box-sheet", args=[box.pk, "other"])).status_code == 404


def test_the_catalogue_is_landscape_with_nine_columns(scene, client_as):
    item = scene.name_fonds().old_paper()
    answer = client_as("chair").post(
        reverse("archive:catalogue", args=[item.year, item.retention, item.category])
    )
    page = pypdf.PdfReader(io.BytesIO(answer.content)).pages[0]
    assert page.mediabox.width > page.mediabox.height
    told = pdf_text(answer)
    at = [
        told.index(column)
        for column in ("序号", "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "备注")
    ]
    assert at == sorted(at) and "20150302" in told
    assert client_as("chair").post(reverse("archive:catalogue", args=[1999, "Y", "HY"])).status_code == 404


def test_the_stamp_stands_in_the_top_margin_and_never_over_words(scene, client_as):
    scene.name_fonds()
    item = scene.old_paper()
    answer = client_as("office").post(reverse("archive:stamped", args=[item.pk]))
    told = pdf_text(answer)
    assert "Z109" in told and "2015" in told and "0001" in told and "30年" in told
    paper = render_pdf(
        fill("box_note", {"box": "1", "count": "2", "state": "齐全", "arranger": "陈", "arranged_on": "今天"})
    ).bytes
    left, top = free_place(paper)
    size = sizes()["stamp"]
    assert (size["width_mm"], size["height_mm"]) == (45, 16) and top + 16 < 37 and left + 45 <= 210
    full = paper_with_ink_on_top()
    with pytest.raises(CannotStamp, match="没有空白"):
        stamped(full, ["Z109", "2015", "0001", "会议", "永久", "2"])


def paper_with_ink_on_top() -> bytes:
    """A scanned page that is dark to its upper edge."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (595, 842), "gray").save(out, "PDF", resolution=72)
    return out.getvalue()


def test_the_term_changes_with_a_reason_only(scene, client_as):
    item = scene.name_fonds().old_paper()
    office, url = client_as("office"), reverse("archive:rerate", args=[item.pk])
    assert office.post(url, {"retention": "Y", "reason": ""}).status_code == 422
    short = office.post(url, {"retention": "D10", "reason": "不重要"})
    assert short.status_code == 422 and "主席" in words(short)
    assert office.post(url, {"retention": "Y", "reason": "县里要求"}).status_code == 302
    assert "Z109-WS·2015-D30-ZH-0001" in words(office.get(item.get_absolute_url()))


def test_the_table_is_changed_as_the_county_agreed(scene, client_as):
    office, url = client_as("office"), reverse("archive:table-change")
    assert "还没有登记同意" in words(office.get(reverse("archive:table")))
    rows = {}
    for line in RetentionLine.objects.all():
        rows |= {
            f"{line.key}-retention": line.retention,
            f"{line.key}-category": line.category,
            f"{line.key}-category_label": line.category_label,
        }
    agreed = {"approved_by": "某县档案局", "approved_on": "2026-05-01", "number": "档〔2026〕3号"}
    law = office.post(url, {**rows, **agreed, "archive-retention-session-core-retention": "D10"})
    assert law.status_code == 422 and "不能改短" in words(law)
    late = office.post(url, {**rows, **agreed, "approved_on": "2027-05-01"})
    assert late.status_code == 422 and "今天以后" in words(late)
    assert office.post(url, {**rows, **agreed, "paper-retention-retention": "Y"}).status_code == 302
    assert RetentionLine.objects.get(key="paper-retention").retention == "Y"
    assert office.post(reverse("archive:table-approve"), agreed).status_code == 302
    assert not RetentionLine.objects.filter(approval=None).exists()


def test_the_year_is_checked_and_a_person_answers_for_the_rest(scene, client_as):
    office = client_as("office")
    assert "不用检测" in words(office.post(reverse("archive:check-run"), follow=True))
    scene.name_fonds().old_paper()
    assert "今年的四性检测还没有做" in words(office.get(reverse("archive:list")))
    assert "没有不合格的" in words(office.post(reverse("archive:check-run"), follow=True))
    assert "今年的四性检测还没有做" not in words(office.get(reverse("archive:list")))
    run = CheckRun.objects.get(stage="yearly")
    url = reverse("archive:check-confirm", args=[run.pk, "FOUR-25"])
    assert office.post(url, {"note": ""}).status_code == 422
    assert office.post(url, {"note": "查过，没有病毒"}).status_code == 302
    assert "查过，没有病毒" in words(office.get(run.get_absolute_url()))
    assert (
        office.post(reverse("archive:check-confirm", args=[run.pk, "FOUR-01"]), {"note": "看过"}).status_code
        == 422
    )


def test_a_loan_by_form(scene, client_as):
    item, office = scene.name_fonds().old_paper(), client_as("office")
    url = reverse("archive:loan-new")
    assert item.code in words(office.get(url, {"item": item.code}))
    data = {
        "item": "Z109",
        "borrower": "何丽",
        "organ": "党政办",
        "purpose": "编史",
        "way": "out",
        "approved_by": "张主席",
        "version": 0,
    }
    wrong = office.post(url, data)
    assert wrong.status_code == 422 and "核对档号" in words(wrong) and "编史" in words(wrong)
    assert office.post(url, {**data, "item": item.code}).status_code == 302
    assert "何丽" in words(office.get(reverse("archive:loans")))
    loan = Loan.objects.get()
    back = {"done_on": "2026-06-03", "condition": "完好", "version": loan.version}
    assert office.post(reverse("archive:loan-step", args=[loan.pk, "give_back"]), back).status_code == 302
    assert "没有没归还的" in words(office.get(reverse("archive:loans")))


def test_queries_do_not_grow_with_the_items(scene, client_as):
    scene.name_fonds()
    office = client_as("office")

    def counted() -> list[int]:
        found = []
        for name in (
            "archive:list",
            "archive:classes",
            "archive:checks",
            "archive:work",
            "archive:lacking",
            "archive:loans",
        ):
            with CaptureQueriesContext(connection) as caught:
                assert office.get(reverse(name)).status_code == 200
            found.append(len(caught))
        return found

    scene.old_paper(dated_on=date(2015, 3, 2))
    counted()
    before = counted()
    for n in range(5):
        scene.old_paper(f"第{n}份", f"多{n}", dated_on=date(2015, 3, 3))
    assert counted() == before
    assert ArchiveItem.objects.count() == 6
