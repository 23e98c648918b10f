"""Figures about the places and bodies of the town."""

from __future__ import annotations

from django.db.models import QuerySet

from renda.kernel.figures.registry import Figure, FigureRow, register
from renda.kernel.figures.scopes import TODAY, Scope
from renda.kernel.units.models import Unit, UnitKind


def villages(scope: Scope) -> QuerySet[Unit]:
    return Unit.objects.filter(kind=UnitKind.VILLAGE, is_active=True)


def handling_units(scope: Scope) -> QuerySet[Unit]:
    return Unit.objects.filter(handles_suggestions=True, is_active=True)


def unit_row(unit: Unit) -> FigureRow:
    return FigureRow(unit.name, f"/people/units/{unit.pk}/")


register(
    Figure("units.villages", "村（社区）", "单位", villages, unit_row, "登记在用的村和社区", "个", (TODAY,)),
    Figure("units.handling", "承办单位", "单位", handling_units, unit_row, "可以承办代表建议的在用单位", "个", (TODAY,)),
)
