"""The county's session as the town's office serves it: who goes, what they are handed, what they put forward."""

from renda.modules.county_sessions.models.column import ListColumn
from renda.modules.county_sessions.models.item import (
    Cosigner,
    Handling,
    Intake,
    Item,
    Kind,
    ResultClass,
    Satisfaction,
)
from renda.modules.county_sessions.models.material import Handout, Material, Way
from renda.modules.county_sessions.models.session import CountySession, Enclosure, Package, Participant

__all__ = [
    "Cosigner", "CountySession", "Enclosure", "Handling", "Handout", "Intake", "Item", "Kind", "ListColumn", "Material", "Package", "Participant",
    "ResultClass", "Satisfaction", "Way",
]  # fmt: skip
