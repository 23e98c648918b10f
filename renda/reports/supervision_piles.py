"""What waits in inspections and appraisals for the office and the chair, as piles of their desk."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import visible
from renda.modules.appraisals.models import Appraisal, Appraised, Demand
from renda.modules.appraisals.selectors import OVER
from renda.modules.supervision.conditions import OPEN_PROBLEMS
from renda.modules.supervision.models import Inspection, Problem
from renda.reports.deadlines import soon_until
from renda.reports.piles import Line, Pile, in_state


def inspections(actor: Actor) -> QuerySet[Inspection]:
    """Those whose next step is the office's or the chair's: what the team does in the field and what units do is left out."""
    left = Problem.objects.filter(inspection=OuterRef("pk"), state__in=OPEN_PROBLEMS)
    return visible(actor, Inspection).filter(
        Q(state__in=("proposed", "decided", "reporting"))
        | Q(state="field", ends_on__lt=clock.today())
        | Q(~Exists(left), state="following")
    )


def problems(actor: Actor) -> QuerySet[Problem]:
    """Those a unit has still to put right, and those somebody has to look at."""
    return visible(actor, Problem).filter(state__in=("doing", "shown"))


def due_soon() -> Q:
    """The unit's day is near or over."""
    return Q(state="doing", due_on__lte=soon_until(clock.today()))


def appraisals(actor: Actor) -> QuerySet[Appraisal]:
    """The rounds that are carried on by the office: to be approved, planned, held, told and filed."""
    left = Appraised.objects.filter(appraisal=OuterRef("pk")).exclude(state__in=OVER)
    return visible(actor, Appraisal).filter(
        Q(state__in=("proposed", "asked", "approved", "voting"))
        | Q(state="preparing", meeting_on__lte=soon_until(clock.today()))
        | Q(~Exists(left), state="following")
    )


def appraised(actor: Actor) -> QuerySet[Appraised]:
    """Units that wait for the office, and those whose day is near or over. ``to_look_at``: something was shown as put right;
    ``is_behind``: something is not put right by its day."""
    today, soon = clock.today(), soon_until(clock.today())
    demands = Demand.objects.filter(appraised=OuterRef("pk"))
    rows = visible(actor, Appraised).annotate(
        to_look_at=Exists(demands.filter(state="shown")),
        is_behind=Exists(demands.filter(state="doing", due_on__lt=today)),
    )
    return rows.filter(
        Q(state__in=("rated", "resulted", "revote"))
        | Q(state="notified", reported_on=None, appraisal__report_by__lte=soon)
        | Q(state="planning", plan_by__lte=soon)
        | Q(Q(result_by__lte=soon) | Q(to_look_at=True) | Q(is_behind=True), state="doing")
    )


INSPECTION_NEXT = {
    "proposed": "等主席团决定，决定以后记下来",
    "field": "查完了，记现场检查结束",
    "reporting": "列问题，出报告",
}
APPRAISAL_NEXT = {
    "proposed": "报镇党委请示",
    "asked": "等镇党委批准，批了登记",
    "approved": "定方案和评议组，发预告通知",
    "preparing": "排议程，开评议会，准备测评",
    "voting": "到“无记名测评”里投票、宣布",
}
UNIT_NEXT = {
    "rated": "写整改意见，送达意见书",
    "resulted": "整改结果报来了，逐条复查",
    "revote": "准备再次测评",
}


def line_of_inspection(row: Inspection) -> Line:
    return Line(
        str(row), f"{row.get_form_display()}，{todo_of(row)}", row.get_absolute_url(), row.state_since
    )


def todo_of(row: Inspection) -> str:
    """What comes next."""
    if row.state == "decided":
        return "发通知，开始检查" if row.starts_on else "先摸底，再定方案和检查组"
    if row.state == "following":
        return "问题都销号了，归档" if row.told_on else "把结果告知代表"
    return INSPECTION_NEXT[row.state]


def line_of_problem(row: Problem) -> Line:
    return Line(str(row), f"{row.unit}，{row.inspection}", row.get_absolute_url(), row.due_on)


def line_of_appraisal(row: Appraisal) -> Line:
    todo = APPRAISAL_NEXT.get(row.state) or ("都办结了，归档" if row.told_on else "把结果告知代表")
    return Line(str(row), todo, row.get_absolute_url(), row.state_since)


def line_of_unit(row: Appraised) -> Line:
    todo, day = waiting_for(row)
    return Line(str(row), todo, row.get_absolute_url(), day)


def waiting_for(row: Appraised) -> tuple[str, date | datetime]:
    """What is to be done about a unit, and its day or since when it has waited."""
    if row.state in UNIT_NEXT:
        return UNIT_NEXT[row.state], row.state_since
    if row.to_look_at:
        return "有整改结果报来了，去复查", row.state_since
    todo, day = {
        "notified": ("催单位送工作报告", row.appraisal.report_by),
        "planning": ("催单位报整改方案", row.plan_by),
        "doing": ("催单位报整改结果", row.result_by),
    }[row.state]
    return ("有整改意见逾期，催单位" if row.is_behind else todo), day


WAITING, DUE = ("state_since", "id"), ("due_on", "id")
PILES = (
    Pile("inspections", "监督检查", "从决定到归档，照步骤办", inspections, WAITING, line_of_inspection),
    Pile("rectify", "检查整改到期", "催单位报整改结果", problems, DUE, line_of_problem, where=due_soon),
    Pile("recheck", "检查整改待复查", "到现场看，改好的销号，没改好的退回", problems, DUE, line_of_problem, where=in_state("shown")),
    Pile("appraisals", "评议站所", "从请示到归档，照步骤办", appraisals, WAITING, line_of_appraisal),
    Pile("appraised", "评议整改", "送意见书，催单位，复查，再次测评", appraised, WAITING, line_of_unit),
)  # fmt: skip
FOR_CHAIR = ("inspections", "recheck", "appraised")
