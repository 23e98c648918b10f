"""Things for the hall: nobody missing, nobody twice, the size of the sheet, long and rare names, a full hall in seconds."""

from __future__ import annotations

import io
import time

import docx
import pypdf
import pytest

from renda.kernel.documents.cards import kit, pdf
from renda.kernel.documents.cards.guests import BadList, Guest, deputies_today, from_lines, ranked
from renda.kernel.documents.cards.seating import BadSeating, Hall, arrange, from_the_centre, seat_words

TITLE = "云溪镇第十九届人民代表大会第七次会议"
MATERIALS = (("会议议程、日程", 1), ("镇人民政府工作报告", 1), ("代表建议用纸", 3))
RARE = ("喆堃", "旻珺玥昇", "赟翀犇", "买买提·阿卜杜热合曼江")
MM = 72 / 25.4


def people(count: int, **fields) -> tuple[Guest, ...]:
    digits = "零一二三四五六七八九"
    return ranked(
        Guest(f"王{''.join(digits[int(d)] for d in f'{n:03d}')}", "石桥村党支部书记", f"第{n % 4 + 1}小组", number=f"YX-{n:03d}", **fields)
        for n in range(count)
    )


def event(**fields) -> kit.Event:
    return kit.Event(TITLE, "2026年1月8日", "三楼会议室", MATERIALS, **fields)


def pages(data: bytes) -> list[pypdf.PageObject]:
    return list(pypdf.PdfReader(io.BytesIO(data)).pages)


def written(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in pages(data)).replace(" ", "").replace("\u3000", "")


@pytest.mark.parametrize("key", kit.KINDS)
def test_everybody_is_printed_and_nobody_twice(key):
    guests = people(23)
    text = written(kit.make(key, guests, event()).bytes)
    for guest in guests:
        assert text.count(guest.name) == (2 if key == "plates" else 1), guest.name


@pytest.mark.parametrize(("key", "sheets"), [("plates", 23), ("badges", 6), ("labels", 3), ("slips", 12), ("seating", 1)])
def test_sheets_are_a4_and_as_many_as_needed(key, sheets):
    made = pages(kit.make(key, people(23), event()).bytes)
    assert len(made) == sheets
    for page in made:
        sides = sorted((float(page.mediabox.width) / MM, float(page.mediabox.height) / MM))
        assert sides == pytest.approx([210, 297], abs=0.5)


@pytest.mark.parametrize("key", kit.KINDS)
def test_rare_and_long_names_have_no_boxes(key):
    guests = ranked(Guest(name, group="第一小组") for name in RARE)
    made = kit.make(key, guests, event())
    assert made.missing_chars == ()
    text = written(made.bytes).replace("\n", "")
    assert "〓" not in text and "赟翀犇" in text and "旻珺玥昇" in text


def test_a_character_no_font_has_is_told():
    made = kit.make("plates", ranked([Guest("王\U000f1234")]), event())
    assert made.missing_chars == ("\U000f1234",)
    assert "〓" in written(made.bytes)


def test_names_are_text_and_never_markup():
    guests = ranked([Guest('#panic("x")', "*粗* _斜_ $x$", "[组]")])
    assert '#panic("x")' in written(kit.make("labels", guests, event()).bytes)


def test_a_full_hall_in_seconds():
    guests = people(160)
    kit.make("labels", guests[:1], event())  # fonts are read once
    began = time.perf_counter()
    for key in kit.KINDS:
        kit.make(key, guests, event())
    assert time.perf_counter() - began < 20


def test_word_files_hold_every_name():
    guests = people(23)
    for key in ("plates", "labels", "sign_in"):
        document = docx.Document(io.BytesIO(kit.make(key, guests, event(), "docx").bytes))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        for guest in guests:
            assert sum(guest.name in cell for cell in cells) == (2 if key == "plates" else 1)


def test_what_can_not_be_made_is_said():
    with pytest.raises(kit.NothingToPrint, match="名单上还没有人"):
        kit.make("plates", (), event())
    with pytest.raises(kit.NothingToPrint, match="每行写一份材料"):
        kit.make("slips", people(2), kit.Event(TITLE))
    with pytest.raises(kit.NothingToPrint, match="只能做成 PDF"):
        kit.make("badges", people(2), event(), "docx")


def test_a_long_list_of_materials_takes_a_sheet_for_each():
    many = kit.Event(TITLE, materials=tuple((f"材料第{n}份", 1) for n in range(20)))
    assert len(pages(kit.make("slips", people(3), many).bytes)) == 3


def test_the_rostrum_begins_in_the_middle():
    names = [guest.name for guest in from_the_centre([Guest(str(n)) for n in range(1, 6)])]
    assert names == ["5", "3", "1", "2", "4"]
    assert [g.name for g in from_the_centre([Guest("1"), Guest("2")])] == ["1", "2"]
    assert [g.name for g in from_the_centre([Guest(str(n)) for n in range(1, 5)], left_hand_first=False)] == ["4", "2", "1", "3"]
    assert from_the_centre([]) == ()


def test_seats_are_filled_around_those_already_given():
    seated = arrange([Guest("甲"), Guest("乙", seat="1排1座"), Guest("丙")], Hall((2, 2)))
    assert [guest.seat for guest in seated] == ["1-2", "1-1", "2-1"]
    assert seat_words("2-1") == "2排1座" and seat_words("") == ""


@pytest.mark.parametrize(
    ("guests", "words"),
    [
        ([Guest("甲", seat="1-1"), Guest("乙", seat="1排1座")], "甲和乙都坐1排1座"),
        ([Guest("甲", seat="9-1")], "会场里没有"),
        ([Guest("甲", seat="前排")], "认不出来"),
        ([Guest(str(n)) for n in range(5)], "还差1个"),
    ],
)
def test_wrong_seats_are_named(guests, words):
    with pytest.raises(BadSeating, match=words):
        arrange(guests, Hall((2, 2)))


def test_the_plan_holds_a_large_hall_and_a_rostrum():
    guests = people(160)
    sheets = pdf.seating(guests, TITLE, Hall((20,) * 15, (5, 15)), guests[:9])
    assert sheets.pages == 1
    text = written(sheets.bytes)
    assert "15排" in text and "共160人，空140座，主席台9人" in text


def test_a_pasted_list_is_read():
    guests = from_lines("宋立新\t县人大常委会副主任\n\n张明，县财政局局长，第一小组，3排5座\n李华 卫生院院长\n", "列席")
    assert [(g.rank, g.name, g.post, g.seat, g.capacity) for g in guests] == [
        (1, "宋立新", "县人大常委会副主任", "", "列席"), (2, "张明", "县财政局局长", "3排5座", "列席"), (3, "李华", "卫生院院长", "", "列席"),
    ]  # fmt: skip
    for text, words in (("，局长", "第1行没有姓名"), ("甲，乙，丙，丁，戊，己", "第1行有6项"), ("甲" * 99, "太长"), ("甲\n" * 2001, "最多2000人")):
        with pytest.raises(BadList, match=words):
            from_lines(text)


def test_deputies_of_today_come_in_order(town_set):
    guests = deputies_today()
    assert [guest.rank for guest in guests] == list(range(1, len(town_set.mandates) + 1))
    assert all(guest.group == "第一代表小组" and guest.capacity == "代表" for guest in guests)
