"""Elections decided by law: hand-counted cases, impossible figures, what every verdict names."""

from datetime import date
from pathlib import Path

import pytest

from renda.law import elections, yamlfile
from renda.law.elections import ElectionCase, Sheet, Tally
from renda.law.statements import CountFault

DAY = date(2026, 12, 20)
CASES = yamlfile.read(Path(__file__).parent / "cases" / "elections.yaml", "elections.yaml")["cases"]


def case_of(raw):
    gone = raw.get("withdrawn", ())
    tallies = [Tally(name, votes, withdrawn=name in gone) for name, votes in raw["votes"].items()]
    tallies += [Tally(name, votes, write_in=True) for name, votes in raw.get("write_ins", {}).items()]
    extra = {key: raw[key] for key in ("round", "present", "participants") if key in raw}
    return ElectionCase(
        raw["post"], raw["seats"], raw["total"], Sheet(*raw["sheet"]), tuple(tallies), on=DAY, **extra
    )


@pytest.mark.parametrize("raw", CASES, ids=lambda raw: raw["why"])
def test_counted_by_hand(raw):
    result = elections.decide(case_of(raw))
    assert [t.name for t in result.winners] == raw["winners"]
    assert [t.name for t in result.tied] == raw.get("ties", [])
    assert result.vacancies == raw.get("vacancies", 0)
    assert result.valid is raw.get("valid", True)
    assert result.next_step.key == raw["next"]
    assert result.articles and all(one.articles for one in result.statements)


def officials(votes, seats=2, total=61, **more):
    tallies = tuple(t if isinstance(t, Tally) else Tally(*t) for t in votes)
    sheet = more.pop("sheet", Sheet(total, total, total, 0))
    return ElectionCase("副镇长", seats, total, sheet, tallies, on=DAY, **more)


def test_every_sentence_of_a_tie_names_its_article():
    result = elections.decide(officials([("甲", 45), ("乙", 35), ("丙", 35)]))
    revote = next(one for one in result.statements if one.rule_id == "officials-tie")
    assert "第29条第1款" in revote.articles[0] and revote.figures == {"票数": 35, "名额": 1}
    assert "乙、丙都是35票" in result.sentence_zh
    assert result.tied_seats == 1 and result.next_step.names == ("乙", "丙")


def test_a_further_election_of_a_vice_post_has_its_margin_and_its_order():
    result = elections.decide(officials([("甲", 45), ("乙", 30), ("丙", 25), ("丁", 20)], seats=2))
    step = result.next_step
    assert step.names == ("乙", "丙", "丁") and step.numbers.allowed == (2, 3, 4)


def test_a_further_election_of_one_deputy_has_two_candidates():
    tallies = (Tally("甲", 200), Tally("乙", 190))
    result = elections.decide(ElectionCase("deputy", 1, 600, Sheet(500, 500, 500, 0), tallies, on=DAY))
    assert result.next_step.numbers.allowed == (2,)
    assert "三分之一" in result.next_step.sentence_zh


def test_too_few_candidates_for_a_vice_post_is_said():
    result = elections.decide(officials([("甲", 45), ("乙", 40)]))
    assert [one.rule_id for one in result.warnings] == ["officials-candidates-deputy"]


def test_a_revote_won_below_the_line_is_left_to_people():
    tallies = [("乙", 25), ("丙", 24)]
    result = elections.decide(officials(tallies, seats=1, round="revote"))
    assert [t.name for t in result.winners] == ["乙"]
    assert result.warnings[0].rule_id == "decision-majority"


def test_write_ins_beyond_the_votes_against_are_said():
    tallies = [
        Tally("甲", 55, 4, 2),
        Tally("乙", 56, 3, 2),
        Tally("丙", 5, 50, 6),
        Tally("丁", 61, write_in=True),
    ]
    result = elections.decide(officials(tallies, seats=3))
    told = [one for one in result.warnings if one.rule_id == "officials-secret-ballot"]
    assert told and told[0].figures == {"另选他人": 61, "反对": 57}


def test_two_people_of_one_name_are_told_apart_by_key():
    tallies = [Tally("李伟", 40, key="1组"), Tally("李伟", 35, key="4组"), Tally("丙", 20)]
    result = elections.decide(officials(tallies))
    assert [t.id for t in result.winners] == ["1组", "4组"]


@pytest.mark.parametrize(
    "case, words",
    [
        (officials([("甲", -1)]), "不能是负数"),
        (officials([("甲", 62)]), "多于有效票61张"),
        (officials([("甲", 61), ("乙", 61), ("丙", 1)]), "多于有效票61张乘应选2名"),
        (officials([("甲", 30), ("甲", 20)]), "出现了2次"),
        (officials([("甲", 30, 20, 10)]), "少1票"),
        (officials([("甲", 30, 20, 12)]), "62票，多于有效票"),
        (officials([Tally("甲", 30), Tally("甲", 3, key="x", write_in=True)]), "并到候选人名下"),
        (officials([("", 30)]), "没有写姓名"),
        (officials([("甲", 30)], seats=0), "应选名额是0"),
        (officials([("甲", 30)], sheet=Sheet(62, 61, 61, 0)), "发出的票62张"),
        (officials([("甲", 30)], sheet=Sheet(61, 60, 61, 0)), "对不上"),
        (officials([("甲", 30)], sheet=Sheet(61, 60, 61, -1)), "无效票是-1"),
        (officials([("甲", 30)], present=62), "实到62人不对"),
        (officials([("甲", 30)], participants=62), "参加投票的62人不对"),
        (officials([("甲", 30)], round="third"), "没有“third”这种投票"),
    ],
)
def test_figures_that_cannot_be_are_refused(case, words):
    with pytest.raises(CountFault) as caught:
        elections.decide(case)
    assert any(words in fault for fault in caught.value.faults), caught.value.faults


def test_all_faults_are_told_at_once():
    with pytest.raises(CountFault) as caught:
        elections.decide(officials([("甲", -1), ("乙", 99), ("乙", 1)], sheet=Sheet(61, 50, 61, 0)))
    assert len(caught.value.faults) >= 4


def test_a_post_the_congress_does_not_elect():
    with pytest.raises(CountFault, match="不是大会选举的职务"):
        elections.decide(ElectionCase("党委书记", 1, 61, Sheet(61, 61, 61, 0), (), on=DAY))


@pytest.mark.parametrize(
    "post, seats, more, allowed",
    [
        ("云溪镇人大主席", 1, {}, (1, 2)),
        ("镇长", 1, {"nominated": 1}, (1, 2)),
        ("镇长", 1, {"nominated": 2}, (2,)),
        ("congress_vice_chair", 1, {}, (2, 3, 4)),
        ("副乡长", 3, {}, (4, 5, 6)),
        ("副乡长", 3, {"margin": 2}, (5,)),
        ("deputy", 1, {}, (2,)),
        ("deputy", 2, {}, (3, 4)),
        ("deputy", 3, {}, (4, 5, 6)),
        ("deputy", 1, {"round": "further"}, (2,)),
        ("deputy", 2, {"round": "further"}, (3, 4)),
    ],
)
def test_candidate_numbers(post, seats, more, allowed):
    found = elections.candidate_numbers(post, seats, DAY, **more)
    assert found.allowed == allowed
    assert [n for n in range(12) if found.fits(n)] == list(allowed)


@pytest.mark.parametrize("post", ["副镇长", "镇长", "deputy"])
def test_by_elections_may_have_as_many_candidates_as_seats(post):
    found = elections.candidate_numbers(post, 1, DAY, round="by-election")
    assert found.fits(1) and found.fits(5) and not found.fits(0)


@pytest.mark.parametrize("more", [{"margin": 4}, {"margin": 0}])
def test_a_margin_outside_the_law(more):
    with pytest.raises(CountFault, match="差额数"):
        elections.candidate_numbers("副镇长", 2, DAY, **more)


@pytest.mark.parametrize(
    "by, nominated, seats, signers, ok",
    [
        ("presidium", 2, 2, 0, True),
        ("presidium", 3, 2, 0, False),
        ("deputies", 1, 1, 10, True),
        ("deputies", 1, 1, 9, False),
        ("deputies", 2, 1, 30, False),
        ("voters", 1, 1, 10, True),
        ("voters", 1, 1, 9, False),
        ("party", 3, 3, 0, True),
        ("party", 4, 3, 0, False),
    ],
)
def test_nomination(by, nominated, seats, signers, ok):
    found = elections.nomination(by, nominated, seats, signers=signers, on=DAY)
    assert found.ok is ok
    assert all(one.articles for one in found.statements)


def test_nonsense_nominations():
    for arguments in (("everybody", 1, 1), ("voters", -1, 1), ("voters", 1, 0)):
        with pytest.raises(CountFault):
            elections.nomination(*arguments, on=DAY)


def test_primary():
    assert elections.primary_needed(5, 2, 1, DAY).met is False
    assert elections.primary_needed(3, 2, 1, DAY).met is None
    found = elections.primary({"甲": 10, "乙": 30, "丙": 20, "丁": 5}, 3, on=DAY)
    assert (found.candidates, found.tied, found.out) == (("乙", "丙", "甲"), (), ("丁",))
    level = elections.primary({"甲": 10, "乙": 30, "丙": 10, "丁": 5}, 2, on=DAY)
    assert (level.candidates, level.tied, level.out) == (("乙",), ("甲", "丙"), ("丁",))
    assert elections.primary({"甲": 1}, 2, on=DAY, deputies=True).candidates == ("甲",)
    with pytest.raises(CountFault):
        elections.primary({"甲": -1}, 2, on=DAY)


def test_json_is_plain():
    import json

    result = elections.decide(officials([("甲", 45), ("乙", 35), ("丙", 35)]))
    told = json.loads(json.dumps(result.as_json(), ensure_ascii=False))
    assert told["winners"] == [{"name": "甲", "key": "甲", "votes": 45, "write_in": False}]
    assert told["next_step"]["key"] == "revote"


def test_projects_are_chosen_not_elected():
    """A vote on projects speaks of projects in every sentence."""
    sheet = elections.Sheet(issued=58, returned=58, valid=58, invalid=0)
    got = (
        elections.Tally("水管", 50, key="a"),
        elections.Tally("路灯", 31, key="b", withdrawn=True),
        elections.Tally("停车场", 31, key="c"),
    )
    told = elections.decide(
        elections.ElectionCase(
            post=elections.PROJECT, seats=2, total=61, sheet=sheet, tallies=got, present=58
        )
    )
    words = told.sentence_zh + "".join(one.sentence for one in told.statements)
    assert "入选" in words and "票决完成" in words and "当选" not in words and "选举" not in words
