"""Deputies and units from spreadsheets."""

from __future__ import annotations

from renda.kernel.people.importing.deputies import DeputyImporter
from renda.kernel.people.importing.units import UnitImporter

__all__ = ["DeputyImporter", "UnitImporter"]
