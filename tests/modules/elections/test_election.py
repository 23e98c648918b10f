"""An election from the nominations to the post."""

from __future__ import annotations

from datetime import date

from renda.kernel.documents.models import Paper
from renda.kernel.dossiers.filing import dossier_of
from renda.kernel.people.models import Appointment
from renda.kernel.procedures.offers import offers
from renda.modules.elections.models import Standing
from tests.modules.elections.story import OPENING, SECOND_DAY, Story


def roles(election) -> list[str]:
    return list(dossier_of(election).items.order_by("position").values_list("role", flat=True))


def test_the_whole_way(story):
    story.voting()
    assert [one.name for one in story.election.candidates.order_by("position")] == ["方卫东", "何丽", "沈国平"]
    story.count((50, 5, 3), (45, 10, 3), (14, 40, 4))
    election = story.election
    assert election.state == "decided"
    assert [str(one) for one in election.elected.order_by("-votes")] == ["方卫东", "何丽"]
    latest = election.rounds.get()
    assert (latest.outcome["base"], latest.outcome["needed"]) == (60, 31)
    assert any("第二十九条" in article or "第29条" in article for article in latest.outcome["articles"])
    assert latest.standing_in.get(position=3).result == "未当选"
    story.act("announce", {"announced_on": SECOND_DAY})
    paper = Paper.objects.get(template="announcement_election")
    assert "方卫东、何丽" in paper.text and "2026年1月21日" in paper.text
    assert Paper.objects.filter(template="elected_notice").count() == 2
    assert {"nomination", "candidates", "ballot", "script", "count", "announcement", "elected_notice"} <= set(roles(election))


def test_the_post_begins_only_when_a_person_confirms_it(story):
    story.voting().count((50, 5, 3), (45, 10, 3), (14, 40, 4))
    story.act("announce", {"announced_on": SECOND_DAY})
    before = Appointment.objects.filter(person__in=story.people)
    assert not before.exists()
    former = Appointment.objects.create(
        person=story.made.people["leader"], unit=story.made.units["government"], post="副镇长", role="leader", from_on=date(2022, 1, 1)
    )
    first = story.election.elected.order_by("-votes").first()
    story.act("take_office", {"elected": first, "from_on": date(2026, 1, 22), "former": former})
    former.refresh_from_db()
    assert former.until_on == date(2026, 1, 21)
    made = Appointment.objects.get(person=first.person)
    assert (made.post, made.role, made.from_on, made.until_on) == ("副镇长", "leader", date(2026, 1, 22), None)
    assert "选举" in made.paper


def test_closed_only_after_the_oath(story):
    story.voting().count((50, 5, 3), (45, 10, 3), (14, 40, 4))
    story.act("announce", {"announced_on": SECOND_DAY})
    assert "宣誓" in str(story.refused("close"))
    early = {"sworn": list(story.election.elected.all()), "sworn_on": OPENING, "place": "会场", "lead": "陈主席"}
    assert "不能早于当选" in str(story.refused("swear", early))
    story.act("swear", {**early, "sworn_on": SECOND_DAY})
    story.act("close")
    assert story.election.state == "closed" and dossier_of(story.election).sealed_at


def test_nobody_votes_before_the_method_is_adopted(story):
    story.method()
    story.printed()
    refused = story.refused("vote", {"held_on": SECOND_DAY})
    assert "选举办法还没有经大会通过" in str(refused)


def test_a_principal_post_with_one_candidate(hall):
    story = Story(hall, "township_head", 1)
    story.voting(("方卫东",)).count((40, 10, 8))
    assert story.election.state == "decided" and story.election.elected.get().person.name == "方卫东"


def test_a_primary_when_too_many(hall):
    story = Story(hall, seats=1)
    story.adopted()
    story.nominated(("方卫东", "何丽", "沈国平"))
    everybody = list(story.election.candidates.all())
    refused = story.refused("settle", {"candidates": everybody, "told_apart": {}})
    assert refused.reasons[0].rule == "officials-candidates-deputy" and refused.reasons[0].articles
    story.act("hold_primary", {"held_on": OPENING})
    assert story.election.state == "primary"
    from renda.kernel.ballots import steps as voting
    from tests.kernel.ballots.hall import keyed, slips

    ballot = voting.close_ballot(story.office, voting.open_ballot(story.office, story.ballot(), present=58))
    order = [option.label for option in ballot.options.all()]
    got = {"方卫东": 20, "何丽": 48, "沈国平": 30}
    figures = {f"o{place}.for": got[name] for place, name in enumerate(order, 1)}
    voting.declare(hall.actor("chair"), keyed(hall, ballot, {**slips(58), **figures}))
    story.election.refresh_from_db()
    assert story.election.state == "nominated" and not story.election.elected.exists()
    by_name = {one.name: one for one in story.election.candidates.select_related("person")}
    wrong = {"candidates": [by_name["何丽"], by_name["方卫东"]], "told_apart": {}}
    assert "沈国平预选得票更多" in str(story.refused("settle", wrong))
    story.act("settle", {"candidates": [by_name["何丽"], by_name["沈国平"]], "told_apart": {}})
    assert [one.name for one in story.election.candidates.filter(is_formal=True)] == ["何丽", "沈国平"]


def primary_counted(story, got: dict) -> None:
    """The primary under way is counted and declared."""
    from renda.kernel.ballots import steps as voting
    from tests.kernel.ballots.hall import keyed, slips

    ballot = voting.close_ballot(story.office, voting.open_ballot(story.office, story.ballot(), present=58))
    order = [option.label for option in ballot.options.all()]
    assert set(order) == set(got), "only who is asked about stands on the slip"
    figures = {f"o{place}.for": got[name] for place, name in enumerate(order, 1)}
    voting.declare(story.made.actor("chair"), keyed(story.made, ballot, {**slips(58), **figures}))
    story.election.refresh_from_db()


def test_a_tie_in_the_primary_is_voted_on_again_among_the_tied(hall):
    story = Story(hall, seats=1)
    story.adopted()
    story.nominated(("方卫东", "何丽", "沈国平"))
    story.act("hold_primary", {"held_on": OPENING})
    primary_counted(story, {"方卫东": 30, "何丽": 48, "沈国平": 30})
    assert story.election.state == "nominated"
    by_name = {one.name: one for one in story.election.candidates.select_related("person")}
    arbitrary = {"candidates": [by_name["何丽"], by_name["方卫东"]], "told_apart": {}}
    refused = story.refused("settle", arbitrary)
    assert "票数相等，不能只取其中的方卫东" in str(refused) and refused.reasons[0].rule == "officials-primary"
    story.act("primary_again", {"held_on": OPENING})
    assert "预选再次投票" in story.ballot().title and story.ballot().seats == 1
    story.act("call_primary_off", {"reason": "票箱没有封好"})
    assert "不能只取其中的" in str(story.refused("settle", arbitrary)), "a vote called off settles nothing"
    story.act("primary_again", {"held_on": OPENING})
    primary_counted(story, {"方卫东": 20, "沈国平": 38})
    assert "沈国平预选得票更多" in str(story.refused("settle", arbitrary))
    story.act("settle", {"candidates": [by_name["何丽"], by_name["沈国平"]], "told_apart": {}})
    assert story.election.state == "listed"


def test_list_in_order_of_strokes(hall):
    story = Story(hall, seats=3).listed(("沈国平", "丁一", "何丽", "欧阳修文"))
    assert [one.name for one in story.election.candidates.filter(is_formal=True)] == ["丁一", "何丽", "沈国平", "欧阳修文"]


def test_names_with_unknown_strokes_are_placed_by_hand(hall, client_as):
    rare = "\U0002b7fa一"
    story = Story(hall, seats=2)
    story.listed(("沈国平", rare, "何丽"))
    client, address = client_as("office"), story.election.get_absolute_url()
    told = client.get(address).content.decode()
    assert "有的字系统不知道笔画" in told and "排候选人的先后" in told
    formal = story.election.candidates.filter(is_formal=True).order_by("position")
    assert [one.name for one in formal] == ["何丽", "沈国平", rare]
    wrong = story.refused("arrange", {"order": f"{rare}\n何丽"})
    assert "少了沈国平" in str(wrong)
    story.act("arrange", {"order": f"{rare}\n何丽\n沈国平\n"})
    assert [one.name for one in formal.all()] == [rare, "何丽", "沈国平"]
    story.act("print", {"printed_on": OPENING, "printed": 63})


def test_known_names_are_not_placed_by_hand(hall):
    story = Story(hall, seats=2).listed(("沈国平", "丁一", "何丽"))
    assert "arrange" not in [one.transition.verb for one in offers(story.office, story.election)]


def test_a_by_election_may_have_as_many_as_places(hall):
    story = Story(hall, seats=1, occasion="by_election").voting(("方卫东",))
    story.count((31, 20, 7))
    assert story.election.state == "decided"


def test_later_session_goes_on_with_what_was_left(hall, frozen_clock):
    story = Story(hall).voting()
    story.count((50, 5, 3), (20, 30, 8), (18, 30, 10))
    assert story.election.state == "short"
    story.act("leave_vacant", {"decision": "大会决定空缺的一名留到下次会议选举。"})
    assert story.election.state == "decided" and story.election.vacant == 1
    more = {**story.opening, "occasion": "further", "follows": story.election, "seats": 2}
    other = Story(hall)
    other.opening = more
    story.act("announce", {"announced_on": SECOND_DAY})
    story.act("swear", {"sworn": list(story.election.elected.all()), "sworn_on": SECOND_DAY, "place": "会场", "lead": "陈主席"})
    story.act("close")
    try:
        other.opened()
    except Exception as refused:  # noqa: BLE001 - whatever it is, its words are looked at
        assert "上次留下的名额是1名" in str(refused)
    other.opening = {**more, "seats": 1}
    assert other.opened().election.state == "nominating"


def test_nominations_that_were_not_handed_in_lapse(story):
    story.opened()
    first = story.nominate(story.made.people["leader"])
    story.agree(first)
    from tests.harness.town import make_person

    late = story.nominate(make_person("丁一"), "deputies", story.mandates(3))
    story.act("end_nominations")
    late.refresh_from_db()
    assert late.standing == Standing.TAKEN_BACK and story.election.candidates.count() == 1
