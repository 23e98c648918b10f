"""The pages of the hall: who sees what, what a refusal says, nothing typed is lost."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from renda.foundation import clock
from renda.kernel.documents.models import Paper
from renda.modules.sessions.sittings import selectors
from renda.modules.sessions.sittings.actions import course, notes, planning, programme, screens
from renda.modules.sessions.sittings.models import Entry, GroupNote, Programme, SignIn, Sitting


def at(name: str, hall, *more, sitting: Sitting | None = None, whole: bool = False) -> str:
    keys = [hall.session.pk] if whole else [hall.session.pk, (sitting or hall.sitting).pk]
    return reverse(f"sittings:{name}", args=[*keys, *more])


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def office(client_as):
    return client_as("office")


def test_the_tab_and_the_list(hall, office):
    page = text(office.get(at("index", hall, whole=True)))
    assert "第一次全体会议" in page and "会上" in page and "还没有开始" in page


def test_the_usual_sittings_are_made_by_one_button(hall, office, chair=None):
    planning.cancel_sitting(hall.office, hall.sitting, "重排")
    Sitting.objects.all().delete()
    assert "按常用安排排好" in text(office.get(at("index", hall, whole=True)))
    answer = office.post(at("usual", hall, whole=True), {"place": "三楼会议室", "chair": "陈主席"})
    assert answer.status_code == 302 and Sitting.objects.count() == 6
    page = text(office.get(at("index", hall, whole=True)))
    assert "预备会议" in page and "主席团第二次会议" in page


def test_a_sitting_is_planned_and_a_second_of_the_same_name_refused(hall, office):
    given = {"kind": "plenary", "title": "第二次全体会议", "day": "2026-01-20", "begins": "22:00", "ends": "01:30", "place": "礼堂"}
    assert office.post(at("new", hall, whole=True), given).status_code == 302
    made = Sitting.objects.get(title="第二次全体会议")
    assert made.ends_at.astimezone(clock.ZONE).day == 21
    again = office.post(at("new", hall, whole=True), given)
    assert again.status_code == 422 and "已经有一场" in text(again) and 'value="礼堂"' in text(again)
    bad = office.post(at("new", hall, whole=True), {**given, "begins": "25点"})
    assert bad.status_code == 422 and "时间写得不对" in text(bad)


def test_opening_without_quorum_says_article_and_how_many_lack(hall, office):
    hall.begin_sign_in()
    hall.sign(*hall.attendees[:5])
    page = text(office.get(at("sitting", hall)))
    assert "应到 9，实到 5，还差 1 人才达到三分之二（需要 6）" in page
    refused = office.post(at("act", hall, "open"))
    assert refused.status_code == 422
    assert "不能开会" in text(refused) and "第14条第4款" in text(refused) and "由主席团决定改期" in text(refused)
    hall.sign(hall.attendees[5])
    assert office.post(at("act", hall, "open")).status_code == 302
    assert "应到 9，实到 6，已达到三分之二（需要 6）" in text(office.get(at("sitting", hall)))


def test_the_course_from_sign_in_to_the_close(hall, office):
    entry = programme.add_entry(hall.office, hall.sitting, {"kind": "report", "text": "听取镇人民政府工作报告"})
    assert office.post(at("act", hall, "open_sign_in")).status_code == 302
    hall.sitting.refresh_from_db()
    hall.sign(*hall.attendees)
    office.post(at("act", hall, "open"))
    office.post(at("entry-run", hall, entry.pk, "start"))
    speak = at("entry-run", hall, entry.pk, "speak")
    assert office.post(speak, {"attendee": "", "name": ""}).status_code == 422
    assert office.post(speak, {"attendee": str(hall.attendees[0].pk)}).status_code == 302
    page = text(office.get(at("sitting", hall)))
    assert "正在进行" in page and "王代表（正在发言）" in page
    office.post(at("entry-run", hall, entry.pk, "silence"))
    office.post(at("entry-run", hall, entry.pk, "finish"))
    assert office.post(at("act", hall, "close")).status_code == 302
    entry.refresh_from_db()
    assert entry.finished_at and entry.speeches.get().ended_at
    assert "已散会" in text(office.get(at("sitting", hall)))
    assert office.post(at("act", hall, "close")).status_code == 422
    assert office.post(at("with-reason", hall, "resume"), {"reason": ""}).status_code == 422
    assert office.post(at("with-reason", hall, "resume"), {"reason": "点错了"}).status_code == 302
    assert office.post(at("act", hall, "nothing")).status_code == 404


def test_a_device_sends_a_packet_and_is_told_one_by_one(hall, office):
    hall.begin_sign_in()
    gone = hall.attendees[1].mandate
    gone.until_on, gone.end_cause = hall.sitting.held_on.replace(day=19), "辞职"
    gone.save()
    now = 1_768_900_000_000
    scans = [
        {"id": "a", "code": f"RENDA:{hall.attendees[0].token}", "way": "code", "at": now - 600_000},
        {"id": "b", "code": hall.attendees[1].token, "way": "code", "at": now},
        {"id": "c", "code": str(hall.attendees[2].rank), "way": "number", "at": now},
        {"id": "d", "code": "谁也不是", "way": "number", "at": now},
    ]
    body = json.dumps({"table": "甲台", "now": now, "scans": scans})
    answer = office.post(at("send", hall), body, content_type="application/json").json()
    assert [one["outcome"] for one in answer["told"]] == ["signed", "refused", "signed", "unknown"]
    assert answer["told"][0]["name"] == "王代表" and "辞职" in answer["told"][1]["words"]
    assert answer["sentence"].startswith("应到 8，实到 2") and answer["present"] == 2
    assert "here" not in answer, "the whole list goes with the poll, not with every scan"
    again = office.post(at("send", hall), body, content_type="application/json").json()
    assert [one["outcome"] for one in again["told"]][:3] == ["signed", "refused", "signed"] and SignIn.objects.count() == 2
    state = office.get(at("state", hall)).json()
    assert state["present"] == 2 and set(state["here"]) == {str(hall.attendees[place].pk) for place in (0, 2)}
    first = SignIn.objects.get(attendee=hall.attendees[0])
    assert first.table == "甲台" and first.at == hall.sitting.sign_in_opened_at


@pytest.mark.parametrize("body", ["无", "[]", "{}", '{"now": "x", "scans": []}', '{"now": 1, "scans": [{"id": ""}]}',
                                  '{"now": 1, "scans": [{"id": "a", "code": "1", "way": "magic", "at": 1}]}',
                                  '{"now": 1e40, "scans": [{"id": "a", "code": "1", "way": "list", "at": 1}]}'])  # fmt: skip
def test_a_packet_nobody_understands_is_told_so(hall, office, body):
    hall.begin_sign_in()
    answer = office.post(at("send", hall), body, content_type="application/json")
    assert answer.status_code == 400 and "看不懂" in answer.json()["problem"]


def test_without_scripts_one_name_at_a_time(hall, office):
    hall.begin_sign_in()
    page = text(office.get(at("sign-in", hall)))
    assert "王代表" in page and "第一组" in page and hall.attendees[0].token in page
    office.post(at("send", hall), {"code": str(hall.attendees[0].pk), "way": "list"})
    assert "王代表：" in text(office.get(at("sign-in", hall))) and SignIn.objects.count() == 1


def test_taking_back_and_going_home_from_the_list(hall, office):
    hall.begin_sign_in()
    hall.sign(*hall.attendees[:2])
    first, second = SignIn.objects.order_by("attendee__rank")
    assert office.post(at("mend", hall, first.pk, "undo"), {"reason": ""}).status_code == 200
    assert office.post(at("mend", hall, first.pk, "undo"), {"reason": "扫错了"}).status_code == 302
    assert office.post(at("mend", hall, second.pk, "leave"), {"reason": "家里有事"}).status_code == 302
    page = text(office.get(at("attendance", hall)))
    assert "撤销过的签到" in page and "扫错了" in page and "早退：家里有事" in page and "没到也没请假的代表" in page
    assert "签到名单" in text(office.get(at("attendance", hall) + "?print=1"))
    assert office.post(at("mend", hall, second.pk, "back")).status_code == 302
    assert office.get(at("mend", hall, second.pk, "sideways")).status_code == 404


def test_the_deputys_own_telephone(hall, client_as, town_set):
    client = client_as("deputy")
    assert "还没有开始签到" in text(client.get(at("mine", hall, whole=True)))
    hall.begin_sign_in()
    waiting = selectors.waiting_for(town_set.people["deputy"].pk)
    assert list(waiting) == [hall.sitting]
    wrong = client.post(at("mine", hall, whole=True), {"sitting": str(hall.sitting.pk), "code": "x"})
    assert wrong.status_code == 422 and "会场码不对" in text(wrong)
    right = client.post(at("mine", hall, whole=True), {"sitting": str(hall.sitting.pk), "code": hall.sitting.hall_code})
    assert right.status_code == 302 and "已签到" in text(client.get(at("mine", hall, whole=True)))
    assert not waiting.all()
    assert client.get(at("sign-in", hall)).status_code == 403 and client.get(at("state", hall)).status_code == 403
    assert hall.sitting.hall_code not in text(client.get(at("sitting", hall)))


def test_published_stays_and_a_change_is_an_amendment(hall, office):
    office.post(at("item-add", hall, whole=True), {"text": "听取和审议政府工作报告"})
    publish = at("publish", hall, "agenda", whole=True)
    assert office.post(publish, {"decided_by": "预备会议", "decided_on": "2026-01-20"}).status_code == 302
    office.post(at("item-add", hall, whole=True), {"text": "补选副镇长"})
    page = text(office.get(at("programme", hall, whole=True)))
    assert "改了，还没有公布" in page
    assert "改了，还没有公布" in text(office.get(at("index", hall, whole=True)))
    lacking = office.post(publish, {"decided_by": "主席团", "decided_on": "2026-01-20"})
    assert lacking.status_code == 422 and "再变要写理由" in text(lacking)
    office.post(publish, {"decided_by": "主席团第一次会议", "decided_on": "2026-01-20", "reason": "副镇长调离，需要补选"})
    page = text(office.get(at("programme", hall, whole=True)))
    assert "第1次变更" in page and "副镇长调离，需要补选" in page and "原公布稿" in page
    assert Programme.objects.count() == 2 and "第一次变更" in Programme.objects.get(n=1).paper.text + str(
        Programme.objects.get(n=1).paper.content
    )
    same = office.post(publish, {"decided_by": "主席团", "decided_on": "2026-01-20", "reason": "再来"})
    assert same.status_code == 422 and "一样" in text(same)


def test_the_schedule_is_made_of_the_sittings_and_printed(hall, office):
    programme.add_entry(hall.office, hall.sitting, {"kind": "report", "text": "听取镇人民政府工作报告"})
    assert office.post(at("publish", hall, "schedule", whole=True), {"decided_by": "主席团", "decided_on": "2026-01-20"}).status_code == 302
    row = Programme.objects.get()
    assert "听取镇人民政府工作报告" in row.paper.text and "9:00" in row.paper.text and "三楼会议室" in row.paper.text
    assert selectors.has_unpublished(hall.session, "schedule") is False


def test_entries_are_arranged_and_not_lost(hall, office):
    add = at("entry-new", hall)
    for words in ("第一件", "第二件"):
        assert office.post(add, {"text": words, "kind": "other"}).status_code == 302
    first, second = Entry.objects.order_by("position")
    office.post(at("entry-arrange", hall, second.pk, "up"))
    assert [row.text for row in hall.sitting.entries.all()] == ["第二件", "第一件"]
    office.post(at("entry-edit", hall, first.pk), {"text": "改过的第一件", "kind": "vote"})
    office.post(at("entry-arrange", hall, second.pk, "drop"))
    assert [row.text for row in hall.sitting.entries.all()] == ["改过的第一件"]
    assert office.post(add, {"text": "", "kind": "other"}).status_code == 422


def test_what_the_groups_said_becomes_record_and_bulletin(hall, office):
    sitting = hall.plan("分组审议", clock.at(clock.today(), 14), "group")
    entry = programme.add_entry(hall.office, sitting, {"kind": "review", "text": "审议政府工作报告"})
    group = hall.groups[0]
    address = at("group", hall, group.pk, sitting=sitting)
    member = next(row for row in hall.attendees if row.group_id == group.pk)
    assert office.post(address, {"attendee": str(member.pk), "said": "村道养护要单列。", "entry": str(entry.pk)}).status_code == 302
    assert office.post(address, {"speaker": "李镇长", "said": "今年已经单列。"}).status_code == 302
    nobody = office.post(address, {"said": "谁说的？"})
    assert nobody.status_code == 422 and "谁说的？" in text(nobody)
    wrong = GroupNote.objects.get(speaker="李镇长")
    office.post(at("strike", hall, wrong.pk, sitting=sitting), {"reason": "记错了人"})
    page = text(office.get(at("notes", hall, sitting=sitting)))
    assert "村道养护要单列。" in page and "记错了人" in page
    made = office.post(at("record", hall, group.pk, sitting=sitting), follow=True)
    assert made.status_code == 200 and "村道养护要单列。" in text(made) and "今年已经单列" not in text(made)
    issue = office.post(at("bulletin", hall, sitting=sitting), {"number": "第1期", "headline": "代表审议政府工作报告", "opening": ""}, follow=True)
    assert "1个小组共有1人发言，提出意见1条" in text(issue)


def test_the_screen_follows_what_was_chosen_and_shows_no_numbers_of_people(hall, office, client_as):
    hall.begin_sign_in()
    person = hall.attendees[0].person
    person.phone, person.id_number = "13987654321", "530127197001011234"
    person.save()
    page = text(office.get(at("screen", hall, whole=True)))
    assert "还没有签到：" in page and "王代表" in page and hall.sitting.hall_code in page and "应到" in page
    assert "13987654321" not in page and "530127" not in page
    programme.add_entry(hall.office, hall.sitting, {"kind": "report", "text": "听取镇人民政府工作报告"})
    office.post(at("control", hall, whole=True), {"shows": "agenda", "sitting": str(hall.sitting.pk)})
    assert "听取镇人民政府工作报告" in text(office.get(at("screen-now", hall, whole=True)))
    lacking = office.post(at("control", hall, whole=True), {"shows": "words"})
    assert lacking.status_code == 422 and "请写通告" in text(lacking)
    screens.show(hall.office, hall.session, "words", heading="休会十分钟")
    assert "休会十分钟" in text(office.get(at("screen-now", hall, whole=True)))
    assert client_as("deputy").get(at("control", hall, whole=True)).status_code == 403


def test_the_script_on_the_tablet_goes_step_by_step(hall, client_as):
    hall.begin_sign_in()
    hall.sign(*hall.attendees[:7])
    programme.add_entry(hall.office, hall.sitting, {"kind": "report", "text": "听取镇人民政府工作报告", "speaker": "镇长李镇长"})
    chair = client_as("chair")
    first = text(chair.get(at("script", hall)))
    assert "应到代表9名，实到7名" in first and "下一步：听取镇人民政府工作报告" in first
    second = text(chair.get(at("script", hall) + "?step=2"))
    assert "请镇长李镇长作报告" in second and "上一步" in second
    assert "应到代表9名" in text(chair.get(at("script-step", hall) + "?step=乱写"))
    assert "听取镇人民政府工作报告" in text(chair.get(at("script-sheet", hall)))
    kept = chair.post(at("script-keep", hall), follow=True)
    assert "主持词已存成公文" in text(kept)
    assert "实到7名" in Paper.objects.get(template="host_opening").text
    assert client_as("deputy").get(at("script", hall)).status_code == 403


def test_taking_in_a_suggestion_has_the_session_chosen(hall, office):
    programme.add_entry(hall.office, hall.sitting, {"kind": "intake", "text": "接收代表议案、建议"})
    page = text(office.get(at("sitting", hall)))
    address = f"{reverse('suggestions:enter')}?session={hall.session.pk}"
    assert address in page
    form = text(office.get(address))
    assert f'value="{hall.session.pk}" selected' in form
    assert office.get(f"{reverse('suggestions:enter')}?session=nonsense").status_code == 200


def test_other_towns_and_other_sessions_are_out_of_reach(hall, office, other_town):
    assert office.get(reverse("sittings:index", args=[other_town.session.pk])).status_code == 404
    wrong = reverse("sittings:sitting", args=[other_town.session.pk, hall.sitting.pk])
    assert office.get(wrong).status_code == 404


@pytest.mark.parametrize("name", ["sitting", "sign-in", "attendance", "state", "script"])
def test_pages_ask_as_often_for_many_people(hall, office, assert_queries_flat, name):
    hall.begin_sign_in()

    def more(count: int) -> None:
        hall.add_deputies(count)
        hall.sign(*hall.attendees[-count:])

    assert_queries_flat(lambda: office.get(at(name, hall)), more, 2, 20)


def test_lists_ask_as_often_for_many_sittings(hall, office, assert_queries_flat):
    made = iter(range(100))

    def more(count: int) -> None:
        for _ in range(count):
            row = hall.plan(f"第{next(made)}场", clock.at(clock.today(), 15))
            programme.add_entry(hall.office, row, {"kind": "vote", "text": "表决"})

    assert_queries_flat(lambda: office.get(at("index", hall, whole=True)), more, 2, 12)
    assert_queries_flat(lambda: office.get(at("programme", hall, whole=True)), more, 2, 12)


def test_one_page_for_many_entries(hall, office, assert_queries_flat):
    hall.opened()

    def more(count: int) -> None:
        for place in range(count):
            entry = programme.add_entry(hall.office, hall.sitting, {"kind": "vote", "text": f"表决第{place}件"})
            course.start_entry(hall.office, entry)
            course.begin_speech(hall.office, entry, "某人")
            notes.note(hall.office, hall.sitting, hall.groups[0], said="说了", speaker="某人")

    assert_queries_flat(lambda: office.get(at("sitting", hall)), more, 2, 10)
    assert_queries_flat(lambda: office.get(at("notes", hall)), more, 2, 10)


def seen_in(page: str) -> str:
    return page.split('name="seen" value="')[1].split('"')[0]


@pytest.mark.parametrize("what", ["item", "entry"])
def test_of_two_who_change_a_line_at_once_the_second_is_told_and_nothing_is_lost(hall, client_as, what):
    if what == "item":
        row = programme.add_item(hall.office, hall.session, "听取报告")
        address, more = at("item-edit", hall, row.pk, whole=True), {}
    else:
        row = programme.add_entry(hall.office, hall.sitting, {"kind": "report", "text": "听取报告"})
        address, more = at("entry-edit", hall, row.pk), {"kind": "report", "speaker": "镇长"}
    office = client_as("office")
    seen = seen_in(text(office.get(address)))
    first = office.post(address, {**more, "text": "听取政府工作报告", "seen": seen})
    assert first.status_code == 302
    second = office.post(address, {**more, "text": "听取和审议报告", "seen": seen})
    page = text(second)
    assert second.status_code == 422 and "现在是：“听取政府工作报告”" in page and 'value="听取和审议报告"' in page
    row.refresh_from_db()
    assert row.text == "听取政府工作报告", "what the first one wrote stands until the second has read it"
    assert office.post(address, {**more, "text": "听取和审议报告", "seen": seen_in(page)}).status_code == 302
    row.refresh_from_db()
    assert row.text == "听取和审议报告"
    row.delete()
    late = office.post(address, {**more, "text": "我写的一大段", "seen": seen}, follow=True)
    assert "已经被别人划掉了" in text(late) and "我写的一大段" in text(late)
