"""This year's papers from last year's, as the pages show it."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from renda.kernel.documents.engine.docx import render_docx
from renda.kernel.documents.engine.model import plain_text
from renda.modules.drafting import contents, texts
from renda.modules.drafting.models import Draft
from renda.modules.drafting.renewal import work
from renda.modules.drafting.renewal.models import RenewalSet
from renda.modules.drafting.renewal.work import Source
from tests.modules.drafting.renewal.last_year import LAST_YEAR, SECOND, TODAY, furnish


@pytest.fixture
def town_of_today(town_set, frozen_clock):
    furnish(town_set)
    frozen_clock.to(TODAY)
    return town_set


@pytest.fixture
def begun(town_of_today) -> RenewalSet:
    sources = [Source("通知.txt", LAST_YEAR.encode()), Source("主持词.txt", SECOND.encode())]
    return work.begin(town_of_today.actor("office"), sources)


@pytest.fixture
def office(client_as, town_of_today):
    return client_as("office")


def url(name: str, *args) -> str:
    return reverse(f"drafting:renewal-{name}", args=args)


def said(answer) -> str:
    return answer.content.decode()


def left(page: str) -> int:
    found = re.search(r"还有 (\d+) 处要定", page)
    return int(found[1]) if found else 0


def test_files_are_read_and_the_set_is_shown(office):
    files = [SimpleUploadedFile("通知.txt", LAST_YEAR.encode()), SimpleUploadedFile("主持词.txt", SECOND.encode())]
    answer = office.post(reverse("drafting:renewal"), {"files": files}, follow=True)
    page = said(answer)
    assert answer.status_code == 200 and left(page) >= 4
    assert "第四次会议主持词" in page and "十九届五次" in page and "2026-01-20" in page


def test_a_paper_of_the_system_can_be_ticked(office, town_of_today):
    from renda.kernel.documents.models import Paper, PaperState

    draft = texts.start_blank(town_of_today.actor("office"), "通知", "plain", "关于走访的通知")
    paper = Paper.objects.create(kind="通知", title="关于走访的通知", content=draft.content, state=PaperState.ISSUED, dated_on="2025-03-01")
    assert "关于走访的通知" in said(office.get(reverse("drafting:renewal")))
    office.post(reverse("drafting:renewal"), {"paper": [str(paper.pk), "x" * 36]})
    assert RenewalSet.objects.get().items.get().base_paper == paper


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [("坏.docx", b"PK\x03\x04 torn", "坏.docx"), ("空.txt", b"", "空的"), ("图.png", b"\x89PNG\r\n\x1a\n0000", "图.png")],
)
def test_a_file_that_cannot_be_read_says_why(office, name, data, words):
    answer = office.post(reverse("drafting:renewal"), {"files": [SimpleUploadedFile(name, data)]})
    assert answer.status_code == 422 and words in said(answer)
    assert not RenewalSet.objects.exists()


def test_choosing_nothing_says_what_to_do(office):
    answer = office.post(reverse("drafting:renewal"), {})
    assert answer.status_code == 422 and "请先选去年的文件" in said(answer)


def test_both_sides_with_every_change_marked(office, begun):
    page = said(office.get(url("paper", begun.pk, 1)))
    assert "2025年1月15日至16日" in page and "2026年1月20日至21日" in page
    assert re.search(r"renew-done[^>]*><b>已换</b>2026年1月20日至21日", page)
    assert re.search(r"renew-open[^>]*><b>要定</b>胡文斌", page)
    assert re.search(r"renew-kept[^>]*><b>照旧</b>周文书", page)
    only = said(office.get(url("paper", begun.pk, 1) + "?only=1"))
    assert "各代表小组" in page and "各代表小组" not in only


def test_one_after_the_other_to_the_end_and_the_draft(office, begun):
    answer = office.get(url("place", begun.pk, 1), follow=True)
    before, rounds = left(said(answer)), 0
    while "/place/" in answer.request["PATH_INFO"] and rounds < 60:
        here = answer.request["PATH_INFO"] + "?" + answer.request["QUERY_STRING"]
        answer = office.post(here, {"answer": "keep", "everywhere": "on"}, follow=True)
        now = left(said(answer))
        assert now < before
        before, rounds = now, rounds + 1
    assert before == 0 and "可以生成文稿了" in said(answer)
    office.post(url("make-all", begun.pk))
    assert Draft.objects.count() == 2
    assert "【待核" not in plain_text(contents.resolved(Draft.objects.first()))
    assert "做完了" in said(office.get(url("set", begun.pk)))


def place_of(begun: RenewalSet, old: str):
    return next(place for place in work.worked(begun)[0].renewal.places if place.old == old)


def test_the_successor_is_offered_first_and_holds_in_both_papers(office, begun):
    place = place_of(begun, "胡文斌")
    address = url("place", begun.pk, 1) + f"?at={place.id}"
    page = said(office.get(address))
    assert "秦小川" in page and "共 2 处，在 2 份文件里" in page and "2025年6月30日" in page
    office.post(address, {"answer": "0", "everywhere": "on"})
    assert "秦小川" in said(office.get(url("paper", begun.pk, 2)))
    assert "您定的" in said(office.get(url("paper", begun.pk, 1)))


def test_words_of_ones_own_and_taking_them_back(office, begun):
    place = place_of(begun, "9件")
    address = url("place", begun.pk, 1) + f"?at={place.id}"
    answer = office.post(address, {"answer": "other", "words": ""})
    assert answer.status_code == 422 and "请写要改成的文字" in said(answer)
    office.post(address, {"answer": "other", "words": "12件<b>"})
    page = said(office.get(url("paper", begun.pk, 1)))
    assert "12件&lt;b&gt;" in page
    begun.refresh_from_db()
    key = next(iter(begun.rulings))
    answer = office.post(url("back", begun.pk) + f"?key={key}&position=1&at={place.id}", follow=True)
    begun.refresh_from_db()
    assert begun.rulings == {} and "撤回了" in said(answer)


def test_a_place_that_was_replaced_can_be_looked_at_and_changed(office, begun):
    place = place_of(begun, "2025年1月15日至16日")
    page = said(office.get(url("place", begun.pk, 1) + f"?at={place.id}"))
    assert "2026年1月20日至21日" in page and "照旧：2025年1月15日至16日" in page


def test_another_session_changes_what_is_written(office, begun):
    answer = office.post(url("settle", begun.pk), {"session": "十九届六次", "opens": "2026-02-03", "closes": "2026-02-04", "date": ""}, follow=True)
    assert "记下了" in said(answer)
    assert "2026年2月3日至4日" in said(office.get(url("paper", begun.pk, 1)))


@pytest.mark.parametrize("sent", [{"session": "下一次"}, {"opens": "明天"}, {"opens": "2026-02-03", "closes": "2026-02-01"}])
def test_settings_that_make_no_sense_are_told(office, begun, sent):
    answer = office.post(url("settle", begun.pk), sent)
    assert answer.status_code == 422
    begun.refresh_from_db()
    assert begun.settings == {}


def test_making_one_draft_early_marks_what_is_open(office, begun):
    answer = office.post(url("make", begun.pk, 1))
    draft = Draft.objects.get()
    assert answer.status_code == 302 and answer["Location"] == draft.get_absolute_url()
    assert "【待核：" in plain_text(contents.resolved(draft))
    assert "已成稿" in said(office.get(url("set", begun.pk)))
    place = place_of(begun, "9件")
    assert "请在文稿里改" in said(office.get(url("place", begun.pk, 1) + f"?at={place.id}"))


def test_giving_it_up(office, begun):
    assert "去年的文件也还在" in said(office.get(url("end", begun.pk)))
    office.post(url("end", begun.pk))
    assert not RenewalSet.objects.exists()


def test_what_does_not_exist(office, begun):
    assert office.get(url("paper", begun.pk, 9)).status_code == 404
    assert office.get(url("place", begun.pk, 9)).status_code == 404
    assert office.get(url("place", begun.pk, 1) + "?at=blocks/0:1-2x").status_code == 404
    assert office.post(url("place", begun.pk, 1) + f"?at={place_of(begun, '9件').id}", {"answer": "77"}).status_code == 422


def test_who_may(client_as, begun):
    assert client_as("deputy").get(reverse("drafting:renewal")).status_code == 403
    assert client_as("chair").get(url("set", begun.pk)).status_code == 404
    assert client_as("chair").get(reverse("drafting:renewal")).status_code == 200


def test_a_docx_of_ours_goes_through(office):
    from tests.kernel.documents.engine import samples

    file = SimpleUploadedFile("去年.docx", render_docx(samples.GENERAL))
    page = said(office.post(reverse("drafting:renewal"), {"files": [file]}, follow=True))
    assert samples.GENERAL.title in page


def test_queries_do_not_grow_with_the_paper(office, town_of_today, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def with_lines(count: int):
        text = LAST_YEAR.replace("　　去年收到", "　　副镇长胡文斌走访，受访群众80人。\n" * count + "　　去年收到")
        return work.begin(town_of_today.actor("office"), [Source(f"{count}行.txt", text.encode())])

    short, long = with_lines(1), with_lines(60)
    for made in (short, long):
        office.get(url("paper", made.pk, 1))
    with CaptureQueriesContext(connection) as few:
        office.get(url("paper", short.pk, 1))
    with django_assert_max_num_queries(len(few) + 1):
        office.get(url("paper", long.pk, 1))
