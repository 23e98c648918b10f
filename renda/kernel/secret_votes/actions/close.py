"""Voting ends: two monitors open the seal, the ballots become a list without order, and everything else is destroyed."""

from __future__ import annotations

from django.db import transaction

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused, Step
from renda.kernel.secret_votes import counting, sealing, storage, witnesses
from renda.kernel.secret_votes.models import SealedBallot, SealPart, SecretVote, Slip, SlipMark

PAPER = "请作废这一次，改用纸票重新投。"


def guard(step: Step) -> list[Reason]:
    vote = step.matter
    if counting.fingerprint(vote) != vote.fingerprint or counting.slip_digest(vote) != vote.slip_digest:
        return [Reason("投票开始以后，测评对象、选项、名册或者票被人改过。", PAPER)]
    used, boxed = used_slips(vote), SealedBallot.objects.filter(vote=vote).count()
    if used != boxed:
        return [Reason(f"用掉{used}张票，票箱里有{boxed}张，对不上。", PAPER)]
    return []


def used_slips(vote: SecretVote) -> int:
    return Slip.objects.filter(vote=vote, mark=SlipMark.USED).count()


def effect(step: Step) -> None:
    vote = step.matter
    first, second = witnesses.two_of(vote, step.data["typed"])
    part = SealPart.objects.get(vote=vote, first=first[0], second=second[0])
    try:
        totals = counting.opened(vote, sealing.unshut(part, first[1], second[1]))
    except sealing.WrongSeal:
        raise Refused([Reason("有的票打不开，被人改过。", PAPER)]) from None
    vote.figures = {"exchanged": 0, **vote.figures, "used": used_slips(vote)}
    vote.closed_with = [first[0].name, second[0].name]
    counting.destroy(vote)
    counting.keep(vote, totals)
    transaction.on_commit(storage.scrub)
