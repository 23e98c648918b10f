"""The way of a secret vote, and what is refused on it: VOTE-10 … VOTE-13, VOTE-15, VOTE-17, VOTE-18."""

from __future__ import annotations

import pytest

from renda.kernel.audit.models import AuditEntry
from renda.kernel.documents.models import Paper
from renda.kernel.procedures.execute import Refused
from renda.kernel.secret_votes import casting, proof, selectors, statement, steps
from renda.kernel.secret_votes.casting import Answer
from renda.kernel.secret_votes.models import KeptBallot, SealedBallot, SealPart, Slip
from tests.kernel.secret_votes.room import MONITORS, OBJECTS, room_of, wrong


def words(refused) -> str:
    return "".join(f"{reason.text}{reason.mend}" for reason in refused.value.reasons)


def voted(room, *, absent: int = 0):
    """Thirty satisfied, twenty mostly, the others but five not; five abstain."""
    room.opened(absent)
    plan = ["satisfied"] * 30 + ["mostly"] * 20 + ["abstain"] * 5
    for place in range(len(room.slips)):
        assert room.cast(place, plan[place] if place < len(plan) else "not") == Answer.CAST
    return room


def test_a_vote_from_the_first_slip_to_the_sheet(room):
    voted(room, absent=2).closed()
    assert room.vote.state == "counted"
    result = selectors.result_of(room.vote)
    assert (result.cast, result.hidden) == (58, False)
    for line in result.lines:
        assert line["votes"] == {"satisfied": 30, "mostly": 20, "not": 3, "abstain": 5} and line["passed"]
    assert all(check.holds for check in proof.checks(room.vote))
    declared = steps.declare(room.office, room.vote)
    sheet = Paper.objects.get(object_id=declared.pk)
    assert "满意30票，基本满意20票，不满意3票，弃权5票" in sheet.text


def test_VOTE_10_the_list_recounts_to_the_totals_and_every_number_fits_the_next(room):
    voted(room).closed()
    for label, groups in selectors.recount_list(room.vote):
        listed = [word for group in groups for word in group]
        assert label in OBJECTS and len(listed) == 60
        assert (listed.count("满意"), listed.count("基本满意"), listed.count("弃权")) == (30, 20, 5)
    assert all(check.holds for check in proof.checks(room.vote))


@pytest.mark.parametrize("key, spoiled", [
    ("cast", {"used": 59}), ("drawn", {"drawn": 61, "printed": 61}), ("present", {"present": 61}),
    ("printed", {"printed": 62}), ("paper", {"returned": 1, "used": 59}), ("used", {"drawn": 59, "printed": 59}),
])  # fmt: skip
def test_VOTE_10_each_inequality_is_seen_when_it_is_broken(room, key, spoiled):
    voted(room).closed()
    room.vote.figures = {**room.vote.figures, **spoiled}
    assert key in [check.key for check in proof.checks(room.vote) if not check.holds]


def test_VOTE_10_a_ballot_changed_in_the_list_is_seen(room):
    voted(room).closed()
    one = KeptBallot.objects.filter(choice="not").first()
    KeptBallot.objects.filter(pk=one.pk).update(choice="satisfied")
    assert [check.key for check in proof.checks(room.vote) if not check.holds] == [
        f"list-{one.about.position}"
    ]
    with pytest.raises(Refused):
        steps.declare(room.office, room.vote)


def test_VOTE_11_what_was_frozen_can_not_be_changed(room):
    voted(room)
    first = room.vote.objects_voted.first()
    type(first).objects.filter(pk=first.pk).update(label="供电所")
    assert [check.key for check in proof.checks(room.fresh()) if not check.holds] == ["frozen"]
    with pytest.raises(Refused) as refused:
        room.closed()
    assert "被人改过" in words(refused)


def test_VOTE_11_a_slip_slipped_in_is_seen(room):
    voted(room)
    Slip.objects.create(id="00000000-0000-4000-8000-000000000001", vote=room.vote, code="0" * 64)
    with pytest.raises(Refused) as refused:
        room.closed()
    assert "票被人改过" in words(refused)


def test_VOTE_11_a_ballot_stuffed_into_the_box_is_seen(room):
    voted(room)
    SealedBallot.objects.create(vote=room.vote, sealed=SealedBallot.objects.first().sealed)
    with pytest.raises(Refused) as refused:
        room.closed()
    assert "对不上" in words(refused)


def test_VOTE_11_a_ballot_exchanged_in_the_box_is_seen(room):
    voted(room)
    SealedBallot.objects.filter(pk=SealedBallot.objects.first().pk).update(sealed=b"x" * 50)
    with pytest.raises(Refused) as refused:
        room.closed()
    assert "打不开" in words(refused)


def test_VOTE_12_abstaining_and_leaving_are_two_things(room):
    room.opened()
    room.cast(0, "abstain")
    for place in range(1, 20):
        room.cast(place, "satisfied")
    room.closed()
    result = selectors.result_of(room.vote)
    assert result.cast == 20 and result.lines[0]["votes"]["abstain"] == 1 and result.figures["drawn"] == 60


def test_VOTE_13_who_opens_is_no_monitor(town_set, frozen_clock):
    with pytest.raises(Refused) as refused:
        room_of(town_set, monitors=(town_set.actor("office").label, "孙监票"))
    assert "不能是您自己" in words(refused)
    room = room_of(town_set, monitors=("孙监票", town_set.actor("chair").label, "李候补")).printed().handed()
    spied = room.made.actor("office").__class__(**{**room.office.__dict__, "label": "孙监票"})
    with pytest.raises(Refused) as refused:
        steps.open_vote(spied, room.fresh(), list(room.codes.values())[:2], present=60, drawn=60)
    assert "监票人不能自己开始投票" in words(refused)


@pytest.mark.parametrize("typed, said", [
    (lambda codes: codes[:1], "同一名"), (lambda codes: [codes[0], codes[0]], "同一名"), (lambda codes: [codes[0], wrong(codes[1])], "第2个"),
    (lambda codes: ["", codes[1]], "第1个"),
])  # fmt: skip
def test_VOTE_13_it_takes_two_codes_to_open_and_to_close(room, typed, said):
    room.printed().handed()
    given = typed(room.two)
    with pytest.raises(Refused) as refused:
        steps.open_vote(room.office, room.fresh(), given, present=60, drawn=60)
    assert said in words(refused)
    steps.open_vote(room.office, room.fresh(), room.two, present=60, drawn=60)
    with pytest.raises(Refused) as refused:
        steps.close_vote(room.office, room.fresh(), given)
    assert said in words(refused) and room.fresh().state == "open"


def test_VOTE_13_a_monitor_who_left_is_replaced_by_the_third(room):
    voted(room)
    room.vote = steps.close_vote(
        room.office, room.fresh(), [room.codes[MONITORS[2]].lower(), f" {room.codes[MONITORS[1]]} "]
    )
    assert room.vote.closed_with == ["孙监票", "李候补"] and room.vote.state == "counted"


def test_VOTE_13_every_act_is_in_the_log_without_content(room):
    voted(room).closed()
    steps.declare(room.office, room.vote)
    entries = AuditEntry.objects.filter(object_id=room.vote.pk)
    assert [entry.verb.partition(".")[2] for entry in entries.order_by("number")] == [
        "prepare", "print_slips", "hand_code", "hand_code", "hand_code", "open", "close", "count", "declare",
    ]  # fmt: skip
    told = "".join(f"{entry.sentence}{entry.data}" for entry in entries.exclude(verb="secret_vote.prepare"))
    secrets = [
        *room.codes.values(),
        *(secret for slip in room.slips for secret in slip),
        "满意",
        "弃权",
        "30",
    ]
    assert not [secret for secret in secrets if secret in told]


def test_VOTE_13_casting_is_in_no_log(room):
    room.opened()
    before = AuditEntry.objects.count()
    room.cast(0, "satisfied")
    assert AuditEntry.objects.count() == before and room.fresh().version == room.vote.version


def test_VOTE_15_stopped_and_repeated_on_paper_the_ballots_are_destroyed(room):
    voted(room)
    steps.void(room.office, room.fresh(), "会场断网，改用纸票")
    assert not any(model.objects.filter(vote=room.vote).exists() for model in (Slip, SealedBallot, SealPart))
    assert not KeptBallot.objects.exists()
    assert room.fresh().figures["destroyed"] == 60 and room.vote.state == "void"
    assert "会场断网" in AuditEntry.objects.filter(object_id=room.vote.pk).latest("number").sentence
    assert casting.by_secret(room.slips[0][0]) is None


def test_VOTE_17_a_statutory_vote_is_refused_with_the_article(town_set):
    with pytest.raises(Refused) as refused:
        room_of(town_set, purpose="statutory")
    cited = [article for reason in refused.value.reasons for article in reason.articles]
    assert any("组织法" in article and "28" in article for article in cited) and "纸票" in words(refused)


def test_VOTE_18_the_honest_statement_is_on_the_sheet(room):
    voted(room).closed()
    steps.declare(room.office, room.vote)
    text = Paper.objects.get(object_id=room.vote.pk).text
    for sentence in (*statement.GUARANTEES, *statement.LIMITS):
        assert sentence in text
    assert any("摄像头" in sentence for sentence in statement.LIMITS) and any(
        "改动程序" in sentence for sentence in statement.LIMITS
    )


def test_nobody_signed_in_and_it_does_not_open(room):
    room.printed().handed()
    with pytest.raises(Refused) as refused:
        steps.open_vote(room.office, room.fresh(), room.two, present=0, drawn=0)
    assert "还没有人签到" in words(refused)


@pytest.mark.parametrize(
    "present, drawn, said",
    [(61, 60, "多于名册"), (59, 60, "多于签到"), (60, 59, "票对不上"), (60, 0, "没有抽走")],
)
def test_slips_and_people_must_add_up_before_it_opens(room, present, drawn, said):
    room.printed().handed()
    with pytest.raises(Refused) as refused:
        steps.open_vote(room.office, room.fresh(), room.two, present=present, drawn=drawn)
    assert said in words(refused)


def test_a_slip_of_another_vote_counts_in_its_own_only(room):
    other = room_of(room.made, objects=("供电所",)).opened()
    room.opened()
    assert other.cast(0, "not") == Answer.CAST
    assert (selectors.progress(other.fresh()).cast, selectors.progress(room.fresh()).cast) == (1, 0)
    with pytest.raises(Refused):
        steps.exchange(room.office, room.fresh(), [other.slips[1][1]])


def test_paper_and_phone_are_added_and_can_not_be_told_apart(room):
    room.opened()
    for place in range(58):
        room.cast(place, "satisfied", "not")
    steps.exchange(room.office, room.fresh(), [code for _, code in room.slips[58:]])
    assert room.cast(59, "not") == Answer.VOIDED
    room.closed()
    assert room.vote.state == "closed" and selectors.result_of(room.vote) is None
    sheet = {str(place): {"mostly": 1, "invalid": 1} for place in (1, 2)}
    steps.key_paper(room.office, room.fresh(), 2, sheet)
    with pytest.raises(Refused):
        steps.key_paper(room.office, room.fresh(), 2, sheet)
    steps.key_paper(room.made.actor("chair"), room.fresh(), 2, sheet)
    result = selectors.result_of(room.fresh())
    assert result.cast == 60 and result.lines[1]["votes"] == {
        "satisfied": 0,
        "mostly": 1,
        "not": 58,
        "abstain": 0,
    }
    assert (
        result.lines[1]["invalid"] == 1
        and not result.lines[1]["passed"]
        and not room.vote.paper_counts.exists()
    )
    assert all(check.holds for check in proof.checks(room.vote))


def test_paper_keyed_differently_is_keyed_again_by_both(room):
    room.opened()
    for place in range(59):
        room.cast(place, "satisfied")
    steps.exchange(room.office, room.fresh(), [room.slips[59][1]])
    room.closed()
    office, chair = room.office, room.made.actor("chair")
    sheets = {choice: {str(place): {choice: 1} for place in (1, 2)} for choice in ("mostly", "not")}
    steps.key_paper(office, room.fresh(), 1, sheets["mostly"])
    steps.key_paper(chair, room.fresh(), 1, sheets["not"])
    assert room.fresh().state == "closed"
    steps.key_paper(office, room.fresh(), 1, sheets["not"])
    steps.key_paper(chair, room.fresh(), 1, sheets["not"])
    assert selectors.result_of(room.fresh()).lines[0]["votes"]["not"] == 1


def test_slips_printed_again_make_the_earlier_ones_worthless(room):
    room.printed()
    earlier = room.slips[0]
    room.printed()
    assert casting.by_secret(earlier[0]) is None and casting.by_code(earlier[1]) is None
    assert casting.by_secret(room.slips[0][0]) and casting.by_code(
        f"{room.slips[0][1][:4]}-{room.slips[0][1][4:]}".lower()
    )
