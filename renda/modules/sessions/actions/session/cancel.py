"""The session was registered by mistake: it is taken back while nothing has gone out and nothing has happened."""

from __future__ import annotations

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.sessions import facts, filing_plan, hanging, selectors
from renda.modules.sessions.models import SessionWork

MOST_NAMED = 5
MOVE = "会不开了或者换日子开的，用“改日期”。"


def stops(work: SessionWork) -> list[Reason]:
    """What stands in the way, with what to do about it; also shown before anything is typed."""
    session = work.session
    found = [
        Reason(f"{sentence}这次会议已经不能当作登记错了。", MOVE) for sentence in facts.done_for_good(session)
    ]
    began = work.opened_at.astimezone(clock.ZONE).date()
    sent = facts.papers(filing_plan.TEMPLATES["notice"], selectors.since(session), selectors.until(session))
    found += [
        Reason(f"《{one.paper.title}》{date_zh(one.on)}已经发出。", MOVE) for one in sent if one.on >= began
    ]
    if rest := hanging.matters(session):
        names = "、".join(f"“{one}”" for one in rest[:MOST_NAMED])
        text = f"这次会议上还挂着{len(rest)}件事：{names}{'等' if len(rest) > MOST_NAMED else ''}。"
        found.append(Reason(text, "弄错的先各自撤销或者作废；是真的，这次会议就不能撤销。"))
    return found


def guard(step: Step) -> list[Reason]:
    found = stops(step.matter)
    if on := step.matter.published_on:
        text = f"登记过{date_zh(on)}公布了开会日期。"
        found.append(Reason(text, "要是真的贴出去、发出去了，请另外说明。", blocks=False))
    return found


def effect(step: Step) -> None:
    work, session = step.matter, step.matter.session
    work.cancelled_because = step.data["reason"]
    session.cancelled_on = step.today
    session.save(update_fields=["cancelled_on"])
    term = session.term
    if term.starts_on == session.opens_on and hanging.is_bare(term, session):
        term.cancelled_on = step.today
        term.save(update_fields=["cancelled_on"])
