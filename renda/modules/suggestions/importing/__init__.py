"""Suggestions and villagers' opinions from spreadsheets."""

from __future__ import annotations

from renda.modules.suggestions.importing.opinions import OpinionImporter
from renda.modules.suggestions.importing.register import SuggestionImporter

__all__ = ["OpinionImporter", "SuggestionImporter"]
