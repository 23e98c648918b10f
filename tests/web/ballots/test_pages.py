"""The pages of a vote, from the list to the paper."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from renda.kernel.ballots import steps
from renda.kernel.ballots.models import Ballot, CountSheet
from renda.modules.drafting.models import Draft
from tests.kernel.ballots.hall import counting, election, keyed, motion, slips, votes


def page(client, name, *args, status=200):
    answer = client.get(reverse(f"ballots:{name}", args=args))
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def send(client, name, *args, data=None, status=302, **extra):
    answer = client.post(reverse(f"ballots:{name}", args=args), data or {}, **extra)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer


@pytest.fixture
def office(hall, client_as):
    return client_as("office")


@pytest.fixture
def chair(hall, client_as):
    return client_as("chair")


def test_the_list_is_empty_then_holds_what_was_put_on_it(hall, office):
    assert "还没有列入表决的事项" in page(office, "list", hall.session.pk)
    data = {
        "title": "关于镇人民政府工作报告的决议",
        "law_kind": "report",
        "method": "hands",
        "held_on": "2026-01-20",
    }
    send(office, "new", hall.session.pk, data=data)
    told = page(office, "list", hall.session.pk)
    assert "关于镇人民政府工作报告的决议" in told and "举手表决" in told and "已准备" in told
    ballot = Ballot.objects.get()
    told = page(office, "one", ballot.pk)
    assert "全体代表60人的过半数，至少31票" in told and "第25条" in told and "同意的请举手" in told


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": ""}, "请写表决的是什么"),
        ({"method": "block"}, "一行写一个"),
        ({"method": "named", "lines": "甲\n乙"}, "一次只表决一件事"),
        ({"law_kind": "livelihood_project", "lines": "甲\n乙"}, "要选出几个"),
        ({"law_kind": "livelihood_project", "lines": "甲\n乙", "seats": "1"}, "无记名投票"),
        (
            {"law_kind": "livelihood_project", "lines": "甲", "seats": "2", "method": "secret_paper"},
            "比要选出的还少",
        ),
        ({"method": "block", "lines": "甲\n甲"}, "“甲”列了两次"),
        ({"held_on": "2206-01-20"}, "年份好像写错了"),
        ({"law_kind": "nothing"}, "请从列出来的里面选一种"),
    ],
)
def test_what_is_wrong_is_told(hall, office, change, words):
    data = {"title": "名单", "law_kind": "agenda", "method": "hands", "held_on": "2026-01-20", **change}
    answer = send(office, "new", hall.session.pk, data=data, status=422)
    assert words in answer.content.decode() and not Ballot.objects.exists()


def test_opening_without_quorum_is_refused_with_the_article(hall, office):
    ballot = motion(hall)
    answer = send(
        office, "step", ballot.pk, "open", data={"present": 39, "version": ballot.version}, status=422
    )
    told = answer.content.decode()
    assert "不到法定人数40人，差1人" in told and "第14条第4款" in told and 'value="39"' in told


def test_two_people_key_and_the_chair_declares(hall, office, chair):
    ballot = motion(hall)
    send(office, "step", ballot.pk, "open", data={"present": 58, "version": ballot.version})
    send(office, "step", ballot.pk, "close", data={"present": 58, "version": ballot.version + 1})
    good = {**slips(58, invalid=1), **votes((50, 4, 3))}
    assert "开始录" in page(office, "sheet", ballot.pk)
    for client in (office, chair):
        send(client, "sheet-start", ballot.pk)
        send(client, "sheet-finish", ballot.pk, data=good)
    told = page(chair, "one", ballot.pk)
    assert "算出的结果，还没有宣布" in told and "赞成50票，反对4票，弃权3票" in told
    assert "正在计票" in page(office, "screen", ballot.pk), (
        "nothing is shown in the hall before it is declared"
    )
    fresh = Ballot.objects.get()
    send(chair, "step", ballot.pk, "declare", data={"version": fresh.version})
    told = page(office, "one", ballot.pk)
    assert "由陈主席确认" in told and "<strong>通过</strong>" in told
    screen = page(office, "screen-now", ballot.pk)
    assert "通过" in screen and "<b>50</b>" in screen and "<b>60</b>" in screen
    assert "通过" in page(office, "list", hall.session.pk)


def test_the_other_sheet_is_not_seen_while_keying(hall, office, chair):
    ballot = counting(hall, motion(hall))
    steps.key_sheet(hall.actor("office"), ballot, {**slips(58), **votes((47, 6, 5))})
    send(chair, "sheet-start", ballot.pk)
    for name in ("one", "sheet"):
        shown = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "", page(chair, name, ballot.pk))
        assert not re.search(r"(?<![0-9a-z])47(?![0-9a-z])", shown)


def test_what_is_typed_is_saved_and_told_in_words(hall, office):
    ballot = counting(hall, election(hall))
    send(office, "sheet-start", ballot.pk)
    typed = {
        "issued": "58",
        "returned": "60",
        "valid": "5七",
        "o1.for": "50",
        "name-0": "方卫东",
        "votes-0": "2",
        "strange": "1",
    }
    answer = send(office, "sheet-save", ballot.pk, data=typed, status=200, headers={"HX-Request": "true"})
    told = answer.content.decode()
    assert (
        "收回60张，多于发出的58张，多2张" in told
        and "“有效”写的是“5七”" in told
        and "是候选人，不算另选他人" in told
    )
    sheet = CountSheet.objects.get()
    assert sheet.typed == {"issued": "58", "returned": "60", "valid": "5七", "o1.for": "50"}
    assert sheet.write_ins == [{"name": "方卫东", "votes": "2"}] and not sheet.is_finished
    shown = page(office, "sheet", ballot.pk)
    assert 'value="5七"' in shown and 'value="方卫东"' in shown
    answer = send(office, "sheet-finish", ballot.pk, data=typed, status=422)
    assert "还没有填" in answer.content.decode() and not CountSheet.objects.get().is_finished


def test_differences_stand_side_by_side_and_are_keyed_again(hall, office, chair):
    ballot = counting(hall, motion(hall))
    steps.key_sheet(hall.actor("office"), ballot, {**slips(58), **votes((50, 4, 4))})
    steps.key_sheet(hall.actor("chair"), ballot, {**slips(58), **votes((50, 5, 3))})
    told = page(office, "one", ballot.pk)
    assert "两份计票表有2处不同" in told and "重新录第一份" in told
    send(chair, "sheet-rekey", ballot.pk, data={"place": "2"})
    shown = page(chair, "sheet", ballot.pk)
    assert 'name="o1.for" value="50"' in shown and 'name="o1.against" value=""' in shown
    send(chair, "sheet-finish", ballot.pk, data={**slips(58), **votes((50, 4, 4))})
    assert Ballot.objects.get().state == "compared"
    send(chair, "sheet-rekey", ballot.pk, data={"place": "7"})
    assert CountSheet.objects.count() == 3


def test_one_account_needs_a_second_name(hall, office):
    ballot = counting(hall, motion(hall))
    steps.key_sheet(hall.actor("office"), ballot, {**slips(58), **votes((50, 4, 4))})
    assert "第一份是您录的" in page(office, "sheet", ballot.pk)
    answer = send(office, "sheet-start", ballot.pk, status=422)
    assert "要由另一个人用自己的账号录" in answer.content.decode()
    send(office, "sheet-start", ballot.pk, data={"second_name": "刘计票", "second_reason": "只有一人"})
    assert "核对人：刘计票" in page(office, "sheet", ballot.pk)


def test_a_named_vote_is_filled_at_once_and_corrected(hall, office, chair):
    ballot = counting(hall, motion(hall, "named"), present=60)
    for client in (office, chair):
        send(client, "sheet-start", ballot.pk)
        send(client, "sheet-save", ballot.pk, data={"o1.d1": "against", "fill": "for"})
    shown = page(office, "sheet", ballot.pk)
    assert "赞成59人" in shown and "反对1人" in shown
    first, second = (sheet.typed for sheet in CountSheet.objects.all())
    send(office, "sheet-finish", ballot.pk, data=first)
    send(chair, "sheet-finish", ballot.pk, data=second)
    assert Ballot.objects.get().state == "compared"


def test_a_tie_goes_on_among_the_tied(hall, office):
    ballot = keyed(
        hall, counting(hall, election(hall)), {**slips(58), **votes((50, 4, 4), (32, 20, 6), (32, 20, 6))}
    )
    steps.declare(hall.actor("office"), ballot)
    assert "就票数相等的再次投票" in page(office, "one", ballot.pk)
    told = office.get(reverse("ballots:again", args=[ballot.pk])).content.decode()
    assert "就何丽、沈国平再次投票，选出1名" in told
    send(office, "again", ballot.pk)
    following = Ballot.objects.get(previous=ballot)
    assert [option.label for option in following.options.all()] == ["何丽", "沈国平"]
    assert "得票多的当选" in page(office, "one", following.pk)
    assert "已经有下一轮" in send(office, "again", ballot.pk, status=422).content.decode()


def test_voiding_needs_a_reason(hall, office):
    ballot = counting(hall, motion(hall))
    send(office, "step", ballot.pk, "void", data={"reason": "", "version": ballot.version}, status=422)
    send(office, "step", ballot.pk, "void", data={"reason": "发错选票", "version": ballot.version})
    assert "发错选票" in page(office, "one", ballot.pk)


def test_a_resolution_is_drafted_with_what_is_known(hall, office):
    ballot = keyed(hall, counting(hall, motion(hall)), {**slips(58), **votes((50, 4, 4))})
    send(office, "paper", ballot.pk, data={"template": "resolution_government_report"}, status=404)
    steps.declare(hall.actor("chair"), ballot)
    assert "决议（政府工作报告）" in page(office, "one", ballot.pk).split("<select")[1].split("</option>")[0]
    send(office, "paper", ballot.pk, data={"template": "resolution_government_report"})
    draft = Draft.objects.get()
    assert "第十九届人民代表大会第五次会议" in draft.title
    assert "2026年1月20日" in str(draft.content)
    assert draft.title in page(office, "one", ballot.pk)
    send(office, "paper", ballot.pk, data={"template": "count_report"}, status=404)


def test_slips_are_printed_for_everybody_with_spares_and_without_numbers(hall, office):
    ballot = election(hall)
    told = page(office, "slips", ballot.pk)
    assert told.count('class="ballot-slip"') == 65 and "共印</dt><dd>65张" in told
    parts = told.split('class="ballot-slip"')
    assert parts[1].split("</section>")[0] == parts[2].split("</section>")[0], "every slip is the same"
    assert page(office, "slips", motion(hall, "hands").pk, status=404)


def test_the_record_of_the_votes_is_one_sheet(hall, office):
    page(office, "record", hall.session.pk, status=404)
    ballot = steps.key_sheet(hall.actor("office"), counting(hall, motion(hall, "hands")), votes((56, 1, 1)))
    steps.declare(hall.actor("office"), ballot)
    answer = office.get(reverse("ballots:record", args=[hall.session.pk]))
    assert answer.content[:5] == b"%PDF-"


def test_the_empty_count_sheet(hall, office):
    told = page(office, "blank-sheet", election(hall).pk)
    assert "方卫东" in told and "另选" in told


def test_the_number_of_queries_does_not_grow(hall, client_as, assert_queries_flat):
    client = client_as("office")

    def more(count):
        for n in range(count):
            motion(hall, "hands", f"关于第{n}件事的决议")

    assert_queries_flat(lambda: page(client, "list", hall.session.pk), more, 2, 12)


def test_the_sheet_of_many_candidates_asks_as_often_as_that_of_few(hall, office, assert_max_queries):
    few = counting(hall, election(hall))
    send(office, "sheet-start", few.pk)
    many = counting(hall, election(hall, [f"候选人{n}号" for n in range(30)], seats=20))
    send(office, "sheet-start", many.pk)
    with assert_max_queries(24):
        page(office, "sheet", many.pk)


def test_who_may(hall, client_as, other_town):
    ballot = counting(hall, motion(hall))
    for role, status in {
        "presidium": 200,
        "leader": 403,
        "deputy": 403,
        "unit_handler": 403,
        "keeper": 403,
        "county": 403,
    }.items():
        page(client_as(role), "one", ballot.pk, status=status)
    send(client_as("presidium"), "step", ballot.pk, "void", data={"reason": "x"}, status=403)
    from renda.kernel.units.scope import acting_in

    with acting_in(other_town.town):
        other = steps.prepare(
            other_town.actor("office"), session=other_town.session, title="外镇", method="hands"
        )
    page(client_as("office"), "one", other.pk, status=404)
    page(client_as("office"), "list", other_town.session.pk, status=404)


def test_deputies_follow_on_the_phone_what_is_voted_and_nothing_secret(hall, office, client_as):
    waiting = motion(hall, "hands")
    going = counting(hall, motion(hall, "named"))
    done = keyed(
        hall, counting(hall, election(hall)), {**slips(58), **votes((50, 4, 4), (40, 10, 8), (10, 40, 8))}
    )
    deputy = client_as("deputy")
    told = page(deputy, "mine", hall.session.pk)
    assert str(going) in told and "正在计票" in told and "票" in told
    assert "50票" not in told, "a count that nobody has declared"
    steps.declare(hall.actor("office"), done)
    told = page(deputy, "mine", hall.session.pk)
    assert "当选" in told and "50票" in told
    assert page(deputy, "one", done.pk, status=403)
    opened = steps.open_ballot(hall.actor("office"), waiting, present=58)
    told = page(deputy, "mine", hall.session.pk)
    assert str(opened) in told and "同意的请举手" in told


def test_a_vote_outside_sessions_is_found_again(hall, office):
    assert "还没有会外的表决" in page(office, "outside")
    made = steps.prepare(
        hall.actor("office"), session=None, title="第三选区选举镇人大代表", method="secret_paper", kind="election",
        options=["甲", "乙"], case={"post": "deputy", "round": "first"},
    )  # fmt: skip
    told = page(office, "outside")
    assert "第三选区选举镇人大代表" in told and reverse("ballots:one", args=[made.pk]) in told
    one = page(office, "one", made.pk)
    assert reverse("ballots:outside") in one and "60人" not in one, "deputies are not the voters"


def test_the_next_round_of_an_election_does_not_begin_on_the_page_of_the_vote(hall, office):
    own, other = motion(hall), motion(hall)
    Ballot.objects.filter(pk=own.pk).update(subject_model="deputy_elections.contest", subject_id=own.pk)
    for ballot in (own, other):
        steps.void(hall.actor("office"), Ballot.objects.get(pk=ballot.pk), "重来")
    address = reverse("ballots:again", args=[own.pk])
    assert address not in page(office, "one", own.pk)
    assert office.get(address).status_code == 302 and office.post(address).status_code == 302
    assert reverse("ballots:again", args=[other.pk]) in page(office, "one", other.pk)
    assert Ballot.objects.count() == 2


def test_slips_are_cut_from_sheets_where_they_stay_readable(hall, office):
    two = election(hall)
    told = page(office, "slips", two.pk)
    assert "一张A4纸印2张票" in told and told.count('class="ballot-slip"') == 65
    assert told.count('class="slip-sheet slip-sheet-2"') == 33
    whole = office.get(f"{reverse('ballots:slips', args=[two.pk])}?per=1").content.decode()
    assert whole.count('class="slip-sheet slip-sheet-1"') == 65 and "沿虚线" not in whole
    many = election(hall, tuple(f"候选人{n}" for n in range(12)))
    told = page(office, "slips", many.pk)
    assert 'class="slip-sheet slip-sheet-1"' in told and "字才看得清" in told
    odd = office.get(f"{reverse('ballots:slips', args=[many.pk])}?per=4").content.decode()
    assert "slip-sheet-4" not in odd
