"""Voting begins: the roll is frozen. Without the quorum there is no voting (the rule is looked up, not known here)."""

from __future__ import annotations

from renda.kernel.ballots import rolls, rules
from renda.kernel.ballots.models import Kind
from renda.kernel.ballots.words import refusal
from renda.kernel.deadlines import timing
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.law import majorities


def guard(step: Step) -> list[Reason]:
    ballot, present, others = step.matter, step.data.get("present"), step.data.get("others")
    if others is None and not rules.is_of_deputies(ballot):
        return [Reason("还没有填“有权投票的人数”。", "这次投票的不是全体代表，请填选民人数或者成员人数。")]
    entitled = rolls.entitled(ballot) if others is None else others
    if entitled < 1:
        return [Reason("名册上一个人也没有。", "请先登记代表，再开始表决。")]
    if present is None:
        return [] if others is not None else [Reason("还没有填“实到人数”。", "以签到为准。")]
    if present > entitled:
        return [
            Reason(
                f"实到{present}人，多于应到{entitled}人。",
                "请核对签到：列席的、代表资格已经终止的，不算到会代表。",
            )
        ]
    if others is None and ballot.congress_session_id and ballot.kind != Kind.APPRAISAL:
        return quorum(ballot, present, rolls.quota(ballot) or entitled)
    return []


def quorum(ballot, present: int, whole: int) -> list[Reason]:
    """A plenary sitting votes only with the quorum."""
    rule = timing.rule(rules.QUORUM, ballot.held_on)
    share = rule.share()
    if majorities.meets(present, whole, share):
        return []
    least = majorities.needed(whole, share)
    text = f"应到{whole}人，实到{present}人，不到法定人数{least}人，差{least - present}人，不能表决。"
    return [refusal(rules.QUORUM, text, "请等代表到齐，或者改期。")]


def effect(step: Step) -> None:
    rolls.freeze(step.matter, present=step.data.get("present"), others=step.data.get("others"))
