"""Figures about the archive, for the yearly reports."""

from __future__ import annotations

from django.db.models import QuerySet

from renda.kernel.archive.models import ArchiveItem
from renda.kernel.dossiers.models import Dossier
from renda.kernel.figures.registry import Figure, FigureRow, register
from renda.kernel.figures.scopes import PERIOD, YEAR, Scope

STRETCHES = (YEAR, PERIOD)
GROUP = "档案"


def items(scope: Scope) -> QuerySet[ArchiveItem]:
    """What was filed in the stretch and is not destroyed."""
    rows = ArchiveItem.objects.filter(
        filed_at__date__range=(scope.from_on, scope.until_on), destroyed_on__isnull=True
    ).select_related("line")
    return rows.order_by("year", "retention", "category", "serial", "id")


def dossiers(scope: Scope) -> QuerySet[Dossier]:
    """The matters of which the dossier was closed in the stretch."""
    return Dossier.objects.filter(closed_on__range=(scope.from_on, scope.until_on)).order_by(
        "closed_on", "id"
    )


register(
    Figure("archive.items", "归档文件", GROUP, items, lambda row: FigureRow(str(row), row.get_absolute_url(), row.line.title if row.line_id else ""),
           "这段时间里归档编号的文件，按件数", "件", STRETCHES, words=("归档…件", "文件归档", "归档文件")),
    Figure("archive.dossiers", "归档的案卷", GROUP, dossiers, lambda row: FigureRow(row.title, f"/papers/dossiers/{row.pk}/", row.kind),
           "这段时间里办完封存的案卷", "卷", STRETCHES, words=("案卷", "立卷", "立卷归档")),
)  # fmt: skip
