"""Old papers on the pages: handed in, watched, looked through, lit up, decided about."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from renda.modules.intake import reading, taking
from renda.modules.intake.models import Intake, IntakePage, IntakePaper
from renda.modules.intake.taking import Given
from tests.modules.intake import made

pytestmark = pytest.mark.django_db
SCRIPT = {"HTTP_ACCEPT": "application/json"}


def url(name: str, *args) -> str:
    return reverse(f"intake:{name}", args=args)


@pytest.fixture
def office(client_as, frozen_clock, monkeypatch, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(reading.beside, "is_beside", False)
    return client_as("office")


@pytest.fixture
def papers(office, town_set):
    """``papers(files)`` → the list they are on, read."""

    def taken(files: dict[str, bytes]) -> Intake:
        intake = taking.begin(town_set.actor("office"), "铁皮柜")
        taking.add(town_set.actor("office"), intake, [Given(name, data) for name, data in files.items()])
        reading.beside.start()
        return intake

    return taken


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def typed(paper: IntakePaper, **changes) -> dict[str, str]:
    """The fields of a paper as the page sends them."""
    day = paper.dated_on.isoformat() if paper.dated_on else ""
    facts = {name: getattr(paper, name) for name in ("title", "number", "organ", "kind", "line")}
    return {f"{paper.pk}-{name}": value for name, value in {**facts, "dated_on": day, **changes}.items()}


def test_handed_in_without_scripts(office):
    files = [upload("通知.docx", made.docx()), upload("图标.svg", b"<svg/>")]
    page = office.post(url("new"), {"title": "2015年", "files": files}, follow=True).content.decode()
    assert made.TITLE in page and "等核对" in page and "打印成 PDF" in page and "1个没有收" in page
    nothing = office.post(url("new"), {"title": ""})
    assert nothing.status_code == 422 and "请先选文件" in nothing.content.decode()


def test_handed_in_by_the_script_in_packets(office):
    begun = json.loads(office.post(url("new"), {"title": "2015年"}, **SCRIPT).content)
    packet = {"files": [upload("a.docx", made.docx())], "names": ["2015年/../../通知.docx"]}
    answer = json.loads(office.post(url("add", begun["id"]), packet, **SCRIPT).content)
    assert answer == {"files": 1, "same": 0, "refused": 0, "stopped": ""}
    assert IntakePaper.objects.get().name == "2015年/通知.docx"
    again = office.post(
        url("add", begun["id"]), {"files": [upload("b.docx", made.docx())], "names": ["b.docx"]}, **SCRIPT
    )
    assert json.loads(again.content)["same"] == 1


def test_how_far_the_reading_is(office, papers):
    intake = papers({"通知.docx": made.docx()})
    IntakePaper.objects.update(read_at=None, is_scan=True)
    page = office.get(url("intake", intake.pk)).content.decode()
    assert "正在读" in page and "0 / 1" in page and "先停一下" in page
    part = office.get(url("progress", intake.pk), HTTP_HX_REQUEST="true")
    assert part.status_code == 200 and "<html" not in part.content.decode()
    assert "停着" in office.post(url("pause", intake.pk), follow=True).content.decode()
    office.post(url("resume", intake.pk))
    IntakePaper.objects.update(problem="读不了。")
    assert office.get(url("progress", intake.pk), HTTP_HX_REQUEST="true").headers["HX-Refresh"] == "true"


def test_looked_through_and_filed_ticked_ones_only(office, papers):
    intake = papers({"一.docx": made.docx(), "2016.4.6二号文件.txt": "二号文件".encode() * 9})
    first, second = intake.papers.order_by("position")
    page = office.get(url("check", intake.pk)).content.decode()
    assert "读自：落款的日期" in page and f'value="{made.NUMBER}"' in page and "2016-04-06" in page
    office.post(url("check", intake.pk), {**typed(first), **typed(second), "take": [str(first.pk)]})
    first.refresh_from_db(), second.refresh_from_db()
    assert first.item.title == made.TITLE and first.confirmed_by == "周文书" and second.item is None
    answer = office.post(url("check", intake.pk), {**typed(second, organ="水利站"), "take": [str(second.pk)]})
    assert (
        answer.url == url("intake", intake.pk)
        and IntakePaper.objects.get(pk=second.pk).item.organ == "水利站"
    )


def test_what_is_wrong_stays_as_typed_with_the_reason(office, papers):
    intake = papers({"一.docx": made.docx(), "二.txt": "二号文件".encode() * 9})
    first, second = intake.papers.order_by("position")
    both = {
        **typed(first),
        **typed(second, title="改过的题名", dated_on="2015"),
        "take": [str(first.pk), str(second.pk)],
    }
    answer = office.post(url("check", intake.pk), both)
    page = answer.content.decode()
    assert (
        answer.status_code == 422
        and "1份没有归档" in page
        and "改过的题名" in page
        and "日期要写到日" in page
    )
    assert IntakePaper.objects.get(pk=first.pk).item_id and not IntakePaper.objects.get(pk=second.pk).item_id
    kept = office.post(url("check", intake.pk), typed(second, title="又改了"))
    assert "又改了" in kept.content.decode() and "还没有勾选" in kept.content.decode()
    future = office.post(
        url("check", intake.pk), {**typed(second, dated_on="2027-1-1"), "take": [str(second.pk)]}
    )
    assert "日期在今天以后" in future.content.decode()


def test_a_paper_with_its_words_and_what_may_be_done(office, papers):
    intake = papers({"通知.docx": made.docx()})
    paper = intake.papers.get()
    page = office.get(url("paper", paper.pk)).content.decode()
    assert "定于3月12日视察东渠" in page and "没有错，归档" in page
    office.post(url("act", paper.pk, "set-aside"))
    assert "收回来" in office.get(url("paper", paper.pk)).content.decode()
    office.post(url("act", paper.pk, "take-back"))
    done = office.post(url("paper", paper.pk), typed(paper), follow=True).content.decode()
    assert "已经归档" in done and "看归档的这一件" in done
    assert office.post(url("act", paper.pk, "split"), follow=True).status_code == 200
    assert office.post(url("act", paper.pk, "nothing")).status_code == 404


def test_a_hit_lights_up_on_the_picture(office, papers, monkeypatch):
    monkeypatch.setattr(
        reading, "recognise", lambda data, kind, first=0, most=0: iter([(made.page_of(*made.WORDS), 1)])
    )
    paper = papers({"决定.png": made.picture()}).papers.get()
    page = office.get(url("paper", paper.pk), {"q": "水利站"}).content.decode()
    assert "找到了" in page and page.count('class="intake-hit"') == 1
    assert "intake-hit" not in office.get(url("paper", paper.pk), {"q": "没有"}).content.decode()
    file = paper.files.get()
    picture = office.get(url("picture", paper.pk, file.pk, 0))
    assert (
        picture["Content-Type"] == "image/jpeg"
        and picture.content.startswith(b"\xff\xd8")
        and "max-age" in picture["Cache-Control"]
    )
    assert office.get(url("picture", paper.pk, file.pk, 7)).status_code == 404


def test_a_letter_by_hand_needs_a_summary(office, papers, monkeypatch):
    monkeypatch.setattr(
        reading, "recognise", lambda data, kind, first=0, most=0: iter([(made.page_of("看不清"), 1)])
    )
    paper = papers({"来信.png": made.picture()}).papers.get()
    told = office.post(
        url("act", paper.pk, "summary"), {"is_handwritten": "on", "summary": ""}, follow=True
    ).content.decode()
    assert "请写几句摘要" in told
    office.post(url("act", paper.pk, "summary"), {"is_handwritten": "on", "summary": "王大爷请求修水管"})
    paper.refresh_from_db()
    assert paper.is_handwritten and paper.summary == "王大爷请求修水管"


def test_who_may_not(client_as, papers):
    paper = papers({"通知.docx": made.docx()}).papers.get()
    assert client_as("deputy").get(url("paper", paper.pk)).status_code == 403
    assert client_as("chair").get(url("paper", paper.pk)).status_code == 200
    assert client_as("chair").post(url("paper", paper.pk), typed(paper)).status_code == 403
    assert client_as("chair").post(url("act", paper.pk, "set-aside")).status_code == 403


def test_another_towns_papers_are_not_there(office, other_town):
    from renda.kernel.units.scope import acting_in

    with acting_in(other_town.town):
        made_there = taking.begin(other_town.actor("office"))
    assert office.get(url("intake", made_there.pk)).status_code == 404


def test_the_lists_ask_no_more_with_more_papers(office, papers, assert_queries_flat):
    intake = papers({"一.txt": "一号文件".encode() * 9})

    def more(count: int) -> None:
        last = intake.papers.order_by("-position").first().position
        for place in range(last + 1, last + 1 + count):
            IntakePaper.objects.create(
                intake=intake, position=place, name="x.txt", title="x", read_at=intake.started_at
            )

    assert_queries_flat(lambda: office.get(url("intake", intake.pk)), more, 1, 8)
    assert_queries_flat(lambda: office.get(url("check", intake.pk)), more, 1, 8)
    assert not IntakePage.objects.exists()
