"""Figures about supervision, for the yearly reports."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from renda.kernel.access.actors import Actor
from renda.kernel.figures.registry import Figure, FigureRow, register
from renda.kernel.figures.scopes import PERIOD, YEAR, Scope
from renda.modules.supervision.models import Finding, Inspection, Problem
from renda.modules.supervision.models.inspection import Form

STRETCHES = (YEAR, PERIOD)
GROUP = "监督检查"
OUT = ("field", "reporting", "following", "filed")


def in_reach(actor: Actor) -> Q:
    """Findings are seen by whoever sees the inspections."""
    return Q() if actor.has("inspection.view") else Q(pk__in=[])


def inspections(scope: Scope) -> QuerySet[Inspection]:
    rows = Inspection.objects.filter(state__in=OUT, starts_on__range=(scope.from_on, scope.until_on))
    return rows.order_by("starts_on", "id")


def by_form(key: str, form: Form, label: str, *words: str) -> Figure:
    return Figure(f"supervision.{key}", label, GROUP, inspections, lambda row: FigureRow(str(row), row.get_absolute_url(), row.state_label()),
                  f"这段时间里开始的{form.label}。", unit="次", scopes=STRETCHES, where=Q(form=form), words=words)  # fmt: skip


def findings(scope: Scope) -> QuerySet[Finding]:
    rows = Finding.objects.filter(inspection__in=inspections(scope), struck_on=None).select_related(
        "inspection"
    )
    return rows.order_by("at", "id")


def problems(scope: Scope) -> QuerySet[Problem]:
    rows = Problem.objects.filter(inspection__in=inspections(scope)).exclude(state__in=("listed", "dropped"))
    return rows.select_related("inspection", "unit").order_by("due_on", "id")


CLOSED = Q(state="closed")


def shown(row: Problem) -> FigureRow:
    return FigureRow(row.title, row.get_absolute_url(), str(row.unit))


FIGURES = (
    by_form("law_checks", Form.INSPECTION, "执法检查次数", "执法检查", "开展执法检查"),
    by_form("visits", Form.VISIT, "视察次数", "视察", "代表视察", "组织视察"),
    by_form("surveys", Form.SURVEY, "专题调研次数", "调研", "专题调研"),
    by_form("reports", Form.REPORT, "听取专项工作报告次数", "专项工作报告", "听取…专项", "专题汇报"),
    Figure("supervision.inspections", "监督检查次数", GROUP, inspections, lambda row: FigureRow(str(row), row.get_absolute_url(), row.get_form_display()),
           "这段时间里开始的执法检查、视察、调研和听取专项工作报告。", unit="次", scopes=STRETCHES),
    Figure("supervision.findings", "现场记录", GROUP, findings, lambda row: FigureRow(str(row), row.inspection.get_absolute_url(), row.site_name),
           "这些检查里到现场记下的。", unit="条", scopes=STRETCHES, seen=in_reach, words=("现场…记录",)),
    Figure("supervision.problems", "检查发现的问题", GROUP, problems, shown, "这些检查里交办整改的问题。", unit="个", scopes=STRETCHES),
    Figure("supervision.closed", "整改销号的问题", GROUP, problems, shown, "其中复查合格、已经销号的。", unit="个", scopes=STRETCHES, where=CLOSED),
    Figure("supervision.closed_share", "问题整改率", GROUP, problems, shown, "已经销号的问题占交办整改的问题的比例。", unit="", scopes=STRETCHES, where=CLOSED, whole=Q(), words=("整改率", "问题…整改", "问题…整改率")),
)  # fmt: skip

register(*FIGURES)
