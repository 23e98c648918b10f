"""Scans among last year's papers: kept, recognised page by page, gone on with, given up, and ruled on."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from renda.foundation import clock
from renda.kernel.documents.engine.layout import width_chars
from renda.kernel.documents.engine.model import OfficialPaper, text
from renda.kernel.documents.reading import UnclearRow, Unreadable
from renda.kernel.documents.reading.scans import Page, Row
from renda.kernel.files.limits import SCANS
from renda.modules.drafting.renewal import scans, work
from renda.modules.drafting.renewal.facts import TownFacts
from renda.modules.drafting.renewal.model import FLAGGED
from renda.modules.drafting.renewal.models import RenewalItem, RenewalSet
from renda.modules.drafting.renewal.renew import open_places, renew
from renda.modules.drafting.renewal.slots import slots
from renda.modules.drafting.renewal.unclear import REASON, row_of
from renda.modules.drafting.renewal.work import NotYet, Source
from tests.kernel.documents.reading import scanned
from tests.modules.drafting.renewal.last_year import TODAY, furnish

WORDS = ("关于召开会议的通知", "各代表小组：", "定于2025年1月15日开会，请副镇长胡文斌到会。", "云岭镇人大主席团", "2025年1月3日")


def page_of(*rows: str, doubtful: tuple[int, ...] = ()) -> Page:
    """A page on which every row is its own paragraph."""
    ends = [100 + round(30 * width_chars(words)) for words in rows]
    made = [Row(words, (100, 200 + 60 * n, ends[n], 230 + 60 * n), doubtful if n == 2 else ()) for n, words in enumerate(rows)]
    return Page(1000, 1414, tuple(made))


@pytest.fixture
def sheets():
    """What the recognition gives: pages, or a problem to run into."""
    return SimpleNamespace(pages=[page_of(*WORDS[:3], doubtful=(1, 2)), page_of(*WORDS[3:])], asked_from=[])


@pytest.fixture
def begin(town_set, frozen_clock, monkeypatch, sheets, django_capture_on_commit_callbacks):
    """``begin()`` → the set begun with a scan of two pages, the recognition standing in."""

    def recognise(data, kind, *, first=0):
        assert data.startswith(b"%PDF") and kind == "pdf"
        sheets.asked_from.append(first)
        for page in sheets.pages[first:]:
            if isinstance(page, Exception):
                raise page
            yield page, len(sheets.pages)

    monkeypatch.setattr(scans.beside, "is_beside", False)
    monkeypatch.setattr(scans, "recognise", recognise)
    furnish(town_set)
    frozen_clock.to(TODAY)
    data = scanned.as_pdf([scanned.Image.new("1", (60, 80), 1)] * 2)

    def started() -> RenewalSet:
        with django_capture_on_commit_callbacks(execute=True):
            return work.begin(town_set.actor("office"), [Source("去年的通知.pdf", data), Source("主持词.txt", "会议主持词\n\n　　请坐。".encode())])

    return started


def item_of(made: RenewalSet) -> RenewalItem:
    return made.items.get(position=1)


def test_a_scan_becomes_a_paper_of_the_set(begin):
    made = begin()
    item = item_of(made)
    assert item.is_read and item.title == WORDS[0] and item.scan.original_name == "去年的通知.pdf" and item.scan_pages == 2
    assert [one.item.position for one in work.worked(made)] == [1, 2]
    (row,) = item.unclear_rows
    assert row.text == WORDS[2] and row.doubtful_places() == [1, 2]
    assert [page["rows"] for page in item.recognised] == [[], []]


def test_what_was_done_before_a_stop_is_not_done_again(begin, sheets):
    second, sheets.pages[1] = sheets.pages[1], Unreadable("识别中途停了。")
    made = begin()
    item = item_of(made)
    assert not item.is_read and item.problem == "识别中途停了。" and len(item.recognised) == 1
    assert [one.item.position for one in work.worked(made)] == [2]
    sheets.pages[1] = second
    assert scans.go_on(clock.now()) == 0, "what ended with a problem waits for somebody"


def test_tried_again_it_goes_on_with_the_next_page(begin, sheets, town_set, django_capture_on_commit_callbacks):
    second, sheets.pages[1] = sheets.pages[1], Unreadable("识别中途停了。")
    made = begin()
    with pytest.raises(NotYet, match="还没有认完"):
        work.make_draft(town_set.actor("office"), made, item_of(made))
    sheets.pages[1] = second
    with django_capture_on_commit_callbacks(execute=True):
        scans.try_again(town_set.actor("office"), item_of(made))
    assert sheets.asked_from == [0, 1] and item_of(made).is_read


def test_a_restart_goes_on_by_itself_but_not_for_ever(begin, sheets):
    made = begin()
    RenewalItem.objects.filter(pk=item_of(made).pk).update(content="", recognised=[sheets.pages[0].as_dict()], tries=1)
    assert scans.go_on(clock.now()) == 1 and item_of(made).is_read and sheets.asked_from == [0, 1]
    RenewalItem.objects.filter(pk=item_of(made).pk).update(content="", tries=SCANS.tries)
    scans.go_on(clock.now())
    assert "几次都中途停了" in item_of(made).problem and scans.go_on(clock.now()) == 0


def test_an_unexpected_fault_leaves_words_and_the_scan(begin, sheets, caplog):
    sheets.pages[0] = RuntimeError("odd")
    item = item_of(begin())
    assert item.problem == scans.UNEXPECTED and item.scan is not None and "odd" in caplog.text


def test_a_scan_can_be_left_out(begin, sheets, town_set):
    sheets.pages[0] = Unreadable("打不开。")
    made = begin()
    scans.leave_out(town_set.actor("office"), item_of(made))
    assert made.items.count() == 1
    scans.leave_out(town_set.actor("office"), made.items.get())
    assert made.items.count() == 1, "what was read stays"


def test_the_doubtful_words_are_asked_and_what_rests_on_them_too():
    paper = OfficialPaper("通知", "plain", "关于开会的通知", blocks=(text("定于2025年1月15日召开，请王建国到会。"), text("请王建国准备。")))
    row = UnclearRow("定于2025年1月15日召开，请王建国到会。", 1, (1, 2, 16), "x")
    assert [row.text[at] for at in row.doubtful_places()] == ["于", "2", "建"]
    renewal = renew(paper, TownFacts(), unclear_rows=[row])
    asked = {place.old: place for place in open_places(renewal, {})}
    assert asked["定于"].kind == "unclear" and asked["定于"].reason == REASON and not asked["定于"].group
    assert asked["2025年1月15日"].decision == FLAGGED and asked["2025年1月15日"].reason.startswith(REASON)
    assert not any(old == "召开，请" for old in asked), "sure words are not asked"
    assert row_of(slots(paper), [row], asked["定于"]) == row
    assert all(place.decision != "replaced" or place.path != "blocks/0" for place in renewal.places)


def test_a_row_that_stands_nowhere_is_named():
    paper = OfficialPaper("通知", "plain", "关于开会的通知", blocks=(text("开会。"),))
    renewal = renew(paper, TownFacts(), unclear_rows=[UnclearRow("看不见的行", 3, (0,))])
    assert any("看不见的行" in note and "第3页" in note for note in renewal.notes)


def test_addressees_and_numbered_headings_are_found():
    paper = OfficialPaper("通知", "plain", "通知", addressees=("各代表小组", "镇直单位"), blocks=(text("主要议程如下"),))
    rows = [UnclearRow("各代表小组、镇直单位：", 1, (0, 5)), UnclearRow("一、主要议程如下", 1, (1,))]
    asked = [place.path for place in open_places(renew(paper, TownFacts(), unclear_rows=rows), {}) if place.kind == "unclear"]
    assert asked == ["addressees/0", "addressees/1", "blocks/0"]
