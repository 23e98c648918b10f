"""Founding a town: its root, its profile, its bodies, and what each app wants every town to have.

An app adds its share in a file ``founding.py`` with ``share()``, run inside the new town; running it
again adds only what is missing.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db import transaction

from renda.kernel.units.models import TownProfile, Unit, UnitKind
from renda.kernel.units.scope import acting_in


def found_town(
    name: str, *, place_code: str = "", number_word: str = "", office_phone: str = "", county: Unit | None = None
) -> Unit:
    """A new town with its congress, presidium names, government and furnished registers.

    ``name`` is the full name (云溪镇); ``number_word`` the organ's word in paper numbers (云镇).
    """
    with transaction.atomic():
        town = Unit(kind=UnitKind.TOWNSHIP, name=name, code=place_code, parent=county)
        town.save()
        with acting_in(town):
            TownProfile.objects.create(
                town=town,
                place_code=place_code,
                congress_name=f"{name}人民代表大会",
                presidium_name=f"{name}人民代表大会主席团",
                government_name=f"{name}人民政府",
                number_word=number_word or name,
                office_phone=office_phone,
            )
            settle(town, name)
        return town


def settle(town: Unit, name: str) -> None:
    """The two bodies every town called ``name`` begins with, and the furnished registers, in the active town."""
    Unit.objects.create(kind=UnitKind.CONGRESS, name=f"{name}人大办", short_name="人大办", parent=town)
    Unit.objects.create(
        kind=UnitKind.GOVERNMENT, name=f"{name}人民政府", short_name="镇政府", parent=town, position=1
    )
    furnish()


def furnish() -> None:
    """Run the share of every app in the active town."""
    run_all("share")


def catch_up_towns() -> None:
    """What this version of the product wants every town to have and a town founded earlier lacks: an app says so with
    ``catch_up()``, which adds and never changes what the office has made its own."""
    for town in Unit.everywhere.filter(kind=UnitKind.TOWNSHIP):
        with transaction.atomic(), acting_in(town):
            run_all("catch_up")


def run_all(name: str) -> None:
    """Call the function ``name`` of every ``founding.py`` that has it."""
    for config in apps.get_app_configs():
        if config.name.startswith("renda.") and find_spec(f"{config.name}.founding"):
            act = getattr(import_module(f"{config.name}.founding"), name, None)
            if act is not None:
                act()
