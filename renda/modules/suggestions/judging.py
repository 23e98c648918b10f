"""Summing up verdicts: the worst answer counts, and silence is never satisfaction."""

from __future__ import annotations

from renda.modules.suggestions.models.judging import Attitude

NOT_JUDGED = "not_judged"
WORDS = {**dict(Attitude.choices), NOT_JUDGED: "未测评", "": "未测评"}
WORST_FIRST = (Attitude.POOR, Attitude.FAIR, Attitude.GOOD)


def overall(suggestion) -> str:
    """The overall verdict of the present round: the worst of all answers, or not judged when nobody answered."""
    answers = set()
    for verdict in suggestion.verdict_set.filter(round=suggestion.round, answered_on__isnull=False):
        answers |= {verdict.attitude, verdict.outcome}
    return next((level for level in WORST_FIRST if level in answers), NOT_JUDGED)


def words(satisfaction: str) -> str:
    """The Chinese word for an overall verdict."""
    return WORDS[satisfaction]
