"""The way of a round, of a unit and of a thing to put right; the light of a day."""

from __future__ import annotations

from renda.modules.appraisals import documents, selectors
from renda.modules.appraisals.models import Appraised, Demand
from renda.web.steps.words import state_light, way
from renda.web.ui import lights

BAR = (
    ("拟定", ("proposed",)),
    ("党委批准", ("asked",)),
    ("定方案", ("approved",)),
    ("走访调查", ("preparing",)),
    ("评议会", ("voting",)),
    ("跟踪整改", ("following",)),
)
UNIT_BAR = (
    ("预告", ("named",)),
    ("报告、走访", ("notified",)),
    ("意见书", ("rated",)),
    ("整改方案", ("planning",)),
    ("整改", ("doing",)),
    ("复查", ("resulted",)),
)
SECOND_BAR = (*UNIT_BAR, ("再次测评", ("revote",)))
DEMAND_BAR = (("定措施", ("asked",)), ("整改", ("doing",)), ("复查", ("shown",)))


def unit_way(part: Appraised) -> list[dict]:
    """With the second vote where there is or was one."""
    return way(part, SECOND_BAR if part.again or part.second else UNIT_BAR)


def demand_light(demand: Demand) -> dict[str, str]:
    """While it is put right the day counts, else the state."""
    return lights.due(demand.due_on) if demand.state == "doing" else state_light(demand)


def unit_light(part: Appraised) -> dict[str, str]:
    """While the unit has to hand something in its day counts, else the state."""
    day = {"planning": part.plan_by, "doing": part.result_by}.get(part.state)
    if part.state == "notified" and not part.reported_on:
        day = part.appraisal.report_by
    return lights.due(day) if day else state_light(part)


def result(line: dict) -> dict | None:
    """A declared result as a page shows it: words, share, the word for it and its light."""
    if not line:
        return None
    passed = line.get("passed")
    word = "" if passed is None else "达到" if passed else "没有达到"
    return {
        "words": selectors.result_words(line, line.get("options", [])),
        "share": selectors.share_of(line),
        "word": word,
        "light": "done" if passed else "overdue" if passed is False else "paused",
        "line": documents.words_of(line),
        "vote": line.get("vote", ""),
    }
