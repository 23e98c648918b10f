"""What can be checked after the count, by anybody and again and again: the list gives the result, and every number fits the next."""

from __future__ import annotations

from dataclasses import dataclass

from renda.kernel.secret_votes import counting
from renda.kernel.secret_votes.models import SealedBallot, SealPart, SecretVote, Slip

CLOSED = ("counted", "declared", "sealed")


@dataclass(frozen=True)
class Check:
    """One statement and whether it holds."""

    key: str
    words: str
    holds: bool


def checks(vote: SecretVote) -> list[Check]:
    """Every check that can be made in the state the vote is in; [] before there is anything to check."""
    if vote.state == "open":
        return [*frozen(vote), in_the_box(vote)]
    if vote.state not in CLOSED:
        return []
    return [*chain(vote), *lists(vote), *frozen(vote), destroyed(vote)]


def chain(vote: SecretVote) -> list[Check]:
    """cast = used + paper ≤ drawn ≤ signed in ≤ entitled; printed = drawn + left over."""
    has = vote.figures
    cast, used, paper = vote.outcome["cast"], has["used"], has.get("returned", 0)
    return [
        Check("cast", f"投出{cast}张＝手机{used}张＋纸票{paper}张", cast == used + paper),
        Check(
            "used",
            f"用掉的票{used}张＋换纸票{has['exchanged']}张，不多于抽走的{has['drawn']}张",
            used + has["exchanged"] <= has["drawn"],
        ),
        Check("paper", f"收回纸票{paper}张，不多于换出的{has['exchanged']}张", paper <= has["exchanged"]),
        Check(
            "drawn", f"抽走{has['drawn']}张，不多于签到的{has['present']}人", has["drawn"] <= has["present"]
        ),
        Check(
            "present",
            f"签到{has['present']}人，不多于名册上的{has['entitled']}人",
            has["present"] <= has["entitled"] == len(vote.roll),
        ),
        Check(
            "printed",
            f"印了{has['printed']}张＝抽走{has['drawn']}张＋作废剩票{has['voided']}张",
            has["printed"] == has["drawn"] + has["voided"],
        ),
    ]


def lists(vote: SecretVote) -> list[Check]:
    """The list that is kept recounts to what was published, object by object; with too few votes there is none."""
    totals = counting.kept(vote)
    if vote.outcome["hidden"]:
        return [Check("list", "投票人数太少，点票清单已经销毁", not any(totals.values()))]
    found = []
    for one, line in zip(vote.objects_voted.all(), vote.outcome["lines"], strict=True):
        counted = totals[one.position]
        same = all(counted.get(key, 0) == number for key, number in line["votes"].items())
        same = (
            same
            and counted.get(counting.INVALID, 0) == line["invalid"]
            and sum(counted.values()) == vote.outcome["cast"]
        )
        found.append(Check(f"list-{one.position}", f"“{one.label}”照清单重数，与公布的一致", same))
    return found


def frozen(vote: SecretVote) -> list[Check]:
    """Nothing of what was frozen at the opening has changed."""
    return [
        Check(
            "frozen",
            "开始投票以后，对象、选项、名册、票都没有改过",
            counting.fingerprint(vote) == vote.fingerprint,
        )
    ]


def in_the_box(vote: SecretVote) -> Check:
    """As many ballots in the box as slips are used."""
    used = Slip.objects.filter(vote=vote, mark="used").count()
    return Check(
        "box", f"用掉{used}张票，票箱里正好{used}张", SealedBallot.objects.filter(vote=vote).count() == used
    )


def destroyed(vote: SecretVote) -> Check:
    """Slips, sealed ballots and the shut key are gone."""
    left = sum(model.objects.filter(vote=vote).count() for model in (Slip, SealedBallot, SealPart))
    return Check("destroyed", "票号、封着的票、封口都已销毁", not left)
