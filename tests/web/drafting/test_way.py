"""A paper's whole way through the pages: beginning, review, signing, number, sending, receipts, versions, registers."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from renda.kernel.documents import registers
from renda.kernel.documents.engine.docx import render_docx
from renda.kernel.documents.engine.model import text
from renda.kernel.documents.models import IssuedNumber, NumberSeries
from renda.kernel.procedures.execute import execute
from renda.modules.drafting import contents, texts
from renda.modules.drafting.models import Draft, Receipt, ReviewRequest
from tests.web.drafting.conftest import whole_paper


def page(client, url: str, code: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == code, answer.status_code
    return answer.content.decode()


@pytest.fixture
def step(client_as, draft):
    """``step("office", "ask_review", {...})``: the form as shown now, with these answers."""

    def take(role: str, verb: str, data=None, code: int = 302) -> str:
        draft.refresh_from_db()
        answer = client_as(role).post(
            reverse("drafting:step", args=[draft.pk, verb]), {"version": draft.version, **(data or {})}
        )
        assert answer.status_code == code, answer.content.decode()[-3000:]
        draft.refresh_from_db()
        return answer.content.decode()

    return take


def test_the_whole_way_by_pages(draft, step, town_set, client_as):
    people = town_set.people
    step("office", "ask_review", {"reviewers": [people["chair"].pk], "note": "看时间"})
    beside = page(client_as("chair"), reverse("drafting:step", args=[draft.pk, "give_opinion"]))
    assert "看时间" in beside and "对这一段提意见" in beside and "一、时间" in beside
    client_as("chair").post(reverse("drafting:seen", args=[draft.pk]))
    assert ReviewRequest.objects.get(draft=draft).seen_at
    step("chair", "give_opinion", {"stance": "amend", "marks-0": "改成定于", "text": ""})
    assert draft.state == "drafting"
    shown = page(client_as("office"), draft.get_absolute_url())
    assert "改成定于" in shown and "修改意见" in shown
    mended = whole_paper()
    texts.save_text(town_set.actor("office"), draft, replace(mended, title="关于召开三月会议的通知"), draft.text_version)
    step("office", "ask_review", {"reviewers": [people["chair"].pk]})
    again = page(client_as("chair"), reverse("drafting:step", args=[draft.pk, "give_opinion"]))
    assert "看自您上次看过以来的改动" in again and f"?a=1&amp;b={draft.text_version}" in again
    assert "三月会议" in page(client_as("chair"), reverse("drafting:compare", args=[draft.pk]) + f"?a=1&b={draft.text_version}")
    step("chair", "give_opinion", {"stance": "agree"})
    step("chair", "sign", {"sign_note": "同意"})
    step("office", "number", {"series": "office"})
    assert draft.number.text in page(client_as("office"), draft.get_absolute_url())
    step("office", "send", {"groups": [town_set.group.pk], "units": [town_set.units["water"].pk], "others": "县人大"})
    assert draft.state == "sent" and Receipt.objects.filter(dispatch__draft=draft).count() == 5
    listed = page(client_as("office"), reverse("drafting:receipts", args=[draft.pk]))
    assert "王代表" in listed and "县人大" in listed and "未读" in listed


def test_what_is_refused_is_told_beside_the_form(draft, step, town_set):
    assert "请对照修改" not in step("office", "ask_review", {}, 422)
    official = whole_paper()
    texts.save_text(town_set.actor("office"), draft, official.__class__(**{**official.__dict__, "blocks": (text("〔待填：时间〕"),)}), 1)
    answer = step("office", "ask_review", {"reviewers": [town_set.people["chair"].pk]}, 422)
    assert "待填" in answer and "没有办成" in answer


def sent_to_deputy(draft, town_set) -> Receipt:
    office, chair = town_set.actor("office"), town_set.actor("chair")
    execute(office, draft, "skip_review", {"reason": "急"})
    execute(chair, draft, "sign", {"sign_note": "同意"})
    execute(office, draft, "number", {"series": "office"})
    execute(office, draft, "send", {"people": [town_set.people["deputy"]]})
    return Receipt.objects.get(dispatch__draft=draft)


def test_the_receiver_reads_and_signs(draft, town_set, client_as):
    receipt, deputy = sent_to_deputy(draft, town_set), client_as("deputy")
    assert "发给您的公文（1份）" in page(deputy, reverse("desk"))
    assert "第1页" in page(deputy, receipt.get_absolute_url())
    assert not Receipt.objects.get(pk=receipt.pk).read_at
    deputy.post(reverse("drafting:receipt-read", args=[receipt.pk]))
    assert Receipt.objects.get(pk=receipt.pk).standing == "已读"
    deputy.post(reverse("drafting:receipt-sign", args=[receipt.pk]))
    assert Receipt.objects.get(pk=receipt.pk).standing == "已签收"
    assert "已签收" in page(deputy, reverse("drafting:received-list"))
    assert "发给您的公文" not in page(deputy, reverse("desk"))


def test_the_office_notes_a_signature_on_paper(draft, town_set, client_as):
    receipt, office = sent_to_deputy(draft, town_set), client_as("office")
    url = reverse("drafting:receipt-sign", args=[receipt.pk])
    office.post(url, {"signed_by": "王代表", "on": "昨天", "back": "list"})
    assert "没有记下" in page(office, reverse("drafting:receipts", args=[draft.pk]))
    office.post(url, {"signed_by": "王代表", "on": "2026-11-23", "back": "list"})
    assert "周文书" in Receipt.objects.get(pk=receipt.pk).keyed_by


def test_versions_are_compared_in_words_and_restored(draft, town_set, client_as):
    office = client_as("office")
    changed = whole_paper().__class__(**{**whole_paper().__dict__, "title": "关于召开大会的通知"})
    texts.save_text(town_set.actor("office"), draft, changed, 1)
    compared = page(office, reverse("drafting:compare", args=[draft.pk]) + "?a=1&b=2")
    assert "改了1处" in compared and "<ins>" in compared and "没有变化" in compared
    for odd in ("?a=x&b=y", "?a=2&b=2"):
        page(office, reverse("drafting:compare", args=[draft.pk]) + odd)
    page(office, reverse("drafting:compare", args=[draft.pk]) + "?a=99", 404)
    office.post(reverse("drafting:restore", args=[draft.pk, 1]), {"base": 2})
    fresh = Draft.objects.get(pk=draft.pk)
    assert fresh.text_version == 3 and contents.raw(fresh).title == whole_paper().title


def test_printing_and_downloading(draft, client_as):
    office = client_as("office")
    for query in ("", "?keep"):
        data = b"".join(office.get(reverse("drafting:pdf", args=[draft.pk]) + query).streaming_content)
        assert "现通知如下" in PdfReader(io.BytesIO(data)).pages[0].extract_text().replace("\n", "")
    answer = office.get(reverse("drafting:docx", args=[draft.pk]))
    assert b"".join(answer.streaming_content)[:2] == b"PK"


def test_beginning_blank_from_a_template_from_a_file_and_from_an_earlier_paper(town_set, client_as, monday, draft):
    office = client_as("office")
    page(office, reverse("drafting:new"))
    assert office.post(reverse("drafting:new-blank"), {"title": "", "kind": ""}).status_code == 422
    office.post(reverse("drafting:new-blank"), {"title": "关于开会的通知", "kind": "general 通知"})
    assert Draft.objects.order_by("-id").first().title == "关于开会的通知"
    assert "用范本" in page(office, reverse("drafting:new-template"))
    page(office, reverse("drafting:from-template", args=["no_such"]), 404)
    url = reverse("drafting:from-template", args=["reminder"])
    page(office, url)
    assert office.post(url, {}).status_code == 302
    assert "〔待填：" in Draft.objects.order_by("-id").first().content
    given = SimpleUploadedFile("去年的通知.docx", render_docx(whole_paper()))
    assert office.post(reverse("drafting:new-upload"), {"file": given}).status_code == 302
    broken = SimpleUploadedFile("坏的.docx", b"PK\x03\x04broken")
    answer = office.post(reverse("drafting:new-upload"), {"file": broken})
    assert answer.status_code == 422 and "class=\"error\"" in answer.content.decode()
    sent_to_deputy(draft, town_set)
    draft.refresh_from_db()
    assert draft.title in page(office, reverse("drafting:new-earlier") + "?q=召开")
    assert office.post(reverse("drafting:from-earlier", args=[draft.paper_id])).status_code == 302


def test_my_papers_show_what_waits_for_whom(draft, town_set, client_as):
    office, chair = client_as("office"), client_as("chair")
    assert "正在写的" in page(office, reverse("drafting:list"))
    execute(town_set.actor("office"), draft, "skip_review", {"reason": "急"})
    assert "等我签发" in page(chair, reverse("drafting:list"))
    assert "等您签发的公文（1份）" in page(chair, reverse("desk"))
    assert "没有等您看的公文" in page(client_as("deputy"), reverse("drafting:list"))
    assert draft.title in page(office, reverse("drafting:list") + "?q=召开")
    assert "没有这样的公文" in page(office, reverse("drafting:list") + "?q=没有的")


def test_lists_ask_a_fixed_number_of_questions(draft, town_set, client_as, assert_queries_flat):
    office = client_as("office")

    def more(count):
        for _ in range(count):
            one = texts.start_with(town_set.actor("office"), whole_paper())
            sent_to_deputy(one, town_set) if count > 1 else None

    assert_queries_flat(lambda: office.get(reverse("drafting:list")), more)


def test_a_register_is_looked_after(town_set, client_as, monday):
    series, office = NumberSeries.objects.get(key="office"), client_as("office")
    url = reverse("drafting:register", args=[series.pk])
    taken = {"do": "take_in", "take_in-last": "3", "take_in-lines": "1 关于甲的通知\n3 关于乙的通知", "take_in-explanation": ""}
    assert "请写明这些号" in office.post(url, taken).content.decode()
    office.post(url, {**taken, "take_in-explanation": "当时没有用"})
    office.post(url, {"do": "reserve", "reserve-count": "2", "reserve-reason": "留给换届"})
    assert office.post(url, {"do": "reserve", "reserve-count": "2", "reserve-reason": ""}).status_code == 422
    office.post(url, {"do": "void", "void-n": "4", "void-reason": "不用了"})
    assert "没有编过第99号" in office.post(url, {"do": "void", "void-n": "99", "void-reason": "x"}).content.decode()
    shown = page(office, reverse("registers") + f"?series={series.pk}")
    for words in ("纸上编的", "当时没有用", "留给换届", "不用了", "预留、作废、补登"):
        assert words in shown
    IssuedNumber.objects.filter(series=series, n=5).update(year=2025)
    earlier = page(office, url + "?year=2025")
    assert "作废一个" in earlier and "预留几个号" not in earlier
    office.post(url + "?year=2025", {"do": "void", "void-n": "5", "void-reason": "去年没有用上"})
    assert IssuedNumber.objects.get(series=series, year=2025).void_reason == "去年没有用上"
    assert "请写一个数" in office.post(url, {"do": "reserve", "reserve-count": "三", "reserve-reason": "留"}).content.decode()
    IssuedNumber.objects.filter(series=series, n=2).delete()
    assert "有空号" in page(office, url)
    office.post(url, {"do": "explain", "explain-reason": "登记簿撕坏了"})
    assert registers.gaps(series, 2026) == []
