"""The pages of elections and motions: what they show, what they refuse, what they keep."""

from __future__ import annotations

import pytest
from django.urls import reverse

from renda.foundation import clock
from renda.modules.elections.models import (
    Election,
    ElectionMethod,
    Nomination,
    Questioning,
    Removal,
    Resignation,
)
from renda.modules.sessions.attendance.models import Attendee, Duty
from renda.modules.sessions.sittings.actions.planning import plan_usual
from renda.modules.sessions.sittings.models import Sitting
from tests.harness.town import make_person
from tests.modules.elections.story import NAMES, OPENING, SECOND_DAY, Story


def page(client, url, status=200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, answer.content.decode()[:400]
    return answer.content.decode()


def tab(hall) -> str:
    return reverse("elections:list", args=[hall.session.pk])


def test_an_empty_session(client_as, hall):
    words = page(client_as("office"), tab(hall))
    assert "先拟选举办法" in words and "还没有要选的职务" in words and "还没有质询案" in words


@pytest.mark.parametrize("kind", ["method", "election", "removal", "resignation", "questioning"])
def test_every_beginning_has_its_page(client_as, hall, kind):
    words = page(client_as("office"), reverse("elections:begin", args=[hall.session.pk, kind]))
    assert "这一步的依据" in words and "《" in words


def test_a_method_is_drawn_up_on_the_page(client_as, hall):
    url = reverse("elections:begin", args=[hall.session.pk, "method"])
    data = {
        "nominate_on": "2026-01-20", "nominate_at": "17:00", "margins-congress_vice_chair": "1", "margins-deputy_township_head": "4",
        "write_in_abstain": "not_allowed", "after_printing": "reprint", "shortfall": "presidium", "scrutineers": "2", "booth": "东侧",
    }  # fmt: skip
    office = client_as("office")
    refused = office.post(url, data)
    words = refused.content.decode()
    assert refused.status_code == 422 and "法律要求多1至3名" in words and "第27条" in words and 'value="4"' in words
    done = office.post(url, {**data, "margins-deputy_township_head": "2"})
    method = ElectionMethod.objects.get()
    assert done.status_code == 302 and method.margins == {"congress_vice_chair": 1, "deputy_township_head": 2}
    shown = page(office, method.get_absolute_url())
    assert "候选人比应选多2名" in shown and "2026年1月20日 17:00" in shown


def test_an_election_is_opened_and_somebody_nominated(client_as, hall):
    office = client_as("office")
    begin = reverse("elections:begin", args=[hall.session.pk, "election"])
    office.post(begin, {"post": "deputy_township_head", "occasion": "general", "seats": "1"})
    election = Election.objects.get()
    person = make_person("方卫东")
    step = reverse("elections:election-step", args=[election.pk, "nominate"])
    assert "方卫东" in page(office, step)
    office.post(step, {"person": str(person.pk), "proposed_by": "presidium", "career": "简历", "version": str(election.version)})
    assert Nomination.objects.get().person == person
    shown = page(office, election.get_absolute_url())
    assert "方卫东" in shown and "登记本人意见" in shown and "副职候选人比应选多1至3名" in shown and "第27条" in shown


def test_somebody_from_elsewhere_is_nominated_by_name(client_as, hall):
    story = Story(hall, seats=1).opened()
    office, step = client_as("office"), reverse("elections:election-step", args=[story.election.pk, "nominate"])
    make_person("王强")

    def sent(**data):
        return office.post(step, {"proposed_by": "presidium", "version": str(Election.objects.get().version), **data})

    assert "还没有写被提名人是谁" in sent().content.decode()
    assert "系统里已经登记了“王强”" in sent(newcomer="王强").content.decode()
    assert sent(newcomer="周远来", present_post="青溪镇党委委员").status_code == 302
    nomination = Nomination.objects.get()
    assert (nomination.person.name, nomination.person.employer) == ("周远来", "青溪镇党委委员")
    assert "提名周远来" in page(office, story.election.get_absolute_url())
    chair = Story(hall, "congress_chair", 1).opened().election
    assert "名单里没有的" not in page(office, reverse("elections:election-step", args=[chair.pk, "nominate"]))


def test_a_deputy_proposes_and_another_signs_on_the_phone(client_as, hall):
    story = Story(hall, seats=1).opened()
    first, second = client_as("deputy"), client_as("other_deputy")
    step = reverse("elections:election-step", args=[story.election.pk, "nominate"])
    words = page(first, step)
    assert "谁提名" not in words and "照着纸面" not in words
    person = make_person("丁一")
    first.post(step, {"person": str(person.pk), "career": "简历", "version": str(Election.objects.get().version)})
    nomination = Nomination.objects.get()
    shown = page(second, story.election.get_absolute_url())
    assert "有效签名1名，需要10名" in shown and "签名联名" in shown
    sign = reverse("elections:election-step", args=[story.election.pk, "sign"]) + f"?nomination={nomination.pk}"
    assert "丁一" in page(second, sign)
    done = second.post(sign, {"nomination": str(nomination.pk), "version": str(Election.objects.get().version)})
    assert done.status_code == 302 and nomination.signatures.count() == 2


def test_a_refusal_shows_the_article_and_keeps_what_was_typed(client_as, hall):
    story = Story(hall, "congress_chair", 1).opened()
    step = reverse("elections:election-step", args=[story.election.pk, "nominate"])
    office = client_as("office")
    for person in (hall.people["deputy"], hall.people["other_deputy"]):
        answer = office.post(
            step, {"person": str(person.pk), "proposed_by": "presidium", "career": "在基层工作多年", "version": str(Election.objects.get().version)}
        )
    words = answer.content.decode()
    assert answer.status_code == 422 and "超过应选名额" in words and "第26条" in words and "在基层工作多年" in words


def test_the_course_of_a_vote_is_shown_with_rule_and_figures(client_as, story):
    story.voting().count((50, 5, 3), (33, 20, 5), (33, 20, 5))
    words = page(client_as("office"), story.election.get_absolute_url())
    for wanted in ("票数相等", "就票数相等的人再次投票", "第29条", "全体代表60", "发出58张，收回58张", "方卫东"):
        assert wanted in words, wanted
    assert "何丽、沈国平都是33票，还有1个名额，就他们再次投票" in page(client_as("deputy"), story.election.get_absolute_url())


def test_settling_shows_names_told_apart_only_where_needed(client_as, hall):
    story = Story(hall).nominated(("王强", "王强", "何丽"))
    step = reverse("elections:election-step", args=[story.election.pk, "settle"])
    office = client_as("office")
    words = page(office, step)
    assert "同名候选人怎么区别" in words
    ids = [str(one.pk) for one in story.election.candidates.all()]
    answer = office.post(step, {"candidates": ids, "version": str(story.election.version)})
    assert answer.status_code == 422 and "选票上分不清" in answer.content.decode()
    doubles = [str(one.pk) for one in story.election.candidates.filter(person__name="王强")]
    told = {f"told_apart-{doubles[0]}": "上河村", f"told_apart-{doubles[1]}": "下河村"}
    assert office.post(step, {"candidates": ids, **told, "version": str(story.election.version)}).status_code == 302
    assert "王强（上河村）" in page(office, story.election.get_absolute_url())


def test_printing(client_as, story):
    story.voting().count((50, 5, 3), (45, 10, 3), (14, 40, 4))
    office = client_as("office")
    one = page(office, reverse("elections:election-print", args=[story.election.pk]))
    whole = page(office, reverse("elections:print", args=[story.session.pk]))
    for words in (one, whole):
        assert all(name in words for name in NAMES) and "当选" in words and "总监票人" in words


def test_ballots_for_everybody_lie_ready_before_the_vote(client_as, hall):
    story = Story(hall).nominated(NAMES)
    office, url = client_as("office"), reverse("elections:slips", args=[story.election.pk])
    page(office, url, 404)
    story.adopted(write_in_abstain="allowed")
    story.act("settle", {"candidates": list(story.election.candidates.all()), "told_apart": {}})
    assert url in page(office, story.election.get_absolute_url())
    slips = page(office, url)
    assert slips.count("云岭镇人民政府副镇长选票</h2>") == 65 and "应选2名" in slips and "投反对票或者弃权票的" in slips
    assert all(name in slips for name in NAMES)
    assert 'value="65"' in page(office, reverse("elections:election-step", args=[story.election.pk, "print"]))
    page(client_as("deputy"), url, 403)


def test_nominations_that_end_after_the_vote_are_told(client_as, hall):
    office = client_as("office")
    plan_usual(hall.actor("office"), hall.session)
    last = Sitting.objects.filter(entries__kind="election").get()
    Sitting.objects.filter(pk=last.pk).update(begins_at=clock.at(OPENING, 16, 30))
    method = Story(hall).method()
    assert "“第二次全体会议”2026年1月20日 16:30就要选举" in page(office, method.get_absolute_url())
    Sitting.objects.filter(pk=last.pk).update(begins_at=clock.at(SECOND_DAY, 9))
    assert "提名截止得太晚" not in page(office, method.get_absolute_url())


def test_a_session_of_one_day_ends_nominations_at_noon(client_as, hall):
    begin = reverse("elections:begin", args=[hall.session.pk, "method"])
    assert 'value="17:00"' in page(client_as("office"), begin)
    type(hall.session).objects.filter(pk=hall.session.pk).update(closes_on=hall.session.opens_on)
    assert 'value="12:00"' in page(client_as("office"), begin)


def test_taking_office_on_the_page(client_as, story):
    story.voting().count((50, 5, 3), (45, 10, 3), (14, 40, 4))
    story.act("announce", {"announced_on": SECOND_DAY})
    office = client_as("office")
    step = reverse("elections:election-step", args=[story.election.pk, "take_office"])
    words = page(office, step)
    assert "接替哪一位" in words and "任职起始日期" in words
    elected = story.election.elected.first()
    office.post(step, {"elected": str(elected.pk), "from_on": "2026-01-22", "version": str(story.election.version)})
    elected.refresh_from_db()
    assert str(elected.appointment.from_on) == "2026-01-22"


def test_motions_on_their_pages(client_as, hall):
    deputy, office = client_as("deputy"), client_as("office")
    begin = reverse("elections:begin", args=[hall.session.pk, "questioning"])
    government = hall.units["government"]
    assert deputy.post(begin, {"target": str(government.pk), "issue": "管网资金", "content": "请说明。"}).status_code == 302
    motion = Questioning.objects.get()
    words = page(client_as("other_deputy"), motion.get_absolute_url())
    assert "有效签名1名，需要10名，还差9名" in words and "第24条" in words and "签名联名" in words
    refused = deputy.post(reverse("elections:questioning-step", args=[motion.pk, "hand_in"]), {"version": str(motion.version)})
    assert refused.status_code == 422 and "还差9名" in refused.content.decode()
    begin = reverse("elections:begin", args=[hall.session.pk, "removal"])
    mayor = hall.people["leader"].appointments.get()
    assert deputy.post(begin, {"appointment": str(mayor.pk), "grounds": "不到会。"}).status_code == 302
    words = page(office, Removal.objects.get().get_absolute_url())
    assert "需要12名，还差11名" in words and "第31条" in words
    begin = reverse("elections:begin", args=[hall.session.pk, "resignation"])
    data = {"appointment": str(mayor.pk), "addressed_to": "presidium", "requested_on": "2026-01-10", "reason": "工作变动"}
    refused = office.post(begin, data)
    assert refused.status_code == 422 and "第32条" in refused.content.decode()
    assert office.post(begin, {**data, "addressed_to": "congress", "session": str(hall.session.pk)}).status_code == 302
    assert "被接受以前继续履行职责" in page(office, Resignation.objects.get().get_absolute_url())
    words = page(office, tab(hall))
    assert "管网资金" in words and "罢免李镇长" in words and "李镇长辞去" in words


def test_a_candidate_among_the_tellers_is_told(client_as, story):
    story.listed()
    office = client_as("office")
    assert "候选人不能监票" not in page(office, story.election.get_absolute_url())
    attendee = Attendee.objects.create(session=story.session, person=story.people[0], name="方卫东", capacity="invited")
    Duty.objects.create(attendee=attendee, kind="teller")
    words = page(office, story.election.get_absolute_url())
    assert "候选人不能监票" in words and "方卫东是候选人，又安排了" in words


def test_before_it_is_handed_in_whoever_it_is_about_sees_nothing(client_as, hall):
    begin = reverse("elections:begin", args=[hall.session.pk, "removal"])
    mayor = hall.people["leader"].appointments.get()
    client_as("deputy").post(begin, {"appointment": str(mayor.pk), "grounds": "不到会。"})
    page(client_as("leader"), Removal.objects.get().get_absolute_url(), 404)
    page(client_as("chair"), Removal.objects.get().get_absolute_url(), 404)


def test_queries_do_not_grow_with_the_nominations(client_as, hall, assert_queries_flat):
    story = Story(hall, seats=2).opened()
    office = client_as("office")
    made = iter(range(100))

    def more(count):
        for _ in range(count):
            number = next(made)
            story.nominate(make_person(f"丁{number}"), "deputies", [])

    assert_queries_flat(lambda: office.get(story.election.get_absolute_url()), more, 2, 12)


def test_queries_of_the_tab_do_not_grow(client_as, hall, assert_queries_flat):
    office, deputy = client_as("office"), client_as("deputy")
    begin = reverse("elections:begin", args=[hall.session.pk, "questioning"])

    def more(count):
        for number in range(count):
            deputy.post(begin, {"target": str(hall.units["government"].pk), "issue": f"问题{number}", "content": "请说明。"})

    assert_queries_flat(lambda: office.get(tab(hall)), more, 2, 8)
