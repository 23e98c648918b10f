"""Scans: page by page, gone on with after a stop, sorted and joined, lit up where the words stand, and written about."""

from __future__ import annotations

import pytest

from renda.foundation import clock
from renda.kernel.documents.reading import Unreadable
from renda.kernel.files.limits import SCANS
from renda.kernel.search import api
from renda.kernel.search.query import parse
from renda.modules.intake import confirming, reading, selectors
from renda.modules.intake.confirming import Facts
from renda.modules.intake.models import IntakePage, IntakePaper
from renda.modules.intake.taking import NotYet
from tests.modules.intake import made
from tests.modules.intake.conftest import only

pytestmark = pytest.mark.django_db
STOPPED = Unreadable("识别中途停了。")


def pages(paper: IntakePaper) -> list[IntakePage]:
    return list(IntakePage.objects.filter(file__paper=paper).order_by("file__position", "number"))


def filed(office, paper: IntakePaper) -> IntakePaper:
    return confirming.confirm(
        office, paper, Facts(paper.title or "信", paper.dated_on or clock.today(), line=paper.line)
    )


def test_two_thousand_pages_are_read_in_stretches_and_a_restart_goes_on(take, sheets, monkeypatch):
    """The process ends somewhere in the middle: what was done is not done again."""
    sheets.pages = [made.page_of(f"第{n}页的内容") for n in range(2000)]
    monkeypatch.setattr("renda.modules.intake.reading.pages_wanted", lambda file: 2000)
    intake, _ = take({"全年.pdf": made.scan(1)}, read=False)
    reading._next()
    for _ in range(3):
        reading._next()
    paper = only(intake)
    assert len(pages(paper)) == 3 * SCANS.at_once and paper.read_at is None
    assert reading.go_on(clock.now()) == 1
    paper = only(intake)
    assert paper.read_at and len(pages(paper)) == 2000 and "第1999页的内容" in paper.text
    assert sheets.asked == list(range(0, 2000, SCANS.at_once)), "no page was read twice"


def test_more_pages_than_the_budget_are_kept_unread_and_told(take, sheets, monkeypatch):
    monkeypatch.setattr(reading, "SCANS", type(SCANS)(archive_pages=1))
    intake, _ = take({"两页.pdf": made.scan(2)})
    paper = only(intake)
    assert paper.read_at and len(pages(paper)) == 1 and "共2页" not in paper.text
    assert any("有2页，只认了前1页" in note for note in paper.notes)


def test_a_page_that_ends_the_recognition_is_given_up_after_some_tries_not_the_scan(take, sheets):
    sheets.pages = [made.page_of("开头"), STOPPED, made.page_of("关于修渠的决定")]
    intake, _ = take({"三页.pdf": made.scan(3)}, read=False)
    reading.beside.start()
    paper = only(intake)
    assert (
        [page.is_unread for page in pages(paper)] == [False, True, False]
        and paper.read_at
        and not paper.problem
    )
    assert sheets.asked.count(1) == SCANS.tries and any("第2页没有认成" in note for note in paper.notes)


def test_a_scan_of_which_nothing_can_be_read_ends_with_the_reason_and_can_be_tried_again(
    take, sheets, office, django_capture_on_commit_callbacks
):
    good, sheets.pages = sheets.pages, [STOPPED] * 9
    intake, _ = take({"坏.pdf": made.scan(9)})
    paper = only(intake)
    assert paper.problem == "识别中途停了。" and len(pages(paper)) == SCANS.in_a_row - 1
    assert reading.go_on(clock.now()) == 0, "what ended with a problem waits for somebody"
    sheets.pages = [good[0]] * 9
    with django_capture_on_commit_callbacks(execute=True):
        reading.try_again(office, paper)
    assert only(intake).read_at and len(pages(paper)) == 9


def test_an_unexpected_fault_is_noted_and_does_not_stop_the_others(take, sheets, caplog):
    sheets.pages = [RuntimeError("odd")]
    intake, _ = take({"一.pdf": made.scan(1), "通知.docx": made.docx()})
    problems = dict(intake.papers.values_list("name", "problem"))
    assert problems == {"一.pdf": reading.UNEXPECTED, "通知.docx": ""} and "odd" in caplog.text


def test_a_paper_that_stops_the_process_again_and_again_is_left_alone(take):
    intake, _ = take({"通知.docx": made.docx()}, read=False)
    intake.papers.update(tries=SCANS.tries)
    reading.beside.start()
    assert only(intake).problem == reading.TOO_OFTEN and only(intake).title == "通知"


def test_paused_it_reads_nothing_and_then_goes_on(take, sheets, office, django_capture_on_commit_callbacks):
    intake, _ = take({"决定.pdf": made.scan()}, read=False)
    confirming.pause(office, intake)
    assert reading.go_on(clock.now()) == 0 and only(intake).read_at is None
    with django_capture_on_commit_callbacks(execute=True):
        confirming.resume(office, intake)
    assert only(intake).read_at


def test_pictures_called_alike_are_one_paper_in_the_order_of_their_pages(take, sheets):
    names = {f"2016/修渠决定 ({n}).png": made.picture(200 + n) for n in (10, 2, 1)}
    intake, _ = take(names)
    paper = only(intake)
    assert [file.name for file in paper.files.order_by("position")] == [
        f"2016/修渠决定 ({n}).png" for n in (1, 2, 10)
    ]


def test_the_numbers_printed_on_the_pages_settle_the_order(take, sheets, monkeypatch):
    given = iter([made.page_of("第二页在这里", foot="— 2 —"), made.page_of("关于修渠的决定", foot="— 1 —")])
    monkeypatch.setattr(reading, "recognise", lambda data, kind, first=0, most=0: iter([(next(given), 1)]))
    intake, _ = take({f"a/决定{n}.png": made.picture(200 + n) for n in (1, 2)})
    paper = only(intake)
    assert [file.name for file in paper.files.order_by("position")] == ["a/决定2.png", "a/决定1.png"]
    assert paper.text.index("关于修渠") < paper.text.index("第二页") and reading.REORDERED in paper.notes


def test_what_a_camera_numbered_stays_apart_unless_it_has_a_folder(take, sheets):
    intake, _ = take({f"IMG_000{n}.png": made.picture(200 + n) for n in (1, 2)}, read=False)
    assert intake.papers.count() == 2
    intake, _ = take({f"旧文件/群众来信/IMG_000{n}.png": made.picture(210 + n) for n in (1, 2)}, read=False)
    assert intake.papers.count() == 1


def test_taken_apart_and_put_together_again(take, sheets, office):
    intake, _ = take({f"a/决定{n}.png": made.picture(200 + n) for n in (1, 2)})
    first, second = confirming.split(office, only(intake))
    assert intake.papers.count() == 2 and second.files.count() == 1
    confirming.join(office, second)
    assert only(intake).files.count() == 2
    with pytest.raises(NotYet, match="没有还没定的"):
        confirming.join(office, only(intake))


def test_words_light_up_where_they_stand_over_the_end_of_a_row(take, sheets):
    intake, _ = take({"决定.pdf": made.scan()})
    row = pages(only(intake))[0]
    page = row.page()
    shown = selectors.lit(row, parse("水利站"))
    (spot,) = shown.hits
    left, top, right, bottom = page.rows[2].box
    assert (
        left < spot.left and spot.left + spot.width < right and (spot.top, spot.height) == (top, bottom - top)
    )
    assert len(selectors.lit(row, parse("决定会议")).hits) == 2, (
        "the end of one row and the beginning of the next"
    )
    assert not selectors.lit(row, parse("没有这个词")).hits


def test_doubtful_rows_are_marked_and_punctuation_is_wide(take, sheets):
    sheets.pages = [made.page_of("关于修渠的决定", "一,修渠", "二,完工(年底)", doubtful=(1,))]
    intake, _ = take({"决定.pdf": made.scan(1)})
    shown = selectors.lit(pages(only(intake))[0], None)
    assert (
        len(shown.doubtful) == 1
        and ("二，完工（年底）", True) in shown.lines
        and ("一，修渠", False) in shown.lines
    )


def test_a_row_corrected_by_hand_is_found_and_no_longer_doubtful(take, sheets, office, town_set):
    sheets.pages = [made.page_of("关于修渠的决定", "年底以前完工", "由水刮站承办", doubtful=(2,))]
    intake, _ = take({"决定.pdf": made.scan(1)})
    done = filed(office, only(intake))
    (page,) = pages(done)
    with pytest.raises(NotYet, match="不能空着"):
        confirming.correct(office, page, {1: " "})
    assert confirming.correct(office, page, {2: "由水利站承办"}) == 1
    (hit,) = api.search([town_set.town.pk], "水利站承办", actor=office).hits
    assert hit.object_id == done.item_id and not selectors.lit(pages(done)[0], None).doubtful


def test_filed_before_it_is_read_it_is_found_by_its_words_afterwards(take, sheets, office, town_set):
    intake, _ = take({"决定.pdf": made.scan()}, read=False)
    done = filed(office, only(intake))
    assert not api.search([town_set.town.pk], "水利站承办", actor=office).hits
    reading.beside.start()
    (hit,) = api.search([town_set.town.pk], "水利站承办", actor=office).hits
    assert hit.object_id == done.item_id


def test_a_letter_by_hand_is_found_by_what_was_written_about_it(take, sheets, office, town_set):
    intake, _ = take({"来信.png": made.picture()})
    paper = only(intake)
    confirming.write_summary(office, paper, "上河村王大爷请求修水管", is_handwritten=True)
    done = filed(office, only(intake))
    (hit,) = api.search([town_set.town.pk], "王大爷 水管", actor=office).hits
    assert hit.object_id == done.item_id and "水利站" not in done.item.text


def test_set_aside_and_taken_back(take, office):
    intake, _ = take({"通知.docx": made.docx()})
    confirming.set_aside(office, only(intake))
    with pytest.raises(NotYet):
        filed(office, only(intake))
    confirming.take_back(office, only(intake))
    assert filed(office, only(intake)).item
