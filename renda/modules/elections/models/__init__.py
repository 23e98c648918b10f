"""Everything the elections app keeps."""

from renda.modules.elections.models.election import (
    Candidate,
    Elected,
    Election,
    NominatedBy,
    Nomination,
    NominationSignature,
    Occasion,
    Round,
    RoundCandidate,
    RoundKind,
    Standing,
)
from renda.modules.elections.models.method import AfterPrinting, ElectionMethod, Shortfall, WriteInAbstain
from renda.modules.elections.models.motions import (
    AddressedTo,
    Answer,
    AnswerOpinion,
    Defence,
    DefenceWay,
    Form,
    Movers,
    Questioning,
    QuestioningSignature,
    Removal,
    RemovalSignature,
    Resignation,
)
from renda.modules.elections.models.signing import Way

__all__ = [
    "AddressedTo", "AfterPrinting", "Answer", "AnswerOpinion", "Candidate", "Defence", "DefenceWay", "Elected", "Election",
    "ElectionMethod", "Form", "Movers", "Nomination", "NominatedBy", "NominationSignature", "Occasion", "Questioning",
    "QuestioningSignature", "Removal", "RemovalSignature", "Resignation", "Round", "RoundCandidate", "RoundKind",
    "Shortfall", "Standing", "Way", "WriteInAbstain",
]  # fmt: skip
