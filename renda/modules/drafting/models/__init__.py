"""The facts of a paper's way: texts, review, sending."""

from renda.modules.drafting.models.dispatch import Dispatch, Receipt, Way
from renda.modules.drafting.models.draft import Autosave, Draft, DraftVersion, FilingClass, VersionKind
from renda.modules.drafting.models.review import Opinion, ReviewRequest, Stance

__all__ = [
    "Autosave",
    "Dispatch",
    "Draft",
    "DraftVersion",
    "FilingClass",
    "Opinion",
    "Receipt",
    "ReviewRequest",
    "Stance",
    "VersionKind",
    "Way",
]
