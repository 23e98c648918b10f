"""What a decision by law is made of: a sentence in plain Chinese with its rule, articles and figures.

Votes, elections and quotas all answer with such statements, so that every page can show why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from renda.foundation.chinese.numbers import to_chinese
from renda.law.book import Settings, book
from renda.law.errors import RulebookError
from renda.law.model import Rule, Share

HALF = (1, 2)


class CountFault(RulebookError):
    """The figures of a count can't be: negative, more votes than ballots allow, the same name twice ….

    ``faults`` are all of them, each a Chinese sentence saying which figure and what to do.
    """

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("；".join(self.faults))


@dataclass(frozen=True)
class Statement:
    """One thing said: ``sentence`` in Chinese; ``met`` True or False where something was to be met,
    None where the law is only named; ``figures`` the whole numbers compared, by their Chinese names."""

    rule_id: str
    title: str
    sentence: str
    articles: tuple[str, ...]
    met: bool | None = None
    figures: Mapping[str, int] = field(default_factory=dict)
    mark: str = ""
    binding: bool = True

    def as_json(self) -> dict[str, Any]:
        """Ready for JSON."""
        return {
            "rule": self.rule_id,
            "title": self.title,
            "sentence": self.sentence,
            "articles": list(self.articles),
            "met": self.met,
            "figures": dict(self.figures),
            "mark": self.mark,
            "binding": self.binding,
        }


@dataclass(frozen=True)
class Asked:
    """Which law is asked: the day (None: today), the place code (GB/T 2260), the office's settings."""

    on: date | None = None
    place: str | None = None
    settings: Settings | None = None

    def rule(self, rule_id: str) -> Rule:
        """The rule as it stands; raises UnknownRule or RulebookError."""
        return book().rule(rule_id, self.on, self.place or None, self.settings)


def state(
    rule: Rule, sentence: str, met: bool | None = None, figures: Mapping[str, int] | None = None
) -> Statement:
    """A statement by ``rule``."""
    articles = rule.articles
    return Statement(rule.id, rule.title, sentence, articles, met, figures or {}, rule.mark, rule.binding)


def part_zh(share: Share) -> str:
    """三分之一: the fraction alone."""
    return f"{to_chinese(share.den)}分之{to_chinese(share.num)}"


def share_zh(share: Share) -> str:
    """过半数, 三分之二以上, 不超过二分之一: a share as office papers write it."""
    part = part_zh(share)
    if share.compare == ">":
        return "过半数" if (share.num, share.den) == HALF else f"超过{part}"
    return f"{part}以上" if share.compare == ">=" else f"不超过{part}"


def base_zh(share: Share) -> str:
    """全体代表, 参加投票的选民 …: what a share is taken of."""
    return book().terms.bases[share.base]
