"""Elections of deputies by the voters: the round, its constituencies, candidates, those elected; recalls."""

from renda.modules.deputy_elections.models.contest import Candidate, Contest, Elected, Objection
from renda.modules.deputy_elections.models.election import DeputyElection, PollingMove, Tick
from renda.modules.deputy_elections.models.recall import Recall

__all__ = [
    "Candidate",
    "Contest",
    "DeputyElection",
    "Elected",
    "Objection",
    "PollingMove",
    "Recall",
    "Tick",
]
