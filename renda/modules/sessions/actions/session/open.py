"""The session opens, if enough deputies are there."""

from __future__ import annotations

from renda.foundation.chinese.dates import date_zh
from renda.kernel.deadlines import timing
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.units.models import TownProfile
from renda.law import majorities, session_plan
from renda.modules.sessions import facts, planning, selectors

QUORUM = "session-quorum"


def guard(step: Step) -> list[Reason]:
    on, present = step.data.get("began_on"), step.data.get("present")
    if on is None or present is None:
        return []
    session = step.matter.session
    if on < session.opens_on:
        text = f"公布的开幕日期是{date_zh(session.opens_on)}，不能更早。"
        return [Reason(text, "提前开了的，先改日期并重新公布。")]
    if on > step.today:
        return [Reason("开幕日期还没有到。", "到了那一天再登记。")]
    base = selectors.base_on(on)
    if present > base:
        return [Reason(f"到会{present}人，多于在任代表{base}人。", "列席人员不算，请核对人数。")]
    return (quorum(present, base, on) or signed_in(step, base)) + unsettled(session)


def unsettled(session) -> list[Reason]:
    """What should have been settled before: people decide whether to open all the same."""
    return [
        Reason(one.text, one.mend, one.rule, articles_of(one.rule), blocks=one.must)
        for one in facts.before_opening(session)
    ]


def articles_of(rule: str) -> tuple[str, ...]:
    return tuple(citation.text for citation in timing.rule(rule).citations) if rule else ()


def quorum(present: int, base: int, on) -> list[Reason]:
    """Without the quorum there is no session, whoever wants one (地方组织法)."""
    profile = TownProfile.current()
    verdict = majorities.check(
        QUORUM, present, base, on=on, place=profile.place_code or None, settings=profile.rule_settings
    )
    if verdict.met and base:
        return []
    articles = verdict.rule.articles
    return [
        Reason(
            f"到会代表不够，不能开会：{verdict.sentence_zh}",
            "请等代表到齐，或者改日期。",
            verdict.rule.id,
            articles,
        )
    ]


def signed_in(step: Step, base: int) -> list[Reason]:
    """The sign-in has counted otherwise: somebody says why."""
    counted, present = facts.attendance(step.matter.session), step.data["present"]
    if counted is None or counted.present == present:
        return []
    text = f"签到的是{counted.present}人，您填的是{present}人。"
    said = bool((step.data.get("count_note") or "").strip())
    return [Reason(text, "请核对；签到不全的，在“人数说明”里写明。", blocks=not said)]


def effect(step: Step) -> None:
    work, data = step.matter, step.data
    work.began_on, work.present = data["began_on"], data["present"]
    work.base, work.count_note = selectors.base_on(work.began_on), data.get("count_note") or ""
    if work.began_on > work.session.closes_on:
        work.session.closes_on = work.began_on
        work.session.save(update_fields=["closes_on"])
    for row in work.steps.filter(phase=session_plan.BEFORE, limit_on__isnull=False):
        planning.deadlines.cancel(work, row.key)
