"""Which rules of the rulebook rest on which article. Plain Python."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from renda.kernel.library.citing import ONE
from renda.kernel.library.numbering import parse_number
from renda.kernel.library.titles import expanded, key_of
from renda.law import book


@dataclass(frozen=True)
class RuleUse:
    """A rule that cites an article. ``words`` are the article as the rule cites it: 第51条第2款."""

    rule_id: str
    title: str
    words: str
    issue: str


def rules_by_article(title: str, label: str) -> Mapping[tuple[int, int], tuple[RuleUse, ...]]:
    """(number, 之几) → the rules that cite it, for one edition (``label`` such as 2025年修正) of a law."""
    found = _uses().get(key_of(expanded(title)), {})
    return {key: uses for (issue, key), uses in found.items() if same_issue(issue, label)}


def issues_cited(title: str) -> tuple[str, ...]:
    """The editions of this law that the rulebook cites."""
    return tuple(sorted({issue for issue, _ in _uses().get(key_of(expanded(title)), {})}))


def same_issue(issue: str, label: str) -> bool:
    """Editions are the same when their years are: 2025年修正, 2025年."""
    return issue[:4] == label[:4]


@lru_cache(maxsize=1)
def _uses() -> Mapping[str, Mapping[tuple[str, tuple[int, int]], tuple[RuleUse, ...]]]:
    """Key of the law → (issue, article) → rules. Rules of all places, each once."""
    found: dict[str, dict[tuple[str, tuple[int, int]], dict[str, RuleUse]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    rules = book()
    for rule_id in rules.ids():
        for rule in rules.history(rule_id):
            for citation in rule.citations:
                for words in ONE.findall(citation.article) if citation.is_law else ():
                    place = citation.issue, parse_number(words).key
                    use = RuleUse(rule_id, rule.title, citation.article, citation.issue)
                    found[key_of(expanded(citation.law))][place].setdefault(rule_id, use)
    return {
        law: {place: tuple(uses.values()) for place, uses in places.items()} for law, places in found.items()
    }
