"""A person confirms that somebody takes the post: a dated appointment; the one before ends the day before."""

from __future__ import annotations

from datetime import timedelta

from renda.foundation.chinese.dates import date_zh
from renda.kernel.people import changes
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused, Step
from renda.kernel.procedures.reasons import reason
from renda.modules.elections import posts
from renda.modules.elections.actions.election.nominate import NO_POST, PLACES, in_government
from renda.modules.elections.common import deputies_on


def guard(step: Step) -> list[Reason]:
    elected, from_on = step.data["elected"], step.data["from_on"]
    post, former, reasons = step.matter.post, step.data.get("former"), []
    if from_on < elected.round.held_on:
        reasons.append(Reason("任职不能早于当选那一天。", "请核对日期。"))
    if former is not None and (former.from_on >= from_on):
        reasons.append(Reason(f"{former.person.name}的任职自{date_zh(former.from_on)}起，不能在它以前结束。", "请核对接替的是哪一位、从哪天起。"))
    if post.must_be_deputy and not deputies_on(from_on).filter(person=elected.person).exists():
        reasons.append(reason(PLACES, f"{elected.person.name}在{date_zh(from_on)}不是本级人大代表。", "请先办理代表资格。"))
    if post.no_administrative_post and in_government(elected.person).exists():
        text = f"{elected.person.name}还担任行政职务，不能同时任{post.label}。"
        reasons.append(reason(NO_POST, text, "先在人员里终止行政职务，再登记任职。"))
    if posts.body_of(post) is None:
        reasons.append(Reason("系统里还没有这个职务所在的单位。", "请先在“单位”里登记。"))
    return reasons


def effect(step: Step) -> None:
    elected, from_on = step.data["elected"], step.data["from_on"]
    post = step.matter.post
    if former := step.data.get("former"):
        change(changes.end_appointment, former, from_on - timedelta(days=1), step.actor)
    elected.appointment = change(
        changes.begin_appointment, step.actor, person=elected.person, unit=posts.body_of(post), post=post.label,
        role=post.role, from_on=from_on, paper=f"{step.matter.congress_session}选举"[:80],
    )  # fmt: skip
    elected.save()


def change(act, *args, **facts):
    """A change of the register; what it refuses is told as a refusal of the step."""
    try:
        return act(*args, **facts)
    except changes.ChangeRefused as refused:
        raise Refused(str(refused)) from refused
