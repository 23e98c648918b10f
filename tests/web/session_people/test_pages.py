"""The pages of the people: taking the roll, answering, leave, papers, meals."""

from __future__ import annotations

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from renda.foundation import clock
from renda.kernel.people.changes import end_mandate
from renda.modules.sessions.attendance import duties, guests, handouts, invitations, leave
from renda.modules.sessions.attendance.models import (
    Answer,
    Attendee,
    Duty,
    LeaveRequest,
    Material,
    MaterialReading,
    NoticeReceipt,
    Service,
)
from renda.modules.sessions.sittings.actions import course, planning, signing
from tests.harness.town import make_mandate, make_person
from tests.modules.sessions.attendance.crowd import crowd


def at(name: str, session, *args) -> str:
    return reverse(f"session_people:{name}", args=[session.pk, *args])


def words(response) -> str:
    return response.content.decode()


def listed(session) -> list[str]:
    return [one.name for one in Attendee.objects.of(session)]


def test_taking_the_roll_shows_first_and_writes_what_was_shown(session, client_as):
    office = client_as("office")
    assert "一共3人" in words(office.get(at("list", session)))
    page = office.get(at("roll", session))
    assert "王代表" in words(page) and not listed(session)
    answer = office.post(at("roll", session), {"digest": page.context["changes"].digest}, follow=True)
    assert "新列入3人" in words(answer) and len(listed(session)) == 3


def test_a_deputy_whose_seat_ended_is_announced_not_taken_off(taken, client_as, town_set):
    end_mandate(
        town_set.mandates["deputy"],
        taken.opens_on - timedelta(days=1),
        "辞职被接受",
        town_set.actor("office"),
    )
    page = words(client_as("office").get(at("list", taken)))
    assert "名册有变化，名单还没有改" in page and "应当移出1人" in page and "王代表" in page
    page = words(client_as("office").get(at("roll", taken)))
    assert "代表资格到2026年1月19日为止，辞职被接受" in page


def test_an_old_page_of_the_roll_changes_nothing(taken, client_as, town_set):
    digest = client_as("office").get(at("roll", taken)).context["changes"].digest
    make_mandate(make_person("新代表"), town_set)
    answer = client_as("office").post(at("roll", taken), {"digest": digest}, follow=True)
    assert "名册刚才又变了" in words(answer) and "新代表" not in listed(taken)


def test_the_list_is_as_quick_for_160_as_for_20(session, town_set, client_as, assert_max_queries):
    crowd(town_set, 160, session)
    office = client_as("office")
    office.get(at("list", session))
    with assert_max_queries(45):
        page = words(office.get(at("list", session)))
    assert "163人" in page and page.count("<tr>") <= 52
    for name in ("groups", "notices", "packing", "services"):
        with assert_max_queries(50):
            assert office.get(at(name, session)).status_code == 200


def test_guests_by_hand_and_bad_input(taken, client_as):
    office = client_as("office")
    assert office.post(at("new", taken), {"name": "", "capacity": "guest"}).status_code == 422
    assert office.post(at("new", taken), {"name": "张三", "capacity": "deputy"}).status_code == 422
    assert (
        office.post(at("new", taken), {"name": "张三", "capacity": "guest", "phone": "不是号码"}).status_code
        == 422
    )
    assert (
        office.post(at("new", taken), {"name": "张 三", "capacity": "guest", "needs": "清真"}).status_code
        == 302
    )
    assert "张三" in listed(taken) and "清真" in words(office.get(at("list", taken)))


def test_a_number_left_empty_stays(taken, client_as, town_set):
    one = guests.save_guest(
        town_set.actor("office"), taken, {"name": "张三", "capacity": "guest", "phone": "13800001111"}
    )
    page = words(client_as("office").get(at("edit", taken, one.pk)))
    assert "13800001111" not in page
    client_as("office").post(
        at("edit", taken, one.pk), {"name": "张三", "capacity": "guest", "phone": "", "post": "记者"}
    )
    one.refresh_from_db()
    assert one.phone == "13800001111" and one.post == "记者"


def table(*rows) -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return SimpleUploadedFile("来宾.xlsx", buffer.getvalue())


def test_guests_from_a_table_are_shown_before_they_are_written(taken, client_as):
    office = client_as("office")
    file = table(
        ["姓名", "身份", "单位职务", "电话"],
        ["钱一", "列席人员", "财政所所长", "13900001111"],
        ["王代表", "旁听", "", ""],
        ["", "列席", "", ""],
    )
    check = office.post(at("import", taken), {"file": file})
    page = words(office.get(check.url))
    assert "139****1111" in page and "同名的人" in page and "钱一" not in listed(taken)
    office.post(check.url, {"confirm": "1"})
    one = Attendee.objects.get(session=taken, name="钱一")
    assert one.capacity == "observer" and one.phone == "13900001111"


def test_a_file_that_is_no_table(taken, client_as):
    bad = SimpleUploadedFile("名单.xlsx", b"not a table")
    assert client_as("office").post(at("import", taken), {"file": bad}).status_code == 422


def test_a_candidate_as_teller_needs_a_reason(taken, of, client_as, monkeypatch):
    one = of("王代表")
    client_as("office").get(at("duties", taken))  # the elections have hooked in their own source
    monkeypatch.setattr(duties, "candidate_sources", [lambda session: {one.person_id}])
    office = client_as("office")
    answer = office.post(at("duties", taken), {"kind": "teller", "who": one.pk})
    assert answer.status_code == 422 and "王代表是候选人" in words(answer) and "选举法" in words(answer)
    assert (
        office.post(
            at("duties", taken), {"kind": "teller", "who": one.pk, "reason": "本轮不计他的票"}
        ).status_code
        == 302
    )
    assert Duty.objects.get().kept_reason == "本轮不计他的票"


def test_candidates_of_the_elections_are_known_here(taken, of):
    from renda.modules.elections.models import Candidate, Election

    given = {
        "post_key": "chair",
        "post_title": "人大主席",
        "occasion": Election._meta.get_field("occasion").choices[0][0],
        "seats": 1,
    }
    post = Election.objects.create(congress_session=taken, state="open", **given)
    Candidate.objects.create(election=post, person=of("王代表").person, position=1)
    assert of("王代表").person_id in duties.candidates(taken)


# ------------------------------------------------------------------ notices


@pytest.fixture
def told(taken, town_set):
    return invitations.send(
        town_set.actor("office"), taken, {"title": "开会通知", "text": "请参加。", "capacities": ["deputy"]}
    )


def test_sending_needs_words_and_somebody(taken, client_as):
    office = client_as("office")
    assert office.post(at("notice-new", taken), {"title": "", "text": ""}).status_code == 422
    assert (
        office.post(
            at("notice-new", taken), {"title": "甲", "text": "乙", "capacities": ["auditor"]}
        ).status_code
        == 422
    )
    assert (
        office.post(
            at("notice-new", taken), {"title": "甲", "text": "乙", "capacities": ["deputy"]}
        ).status_code
        == 302
    )
    page = words(office.get(at("notices", taken)))
    assert "还有3人没有回执" in page


def test_the_chasing_list_masks_telephones_until_a_reason_is_given(taken, told, of, client_as):
    person = of("王代表").person
    person.phone = "13812345678"
    person.save()
    office = client_as("office")
    for name in ("notices", "chase-print"):
        page = words(office.get(at(name, taken)))
        assert "138****5678" in page and "13812345678" not in page
    assert "13812345678" not in words(office.post(at("phones", taken)))
    assert office.post(at("phones", taken), {"why": ""}).status_code == 422
    assert "13812345678" in words(office.post(at("phones", taken), {"why": "逐个打电话"}))


def test_the_own_page_is_read_answered_and_shows_seat_and_group(taken, told, of, client_as):
    deputy = client_as("deputy")
    page = words(deputy.get(at("mine", taken)))
    assert "开会通知" in page and "第一代表小组" in page and "我参加" in page
    assert NoticeReceipt.objects.get(attendee=of("王代表")).read_at is None
    assert deputy.post(at("mine-read", taken)).status_code == 204
    assert NoticeReceipt.objects.get(attendee=of("王代表")).read_at
    assert "您参加会议" in words(deputy.post(at("mine-come", taken), follow=True))
    assert of("王代表").answer == Answer.COMING


def test_leave_from_the_phone_to_the_decision(taken, told, of, client_as):
    deputy = client_as("deputy")
    assert deputy.post(at("mine-leave", taken), {"whole": "1", "reason": ""}).status_code == 422
    answer = deputy.post(
        at("mine-leave", taken),
        {"whole": "0", "from_on": "2026-01-19", "until_on": "2026-01-20", "reason": "病"},
    )
    assert answer.status_code == 422 and "不在会期里" in words(answer)
    deputy.post(at("mine-leave", taken), {"whole": "1", "reason": "住院"})
    row = LeaveRequest.objects.get()
    assert "请假等批准" in words(deputy.get(at("mine", taken)))
    office = client_as("office")
    assert office.post(at("leave-decide", taken, row.pk), {"granted": "1"}).status_code == 422
    chair = client_as("chair")
    assert chair.post(at("leave-decide", taken, row.pk), {"granted": "1", "note": ""}).status_code == 302
    assert of("王代表").answer == Answer.LEAVE
    assert "准假1人" in words(office.get(at("leave", taken)))
    assert "请假已经批准" in words(deputy.get(at("mine", taken)))


def test_a_link_reads_answers_and_reaches_nobody_else(taken, town_set, client_as):
    from renda.modules.sessions.attendance import roll

    office = town_set.actor("office")
    make_mandate(make_person("无号代表"), town_set)
    roll.sync(office, taken, roll.compare(taken).digest)
    invitations.send(office, taken, {"title": "开会通知", "text": "请参加。", "capacities": ["deputy"]})
    receipt = NoticeReceipt.objects.get(attendee__name="无号代表")
    page = client_as("office").post(at("receipt-link", taken, receipt.pk))
    address = page.context["address"].removeprefix("http://testserver")
    visitor = Client()
    assert (
        "我参加" in words(visitor.get(address))
        and "王代表" not in words(visitor.get(address)).split("看同组的人")[0]
    )
    visitor.post(f"{address}read/")
    visitor.post(f"{address}come/")
    receipt.refresh_from_db()
    assert receipt.read_at and receipt.attendee.answer == Answer.COMING
    visitor.post(f"{address}leave/", {"whole": "1", "reason": "临时有事"})
    assert leave.open_request(receipt.attendee).reason == "临时有事"
    assert visitor.get(f"{address}paper-nonsense/").status_code == 404


# ------------------------------------------------------------------ papers, folders, meals


PAPER = {
    "title": "政府工作报告",
    "capacities": ["deputy"],
    "copies": "1",
    "spare": "3",
    "pages": "10",
    "printed": "on",
}


def test_papers_are_counted_packed_and_late_ones_named(taken, of, client_as):
    office = client_as("office")
    assert office.post(at("material-new", taken), {**PAPER, "capacities": []}).status_code == 422
    assert (
        office.post(at("material-new", taken), {**PAPER, "printed": "", "electronic": "on"}).status_code
        == 422
    )
    office.post(at("material-new", taken), PAPER)
    [line] = handouts.print_list(taken)
    assert (line.people, line.total, line.pages) == (3, 6, 60)
    assert "6" in words(office.get(at("totals", taken)))
    office.post(at("packing", taken), {"who": [str(of("王代表").pk)]})
    assert "已装好1个" in words(office.get(at("packing", taken)))
    office.post(at("material-new", taken), {**PAPER, "title": "补充说明"})
    assert "补放“补充说明”" in words(office.get(at("packing", taken)))
    office.post(at("material-withdraw", taken, Material.objects.get(title="政府工作报告").pk))
    assert "取出“政府工作报告”" in words(office.get(at("packing", taken)))


def test_who_is_on_leave_gets_no_folder(taken, of, client_as):
    client_as("office").post(at("material-new", taken), PAPER)
    Attendee.objects.filter(pk=of("王代表").pk).update(answer=Answer.LEAVE)
    assert [folder.attendee.name for folder in handouts.folders(taken)] == ["刘代表", "赵代表"]


def test_a_paper_on_the_phone_and_who_has_read_it(taken, of, client_as, town_set):
    office = client_as("office")
    pdf = SimpleUploadedFile("报告.txt", "报告正文".encode())
    office.post(at("material-new", taken), {**PAPER, "electronic": "on", "upload": pdf})
    material = Material.objects.get()
    deputy = client_as("deputy")
    assert "打开看" in words(deputy.get(at("mine", taken)))
    answer = deputy.post(at("mine-material-read", taken, material.pk), follow=True)
    assert b"".join(answer.streaming_content).decode() == "报告正文"
    assert MaterialReading.objects.get().attendee.name == "王代表"
    assert "已读1人，未读2人" in words(office.get(at("material-readers", taken, material.pk)))


def test_a_paper_for_others_is_not_there(taken, of, client_as):
    upload = SimpleUploadedFile("内部.txt", "内部".encode())
    given = {**PAPER, "capacities": [], "duties": ["presidium"], "electronic": "on", "upload": upload}
    client_as("office").post(at("material-new", taken), given)
    assert client_as("deputy").get(at("mine-material", taken, Material.objects.get().pk)).status_code == 404


def test_a_full_car_is_full(taken, of, client_as):
    office = client_as("office")
    office.post(
        at("service-new", taken), {"kind": "car", "name": "高岭车", "on_date": "2026-01-20", "places": "1"}
    )
    car = Service.objects.get()
    both = [str(of(name).pk) for name in ("王代表", "刘代表")]
    answer = office.post(at("service-people", taken, car.pk), {"who": both})
    assert answer.status_code == 422 and "只有1个位置，选了2人" in words(answer)
    office.post(at("service-people", taken, car.pk), {"who": both[:1]})
    assert "<strong>1人</strong>" in words(office.get(at("services", taken)))
    Attendee.objects.filter(pk=of("王代表").pk).update(answer=Answer.LEAVE)
    page = words(office.get(at("services", taken)))
    assert "<strong>0人</strong>" in page and "已准假，不算：王代表" in page


def test_a_session_of_another_town_is_not_there(taken, other_town, client_as):
    for name in ("list", "notices", "mine"):
        assert client_as("office").get(at(name, other_town.session)).status_code == 404


def test_a_deputy_is_led_from_the_desk_to_the_answer_and_to_the_sign_in(
    taken, told, client_as, town_set, frozen_clock
):
    client, mine = client_as("deputy"), reverse("session_people:mine", args=[taken.pk])
    desk = client.get("/").content.decode()
    assert "请答复能不能来" in desk and mine in desk
    client.post(f"{mine}come/")
    desk = client.get("/").content.decode()
    assert "请答复能不能来" not in desk and mine in desk
    assert "去签到" not in client.get(mine).content.decode()
    frozen_clock.to(clock.at(taken.opens_on, 8))
    office = town_set.actor("office")
    planned = {
        "kind": "plenary",
        "title": "全体会议",
        "begins_at": clock.at(taken.opens_on, 9),
        "place": "",
        "chair": "",
    }
    held = course.open_sign_in(office, planning.plan_sitting(office, taken, planned))
    page = client.get(mine).content.decode()
    assert "去签到" in page and reverse("sittings:mine", args=[taken.pk]) in page
    signing.sign_self(town_set.actor("deputy"), held, held.hall_code)
    assert "去签到" not in client.get(mine).content.decode()


def test_leave_that_was_asked_for_waits_on_the_chairs_desk(taken, told, client_as, of, town_set):
    request = leave.ask(town_set.actor("deputy"), of("王代表"), {"reason": "住院"})
    address = reverse("session_people:leave-decide", args=[taken.pk, request.pk])
    assert address in client_as("chair").get("/").content.decode()
    leave.decide(town_set.actor("chair"), request, True)
    assert address not in client_as("chair").get("/").content.decode()


def test_all_folders_are_packed_and_handed_out_by_one_click_each(taken, client_as, town_set):
    office = client_as("office")
    data = {"title": "报告", "capacities": ["deputy"], "copies": 1, "spare": 0, "printed": "on"}
    office.post(reverse("session_people:material-new", args=[taken.pk]), data)
    packing = reverse("session_people:packing", args=[taken.pk])
    hand_out = reverse("session_people:hand-out", args=[taken.pk])
    assert "没有装好" in office.post(hand_out, follow=True).content.decode()
    assert "3袋已记为装好" in office.post(packing, {"all": "1"}, follow=True).content.decode()
    assert "3袋已记为送到本人" in office.post(hand_out, follow=True).content.decode()
    assert "都送到了" not in office.get(packing).content.decode()


def test_a_notice_with_a_gap_goes_out_to_nobody(taken, client_as):
    data = {"title": "通知", "text": "请参加。\n报到时间和地点：\n请答复。", "capacities": ["deputy"]}
    answer = client_as("office").post(reverse("session_people:notice-new", args=[taken.pk]), data)
    assert answer.status_code == 422 and "“报到时间和地点”后面还空着" in answer.content.decode()
    assert not NoticeReceipt.objects.exists()
