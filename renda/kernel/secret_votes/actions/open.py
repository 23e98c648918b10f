"""Voting begins: two monitors confirm, slips add up, somebody is there, a trial count is right. Then everything is frozen."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused, Step
from renda.kernel.secret_votes import counting, rules, sealing, trial, witnesses
from renda.kernel.secret_votes.models import SealPart


def guard(step: Step) -> list[Reason]:
    vote, present, drawn = step.matter, step.data.get("present"), step.data.get("drawn")
    if not present or drawn is None:
        return [Reason("还没有人签到，不能开始投票。", "先签到、抽票，再填签到人数和抽走的票数。")]
    printed, voided, entitled = vote.figures["printed"], vote.figures["voided"], len(vote.roll)
    reasons = []
    if step.actor.label in {one.name for one in vote.monitors.all()}:
        reasons.append(Reason("监票人不能自己开始投票。", "请另一名工作人员操作，监票人只确认。"))
    if present > entitled:
        reasons.append(
            Reason(f"签到{present}人，多于名册上的{entitled}人。", "请核对签到：不在名册上的不投票。")
        )
    if drawn > present:
        reasons.append(Reason(f"抽走{drawn}张票，多于签到的{present}人。", "一人只能抽一张，请监票人清点。"))
    if drawn + voided != printed:
        text = f"票对不上：印了{printed}张，抽走{drawn}张，作废剩票{voided}张，相差{abs(printed - drawn - voided)}张。"
        reasons.append(Reason(text, "请监票人把箱里剩下的票数清，全部录入作废，一张也不能少。"))
    if not drawn:
        reasons.append(Reason("一张票也没有抽走。", "先抽票，再开始。"))
    least = rules.limit("small_group", vote.held_on)
    if 0 < drawn < least:
        text = f"抽走的票只有{drawn}张，不满{least}张：为了不让人猜出谁投了什么，各项票数不会公布。"
        reasons.append(rules.refusal(rules.LIMITS, text, blocks=False))
    return reasons


def effect(step: Step) -> None:
    vote = step.matter
    (first, _), (second, _) = witnesses.two_of(vote, step.data["typed"])
    if not trial.run(vote):
        raise Refused([Reason("试投的票计出来不对，没有开始。", "请不要使用，改用纸票，并与维护人员联系。")])
    able = [one for one in vote.monitors.all() if one.has_code]
    vote.public_key, parts = sealing.shut(vote, able)
    SealPart.objects.bulk_create(parts)
    vote.figures = {
        **vote.figures,
        "present": step.data["present"],
        "drawn": step.data["drawn"],
        "entitled": len(vote.roll),
    }
    vote.opened_by, vote.opened_with = step.actor.label[:40], [first.name, second.name]
    vote.fingerprint = counting.fingerprint(vote)
