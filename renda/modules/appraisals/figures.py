"""Figures about appraisals, for the yearly reports."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from renda.kernel.figures.registry import Figure, FigureRow, register
from renda.kernel.figures.scopes import PERIOD, YEAR, Scope
from renda.modules.appraisals import selectors
from renda.modules.appraisals.models import Appraised, Demand

STRETCHES = (YEAR, PERIOD)
GROUP = "监督检查"


def units(scope: Scope) -> QuerySet[Appraised]:
    rows = Appraised.objects.filter(appraisal__voted_on__range=(scope.from_on, scope.until_on))
    return (
        rows.exclude(state="dropped")
        .select_related("appraisal", "unit")
        .order_by("appraisal__voted_on", "position", "id")
    )


def demands(scope: Scope) -> QuerySet[Demand]:
    rows = Demand.objects.filter(
        appraised__in=units(scope).order_by(), appraised__state__in=selectors.HANDED_OVER
    )
    return (
        rows.exclude(state="dropped")
        .select_related("appraised__appraisal", "appraised__unit")
        .order_by("due_on", "id")
    )


def shown(row: Demand) -> FigureRow:
    return FigureRow(row.ask, row.get_absolute_url(), str(row.unit))


FIGURES = (
    Figure("appraisals.units", "评议站所", GROUP, units, lambda row: FigureRow(str(row.unit), row.get_absolute_url(), str(row.appraisal)),
           "这段时间里开过评议会、测评过的单位。", unit="个", scopes=STRETCHES),
    Figure("appraisals.demands", "评议整改意见", GROUP, demands, shown, "这些单位收到的整改意见。", unit="条", scopes=STRETCHES),
    Figure("appraisals.closed", "评议整改销号", GROUP, demands, shown, "其中复查合格、已经销号的。", unit="条", scopes=STRETCHES, where=Q(state="closed")),
)  # fmt: skip

register(*FIGURES)
