"""Begin preparing a session: it gets its number, its days and its checklist."""

from __future__ import annotations

from datetime import date

from renda.kernel.deadlines import timing
from renda.kernel.people.models import CongressSession, Term
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.units.models import TownProfile
from renda.law import majorities, session_plan
from renda.law.errors import RulebookError
from renda.modules.sessions import planning, selectors
from renda.modules.sessions.actions import days


def guard(step: Step) -> list[Reason]:
    data = step.data
    if not data.get("kind") or not data.get("opens_on"):
        return []
    try:
        kind = session_plan.kind(data["kind"])
    except RulebookError as error:
        return [Reason(str(error))]
    opens_on, closes_on = data["opens_on"], data.get("closes_on") or data["opens_on"]
    own = selectors.registered_for(opens_on, closes_on)
    if blocking := days.impossible(opens_on, closes_on, own):
        return blocking
    if own is not None:
        found = days.numbers_cross(own.number, opens_on, own.term, own)
    else:
        term, fresh = selectors.term_for(kind.key, opens_on)
        if term is None:
            return [Reason("还没有登记现在是第几届。", "请先在“设置”里登记届次。")]
        found = [] if fresh else days.numbers_cross(selectors.next_number(term), opens_on, term)
    found += asked(kind, data) + elected(kind, data)
    found += days.remarks(kind.key, opens_on, closes_on, data.get("counted_from"))
    return found + days.missed(kind.key, opens_on, closes_on)


def elected(kind, data) -> list[Reason]:
    """The first session is counted from the election of the deputies."""
    if not kind.counted_limit or data.get("counted_from"):
        return []
    rule = timing.rule(kind.counted_limit)
    text = "换届后第一次会议，要填代表选举完成的日期。"
    return [Reason(text, rule.text, rule.id, rule.articles)]


def asked(kind, data) -> list[Reason]:
    """An extraordinary session needs the presidium's reason, or enough deputies who ask for it."""
    if not kind.asked_by:
        return []
    if not (data.get("cause") or "").strip():
        return [Reason("临时会议要写明为什么召集。", "写主席团认为必要的理由，或者代表提议的内容。")]
    proposers = data.get("proposers")
    if proposers in (None, ""):
        return []
    profile, base = TownProfile.current(), selectors.base_on(data["opens_on"])
    if proposers > base:
        return [Reason(f"提议的{proposers}人，多于在任代表{base}人。", "请核对人数。")]
    verdict = majorities.check(
        kind.asked_by, proposers, base, place=profile.place_code or None, settings=profile.rule_settings
    )
    if verdict.met:
        return []
    text = f"提议的代表不够：{verdict.sentence_zh}"
    mend = "主席团认为必要的，把“几位代表提议”空着，写明主席团的理由。"
    return [Reason(text, mend, verdict.rule.id, verdict.rule.articles)]


def prepare(step: Step) -> None:
    data, work = step.data, step.matter
    work.session = session_for(data["kind"], data["opens_on"], data.get("closes_on") or data["opens_on"])
    work.kind, work.cause = data["kind"], data.get("cause") or ""
    work.proposers, work.counted_from = data.get("proposers") or None, data.get("counted_from")


def session_for(kind: str, opens_on: date, closes_on: date) -> CongressSession:
    """The session registered for these days, or a new one with the next number."""
    own = selectors.registered_for(opens_on, closes_on)
    if own is not None:
        own.opens_on, own.closes_on = opens_on, closes_on
        own.save(update_fields=["opens_on", "closes_on"])
        return own
    term, fresh = selectors.term_for(kind, opens_on)
    if fresh:
        term = Term.objects.create(number=term.number + 1, starts_on=opens_on)
    return CongressSession.objects.create(term=term, number=selectors.next_number(term), opens_on=opens_on, closes_on=closes_on)


def effect(step: Step) -> None:
    planning.lay_out(step.matter)
    planning.start_limits(step.matter, session_plan.BEFORE)
