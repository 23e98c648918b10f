"""Appraisals of units: the round, each unit's part in it, what it has to put right, what villagers answered."""

from renda.modules.appraisals.models.answers import QuestionSlip, Served, Sheet, Way
from renda.modules.appraisals.models.appraisal import Appraisal
from renda.modules.appraisals.models.appraised import Appraised, Demand
from renda.modules.appraisals.models.records import Note, NoteKind, RunLine, Speech

__all__ = (
    "Appraisal", "Appraised", "Demand", "Note", "NoteKind", "QuestionSlip", "RunLine", "Served", "Sheet", "Speech", "Way",
)  # fmt: skip
