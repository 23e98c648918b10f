"""The facts of deputies' bills and suggestions, by the part of the way they belong to."""

from renda.modules.suggestions.models.handling import (
    Assignment,
    Consultation,
    Extension,
    Objection,
    Progress,
    Reply,
    Urging,
)
from renda.modules.suggestions.models.intake import Attachment, Category, Cosigner, Opinion
from renda.modules.suggestions.models.judging import Verdict
from renda.modules.suggestions.models.promise import Promise
from renda.modules.suggestions.models.rhythm import RhythmEvent
from renda.modules.suggestions.models.suggestion import Suggestion

__all__ = [
    "Assignment",
    "Attachment",
    "Category",
    "Consultation",
    "Cosigner",
    "Extension",
    "Objection",
    "Opinion",
    "Progress",
    "Promise",
    "Reply",
    "RhythmEvent",
    "Suggestion",
    "Urging",
    "Verdict",
]
