"""The way of a year's vote: wishes answered, candidates more than seats, the vote, ties, the announced decision."""

from __future__ import annotations

from datetime import date

import pytest

from renda.kernel.ballots import steps as kernel
from renda.kernel.ballots.models import Ballot
from renda.kernel.dossiers.models import DossierItem
from renda.kernel.procedures.execute import Refused, execute
from renda.modules.livelihood import selectors
from renda.modules.livelihood.models import Candidate, Project
from tests.modules.livelihood.scene import BEFORE, NAMES, OPENING, PUBLISH, Scene


@pytest.fixture
def scene(town_set, frozen_clock) -> Scene:
    frozen_clock.to(BEFORE)
    return Scene(town_set)


def test_from_the_wishes_to_the_announced_list(scene, frozen_clock):
    scene.begun()
    taken, left = scene.wish("换水管", money=None), scene.wish("修大桥")
    scene.act("close_wishes")
    scene.propose(NAMES[0], wishes=[taken])
    scene.propose(NAMES[1])
    scene.propose(NAMES[2])
    assert "还有1条意见" in str(scene.refused("list"))
    scene.act("leave_out", wishes=[left], reason="县里已经列入计划")
    scene.act("list")
    scene.act("vote", held_on=OPENING)
    assert scene.campaign.state == "voting"
    frozen_clock.to(OPENING)
    scene.count(31, 50, 20)
    assert scene.campaign.state == "decided"
    assert scene.results() == dict(zip(NAMES, ("chosen", "chosen", "left"), strict=False))
    scene.act("announce", publish_by=PUBLISH)
    projects = list(Project.objects.order_by("position"))
    assert [one.title for one in projects] == [NAMES[1], NAMES[0]] and projects[0].state == "planning"
    scene.act("file")
    assert scene.campaign.state == "filed"
    items = DossierItem.objects.filter(dossier__object_id=scene.campaign.pk)
    assert {"ballot", "count", "decision"} <= set(items.values_list("role", flat=True))
    decision = items.get(role="decision").paper.text
    for words in (NAMES[0], "水利站", "2026年2月9日", "每3个月", "3个候选项目"):
        assert words in decision, words
    assert "应选2项" in items.get(role="ballot").paper.text


def test_fewer_candidates_than_seats_is_refused_with_the_rule(scene):
    refused = pytest.raises(Refused, scene.listed, 1, 2, few_reason="只有这么多").value
    assert "比应选的2项还少" in str(refused)
    assert refused.reasons[0].rule == "livelihood-vote-differential" and refused.reasons[0].articles


def test_as_many_candidates_as_seats_needs_a_reason_which_is_kept(scene):
    refused = pytest.raises(Refused, scene.listed, 2, 2).value
    assert "没有差额" in str(refused) and refused.reasons[0].articles
    warned = scene.act("list", few_reason="今年资金少")
    assert warned.warnings[0].rule == "livelihood-vote-differential"
    assert scene.campaign.few_reason == "今年资金少"


def test_a_small_margin_is_only_warned_about(scene):
    scene.begun(6)
    scene.act("close_wishes")
    for number in range(7):
        scene.propose(f"项目{number}")
    assert "差额比通常的小" in scene.act("list").warnings[0].text


def test_slips_are_printed_anew_when_the_vote_is_called_off_first(scene):
    scene.voting()
    first = Candidate.objects.get(title=NAMES[0])
    scene.act("call_off", reason="项目退出，重新印票")
    assert scene.campaign.state == "listed" and Ballot.objects.get().state == "void"
    warned = scene.act("withdraw", candidate=str(first.pk), reason="土地没有落实").warnings
    assert "没有差额" in warned[0].text
    assert "没有差额" in str(scene.refused("vote", held_on=OPENING))
    scene.act("vote", held_on=OPENING, few_reason="一个项目临时退出")
    ballot = selectors.ballot_of(scene.campaign)
    assert [one.label for one in ballot.options.all()] == list(NAMES[1:3])


def test_equal_votes_at_the_edge_are_voted_on_again(scene, frozen_clock):
    frozen_clock.to(OPENING)
    scene.voting(4).count(50, 31, 31, 4)
    assert scene.campaign.state == "short"
    assert scene.results() == dict(zip(NAMES, ("chosen", "tied", "tied", "left"), strict=False))
    scene.act("vote_again", held_on=OPENING)
    ballot = selectors.ballot_of(scene.campaign)
    assert ballot.seats == 1 and [one.label for one in ballot.options.all()] == [NAMES[1], NAMES[2]]
    scene.count(28, 30)
    assert (
        scene.campaign.state == "decided"
        and scene.results()[NAMES[2]] == "chosen"
        and scene.results()[NAMES[1]] == "left"
    )


def test_too_few_over_the_line_leave_a_seat_open(scene, frozen_clock):
    frozen_clock.to(OPENING)
    scene.voting().count(50, 30, 20)
    assert scene.campaign.state == "short" and selectors.open_seats(scene.campaign) == 1
    scene.act("leave_open", reason="大会决定不再票决")
    assert scene.campaign.state == "decided"
    scene.act("announce", publish_by=PUBLISH)
    assert Project.objects.count() == 1


def test_nothing_chosen_can_not_be_announced(scene, frozen_clock):
    frozen_clock.to(OPENING)
    scene.voting().count(10, 10, 20)
    assert scene.campaign.state == "short"
    assert "没有可以公布的" in str(scene.refused("leave_open", reason="算了"))


def test_more_slips_than_given_out_decide_nothing(scene, frozen_clock):
    frozen_clock.to(OPENING)
    scene.voting().count(50, 40, 20, returned=59)
    assert scene.campaign.state == "listed" and set(scene.results().values()) == {""}
    assert scene.campaign.outcome["valid"] is False
    scene.act("vote", held_on=OPENING)
    assert Ballot.objects.count() == 2


def test_votes_that_do_not_add_up_are_refused_by_the_count(scene, frozen_clock):
    frozen_clock.to(OPENING)
    scene.voting()
    with pytest.raises(Refused, match="多于有效票"):
        scene.count(58, 58, 58)
    assert scene.campaign.state == "voting"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"seats": 0}, "至少1项"),
        ({"year": 1926}, "年份好像写错"),
        ({"wishes_until": OPENING}, "要在开会以前"),
    ],
)
def test_beginnings_that_can_not_be(scene, data, words):
    from renda.kernel.procedures.execute import open_matter

    given = {
        "year": 2026,
        "congress_session": scene.made.session,
        "seats": 2,
        "wishes_until": date(2025, 12, 31),
        **data,
    }
    with pytest.raises(Refused, match=words):
        open_matter(scene.made.actor("office"), "livelihood", "begin", given)


def test_one_campaign_a_year_and_a_vote_only_in_session(scene):
    scene.listed()
    with pytest.raises(Refused, match="已经开始了"):
        scene.begun()
    assert "不在会期里" in str(scene.refused("vote", held_on=date(2026, 2, 1)))
    assert "已经列了" in str(
        pytest.raises(
            Refused, execute, scene.made.actor("office"), relisted(scene), "propose", proposal(scene)
        ).value
    )


def relisted(scene):
    return scene.act("relist", reason="再看看").matter


def proposal(scene) -> dict:
    return {
        "title": NAMES[0],
        "content": "同名",
        "unit": scene.made.units["water"],
        "finish_on": date(2026, 9, 1),
    }


def test_an_amended_candidate_keeps_only_the_wishes_ticked(scene):
    scene.begun()
    wish = scene.wish()
    scene.propose(NAMES[0], wishes=[wish])
    one = Candidate.objects.get()
    data = {**proposal(scene), "candidate": str(one.pk), "title": "路灯改造"}
    scene.act("amend", **data)
    one.refresh_from_db()
    wish.refresh_from_db()
    assert one.title == "路灯改造" and wish.candidate is None


def struck_option(scene):
    return selectors.ballot_of(scene.campaign).options.get(position=2)


def test_a_project_withdrawn_after_the_slips_were_made_stays_on_the_paper_and_can_not_be_chosen(scene):
    scene.voting()
    gone = Candidate.objects.get(title=NAMES[1])
    done = scene.act("withdraw", candidate=str(gone.pk), reason="征地没有谈成")
    told = " ".join(one.text for one in done.warnings)
    assert "不重印" in told and "没有差额了" in told
    assert struck_option(scene).withdrawn_note == "征地没有谈成"
    assert [one.label for one in selectors.ballot_of(scene.campaign).options.all()] == list(NAMES[:3])
    scene.count(36, 45, 33)
    assert scene.results() == {NAMES[0]: "chosen", NAMES[1]: "left", NAMES[2]: "chosen"}
    gone.refresh_from_db()
    assert gone.votes == 45 and "已经退出" in str(scene.campaign.outcome["statements"])


def test_a_project_struck_on_the_page_of_the_vote_is_withdrawn_here_too(scene):
    scene.voting(candidates=4)
    office = scene.made.actor("office")
    kernel.strike(office, selectors.ballot_of(scene.campaign), struck_option(scene), "镇政府书面撤回")
    gone = Candidate.objects.get(title=NAMES[1])
    assert gone.withdrawn_on == BEFORE and gone.withdrawal == "镇政府书面撤回"
    assert len(selectors.for_the_vote(scene.campaign)) == 3


def test_nobody_withdraws_while_it_is_counted(scene):
    scene.voting()
    office = scene.made.actor("office")
    ballot = kernel.open_ballot(office, selectors.ballot_of(scene.campaign), present=58)
    kernel.close_ballot(office, ballot)
    one = Candidate.objects.get(title=NAMES[0])
    assert "已经在计票" in str(scene.refused("withdraw", candidate=str(one.pk), reason="算了"))
    one.refresh_from_db()
    assert one.withdrawn_on is None


def test_the_preparation_sees_the_settled_list(scene):
    from renda.reports.livelihood_facts import listed

    scene.listed()
    assert listed(scene.made.session) == BEFORE
    scene.act("relist", reason="再看看")
    assert listed(scene.made.session) is None
