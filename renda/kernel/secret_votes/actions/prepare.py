"""A vote is prepared: on what, by whom, with which grades, watched by whom. For statutory votes it is refused."""

from __future__ import annotations

import secrets

from renda.kernel.ballots.rolls import seated
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.secret_votes import conditions, rules
from renda.kernel.secret_votes.models import Monitor, VoteObject

MOST_OBJECTS = 30
LONGEST = 80


def lines(text) -> list[str]:
    """What was typed line by line (or given as a list), without empty lines."""
    rows = text.splitlines() if isinstance(text, str) else text or []
    return [row.strip() for row in rows if row.strip()]


def names_of(step: Step) -> list[str]:
    """Everybody who may vote: the deputies ticked (all in office when none is), then the others."""
    picked = step.data.get("voters") or seated(step.data["held_on"])
    return [mandate.person.name for mandate in picked] + lines(step.data.get("others"))


def guard(step: Step) -> list[Reason]:
    data, reasons = step.data, []
    if data.get("purpose") != conditions.APPRAISAL:
        text = "选举、罢免、决议、决定不能用手机投票，要用无记名纸票，由监票人、计票人当场清点。"
        return [
            rules.refusal(rules.STATUTORY, text, "请到“大会会议”的“表决”“选举”里印票、录计票表。"),
            rules.refusal(rules.MAJORITY, "依法表决以全体代表的过半数通过，票数由两个人各录一遍核对。"),
        ]
    objects, monitors = lines(data["objects"]), lines(data["monitors"])
    for words, rows in (("测评对象", objects), ("监票人", monitors)):
        if double := next((row for row in rows if rows.count(row) > 1), ""):
            reasons.append(Reason(f"{words}“{double}”写了两次。", "同名的请在后面用括号注明。"))
        if longest := next(
            (row for row in rows if len(row) > (LONGEST if words == "测评对象" else LONGEST // 2)), ""
        ):
            reasons.append(Reason(f"{words}“{longest[:20]}……”太长。", "请写简称，一行一个。"))
    if len(objects) > MOST_OBJECTS:
        reasons.append(
            Reason(
                f"一次测评{len(objects)}个对象，太多了，手机上不好投。",
                f"请分几次，每次不超过{MOST_OBJECTS}个。",
            )
        )
    if len(monitors) < 2:
        reasons.append(
            Reason("监票人至少要两名。", "开始和截止都要两名监票人确认；建议写三名，有人临时离开也不误事。")
        )
    if step.actor.label in monitors:
        reasons.append(Reason("监票人不能是您自己。", "操作投票的人和监票人要分开，请另外推选监票人。"))
    if not names_of(step):
        reasons.append(Reason("名册上一个投票人也没有。", "请先登记代表，或者写上代表以外的投票人。"))
    return reasons


def prepare(step: Step) -> None:
    vote, data = step.matter, step.data
    vote.title, vote.held_on = data["title"].strip(), data["held_on"]
    vote.options, vote.roll = rules.options_of(data["grades"]), names_of(step)
    vote.salt = secrets.token_hex(16)
    vote.subject_model, vote.subject_id = data.get("subject", ("", None))


def effect(step: Step) -> None:
    units = step.data.get("units", {})
    for position, label in enumerate(lines(step.data["objects"]), 1):
        VoteObject.objects.create(vote=step.matter, position=position, label=label, unit=units.get(label))
    for position, name in enumerate(lines(step.data["monitors"]), 1):
        Monitor.objects.create(vote=step.matter, position=position, name=name)
