"""The slip of the vote and the decision of the congress, filled from the rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from renda.foundation.chinese.numbers import to_chinese
from renda.kernel.deadlines import timing
from renda.kernel.documents.current_values import current_values
from renda.kernel.documents.engine.model import chinese_date
from renda.kernel.procedures.execute import Step
from renda.kernel.units.models import TownProfile
from renda.modules.livelihood import selectors
from renda.modules.livelihood.models import Campaign, Candidate

UNITS = {"month": "个月", "day": "日", "year": "年"}
NOT_SAID = "—"


def session_name(campaign: Campaign) -> str:
    """云溪镇第十九届人民代表大会第七次会议"""
    session = campaign.congress_session
    return f"{TownProfile.current().town.name}{session.term}人民代表大会第{to_chinese(session.number)}次会议"


def slip(step: Step, rows: Sequence[Candidate], seats: int):
    """The slip with the projects that stand in this vote."""
    fields = {
        **current_values(step.actor),
        "session": session_name(step.matter),
        "seats": seats,
        "projects": [{"project": row.title, "content": content_of(row)} for row in rows],
    }
    return step.paper("project_ballot", fields, role="ballot")


def content_of(row: Candidate) -> str:
    return f"{row.content}，投资{row.money_zh}万元" if row.money is not None else row.content


def decision(step: Step):
    """The decision with the chosen projects, most votes first."""
    campaign = step.matter
    rows = list(selectors.chosen(campaign))
    fields: dict[str, Any] = {
        **current_values(step.actor),
        "session": session_name(campaign),
        "year": f"{campaign.year}年",
        "passed_on": chinese_date(campaign.voted_on),
        "publish_by": chinese_date(campaign.publish_by),
        "rhythm": rhythm(),
        "candidate_count": selectors.standing(campaign).count(),
        "project_count": len(rows),
        "projects": [
            {
                "project": row.title, "content": row.content, "money": row.money_zh or NOT_SAID,
                "finish": chinese_date(row.finish_on), "responsible": str(row.unit),
            }
            for row in rows
        ],
    }  # fmt: skip
    return step.paper("decision_projects", fields, role="decision")


def rhythm() -> str:
    """每3个月: how often units report, by rule."""
    duration = timing.rule(selectors.SUPERVISION).duration("report_interval")
    return f"每{duration.value}{UNITS[duration.unit]}"
