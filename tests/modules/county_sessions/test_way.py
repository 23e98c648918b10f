"""The county's session from its registration to the sealed dossiers."""

from __future__ import annotations

from datetime import date

import pytest

from renda.kernel.deadlines.models import Deadline
from renda.kernel.documents.models import Paper
from renda.kernel.dossiers.filing import dossier_of
from renda.kernel.procedures.execute import MovedMeanwhile, Refused, execute, open_matter
from renda.modules.county_sessions import materials, selectors
from renda.modules.county_sessions.models import Handout, Item, Participant
from tests.modules.county_sessions.scene import REGISTER, REPLY, TODAY, WORDS, Scene


@pytest.fixture
def scene(town_set, frozen_clock) -> Scene:
    frozen_clock.to(TODAY)
    return Scene(town_set)


def handed_to_all(scene, session) -> None:
    """One paper for the three deputies; the first signs on the phone."""
    paper = materials.save(scene.actor(), session, {"title": "会议须知", "copies": 1})
    assert materials.hand_out(scene.actor(), session, list(selectors.participants(session)), [paper]) == 3
    mine = Participant.objects.get(mandate=scene.deputies[0])
    assert materials.sign(scene.actor("county_deputy"), mine) == 1


def test_the_whole_way(scene, frozen_clock):
    session = scene.recorded()
    assert str(session) == "云川县第十八届人民代表大会第五次会议"
    assert session.participants.count() == 3
    assert Deadline.objects.get(key="hand_in").due_on == session.hand_in_on
    handed_to_all(scene, session)
    first, second = scene.submitted(2)
    assert [scene.fresh(one).label for one in (first, second)] == ["建议1号", "建议2号"]
    made = session.packages.get()
    assert [row.paper.template for row in made.enclosures.all()] == [
        "county_hand_in", "county_item_list", "county_suggestion_form", "county_suggestion_form",
    ]  # fmt: skip
    assert "建议、批评和意见2件" in made.enclosures.first().paper.text
    scene.act(session, "receive", {"received_on": TODAY, "received_by": "县选任联李明"})
    frozen_clock.to(date(2026, 5, 20))
    for number, item in enumerate((first, second)):
        scene.act(item, "register", {**REGISTER, "county_number": f"第{number}号"})
    assert Deadline.objects.get(key="reply", object_id=first.pk).due_on == date(2026, 6, 22)
    with pytest.raises(Refused, match="没有了结"):
        scene.act(session, "file")
    scene.act(first, "reply", {**REPLY, "promise": "明年拓宽", "promise_due_on": date(2026, 12, 31)})
    scene.act(first, "judge", {"verdict": "satisfied"}, role="office")
    with pytest.raises(Refused, match="承诺"):
        scene.act(first, "close")
    scene.act(first, "settle", {"end": "kept", "done_on": date(2026, 5, 20), "words": "已经开工"})
    scene.act(first, "close")
    scene.act(second, "reply", REPLY)
    scene.act(second, "judge", {"verdict": "dissatisfied", "verdict_note": "没有说日子"})
    scene.act(second, "again", {"assigned_on": date(2026, 5, 20), "note": "书面转给县里"})
    assert Deadline.objects.filter(key="reply", object_id=second.pk, met_on=None).get().due_on == date(
        2026, 6, 22
    )
    scene.act(second, "reply", {**REPLY, "result": "solved"})
    scene.act(second, "judge", {"verdict": "satisfied"})
    scene.act(second, "close")
    scene.act(session, "file")
    assert dossier_of(session).sealed_at and dossier_of(scene.fresh(first)).sealed_at
    receipts = Paper.objects.get(template="county_receipts").text
    assert "本人在系统里" in receipts and "没有签收" in receipts


def test_a_bill_needs_the_signers_the_law_wants(scene):
    scene.recorded()
    eight = "\n".join(f"代表{n}（石坪镇）" for n in range(8))
    with pytest.raises(Refused) as refused:
        scene.entered("关于清溪河的议案", kind="bill", others=eight)
    assert "还差1位" in str(refused.value) and any(
        "第22条" in one for one in refused.value.reasons[0].articles
    )
    item = scene.entered("关于清溪河的议案", kind="bill", others=eight, cosigners=[scene.deputies[1]])
    assert selectors.enough_signers(item).count == 10
    scene.deputies[1].until_on = date(2026, 3, 1)
    scene.deputies[1].save()
    with pytest.raises(Refused, match="还差1位"):
        scene.act(item, "check")
    scene.act(item, "turn", {"reason": "联名不够"})
    scene.act(item, "check")
    assert not scene.fresh(item).is_bill


def test_who_signs_twice_counts_once(scene):
    scene.recorded()
    item = scene.entered(
        others="李建华（石坪镇）\n李建华（石坪镇）\n\n", cosigners=[scene.deputies[0], scene.deputies[1]]
    )
    assert selectors.signer_names(item) == ["吕县代", "李建华（石坪镇）"]


def test_by_phone_with_a_cosigner(scene):
    session, deputy = scene.recorded(), scene.actor("county_deputy")
    data = {
        "kind": "suggestion",
        "title": "关于增开公交的建议",
        "session": session,
        "cosigners": [scene.deputies[1]],
    }
    item = open_matter(deputy, "county_item", "draft", data).matter
    with pytest.raises(Refused, match="还没有写情况和理由"):
        scene.act(item, "hand_in", role="county_deputy")
    scene.act(item, "edit", {**WORDS, "cosigners": [scene.deputies[1]]}, role="county_deputy")
    scene.act(item, "answer_cosign", {"agrees": "yes"}, role="county_other")
    scene.act(item, "hand_in", role="county_deputy")
    assert selectors.signer_names(scene.fresh(item)) == ["吕县代"]
    scene.act(item, "send_back", {"reason": "请写清楚多少户"})
    assert scene.fresh(item).state == "draft"


def test_the_same_matter_twice(scene):
    scene.recorded()
    first = scene.entered()
    with pytest.raises(Refused, match="题目一样"):
        scene.entered(author=1)
    scene.act(first, "drop", {"reason": "代表不提了"})
    assert scene.entered(author=1).pk


def test_handed_in_after_the_day(scene, frozen_clock):
    session = scene.recorded()
    scene.checked()
    scene.act(session, "number")
    frozen_clock.to(date(2026, 3, 16))
    with pytest.raises(Refused, match="晚报的要写原因"):
        scene.act(session, "submit", {"done_on": date(2026, 3, 16), "submitted_how": "online"})
    told = scene.act(
        session,
        "submit",
        {"done_on": date(2026, 3, 16), "submitted_how": "online", "late_reason": "停电两天"},
    )
    assert "晚报" in told.warnings[0].text
    assert Deadline.objects.get(key="hand_in").status == "met_late"


def test_withdrawn_after_printing(scene):
    session = scene.recorded()
    first, second = scene.checked("关于甲的建议"), scene.checked("关于乙的建议", author=1)
    scene.act(session, "number")
    scene.act(first, "withdraw", {"reason": "代表撤回"})
    assert Paper.objects.get(template="county_suggestion_form", object_id=first.pk).state == "void"
    third = scene.checked("关于丙的建议")
    scene.act(session, "number")
    assert [scene.fresh(one).label for one in (second, third)] == ["建议2号", "建议3号"]
    scene.act(session, "submit", {"done_on": TODAY, "submitted_how": "by_hand"})
    assert session.packages.get().enclosures.count() == 4


def test_after_the_hand_in_only_dated_supplements(scene):
    session = scene.recorded()
    (first,) = scene.submitted(1)
    for verb in ("correct", "drop"):
        with pytest.raises(MovedMeanwhile):
            scene.act(first, verb, {**WORDS, "reason": "改"})
    with pytest.raises(MovedMeanwhile):
        scene.act(session, "change", {"reason": "改"})
    before = [row.paper.content_hash for row in session.packages.get().enclosures.all()]
    scene.act(first, "withdraw", {"reason": "代表撤回"})
    scene.checked("关于会上新提的建议")
    scene.act(session, "number")
    scene.act(session, "supplement", {"done_on": TODAY, "note": "会上又提了一件。"})
    later = session.packages.get(number=2)
    text = later.enclosures.first().paper.text
    assert "补报" in text and "建议1号" in text and later.enclosures.count() == 3
    assert [row.paper.content_hash for row in session.packages.get(number=1).enclosures.all()] == before
    with pytest.raises(Refused, match="不需要"):
        scene.act(session, "supplement", {"done_on": TODAY, "note": "再报"})


def test_corrected_after_printing_keeps_its_number(scene):
    session = scene.recorded()
    item = scene.checked()
    scene.act(session, "number")
    scene.act(item, "correct", {**WORDS, "place": "龙口弯道", "reason": "写清地点"})
    scene.act(item, "check")
    scene.act(session, "number")
    forms = Paper.objects.filter(template="county_suggestion_form", object_id=item.pk)
    assert scene.fresh(item).label == "建议1号" and sorted(forms.values_list("state", flat=True)) == [
        "issued",
        "void",
    ]
    with pytest.raises(Refused, match="不能再改类型"):
        scene.act(item, "correct", {**WORDS, "kind": "bill", "reason": "改"})


def test_two_people_at_once(scene):
    session = scene.recorded()
    item = scene.entered()
    one, other = Item.objects.get(pk=item.pk), Item.objects.get(pk=item.pk)
    execute(scene.actor(), one, "check", version=one.version)
    with pytest.raises(MovedMeanwhile):
        execute(scene.actor("office"), other, "check", version=other.version)
    paper = materials.save(scene.actor(), session, {"title": "会议须知"})
    people = list(selectors.participants(session))
    materials.hand_out(scene.actor(), session, people, [paper])
    with pytest.raises(Refused, match="已经发给"):
        materials.hand_out(scene.actor(), session, people, [paper])
    handout = Handout.objects.get(participant__mandate=scene.deputies[0])
    materials.sign(scene.actor("county_deputy"), handout.participant)
    with pytest.raises(Refused, match="已经签收"):
        materials.tick(scene.actor(), session, [handout.pk])
    handout.refresh_from_db()
    assert handout.way == "account"


def test_a_seat_that_has_ended(scene, frozen_clock):
    session = scene.recorded()
    item = scene.checked(author=1)
    scene.deputies[1].until_on = TODAY
    scene.deputies[1].save()
    frozen_clock.to(date(2026, 3, 6))
    with pytest.raises(Refused, match="不是在任的县人大代表"):
        scene.entered("关于别的事的建议", author=1)
    with pytest.raises(Refused, match="不是在任的县人大代表"):
        scene.act(session, "number")
    scene.act(session, "attend", {"going": [scene.deputies[0], scene.deputies[2]], "note": "请假"})
    gone = session.participants.get(mandate=scene.deputies[1])
    assert not gone.goes and "终止" in gone.note
    scene.act(item, "drop", {"reason": "代表资格已经终止"})


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"closes_on": date(2026, 3, 1)}, "闭幕日期早于"),
        ({"hand_in_on": date(2026, 4, 1)}, "在闭幕以后"),
        ({"number": 0}, "从1算起"),
    ],
)
def test_days_that_can_not_be(scene, more, words):
    with pytest.raises(Refused, match=words):
        scene.recorded(**more)


def test_registered_once_and_cancelled_when_empty(scene):
    session = scene.recorded()
    with pytest.raises(Refused, match="已经登记过"):
        scene.recorded()
    scene.act(session, "cancel", {"reason": "登记错了"})
    scene.recorded()


def test_the_day_moves_with_its_reason(scene):
    session = scene.recorded()
    from tests.modules.county_sessions.scene import SESSION

    scene.act(session, "change", {**SESSION, "hand_in_on": date(2026, 3, 13), "reason": "县里改了通知"})
    deadline = Deadline.objects.get(key="hand_in")
    assert deadline.due_on == date(2026, 3, 13) and deadline.explanation["moves"][0]["why"] == "县里改了通知"


def test_figures_that_do_not_fit_are_refused(scene):
    scene.recorded()
    first, second = scene.submitted(2)
    with pytest.raises(Refused, match="不能晚于今天"):
        scene.act(first, "register", REGISTER)
    scene.act(first, "register", {**REGISTER, "assigned_on": TODAY})
    with pytest.raises(Refused, match="已经登记在另一件"):
        scene.act(second, "register", {**REGISTER, "assigned_on": TODAY})
    with pytest.raises(Refused, match="一起填"):
        scene.act(first, "reply", {**REPLY, "done_on": TODAY, "promise": "明年办"})
    with pytest.raises(Refused, match="早于交办日期"):
        scene.act(first, "reply", {**REPLY, "done_on": date(2026, 3, 1)})
