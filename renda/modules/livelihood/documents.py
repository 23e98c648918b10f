"""The slip of the vote, the decision of the congress, the records of acceptance and rating, filled from the rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh
from renda.foundation.chinese.numbers import to_chinese
from renda.kernel.deadlines import timing
from renda.kernel.documents.current_values import current_values
from renda.kernel.procedures.execute import Step
from renda.kernel.units.models import TownProfile
from renda.modules.livelihood import selectors
from renda.modules.livelihood.models import Campaign, Candidate, Project

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
        "passed_on": date_zh(campaign.voted_on),
        "publish_by": date_zh(campaign.publish_by),
        "rhythm": rhythm(),
        "candidate_count": selectors.standing(campaign).count(),
        "project_count": len(rows),
        "projects": [
            {
                "project": row.title, "content": row.content, "money": row.money_zh or NOT_SAID,
                "finish": date_zh(row.finish_on), "responsible": str(row.unit),
            }
            for row in rows
        ],
    }  # fmt: skip
    return step.paper("decision_projects", fields, role="decision")


def acceptance(project: Project) -> dict[str, Any]:
    """The fields of the record of the acceptance; what only the deputies can say stays empty until they have."""
    deputies = [
        mandate.person.name
        for mandate in project.acceptors.select_related("person").order_by("person__name", "id")
    ]
    return {
        "project": project.title,
        "content": project.content,
        "place": project.place or NOT_SAID,
        "money": f"{project.money_zh}万元" if project.money is not None else NOT_SAID,
        "responsible": str(project.unit),
        "chosen": f"得票{project.candidate.votes}票" if project.candidate.votes is not None else NOT_SAID,
        "finish": date_zh(project.finish_on),
        "done_on": date_zh(project.done_on) if project.done_on else NOT_SAID,
        "supervised": supervised(project),
        "opinion": project.acceptance,
        "verdict": "合格" if project.accepted_on else "□合格　　□不合格，限期整改",
        "accepted_on": date_zh(project.accepted_on) if project.accepted_on else "",
        "deputies": deputies,
    }


def supervised(project: Project) -> str:
    """报进展3次，代表到现场2次；比应完成时间早11天"""
    told = project.reports.filter(is_visit=False).exclude(pace="").count()
    visits = project.reports.filter(is_visit=True).count()
    words = f"报进展{told}次，代表到现场{visits}次"
    if project.done_on is None:
        return words
    days = (project.finish_on - project.done_on).days
    when = f"比应完成时间早{days}天" if days > 0 else f"比应完成时间晚{-days}天" if days < 0 else "按时完工"
    return f"{words}；{when}"


def rating_slip(projects: Sequence[Project], year: int) -> dict[str, Any]:
    """The fields of the slip on which deputies rate the accepted projects of a year."""
    rows = [{"project": one.title, "responsible": str(one.unit)} for one in projects]
    return {"year": f"{year}年", "projects": rows, "date": date_zh(clock.today())}


def rating(step: Step):
    """The result of a rating with its sums and the share that is satisfied."""
    project = step.matter
    content = project.satisfied + project.basically
    row = {
        "project": project.title, "responsible": str(project.unit), "satisfied": project.satisfied, "basically": project.basically,
        "dissatisfied": project.dissatisfied, "counted": project.rated, "share": f"{content / project.rated:.0%}",
    }  # fmt: skip
    fields = {
        "year": f"{project.campaign.year}年", "rated_on": date_zh(project.rated_on),
        "deputies_total": selectors.deputies_on(project.rated_on), "results": [row], "date": date_zh(project.rated_on),
    }  # fmt: skip
    return step.paper("project_rating", fields, role="rating")


def rhythm() -> str:
    """每3个月: how often units report, by rule."""
    duration = timing.rule(selectors.SUPERVISION).duration("report_interval")
    return f"每{duration.value}{UNITS[duration.unit]}"
