"""What the archive of every town begins with: whose papers it keeps, and for how long."""

from __future__ import annotations

from renda.kernel.archive import table
from renda.kernel.archive.models import Fonds
from renda.kernel.units.models import TownProfile


def share() -> None:
    if not Fonds.objects.exists():
        Fonds.objects.create(name=TownProfile.current().congress_name)
    table.furnish()


def catch_up() -> None:
    """The table for towns that were founded before there was one."""
    share()
