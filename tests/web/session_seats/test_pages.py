"""The plan, the order, the hall and the prints."""

from __future__ import annotations

import io
import re
import zipfile

import pypdf
import pytest
from django.urls import reverse

from renda.modules.sessions.attendance import duties, guests, handouts, printing, seating
from renda.modules.sessions.attendance.models import Answer, Attendee, HallPlan
from tests.modules.sessions.attendance.crowd import crowd

MM = 72 / 25.4


def at(name: str, session, *args) -> str:
    return reverse(f"session_seats:{name}", args=[session.pk, *args])


def words(response) -> str:
    return response.content.decode()


@pytest.fixture
def seated(taken, town_set):
    seating.seat_all(town_set.actor("office"), taken)
    return taken


def test_an_empty_session_says_where_to_begin(session, client_as):
    for name in ("plan", "order", "print"):
        assert "名单上还没有人" in words(client_as("office").get(at(name, session)))


def test_seating_by_form_and_bad_input(seated, of, client_as):
    office = client_as("office")
    who = str(of("王代表").pk)
    for given in (
        {},
        {"who": "x"},
        {"who": who},
        {"who": who, "row": "一", "number": "1"},
        {"who": who, "row": "99", "number": "1"},
    ):
        office.post(at("put", seated), given)
        assert of("王代表").seat_words == "1排1座"
    assert "坐到1排3座" in words(
        office.post(at("put", seated), {"who": who, "row": "1", "number": "3"}, follow=True)
    )
    assert (
        "对调" in words(office.post(at("put", seated), {"who": who, "row": "2", "number": "9"}, follow=True))
        or of("王代表").seat_words == "2排9座"
    )
    office.post(at("put", seated), {"who": who, "off": "1"})
    assert of("王代表").seat_words == ""


def test_the_script_gets_the_hall_and_is_told_of_others(seated, of, client_as):
    office = client_as("office")
    given = {"who": str(of("王代表").pk), "area": "hall", "row": "3", "number": "3", "version": "0"}
    answer = office.post(at("put", seated), given, headers={"X-Part": "hall"})
    assert (
        answer.status_code == 409 and "刚才有别人动了座次" in words(answer) and "<html" not in words(answer)
    )
    given["version"] = str(HallPlan.objects.get(session=seated).version)
    answer = office.post(at("put", seated), given, headers={"X-Part": "hall"})
    assert answer.status_code == 200 and "坐到3排3座" in words(answer)


def test_leave_shows_who_moves_before_anybody_does(seated, of, client_as):
    Attendee.objects.filter(pk=of("王代表").pk).update(answer=Answer.LEAVE)
    office = client_as("office")
    assert "准了假还占着座位：王代表" in words(office.get(at("plan", seated)))
    page = office.get(at("reflow", seated))
    assert "要动的人（3人）" in words(page) and of("刘代表").seat_words == "1排2座"
    office.post(at("reflow", seated), {"version": "0"})
    assert of("刘代表").seat_words == "1排2座"
    office.post(at("reflow", seated), {"version": str(page.context["version"])})
    assert of("刘代表").seat_words == "1排1座" and of("王代表").seat_words == ""
    office.post(at("undo", seated))
    assert of("刘代表").seat_words == "1排2座" and of("王代表").seat_words == "1排1座"


def test_the_hall_as_people_type_it(seated, client_as):
    office = client_as("office")
    given = {
        "rows": "2×3，5",
        "aisles": "2",
        "blocked": "1排1座",
        "rostrum_rows": "7",
        "lead_side": "right",
        "order_rule": "strokes",
    }
    answer = office.post(at("hall", seated), given)
    assert answer.status_code == 422 and "王代表的座位就没有了" in words(answer)
    office.post(at("hall", seated), {**given, "anew": "1"})
    plan = HallPlan.objects.get(session=seated)
    assert (plan.rows, plan.aisles, plan.blocked, plan.rostrum_rows, plan.lead_side) == (
        [3, 3, 5],
        [2],
        ["1-1"],
        [7],
        "right",
    )
    assert 'value="2×3，5"' in words(office.get(at("hall", seated)))
    for bad in ({"rows": ""}, {"rows": "十排"}, {"rows": "999×9"}, {"blocked": "前排"}):
        assert office.post(at("hall", seated), {**given, **bad}).status_code == 422


def test_the_order_by_rule_and_by_hand(seated, of, client_as):
    office = client_as("office")
    office.post(at("order-move", seated), {"who": str(of("赵代表").pk), "place": "1"})
    assert of("赵代表").rank == 1 and of("王代表").rank == 2
    for bad in (
        {"who": "x", "place": "1"},
        {"who": str(of("赵代表").pk), "place": "-1"},
        {"who": str(of("赵代表").pk), "place": ""},
    ):
        office.post(at("order-move", seated), bad)
    assert of("赵代表").rank == 1
    office.post(at("order-rule", seated), {"rule": "no"})
    assert of("赵代表").rank == 1
    office.post(at("order-rule", seated), {"rule": "strokes"})
    assert of("赵代表").rank == 3


def test_the_plan_is_as_quick_for_160(session, town_set, client_as, assert_max_queries):
    crowd(town_set, 160, session)
    seating.seat_all(town_set.actor("office"), session)
    office = client_as("office")
    office.get(at("plan", session))
    for name in ("plan", "order", "print"):
        with assert_max_queries(40):
            assert office.get(at(name, session)).status_code == 200


# ------------------------------------------------------------------ prints


def pages(response) -> list[pypdf.PageObject]:
    return list(pypdf.PdfReader(io.BytesIO(b"".join(response.streaming_content))).pages)


def text_of(sheets) -> str:
    return (
        "".join(page.extract_text() for page in sheets)
        .replace("\n", "")
        .replace(" ", "")
        .replace("\u3000", "")
    )


def test_160_names_of_four_characters_and_two_the_same_print_whole(session, town_set, client_as):
    people = crowd(town_set, 160, session)
    office = town_set.actor("office")
    seating.save_hall(office, session, {"rows": [16] * 11, "aisles": [4, 12]})
    seating.seat_all(office, session)
    handouts.save(office, session, {"title": "政府工作报告", "capacities": ["deputy"]})
    twice = people[0].name
    client = client_as("office")
    sheets = {
        key: pages(client.get(at("print-one", session, key)))
        for key in ("plates", "badges", "sign_in", "slips", "labels", "seating")
    }
    assert {key: len(found) for key, found in sheets.items() if key != "sign_in"} == {
        "plates": 163,
        "badges": 41,
        "slips": 82,
        "labels": 17,
        "seating": 1,
    }
    for key, found in sheets.items():
        said = text_of(found)
        for person in people[1:-1]:
            assert said.count(person.name) == (2 if key == "plates" else 1), (key, person.name)
        assert said.count(twice) == (4 if key == "plates" else 2), key
        for page in found:
            assert sorted(
                (float(page.mediabox.width) / MM, float(page.mediabox.height) / MM)
            ) == pytest.approx([210, 297], abs=0.6)
    told = [page.extract_text() for page in sheets["plates"] if twice in page.extract_text()]
    assert sorted(re.findall("第.代表小组", "".join(told))) == ["第一代表小组"] * 2 + ["第四代表小组"] * 2


def test_a_name_never_leaves_the_sheet(session, town_set, client_as):
    """Every letter of the plan lies within the printable part of A4 and A3."""
    import pypdfium2

    crowd(town_set, 160, session)
    office = town_set.actor("office")
    seating.save_hall(office, session, {"rows": [18] * 10, "aisles": [4, 14]})
    seating.seat_all(office, session)
    for paper, size in (("a4", (297, 210)), ("a3", (420, 297))):
        data = b"".join(
            client_as("office").get(at("print-one", session, "seating") + f"?paper={paper}").streaming_content
        )
        document = pypdfium2.PdfDocument(data)
        page = document[0]
        assert [side / MM for side in page.get_size()] == pytest.approx(size, abs=0.6)
        text = page.get_textpage()
        boxes = [text.get_charbox(place) for place in range(text.count_chars())]
        left, bottom, right, top = (
            min(b[0] for b in boxes),
            min(b[1] for b in boxes),
            max(b[2] for b in boxes),
            max(b[3] for b in boxes),
        )
        assert left > 5 * MM and bottom > 5 * MM and right < (size[0] - 5) * MM and top < (size[1] - 5) * MM
        text.close()
        page.close()
        document.close()


def test_the_code_of_the_badge_tells_nothing_of_the_person(taken, of):
    one = of("王代表")
    code = printing.badge_code(one)
    assert code == f"RENDA:{one.token}" and printing.token_of(code) == one.token
    assert (
        one.name not in code
        and str(one.pk) not in code
        and len(set(Attendee.objects.values_list("token", flat=True))) == 3
    )


def test_two_of_one_name_in_one_group_are_told_apart_by_their_post(taken, town_set):
    office = town_set.actor("office")
    for post in ("水利站站长", "记者", "记者"):
        guests.save_guest(office, taken, {"name": "王代表", "capacity": "guest", "post": post})
    apart = printing.told_apart(printing.listed(taken))
    assert (
        sorted(apart.values()) == ["水利站站长", "特邀2", "特邀3", "第一代表小组"]
        or len(set(apart.values())) == 4
    )


def test_everything_in_one_run_and_what_is_lacking(seated, client_as):
    data = b"".join(client_as("office").get(at("print-all", seated)).streaming_content)
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert archive.namelist() == [
        "1桌签.pdf",
        "2证件（胸牌）.pdf",
        "3签到册.pdf",
        "5文件袋标签.pdf",
        "6座次图.pdf",
        "没有做成的.txt",
    ]
    assert "还没有要装袋的材料" in archive.read("没有做成的.txt").decode("utf-8-sig")


def test_who_is_on_leave_is_not_printed_and_kinds_without_word_are_refused(seated, of, client_as):
    Attendee.objects.filter(pk=of("王代表").pk).update(answer=Answer.LEAVE)
    office = client_as("office")
    said = text_of(pages(office.get(at("print-one", seated, "labels"))))
    assert "王代表" not in said and "刘代表" in said
    book = text_of(pages(office.get(at("print-one", seated, "sign_in"))))
    assert book.index("2") < book.index("刘代表") and "应到3名" in book
    assert office.get(at("print-one", seated, "badges") + "?format=docx").status_code == 302
    assert office.get(at("print-one", seated, "labels") + "?format=docx").status_code == 200
    assert office.get(at("print-one", seated, "nothing")).status_code == 404
    assert office.get(at("print-one", seated, "labels") + "?capacity=auditor").status_code == 302


def test_the_rostrum_stands_in_the_plan(taken, of, town_set, client_as):
    office = town_set.actor("office")
    duties.give(office, of("赵代表"), "presidium")
    seating.seat_all(office, taken)
    said = text_of(pages(client_as("office").get(at("print-one", taken, "seating"))))
    assert "主席台" in said and "共3人，空158座，主席台1人" in said
