"""Citations of laws inside a sentence: which law, which edition, which articles. Plain Python."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from renda.kernel.library.numbering import DIGIT, ArticleNumber, parse_number
from renda.kernel.library.titles import known_short_forms

ADDRESS = "/library/cited/"
TITLE = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
ISSUE = re.compile(r"\s*[（(]([^（）()]{1,16})[)）](?=\s*第)")
ONE = re.compile(
    rf"第\s*[{DIGIT}]+\s*(?:条(?:\s*之\s*[一二三四五六七八九十]+)?(?:\s*第\s*[{DIGIT}]+\s*款)?(?:\s*第\s*[（(]?[{DIGIT}]+[）)]?\s*项)?|项)"
)
BETWEEN = re.compile(r"^[、，,和及与或至到\s]*$")


@dataclass(frozen=True)
class Cited:
    """One article named in a sentence: where the words stand, the title as written, the edition if named."""

    start: int
    end: int
    title: str
    issue: str
    number: ArticleNumber

    @property
    def address(self) -> str:
        """Where the article opens, or is said not to be loaded."""
        return cited_address(
            self.title,
            f"{self.number.number}" + (f"之{self.number.sub}" if self.number.sub else ""),
            self.issue,
        )


def cited_address(title: str, number: str = "", issue: str = "") -> str:
    """The address that leads to an article (or to the law, without a number)."""
    given = {"law": title, "article": number, "issue": issue}
    return f"{ADDRESS}?{urlencode({key: value for key, value in given.items() if value})}"


def find_citations(text: str) -> list[Cited]:
    """Every article of a law named in ``text``, in order; several behind one title each by itself.

    Titles stand in 《》, or are short forms of the rulebook and of our list right before the number (代表法第51条).
    """
    found: list[Cited] = []
    for title, begin, end in _titles(text):
        issue = ISSUE.match(text, end)
        at = issue.end() if issue else end
        first = True
        for one in ONE.finditer(text, at):
            gap = text[at : one.start()]
            if not BETWEEN.match(gap):
                break
            try:
                number = parse_number(one[0])
            except ValueError:
                break
            found.append(
                Cited(begin if first else one.start(), one.end(), title, issue[1] if issue else "", number)
            )
            at, first = one.end(), False
    return found


def _titles(text: str) -> list[tuple[str, int, int]]:
    """(title, where it begins, where it ends), in order, none inside another."""
    found = [(one[1], one.start(), one.end()) for one in TITLE.finditer(text)]
    taken = [(begin, end) for _, begin, end in found]
    for one in _short_form_pattern().finditer(text):
        if not any(begin <= one.start() < end for begin, end in taken):
            found.append((one[1], one.start(1), one.end(1)))
    return sorted(found, key=lambda one: one[1])


@lru_cache(maxsize=1)
def _short_form_pattern() -> re.Pattern[str]:
    forms = sorted(known_short_forms(), key=len, reverse=True)
    return re.compile("(" + "|".join(map(re.escape, forms)) + r")(?=\s*(?:[（(]\d{4}[^）)]*[)）])?\s*第)")
