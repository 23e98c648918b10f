"""Whose law texts a town reads: its own, those of the places above it, and those common to the whole installation.

A shelf is the root of a place (town, rehearsal, county) or the common one. What a county imports serves its towns; what
stands on the common shelf serves everybody. Each keeps its own texts: nobody changes those of another.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import Case, IntegerField, When

from renda.kernel.units.models import Unit, UnitKind
from renda.kernel.units.scope import active_town_id, remembered

#: The root of the common shelf is the same in every installation, so that nobody has to look for it.
COMMON = UUID("6c6f9a3e-0b56-5f0e-9a4b-1d1f0c7a5e01")
COMMON_NAME = "公共资料库"


def shelf_ids() -> tuple[UUID, ...]:
    """The shelves of the active town, the nearest first: its own, those above, the common one."""
    return tuple(_shelves())


def above() -> tuple[UUID, ...]:
    """The shelves of others that the active town reads."""
    return shelf_ids()[1:]


def owner(shelf_id: UUID) -> str:
    """Whose shelf it is, in words; empty for the active town's own."""
    return "" if shelf_id == active_town_id() else _shelves().get(shelf_id, "")


def nearness() -> Case:
    """For ``order_by``: how far the shelf of a row is, 0 for the active town's own."""
    places = (When(town_id=pk, then=place) for place, pk in enumerate(shelf_ids()))
    return Case(*places, output_field=IntegerField())


def common() -> Unit:
    """The root of the common shelf, made when its first text comes in."""
    return Unit.everywhere.get_or_create(pk=COMMON, defaults={"kind": UnitKind.LIBRARY, "name": COMMON_NAME})[
        0
    ]


def _shelves() -> dict[UUID, str]:
    """Root → its name, the nearest first; asked once per request."""
    return remembered(("library.shelves", active_town_id()), _ask)


def _ask() -> dict[UUID, str]:
    own = active_town_id()
    names = ("name", "parent_id", "parent__name", "parent__parent_id", "parent__parent__name")
    row = Unit.everywhere.filter(pk=own).values_list(*names).first() or ("", None, "", None, "")
    found = {own: row[0], row[1]: row[2], row[3]: row[4], COMMON: COMMON_NAME}
    found.pop(None, None)
    return found
