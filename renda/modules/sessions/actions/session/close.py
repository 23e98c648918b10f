"""The session is over; from its last day the work afterwards is counted."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.law import session_plan
from renda.modules.sessions import facts, filing_plan, planning

WANTED_AT_CLOSING = ("notice", "agenda")


def guard(step: Step) -> list[Reason]:
    on, work = step.data.get("ended_on"), step.matter
    if on is None:
        return []
    if on < work.began_on:
        return [Reason("闭幕日期在开幕日期以前。", "请核对日期。")]
    if on > step.today:
        return [Reason("闭幕日期还没有到。", "闭幕以后再登记。")]
    found = [Reason(one.text, one.mend, blocks=one.must) for one in facts.unfinished(work.session)]
    lacking = filing_plan.lacking(work, step.dossier, *WANTED_AT_CLOSING)
    if lacking:
        found.append(Reason(f"案卷里还没有：{'、'.join(lacking)}。", "归档以前要补齐。", blocks=False))
    return found


def effect(step: Step) -> None:
    work, session = step.matter, step.matter.session
    work.ended_on, work.outcome = step.data["ended_on"], step.data["outcome"]
    if session.closes_on != work.ended_on:
        session.closes_on = work.ended_on
        session.save(update_fields=["closes_on"])
    filing_plan.gather(work, step.dossier)
    for stored in step.data.get("files") or []:
        step.file(stored, role="minutes", title=f"会议记录：{stored.original_name}")
    planning.recount_all(work)
    planning.start_limits(work, session_plan.AFTER)
