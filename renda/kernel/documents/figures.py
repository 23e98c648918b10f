"""Figures about papers and registers."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q, QuerySet

from renda.foundation import clock
from renda.kernel.documents.models import IssuedNumber, Origin, Paper, PaperState
from renda.kernel.figures.registry import Figure, FigureRow, register
from renda.kernel.figures.scopes import PERIOD, SESSION, YEAR, Scope

STRETCHES = (YEAR, PERIOD, SESSION)


def issued(scope: Scope) -> QuerySet[Paper]:
    """Papers with a number, dated in the stretch, not voided."""
    rows = Paper.objects.filter(state=PaperState.ISSUED, dated_on__range=(scope.from_on, scope.until_on))
    return rows.exclude(number="").order_by("dated_on", "id")


INFORMATION, PLANS = Q(template="information"), Q(template="annual_plan")
SUMMARIES = Q(template__in=("annual_summary", "half_year_summary"))


def own_work(scope: Scope) -> QuerySet[Paper]:
    """What the office writes about its own work, dated in the stretch, not voided."""
    rows = Paper.objects.filter(INFORMATION | PLANS | SUMMARIES, state=PaperState.ISSUED)
    return rows.filter(dated_on__range=(scope.from_on, scope.until_on)).order_by("dated_on", "id")


def voided(scope: Scope) -> QuerySet[IssuedNumber]:
    """Numbers voided in the stretch."""
    first, after = clock.at(scope.from_on, 0), clock.at(scope.until_on + timedelta(days=1), 0)
    rows = IssuedNumber.objects.filter(voided_at__gte=first, voided_at__lt=after, series__for_papers=True)
    return rows.order_by("year", "n", "id")


def used(scope: Scope) -> QuerySet[IssuedNumber]:
    """Numbers of the year that stand on a paper, on paper or in the system."""
    rows = IssuedNumber.objects.filter(
        year=scope.from_on.year, series__for_papers=True, voided_at__isnull=True
    )
    free = Q(origin=Origin.UNUSED) | Q(origin=Origin.RESERVED, taken_at__isnull=True)
    return rows.exclude(free).select_related("series").order_by("series__position", "n", "id")


def paper_row(paper: Paper) -> FigureRow:
    return FigureRow(
        f"{paper.number} {paper.title}".strip(), f"/papers/{paper.pk}/", paper.dated_on.isoformat()
    )


def number_row(number: IssuedNumber) -> FigureRow:
    return FigureRow(f"{number.text} {number.subject}", "", number.void_reason or number.get_origin_display())


def keepers(actor) -> Q:
    """The registers are for those who may read them."""
    return Q() if actor.has("paper.registers") else Q(pk__in=[])


register(
    Figure(
        "papers.issued",
        "编号的公文",
        "公文",
        issued,
        paper_row,
        "有文号、没有作废、成文日期在这段时间的公文",
        "件",
        STRETCHES,
        words=("制发公文", "公文…编号"),
    ),
    Figure(
        "papers.information",
        "人大工作信息",
        "公文",
        own_work,
        paper_row,
        "写成的信息，没有作废的",
        "篇",
        STRETCHES,
        where=INFORMATION,
        words=("工作信息", "信息…篇", "报送信息", "信息…条"),
    ),
    Figure(
        "papers.plans",
        "年度工作计划",
        "公文",
        own_work,
        paper_row,
        "写成的年度工作计划",
        "份",
        STRETCHES,
        where=PLANS,
        words=("工作计划", "年度计划", "工作要点"),
    ),
    Figure(
        "papers.summaries",
        "工作总结",
        "公文",
        own_work,
        paper_row,
        "写成的半年和年度总结",
        "份",
        STRETCHES,
        where=SUMMARIES,
        words=("工作总结", "年度总结", "半年总结"),
    ),
    Figure(
        "papers.numbers_used",
        "用掉的文号",
        "公文",
        used,
        number_row,
        "本年度登记簿上用了的号，包括纸质登记的",
        "个",
        (YEAR,),
        seen=keepers,
    ),
    Figure(
        "papers.voided",
        "作废的文号",
        "公文",
        voided,
        number_row,
        "这段时间作废的文号",
        "个",
        STRETCHES,
        seen=keepers,
    ),
)
