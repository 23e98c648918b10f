"""The pages of the yearly assessment and of the hand-over pack: the whole way by clicks, what is refused, what leaves."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from renda.demo.scheme import table
from renda.kernel.documents.engine.templates import example
from renda.kernel.documents.papers import make_paper
from renda.modules.assessment.models import Assessment, Evidence
from renda.modules.handover.models import Note
from tests.modules.assessment.scene import Scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(town_set, frozen_clock) -> Scene:
    frozen_clock.to(date(2026, 11, 2))
    return Scene(town_set)


def words(response) -> str:
    return response.content.decode()


def test_from_the_countys_table_to_the_return(scene, client_as):
    office = client_as("office")
    assert "还没有考评" in words(office.get(reverse("assessment:list")))
    upload = SimpleUploadedFile("考核细则.xlsx", table())
    check = office.post(reverse("import", args=["assessment"]), {"file": upload}, follow=True)
    assert "依法召开人民代表大会会议" in words(check) and not Assessment.objects.exists()
    done = office.post(check.redirect_chain[-1][0], {"confirm": "1"})
    assert "合计100分" in words(done) or "新登记 40 条" in words(done)
    assessment = Assessment.objects.get()
    page = words(office.get(assessment.get_absolute_url()))
    assert "40项的数是系统按字面认的" in page and "还差4次" in page
    bindings = reverse("assessment:bindings", args=[assessment.pk])
    keys = re.findall(r'name="item" value="([^"]+)" checked', words(office.get(bindings)))
    assert len(keys) == 40
    assert office.post(bindings, {"item": []}).status_code == 302
    assert "一项也没有勾" in words(office.get(bindings))
    office.post(bindings, {"item": keys})
    assert not assessment.items.filter(is_bound=False).exists()
    office_sheets(office, assessment)


def office_sheets(office, assessment: Assessment) -> None:
    """The return in its three forms, on any day."""
    sheet = load_workbook(
        io.BytesIO(office.get(reverse("assessment:sheet", args=[assessment.pk, "xlsx"])).content)
    ).active
    assert [cell.value for cell in sheet[2]][2:4] == ["考核内容", "评分细则"]
    pdf = office.get(reverse("assessment:sheet", args=[assessment.pk, "pdf"]))
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf.content)).pages)
    assert "还有40项没有定分" in text.replace("\n", "").replace(" ", "")
    assert office.get(reverse("assessment:sheet", args=[assessment.pk, "docx"])).content[:2] == b"PK"
    assert office.get(reverse("assessment:sheet", args=[assessment.pk, "exe"])).status_code == 404


def test_an_item_is_proved_and_settled_on_its_own_page(scene, client_as):
    office = client_as("office")
    scene.begun()
    first, second = scene.add("召开主席团会议不少于4次", standard="每少一次扣1分"), scene.add("代表学习培训")
    paper = make_paper("notice", {**example("notice"), "matter": "举办代表培训班"})
    page = words(office.get(first.get_absolute_url()))
    assert "要求4次，完成0次，少4次：4－1×4＝0分。" in page and "还差4次" in page
    version = scene.assessment.version
    data = {"done": "开了4次，记录在纸上。", "score": "4", "remark": "", "version": version}
    refused = office.post(first.get_absolute_url(), data)
    assert refused.status_code == 422 and "系统算的是0分" in words(refused) and "开了4次" in words(refused)
    settled = office.post(first.get_absolute_url(), {**data, "remark": "纸质记录"})
    assert settled.url == second.get_absolute_url()
    find = reverse("assessment:evidence", args=[scene.assessment.pk, second.pk])
    assert "关于举办代表培训班的通知" in words(office.get(find, {"q": "培训班"}))
    picked = office.post(find, {"kind": "paper", "key": paper.pk, "q": "培训班"})
    assert picked.status_code == 302 and "已选作佐证" in words(office.get(picked.url))
    proof = Evidence.objects.get()
    shown = office.get(reverse("assessment:proof", args=[scene.assessment.pk, proof.pk]))
    assert shown.url == reverse("paper", args=[paper.pk])
    assert office.post(find, {"kind": "paper", "key": "nonsense"}).status_code == 404
    archive = office.post(reverse("assessment:package", args=[scene.assessment.pk]))
    names = zipfile.ZipFile(io.BytesIO(b"".join(archive.streaming_content))).namelist()
    assert any("培训班的通知" in name for name in names)
    office.post(reverse("assessment:proof-drop", args=[scene.assessment.pk, proof.pk]))
    assert not Evidence.objects.exists()


def test_whoever_only_looks_sees_no_buttons(scene, client_as):
    scene.begun()
    item = scene.add("代表学习培训")
    chair = client_as("chair")
    page = words(chair.get(item.get_absolute_url()))
    assert "还没有定分" in page and "找材料" not in page
    assert chair.post(item.get_absolute_url(), {"done": "x", "score": "1"}).status_code == 403


def test_a_figure_asked_for_twice_is_counted_once(scene, client_as, django_assert_max_num_queries):
    scene.begun()
    for n in range(30):
        scene.add(f"召开主席团会议不少于{n + 2}次")
    client = client_as("office")
    client.get(scene.assessment.get_absolute_url())
    with django_assert_max_num_queries(45):
        client.get(scene.assessment.get_absolute_url())


def test_the_pack_for_a_successor(scene, client_as):
    office = client_as("office")
    make_paper("notice", example("notice"), series="office", dated_on=date(2025, 3, 5))
    bad = office.post(reverse("handover:note-new"), {"kind": "", "title": ""})
    assert bad.status_code == 422 and "请选是哪一类" in words(bad) and "请写是什么东西" in words(bad)
    note = {
        "kind": "seal",
        "title": "人大办公室印章",
        "count": "1枚",
        "place": "保密柜",
        "keeper": "何小燕",
        "remark": "",
    }
    assert office.post(reverse("handover:note-new"), note).status_code == 302
    pack = reverse("handover:pack")
    assert "人大办公室印章" in words(office.get(pack, {"part": "places"}))
    assert "3月（1件）" in words(office.get(pack, {"part": "papers", "year": "2025"}))
    assert "还没有编号" not in words(office.get(pack, {"part": "papers", "year": "abc"}))
    for part in ("work", "running", "promises", "people"):
        assert office.get(pack, {"part": part}).status_code == 200
    pdf = office.get(reverse("handover:print", args=["pdf"]))
    text = (
        "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf.content)).pages)
        .replace("\n", "")
        .replace(" ", "")
    )
    assert "人大办公室印章" in text and "监交人签字" in text and "2025年每月发了哪些公文" in text
    saved = Note.objects.get()
    office.post(reverse("handover:note", args=[saved.pk]), {**note, "place": "党政办"})
    assert "党政办" in words(client_as("chair").get(pack, {"part": "places"}))
    office.post(reverse("handover:note-strike", args=[saved.pk]))
    assert "党政办" not in words(office.get(pack, {"part": "places"}))
    assert client_as("unit_handler").get(pack).status_code == 403
