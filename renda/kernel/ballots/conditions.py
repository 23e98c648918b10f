"""When a step of a vote applies."""

from __future__ import annotations

from renda.kernel.ballots import rules
from renda.kernel.ballots.compare import differences


def standing(ballot) -> list[tuple[str, str]]:
    """The candidates who have not withdrawn, as choices."""
    return [(str(option.pk), option.label) for option in ballot.options.all() if not option.withdrawn_note]


def has_candidates(ballot) -> bool:
    return ballot.kind in ("election", "choice")


def sheets_agree(ballot) -> bool:
    """Is the count keyed as often as wanted, and the same each time?"""
    sheets = rules.finished(ballot)
    return len(sheets) >= rules.sheets_wanted(ballot) and not differences(ballot, sheets)
