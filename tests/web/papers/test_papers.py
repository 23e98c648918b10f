"""Papers, dossiers, registers and taking a dossier along."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from urllib.parse import unquote

import pytest
from docx import Document
from pypdf import PdfReader

from renda.kernel.archive import numbering
from renda.kernel.archive.models import CheckRun
from renda.kernel.audit.models import AuditEntry
from renda.kernel.documents import registers
from renda.kernel.documents.models import IssuedNumber, Paper
from renda.kernel.dossiers import export
from renda.kernel.dossiers.filing import dossier_of, put
from renda.kernel.dossiers.models import DossierItem
from renda.kernel.files import blobs
from renda.kernel.files.store import keep
from renda.kernel.units.scope import acting_in
from tests.modules.suggestions.story import Story


@pytest.fixture
def closed(town_set, frozen_clock):
    return Story(town_set).closed()


@pytest.fixture
def handling(town_set, frozen_clock):
    return Story(town_set, title="关于清淤东塘的建议").handling()


def text(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def reply_paper(story) -> Paper:
    return DossierItem.objects.get(dossier=dossier_of(story.suggestion), role="reply").paper


def test_every_paper_can_be_read_on_the_page(client_as, closed):
    client = client_as("office")
    found = list(Paper.objects.all())
    assert len(found) > 5
    for paper in found:
        page = text(client.get(f"/papers/{paper.pk}/"))
        assert paper.title in page and "打印" in page


def test_the_page_says_what_the_paper_says(client_as, closed):
    page = text(client_as("deputy").get(f"/papers/{reply_paper(closed).pk}/"))
    assert "4月8日修复完成" in page and "水利站" in page
    assert f"/papers/dossiers/{dossier_of(closed.suggestion).pk}/" in page


def test_printing_and_editing(client_as, closed):
    client, paper = client_as("office"), reply_paper(closed)
    pdf = client.get(f"/papers/{paper.pk}/pdf/")
    assert pdf["Content-Type"] == "application/pdf" and "inline" in pdf["Content-Disposition"]
    assert len(PdfReader(io.BytesIO(b"".join(pdf.streaming_content))).pages) >= 1
    word = client.get(f"/papers/{paper.pk}/docx/")
    assert "attachment" in word["Content-Disposition"]
    paragraphs = "".join(p.text for p in Document(io.BytesIO(b"".join(word.streaming_content))).paragraphs)
    assert "4月8日修复完成" in paragraphs


def test_a_paper_is_seen_with_its_matter(client_as, handling):
    paper = Paper.objects.filter(template="transmittal").first()
    for address in (f"/papers/{paper.pk}/", f"/papers/{paper.pk}/pdf/", f"/papers/{paper.pk}/docx/"):
        assert client_as("unit_handler").get(address).status_code == 200
        assert client_as("other_unit").get(address).status_code == 404
        assert client_as("keeper").get(address).status_code == 404


def test_another_towns_paper_is_not_there(client_as, handling, other_town):
    with acting_in(other_town.town):
        other = Story(other_town).handling()
        paper = Paper.objects.first()
        dossier = dossier_of(other.suggestion)
    assert client_as("office").get(f"/papers/{paper.pk}/").status_code == 404
    assert client_as("office").get(f"/papers/dossiers/{dossier.pk}/").status_code == 404
    assert client_as("office").post(f"/papers/dossiers/{dossier.pk}/export/").status_code in (403, 404)


def test_a_broken_paper_is_told(client_as, handling):
    paper = Paper.objects.first()
    Paper.objects.filter(pk=paper.pk).update(content="{")
    assert "读不出来" in text(client_as("office").get(f"/papers/{paper.pk}/"))


def test_the_dossier_lists_what_is_in_it_and_what_is_missing(client_as, handling, closed):
    client = client_as("office")
    own = dossier_of(handling.suggestion)
    open_one = text(client.get(f"/papers/dossiers/{own.pk}/"))
    assert "还没封存" in open_one and "还缺材料" not in open_one
    assert all(title in open_one for title in own.items.values_list("title", flat=True))
    own.items.filter(role="original").delete()
    assert "还缺材料" in text(client.get(f"/papers/dossiers/{own.pk}/"))
    sealed = dossier_of(closed.suggestion)
    page = text(client.get(f"/papers/dossiers/{sealed.pk}/"))
    assert "已封存" in page and "没有变动" in page and sealed.manifest_hash in page
    assert page.count("/papers/") > sealed.items.count()


def test_a_reserved_paper_is_not_even_listed_for_others(client_as, closed):
    sheet = DossierItem.objects.get(dossier=dossier_of(closed.suggestion), role="verdict").paper
    address = f"/papers/dossiers/{dossier_of(closed.suggestion).pk}/"
    assert f"/papers/{sheet.pk}/" in text(client_as("office").get(address))
    page = text(client_as("unit_handler").get(address))
    assert f"/papers/{sheet.pk}/" not in page and sheet.title not in page
    assert client_as("unit_handler").get(f"/papers/{sheet.pk}/pdf/").status_code == 404


def test_a_change_behind_the_seal_is_shown(client_as, closed):
    dossier = dossier_of(closed.suggestion)
    DossierItem.objects.filter(dossier=dossier, position=1).update(title="别的题名")
    assert "和封存时不一样" in text(client_as("office").get(f"/papers/dossiers/{dossier.pk}/"))


def test_dossiers_are_narrowed(client_as, handling, closed):
    client = client_as("office")
    assert "清淤东塘" not in text(client.get("/papers/dossiers/?state=sealed"))
    assert "清淤东塘" in text(client.get("/papers/dossiers/?words=东塘&state=open&year=2026"))
    assert "没有这样的案卷" in text(client.get("/papers/dossiers/?words=不存在的"))
    for odd in ("?year=abc", "?state=%00", "?kind=x", "?page=999999", "?words=" + "长" * 3000):
        assert client.get(f"/papers/dossiers/{odd}").status_code == 200


def unpacked(response) -> tuple[zipfile.ZipFile, str]:
    assert response.status_code == 200, [str(m) for m in response.wsgi_request._messages]
    assert response["Content-Type"] == "application/zip"
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    folder = archive.namelist()[0].split("/")[0]
    assert archive.testzip() is None
    return archive, folder


def test_a_dossier_opens_without_the_product(client_as, closed):
    dossier = dossier_of(closed.suggestion)
    before = AuditEntry.objects.filter(verb="dossier.export").count()
    archive, folder = unpacked(client_as("office").post(f"/papers/dossiers/{dossier.pk}/export/"))
    names = [name.removeprefix(f"{folder}/") for name in archive.namelist()]
    index = archive.read(f"{folder}/index.html").decode()
    assert "关于修复上河村东渠的建议" in index and "http" not in index
    items = dossier.items.count()
    assert len([name for name in names if name.endswith(".pdf")]) == items
    assert len([name for name in names if name.endswith(".docx")]) == items
    assert json.loads(archive.read(f"{folder}/manifest.json"))["items"] == dossier.manifest["items"]
    links = re.findall(r'href="([^"]+)"', index)
    assert {unquote(link) for link in links} <= set(names)
    for line in archive.read(f"{folder}/hashes.txt").decode().splitlines():
        digest, name = line.split("  ", 1)
        assert hashlib.sha256(archive.read(f"{folder}/{name}")).hexdigest() == digest
    assert AuditEntry.objects.filter(verb="dossier.export").count() == before + 1


def test_files_go_along_and_damaged_ones_are_named(town_set, handling):
    dossier = dossier_of(handling.suggestion)
    stored = keep(b"%PDF-1.4 scanned", "../现场/照片.docx", "docx", town_id=town_set.town.pk)
    lost = keep(b"lost bytes", "丢了的.docx", "docx", town_id=town_set.town.pk)
    put(dossier, "photo", "现场照片", file=stored)
    put(dossier, "photo", "丢了的材料", file=lost)
    blobs.path_of(lost.sha256).unlink()
    package = export.prepare(dossier)
    archive = zipfile.ZipFile(io.BytesIO(b"".join(export.stream(package))))
    names = archive.namelist()
    assert any(name.endswith("照片.docx") for name in names) and not any(".." in name for name in names)
    assert package.damaged == ["丢了的材料"]
    assert "已经损坏或丢失" in archive.read(f"{package.folder}/index.html").decode()


def test_who_may_take_a_dossier_along(client_as, closed):
    address = f"/papers/dossiers/{dossier_of(closed.suggestion).pk}/export/"
    assert client_as("chair").post(address).status_code == 403
    assert client_as("unit_handler").post(address).status_code == 403
    assert client_as("other_unit").post(address).status_code == 404
    assert client_as("office").get(address).status_code == 405


def test_names_that_no_system_takes_are_made_plain():
    assert export.safe_name("a/b\\c:d?\n", "空") == "a／b＼c_d_"
    assert export.safe_name("  ", "空") == "空"
    assert len(export.safe_name("很长的题名" * 60, "空")) <= export.NAME_LENGTH


def test_registers_keep_voided_numbers(client_as, closed):
    number = IssuedNumber.objects.order_by("n").first()
    registers.void(number, "重复取号")
    client = client_as("office")
    page = text(client.get("/papers/registers/"))
    assert number.text in page and "已作废" in page and "重复取号" in page
    assert number.text in text(client.get(f"/papers/registers/?series={number.series_id}&year=2026"))
    for odd in ("?series=abc", "?year=x", "?page=-1", "?year=99999999999"):
        assert client.get(f"/papers/registers/{odd}").status_code == 200
    assert client_as("deputy").get("/papers/registers/").status_code == 403


def test_an_empty_town_has_empty_lists(client_as, town_set):
    client = client_as("office")
    assert "还没有发过编号" in text(client.get("/papers/registers/"))
    assert "没有这样的案卷" in text(client.get("/papers/dossiers/"))


def test_queries_do_not_grow(client_as, town_set, frozen_clock, assert_queries_flat):
    client = client_as("office")
    made = iter(range(100))

    def make(count):
        for _ in range(count):
            Story(town_set, title=f"关于第{next(made)}件事的建议").assigned()

    assert_queries_flat(lambda: (text(client.get("/papers/dossiers/")), text(client.get("/papers/registers/"))), make, 2, 5)


def test_a_dossier_with_many_papers_asks_no_more(client_as, handling, assert_queries_flat):
    dossier = dossier_of(handling.suggestion)
    client = client_as("office")

    def make(count):
        for number in range(count):
            put(dossier, "note", f"第{number}份材料", paper=Paper.objects.first())

    assert_queries_flat(lambda: text(client.get(f"/papers/dossiers/{dossier.pk}/")), make, 2, 20)


def test_what_leaves_the_archive_is_checked_first(client_as, closed, town_set):
    numbering.name_fonds(town_set.actor("office"), number="Z109", name="云岭镇人民代表大会", repository="县档案馆")
    dossier = dossier_of(closed.suggestion)
    address = f"/papers/dossiers/{dossier.pk}/export/"
    unpacked(client_as("office").post(address))
    run = CheckRun.objects.get(stage=CheckRun.Stage.HANDOVER)
    assert run.is_ok and any("写出" in line for row in run.results for line in row["evidence"])
    part = dossier.archived.first().parts.first()
    Paper.objects.filter(pk=part.paper_id).update(content="{}")
    answer = client_as("office").post(address, follow=True)
    assert "四性检测有不合格的，没有导出" in answer.content.decode()
