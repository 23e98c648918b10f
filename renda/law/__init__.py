"""What the law says, by place and date: rules, working days, deadlines, majorities.

Plain Python and data, usable without the web framework:

    from renda.law import book, deadlines
    deadlines.due("suggestion-reply-three-months", date(2026, 3, 1), place="50").explain()
"""

from renda.law.book import Rulebook, book
from renda.law.errors import LooserThanLaw, RulebookError, UnknownRule
from renda.law.model import Citation, Duration, Rule, Share

__all__ = [
    "Citation",
    "Duration",
    "LooserThanLaw",
    "Rule",
    "Rulebook",
    "RulebookError",
    "Share",
    "UnknownRule",
    "book",
]
