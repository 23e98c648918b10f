"""One package goes to the county: letter, list, every form. From now on it is only added to."""

from __future__ import annotations

from renda.foundation.chinese.dates import date_zh
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import not_after_today, reason
from renda.modules.county_sessions import documents
from renda.modules.county_sessions.procedure.conditions import HOW_SUBMITTED

BEHIND = ("collected", "checked")


def guard(step: Step) -> list[Reason]:
    """Late wants its reason; what is not printed yet stays behind and is said."""
    session, day = step.matter, step.data.get("done_on")
    found = not_after_today(step, "done_on", "报送日期")
    if day and day > session.hand_in_on:
        words = f"县里定的是{date_zh(session.hand_in_on)}以前报送。"
        if not step.data.get("late_reason"):
            found.append(
                reason(
                    "county-session-hand-in", f"{words}晚报的要写原因。", "先和县里说好，再写明晚报的原因。"
                )
            )
        else:
            found.append(
                reason("county-session-hand-in", f"{words}这次是晚报，原因已经记下。", blocks=False)
            )
    if behind := session.items.filter(state__in=BEHIND).count():
        found.append(Reason(f"还有{behind}件没有编号打印，不在这份材料里。", "以后可以补报。", blocks=False))
    return found


def effect(step: Step) -> None:
    session, data = step.matter, step.data
    session.submitted_on, session.late_reason = data["done_on"], data.get("late_reason") or ""
    session.submitted_how = dict(HOW_SUBMITTED)[data["submitted_how"]]
    documents.package(step)
