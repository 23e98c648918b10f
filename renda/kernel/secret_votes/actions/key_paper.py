"""One person has keyed the paper ballots; the second does so without seeing the first. Only alike they count."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.secret_votes.counting import INVALID
from renda.kernel.secret_votes.models import PaperCount


def guard(step: Step) -> list[Reason]:
    vote, returned, given = step.matter, step.data["returned"], step.data["objects"]
    reasons = []
    if returned > vote.figures["exchanged"]:
        reasons.append(
            Reason(f"收回纸票{returned}张，多于换出的{vote.figures['exchanged']}张。", "请监票人清点纸票。")
        )
    known = {key for key, *_ in vote.options} | {INVALID}
    for one in vote.objects_voted.all():
        row = given.get(str(one.position), {})
        if set(row) - known or any(not isinstance(number, int) or number < 0 for number in row.values()):
            reasons.append(Reason(f"“{one.label}”的票数看不懂。", "每格填 0 或者正整数。"))
        elif sum(row.values()) != returned:
            reasons.append(
                Reason(
                    f"“{one.label}”各项加起来是{sum(row.values())}张，收回的纸票是{returned}张。",
                    "请对照纸票再数一遍。",
                )
            )
    mine = vote.paper_counts.filter(account_id=step.actor.account_id, keyed_by=step.actor.label[:40])
    if mine.exists() and vote.paper_counts.count() < 2:
        reasons.append(Reason("第一份是您录的，第二份要由另一个人录。", "请换一个人用自己的账号录。"))
    return reasons


def effect(step: Step) -> None:
    vote = step.matter
    sheets = list(vote.paper_counts.all())
    if len(sheets) == 2:  # they differed: both are keyed anew
        vote.paper_counts.all().delete()
        sheets = []
    PaperCount.objects.create(
        vote=vote,
        place=len(sheets) + 1,
        account_id=step.actor.account_id,
        keyed_by=step.actor.label[:40],
        figures={"returned": step.data["returned"], "objects": step.data["objects"]},
    )
