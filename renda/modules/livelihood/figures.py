"""Figures about livelihood projects, for the yearly reports."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from renda.kernel.access.actors import Actor
from renda.kernel.figures.registry import Figure, FigureRow, register
from renda.kernel.figures.scopes import PERIOD, YEAR, Scope
from renda.modules.livelihood.models import Project, Wish
from renda.modules.livelihood.selectors import OVER

STRETCHES = (YEAR, PERIOD)
GROUP = "民生实事"


def in_reach(actor: Actor) -> Q:
    """Wishes are seen by whoever sees the campaigns."""
    return Q() if actor.has("livelihood.view") else Q(pk__in=[])


def wishes(scope: Scope) -> QuerySet[Wish]:
    rows = Wish.objects.filter(campaign__wishes_until__range=(scope.from_on, scope.until_on)).select_related(
        "campaign"
    )
    return rows.order_by("campaign__year", "title", "id")


def projects(scope: Scope) -> QuerySet[Project]:
    rows = Project.objects.filter(campaign__voted_on__range=(scope.from_on, scope.until_on)).select_related(
        "unit"
    )
    return rows.order_by("position", "id")


FINISHED = Q(state__in=OVER)


def shown(row: Project) -> FigureRow:
    return FigureRow(row.title, row.get_absolute_url(), str(row.unit))


FIGURES = (
    Figure("livelihood.finished_share", "民生实事项目完工率", GROUP, projects, shown, "报了完工的占票决产生的项目的比例。", unit="", scopes=STRETCHES,
           where=FINISHED, whole=Q(), words=("民生实事…完工率", "民生实事…完成率", "实事项目…完成")),
    Figure("livelihood.wishes", "征集到的民生实事意见", GROUP, wishes, lambda row: FigureRow(row.title, row.campaign.get_absolute_url(), row.place),
           "征集截止日期在这段时间里的。", unit="条", scopes=STRETCHES, seen=in_reach, words=("征集…民生实事",)),
    Figure("livelihood.projects", "票决产生的民生实事项目", GROUP, projects, shown, "这段时间里票决入选、已经公布交办的。", unit="个", scopes=STRETCHES, words=("民生实事…票决", "票决")),
    Figure("livelihood.finished", "完工的民生实事项目", GROUP, projects, shown, "其中责任单位报了完工、没有退回整改的。", unit="个", scopes=STRETCHES, where=FINISHED, words=("民生实事…完工",)),
)  # fmt: skip

register(*FIGURES)
