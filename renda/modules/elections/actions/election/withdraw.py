"""A candidate withdraws: before printing the name goes off the list, after it what the adopted method says is done."""

from __future__ import annotations

from renda.kernel.deadlines import timing
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.modules.elections import candidacy
from renda.modules.elections.common import method_of
from renda.modules.elections.models import AfterPrinting
from renda.modules.elections.nominating import WITHDRAWAL


def agreed(election) -> str:
    """What the adopted method says about withdrawing after printing, else the usual practice."""
    method = method_of(election.congress_session)
    if method is not None and method.is_adopted:
        return method.after_printing
    return timing.rule(WITHDRAWAL).value("after_printing")


def guard(step: Step) -> list[Reason]:
    election = step.matter
    if election.printed_on is None:
        return []
    if agreed(election) == AfterPrinting.NOT_ALLOWED:
        text = "选举办法写明选票印好以后不再接受退出。"
        return [reason(WITHDRAWAL, text, "法律没有规定这种情形，按大会通过的选举办法办；请向主席团报告。")]
    text = f"选票已经印好。按选举办法：{AfterPrinting(agreed(election)).label}。"
    return [reason(WITHDRAWAL, text, "请主席团在投票以前向大会说明。", blocks=False)]


def effect(step: Step) -> None:
    election, candidate = step.matter, step.data["candidate"]
    printed = election.printed_on is not None
    how = AfterPrinting(agreed(election)).label if printed else "从名单里去掉"
    candidate.withdrawn_on, candidate.withdrawn_after_printing = step.data["asked_on"], printed
    candidate.withdrawal = f"{step.data['reason']}（{how}）"[:300]
    candidate.save()
    step.file_all("withdrawal", f"{candidate.name}退出")
    if printed and agreed(election) == AfterPrinting.REPRINT:
        election.printed_on = election.printed = None
    step.warnings += candidacy.after_withdrawal(election)
