"""Inspections with their topic, plan and places; what was seen in the field; the problems until they are put right."""

from renda.modules.supervision.models.field import Finding, FindingPhoto, Kind, Result
from renda.modules.supervision.models.inspection import (
    CheckItem,
    Evidence,
    Form,
    Inspection,
    Probe,
    Site,
    Source,
)
from renda.modules.supervision.models.problem import Problem

__all__ = (
    "CheckItem", "Evidence", "Finding", "FindingPhoto", "Form", "Inspection", "Kind", "Probe", "Problem", "Result", "Site", "Source",
)  # fmt: skip
