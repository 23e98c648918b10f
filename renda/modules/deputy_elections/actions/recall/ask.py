"""Voters ask for the recall of their deputy: enough of them, in writing, with reasons (选举法第50条)."""

from __future__ import annotations

from renda.foundation import clock
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.law import majorities
from renda.modules.deputy_elections.models import Recall
from renda.modules.deputy_elections.words import asked

RULE = "recall-of-deputy-request"


def guard(step: Step) -> list[Reason]:
    signers, day, mandate = step.data.get("signers"), step.data.get("received_on"), step.data.get("mandate")
    reasons = []
    if day and day > clock.today():
        reasons.append(Reason("收到日期不能在今天以后。"))
    if signers is not None:
        found = majorities.signers(RULE, signers, name="min_voters", **asked(day))
        if not found.met:
            text = f"要原选区选民{found.needed}人以上联名，现有{signers}人，还差{found.needed - signers}人。"
            reasons.append(reason(RULE, text, "人数不够的，不能提出罢免要求。"))
    if (
        mandate
        and Recall.objects.filter(mandate=mandate, state__in=("asked", "with_county", "counting")).exists()
    ):
        reasons.append(Reason("对这名代表的罢免要求正在办理。", "请到已有的那一件里办理。"))
    return reasons


def prepare(step: Step) -> None:
    for key in ("mandate", "signers", "reasons", "received_on"):
        setattr(step.matter, key, step.data[key])


def effect(step: Step) -> None:
    """Nothing but the row."""
