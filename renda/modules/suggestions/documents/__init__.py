"""The papers of this line of work: which template, filled from which facts, filed in which role."""

from renda.modules.suggestions.documents.afterwards import (
    broken_promise_paper,
    closing_paper,
    proof_paper,
    verdict_sheet,
)
from renda.modules.suggestions.documents.handling import (
    consultation_paper,
    deferral_paper,
    hand_back_paper,
    passing_up_paper,
    reply_paper,
    transmittal_paper,
    urging_paper,
)
from renda.modules.suggestions.documents.intake import (
    bill_decision_paper,
    conversion_paper,
    decline_paper,
    original_paper,
    receipt_paper,
)
from renda.modules.suggestions.documents.rhythm import rhythm_record, rhythm_sheet

__all__ = [
    "broken_promise_paper",
    "closing_paper",
    "consultation_paper",
    "conversion_paper",
    "bill_decision_paper",
    "decline_paper",
    "deferral_paper",
    "hand_back_paper",
    "original_paper",
    "passing_up_paper",
    "proof_paper",
    "receipt_paper",
    "reply_paper",
    "rhythm_record",
    "rhythm_sheet",
    "transmittal_paper",
    "urging_paper",
    "verdict_sheet",
]
