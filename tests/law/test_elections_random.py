"""A thousand random elections, ballot by ballot, against a count written from the wording of the rules.

The count here shares nothing with the product: it fills in single ballots, throws away the spoiled ones,
adds up, and finds the elected by trying every set of people, comparing with exact fractions.
"""

import random
from fractions import Fraction
from itertools import combinations

import pytest

from renda.law import elections
from renda.law.elections import ElectionCase, Sheet, Tally

EACH = 500
NAMES = "甲乙丙丁戊己庚"
WRITTEN = "子丑"


def ballots(dice, people, seats, number):
    """Marks on single ballots; some carry more marks than seats and are spoiled, some are blank."""
    found = []
    favour = {name: dice.choice((1, 1, 2, 6)) for name in people}
    for _ in range(number):
        size = min(len(people), dice.choice([seats] * 6 + [seats - 1, seats + 1, 0]))
        marks = set()
        while len(marks) < size:
            marks.add(dice.choices(list(people), [favour[n] for n in people])[0])
        found.append(marks)
    return found


def counted(papers, people, seats):
    """一张票所选多于应选人数的作废；其余的计票。"""
    good = [paper for paper in papers if len(paper) <= seats]
    return len(good), {name: sum(name in paper for paper in good) for name in people}


def elected(votes, enough, seats):
    """Who is surely in and who is level for the last places: by trying every possible set of winners."""
    able = [name for name in votes if enough(votes[name])]
    size = min(seats, len(able))
    sets = [
        set(chosen)
        for chosen in combinations(able, size)
        if all(votes[inside] >= votes[outside] for inside in chosen for outside in able if outside not in chosen)
    ]
    sure = set.intersection(*sets) if sets else set()
    maybe = set.union(*sets) - sure if sets else set()
    return sure, maybe


def same(result, sure, maybe, seats):
    assert {t.name for t in result.winners} == sure
    assert {t.name for t in result.tied} == maybe
    assert result.vacancies == seats - len(sure)
    votes = [t.votes for t in result.winners]
    assert votes == sorted(votes, reverse=True)
    if maybe:
        assert result.next_step.key == "revote" and set(result.next_step.names) == maybe
    else:
        assert result.next_step.key == ("done" if len(sure) == seats else "further")


def tallies(votes):
    return tuple(Tally(name, number, write_in=name in WRITTEN) for name, number in votes.items())


@pytest.mark.parametrize("seed", range(EACH))
def test_offices(seed):
    """得票超过全体代表半数才能当选；过半人数多于应选数的，取得票多者；票数相等的再投一次。"""
    dice = random.Random(seed)
    total = dice.randint(3, 30)
    seats = dice.choice((1, 1, 2, 2, 3))
    people = NAMES[: dice.randint(0, 5)] + WRITTEN[: dice.randint(0, 2)]
    issued = dice.randint(total // 2, total)
    returned = max(0, issued - dice.choice((0, 0, 0, 1, 2)) + dice.choice((0,) * 30 + (3,)))
    valid, votes = counted(ballots(dice, people, seats, returned), people, seats)
    result = elections.decide(
        ElectionCase(
            "principal" if seats == 1 else "vice", seats, total,
            Sheet(issued, returned, valid, returned - valid), tallies(votes),
        )
    )  # fmt: skip
    if returned > issued:
        assert not result.valid and not result.winners and result.next_step.key == "repeat"
        return
    assert result.valid
    half = Fraction(total, 2)
    same(result, *elected(votes, lambda number: number > half, seats), seats)


@pytest.mark.parametrize("seed", range(EACH))
def test_deputies(seed):
    """过半数选民参加才有效；得票超过参加投票选民半数才当选；另行选举以票多者当选，但不得少于选票的三分之一。"""
    dice = random.Random(10_000 + seed)
    registered = dice.randint(4, 60)
    seats = dice.choice((1, 2, 3))
    further = dice.random() < 0.4
    people = NAMES[: dice.randint(0, 6)] + WRITTEN[: dice.randint(0, 2)]
    took_part = dice.randint(registered // 2 - 1, registered)
    cast = max(0, took_part - dice.choice((0, 0, 1, 3)) + dice.choice((0,) * 30 + (4,)))
    valid, votes = counted(ballots(dice, people, seats, cast), people, seats)
    result = elections.decide(
        ElectionCase(
            "deputy", seats, registered, Sheet(took_part, cast, valid, cast - valid), tallies(votes),
            round="further" if further else "first", participants=took_part,
        )
    )  # fmt: skip
    if cast > took_part or Fraction(took_part, registered) <= Fraction(1, 2):
        assert not result.valid and not result.winners and result.next_step.key == "repeat"
        return
    assert result.valid
    if further:
        same(result, *elected(votes, lambda n: n > 0 and Fraction(n, cast) >= Fraction(1, 3), seats), seats)
    else:
        same(result, *elected(votes, lambda n: Fraction(n, took_part) > Fraction(1, 2), seats), seats)


def test_the_random_elections_meet_every_outcome():
    """The dice do reach ties, vacancies, invalid rounds, empty ballots and elected write-ins."""
    seen = set()
    for seed in range(EACH):
        dice = random.Random(seed)
        total, seats = dice.randint(3, 30), dice.choice((1, 1, 2, 2, 3))
        people = NAMES[: dice.randint(0, 5)] + WRITTEN[: dice.randint(0, 2)]
        valid, votes = counted(ballots(dice, people, seats, total), people, seats)
        sure, maybe = elected(votes, lambda number, all_=total: 2 * number > all_, seats)
        seen |= {"tie"} if maybe else set()
        seen |= {"vacancy"} if len(sure) < seats else {"full"}
        seen |= {"written in"} if sure & set(WRITTEN) else set()
        seen |= {"nobody"} if not people else set()
        seen |= {"spoiled"} if valid < total else set()
    assert seen == {"tie", "vacancy", "full", "written in", "nobody", "spoiled"}
