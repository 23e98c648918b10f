"""Every text of the demonstration town, made on demand from a town and a story.

All functions are pure: the same town and story give the same text.
"""

from .events import assignment_remark, hearing, opinion, site_visit, supervision_letter, voice
from .handling import (
    consultation,
    extension,
    objection,
    passing_up,
    progress,
    promise_broken_reason,
    promise_kept_proof,
    return_reason,
    support_opinion,
    upward_answer,
)
from .replies import Reply, promise, reply
from .suggestions import SuggestionText, suggestion, title
from .verdicts import close_note, confidential_reason, gate_reason, verdict, withdrawal_reason

__all__ = [
    "Reply", "SuggestionText", "assignment_remark", "close_note", "confidential_reason", "consultation", "extension",
    "gate_reason", "hearing", "objection", "opinion", "passing_up", "progress", "promise", "promise_broken_reason",
    "promise_kept_proof", "reply", "return_reason", "site_visit", "suggestion", "supervision_letter",
    "support_opinion", "title", "upward_answer", "verdict", "voice", "withdrawal_reason",
]
