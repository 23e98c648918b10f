"""Scans on the renewal's pages: what is under way, what ended, and the row of the original beside what is asked."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from renda.kernel.documents.engine.model import OfficialPaper, text, to_json
from renda.kernel.documents.reading import UnclearRow
from renda.kernel.documents.reading.scans import Page
from renda.kernel.files.models import StoredFile
from renda.modules.drafting.renewal import scans
from renda.modules.drafting.renewal.models import RenewalItem, RenewalSet
from tests.kernel.documents.reading import scanned

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def made(town_set, frozen_clock) -> RenewalSet:
    """A set with a scan of two pages, one of them done."""
    scan = StoredFile.objects.create(kind="pdf", mime="application/pdf", original_name="去年的通知.pdf", size=1, sha256="0" * 64, town_id=town_set.town.pk)
    begun = RenewalSet.objects.create(title="去年的通知", starter="办公室")
    RenewalItem.objects.create(renewal=begun, position=1, filename="去年的通知.pdf", title="去年的通知", scan=scan, scan_pages=2, recognised=[{}])
    return begun


def url(name: str, *args) -> str:
    return reverse(f"drafting:renewal-{name}", args=args)


def test_a_scan_is_taken_in_and_worked_on_after_the_answer(client_as, town_set, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(scans, "start", lambda: None)
    data = scanned.as_pdf([scanned.Image.new("1", (60, 80), 1)] * 2)
    with django_capture_on_commit_callbacks(execute=True) as called:
        answer = client_as("office").post(reverse("drafting:renewal"), {"files": [SimpleUploadedFile("去年.pdf", data)]}, follow=True)
    page = answer.content.decode()
    assert len(called) >= 1 and "正在认" in page and "0 / 2" in page and "定好了" not in page


def test_how_far_it_is_is_asked_until_it_is_done(client_as, made):
    office = client_as("office")
    assert "1 / 2" in office.get(url("set", made.pk)).content.decode()
    part = office.get(url("reading", made.pk), {"open": "1"}, **HTMX)
    assert part.status_code == 200 and "1 / 2" in part.content.decode() and "<html" not in part.content.decode()
    made.items.update(content=to_json(OfficialPaper("通知", "plain", "通知", blocks=(text("开会。"),))))
    assert office.get(url("reading", made.pk), {"open": "1"}, **HTMX).headers["HX-Refresh"] == "true"
    assert office.get(url("reading", made.pk)).status_code == 302


def test_what_ended_with_a_problem_can_be_tried_again_or_left_out(client_as, made, monkeypatch):
    monkeypatch.setattr(scans, "start", lambda: None)
    office = client_as("office")
    made.items.update(problem="识别中途停了。", tries=3)
    page = office.get(url("set", made.pk)).content.decode()
    assert "识别中途停了。" in page and "再认一次" in page and "every 2s" not in page
    office.post(url("again", made.pk, 1))
    assert (made.items.get().problem, made.items.get().tries) == ("", 0)
    answer = office.post(url("leave-out", made.pk, 1))
    assert answer.url == reverse("drafting:renewal") and not RenewalSet.objects.exists()
    assert client_as("unit_handler").post(url("again", made.pk, 1)).status_code == 403


def test_the_row_of_the_original_stands_beside_the_question(client_as, made):
    row = UnclearRow("请各位代表准时到会。", 2, (1,), "aGVsbG8=")
    paper = OfficialPaper("通知", "plain", "关于开会的通知", blocks=(text("请各位代表准时到会。"),))
    made.items.update(content=to_json(paper), unclear=[row.as_dict()], recognised=[])
    page = client_as("office").get(url("place", made.pk, 1)).content.decode()
    assert "这一行看不清，请对照原件" in page and 'src="data:image/jpeg;base64,aGVsbG8="' in page and "原件第 2 页" in page
    assert 'value="请各位代表准时到会"' in page or 'value="请各位代表准时到会。"' in page


def test_the_whole_original_stands_beside_the_text_with_the_row_framed(client_as, made, monkeypatch):
    row = UnclearRow("请各位代表准时到会。", 2, (1,), "aGVsbG8=", (10, 20, 110, 50))
    paper = OfficialPaper("通知", "plain", "关于开会的通知", blocks=(text("请各位代表准时到会。"),))
    ways = [Page(600, 800, (), turn=turn).as_dict() for turn in (0, 180)]
    made.items.update(content=to_json(paper), unclear=[row.as_dict()], recognised=ways)
    drawn = []
    monkeypatch.setattr(scans, "page_picture", lambda item, number: drawn.append(number) or b"picture")
    office = client_as("office")
    page = office.get(url("place", made.pk, 1)).content.decode()
    assert page.count('class="renew-page"') == 1 and "原件第 2 页，框着的是这一行" in page
    assert '<rect class="renew-row" x="10" y="20" width="100" height="30"/>' in page
    assert office.get(url("paper", made.pk, 1)).content.decode().count('class="renew-page"') == 2
    answer = office.get(url("scan", made.pk, 1, 2))
    assert (answer.content, answer.headers["Content-Type"], drawn) == (b"picture", "image/jpeg", [2])
    assert office.get(url("scan", made.pk, 1, 3)).status_code == 404
    assert client_as("unit_handler").get(url("scan", made.pk, 1, 1)).status_code == 403
