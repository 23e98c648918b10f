"""Figures about what goes to the county's congress, for the yearly reports."""

from __future__ import annotations

from django.db.models import QuerySet

from renda.kernel.figures.registry import Figure, FigureRow, register
from renda.kernel.figures.scopes import PERIOD, YEAR, Scope
from renda.modules.county_sessions.models import Item


def submitted(scope: Scope) -> QuerySet[Item]:
    """The bills and suggestions handed in to the county in the stretch."""
    rows = Item.objects.filter(submitted_on__range=(scope.from_on, scope.until_on))
    return rows.order_by("submitted_on", "sequence", "id")


register(
    Figure("county_sessions.submitted", "报送县人大的议案和建议", "县人大会议", submitted,
           lambda row: FigureRow(str(row), row.get_absolute_url(), row.state_label()), "这段时间里报送县人大的", "件", (YEAR, PERIOD),
           words=("县人大…建议", "县人代会…建议", "县代表…建议", "向县…报送…建议")),
)  # fmt: skip
