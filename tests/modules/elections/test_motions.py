"""The method, removals, resignations and questioning motions."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from renda.foundation import clock
from renda.kernel.deadlines.models import Deadline
from renda.kernel.documents.models import Paper
from renda.kernel.dossiers.filing import dossier_of
from renda.kernel.people.models import Appointment
from renda.kernel.procedures.execute import Refused, execute, open_matter
from renda.kernel.units.models import TownProfile
from renda.modules.elections import methods, selectors
from tests.modules.elections.story import OPENING, SECOND_DAY
from tests.modules.elections.test_traps import articles, deputy


def test_the_method_is_adopted_by_the_congress_and_copied_next_time(story, hall):
    method = story.adopted()
    assert method.state == "adopted" and method.adopted_on == OPENING
    papers = Paper.objects.filter(template="election_method")
    assert papers.count() == 2 and any("十名以上代表书面联合提名" in paper.text for paper in papers)
    later = type(hall.session).objects.create(term=hall.term, number=6, opens_on=date(2026, 12, 20), closes_on=date(2026, 12, 21))
    begun = methods.first_draft(later)
    assert begun["copied_from"] == method and begun["after_printing"] == "void_name"


def test_a_method_without_a_majority_is_changed(story):
    method = story.method()
    execute(story.office, method, "put_to_vote", {"held_on": OPENING, "method": "hands"})
    story.count_motion(method, 30, 20, 8)
    assert method.state == "draft" and not method.is_adopted


@pytest.fixture
def mayor(hall):
    return Appointment.objects.get(person=hall.people["leader"], post="镇长")


def moved(story, mayor, count, **more):
    data = {
        "appointment": mayor, "movers": "deputies", "grounds": "两次要求到会说明情况均未到会。", "signers": story.mandates(count),
        "congress_session": story.session, **more,
    }  # fmt: skip
    return open_matter(story.office, "removal", "move", data).matter


def handed_in(story, mayor):
    removal = moved(story, mayor, 12)
    execute(story.office, removal, "hand_in")
    removal.refresh_from_db()
    return removal


def test_a_fifth_of_the_deputies_moves_a_removal(story, mayor):
    removal = moved(story, mayor, 11)
    with pytest.raises(Refused) as refused:
        execute(story.office, removal, "hand_in")
    assert "需要12名，还差1名" in str(refused.value) and "第31条" in articles(refused.value)
    execute(deputy(story, 11), removal, "sign")
    execute(story.office, removal, "hand_in")
    paper = Paper.objects.get(template="removal_motion")
    assert "等12名代表" in paper.text and "五分之一以上" in paper.text


def test_the_person_is_told_and_heard_before_the_vote(story, mayor):
    removal = handed_in(story, mayor)
    with pytest.raises(Refused) as refused:
        execute(story.office, removal, "put", {"held_on": OPENING})
    assert "有权提出申辩" in str(refused.value) and "第31条" in articles(refused.value)
    execute(story.office, removal, "tell", {"told_on": OPENING, "how": "书面"})
    execute(story.office, removal, "defend", {"way": "written", "made_on": OPENING, "content": "因公出差。"})
    execute(story.office, removal, "put", {"held_on": OPENING})
    vote = {"held_on": SECOND_DAY, "method": "secret_paper"}
    with pytest.raises(Refused, match="还没有印发会议"):
        execute(story.office, removal, "vote", vote)
    execute(story.office, removal, "distribute", {"defence": removal.defences.get(), "distributed_on": SECOND_DAY})
    execute(story.office, removal, "vote", vote)
    story.count_motion(removal, 31, 20, 7)
    assert removal.state == "passed" and removal.outcome["needed"] == 31
    mayor.refresh_from_db()
    assert mayor.until_on is None
    with pytest.raises(Refused, match="不能早于表决"):
        execute(story.office, removal, "end_post", {"until_on": OPENING})
    execute(story.office, removal, "end_post", {"until_on": SECOND_DAY})
    mayor.refresh_from_db()
    assert mayor.until_on == SECOND_DAY and dossier_of(removal).sealed_at
    assert "罢免李镇长的" in Paper.objects.get(template="announcement_removal").text


def test_half_is_no_majority_for_a_removal(story, mayor):
    removal = handed_in(story, mayor)
    execute(story.office, removal, "tell", {"told_on": OPENING, "how": "书面"})
    execute(story.office, removal, "put", {"held_on": OPENING})
    execute(story.office, removal, "vote", {"held_on": SECOND_DAY, "method": "secret_paper"})
    story.count_motion(removal, 30, 20, 8)
    assert removal.state == "rejected"
    execute(story.office, removal, "close")
    mayor.refresh_from_db()
    assert mayor.until_on is None


def test_who_was_not_elected_by_the_congress_is_not_removed_by_it(story, hall):
    clerk = Appointment.objects.get(person=hall.people["unit_leader"])
    with pytest.raises(Refused, match="不是大会选举的职务"):
        moved(story, clerk, 12)


def test_no_removal_between_sessions(story, mayor, frozen_clock):
    frozen_clock.to(date(2026, 3, 5))
    with pytest.raises(Refused, match="不在会期里"):
        moved(story, mayor, 12)


def resigning(story, mayor, **more):
    data = {
        "appointment": mayor, "addressed_to": "congress", "session": story.session, "requested_on": date(2026, 1, 10), "reason": "工作变动",
        "congress_session": story.session, **more,
    }  # fmt: skip
    return open_matter(story.office, "resignation", "receive", data).matter


def test_the_congress_accepts_a_resignation(story, mayor):
    resignation = resigning(story, mayor)
    execute(story.office, resignation, "put_to_vote", {"session": story.session, "held_on": OPENING, "method": "hands"})
    story.count_motion(resignation, 55, 2, 1)
    assert resignation.state == "accepted"
    paper = Paper.objects.get(template="decision_resignation")
    assert paper.number and "接受李镇长辞去" in paper.text
    execute(story.office, resignation, "end_post", {"until_on": OPENING})
    mayor.refresh_from_db()
    assert mayor.until_on == OPENING


def test_the_congress_may_refuse(story, mayor):
    resignation = resigning(story, mayor)
    execute(story.office, resignation, "put_to_vote", {"session": story.session, "held_on": OPENING, "method": "hands"})
    story.count_motion(resignation, 30, 20, 8)
    mayor.refresh_from_db()
    assert resignation.state == "refused" and mayor.until_on is None


def test_the_presidium_has_no_such_power_unless_the_place_gives_it(story, mayor):
    with pytest.raises(Refused) as refused:
        resigning(story, mayor, addressed_to="presidium", session=None)
    assert "第32条" in articles(refused.value)
    profile = TownProfile.current()
    profile.place_code = "500101"
    profile.save()
    resignation = resigning(story, mayor, addressed_to="presidium", session=None)
    execute(story.office, resignation, "presidium_decides", {"accepted": "yes", "decided_on": date(2026, 1, 12), "decision": "接受辞职。"})
    resignation.refresh_from_db()
    assert resignation.state == "interim"
    execute(story.office, resignation, "put_to_vote", {"session": story.session, "held_on": OPENING, "method": "hands"})
    story.count_motion(resignation, 55, 2, 1)
    assert resignation.state == "accepted" and resignation.confirmed_on == OPENING


def asked(story, count, **more):
    data = {
        "target": story.made.units["government"], "issue": "管网改造资金拨付迟缓", "content": "请说明原因。", "signers": story.mandates(count),
        "congress_session": story.session, **more,
    }  # fmt: skip
    return open_matter(story.office, "questioning", "move", data).matter


def test_ten_deputies_question_the_government(story):
    motion = asked(story, 9)
    with pytest.raises(Refused) as refused:
        execute(story.office, motion, "hand_in")
    assert "还差1名" in str(refused.value) and "第24条" in articles(refused.value)
    execute(deputy(story, 9), motion, "sign")
    execute(story.office, motion, "hand_in")
    assert "十名以上代表" in Paper.objects.get(template="interpellation").text


def test_only_in_session_and_only_the_government(story, frozen_clock):
    with pytest.raises(Refused, match="质询对象只能是本级人民政府"):
        asked(story, 10, target=story.made.units["water"])
    frozen_clock.to(datetime(2026, 1, 22, 0, 10, tzinfo=clock.ZONE))
    with pytest.raises(Refused) as refused:
        asked(story, 10)
    assert "不在会期里" in str(refused.value) and "第24条" in articles(refused.value)


ANSWER = {"answered_on": SECOND_DAY, "answered_by": "镇长李某", "by_head": "yes", "content": "已拨付到位。"}


def answered(story, after_session=False):
    motion = asked(story, 11)
    execute(story.office, motion, "hand_in")
    execute(story.office, motion, "decide_form", {"form": "written", "decided_on": OPENING, "after_session": after_session})
    return motion


def test_the_head_answers_in_person(story):
    motion = answered(story)
    with pytest.raises(Refused) as refused:
        execute(story.office, motion, "answer", {**ANSWER, "by_head": "no"})
    assert "负责人签署" in str(refused.value) and "第24条" in articles(refused.value)


def test_half_dissatisfied_may_ask_again(story):
    motion = answered(story)
    execute(story.office, motion, "answer", ANSWER)
    execute(story.office, motion, "opine", {"satisfied": "no", "movers": story.mandates(5)})
    with pytest.raises(Refused) as refused:
        execute(story.office, motion, "ask_again")
    assert "要6名才可以要求再答复" in str(refused.value) and "第20条" in articles(refused.value)
    execute(deputy(story, 5), motion, "opine", {"satisfied": "no"})
    with pytest.raises(Refused):
        execute(deputy(story, 5), motion, "opine", {"satisfied": "yes"})
    execute(story.office, motion, "ask_again")
    execute(story.office, motion, "decide_form", {"form": "oral_plenary", "decided_on": SECOND_DAY})
    assert selectors.current_answer(motion).number == 2
    execute(story.office, motion, "answer", ANSWER)
    execute(story.office, motion, "close", {"reason": "提质询案的代表都表示满意。"})
    assert dossier_of(motion).sealed_at


def test_complex_ones_are_answered_after_the_session_by_a_day(story):
    motion = answered(story, after_session=True)
    deadline = Deadline.objects.get(object_id=motion.pk)
    assert deadline.due_on == date(2026, 3, 23)  # two months from 21 January: 21 March is a Saturday
    execute(story.office, motion, "answer", ANSWER)
    deadline.refresh_from_db()
    assert deadline.status == "met"


def test_only_the_first_mover_hands_in(story):
    motion = open_matter(deputy(story, 0), "questioning", "move", {
        "target": story.made.units["government"], "issue": "资金", "content": "请说明。", "congress_session": story.session,
    }).matter  # fmt: skip
    assert motion.signatures.count() == 1
    with pytest.raises(PermissionDenied):
        execute(deputy(story, 1), motion, "hand_in")
