"""Quorums, majorities and thresholds, compared in whole numbers.

Every fraction and every number of signers comes from the rulebook; here is only the comparing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from renda.law.book import Settings, book
from renda.law.errors import RulebookError
from renda.law.model import Rule, Share

COMPARE: Mapping[str, Callable[[int, int], bool]] = MappingProxyType(
    {">": lambda a, b: a > b, ">=": lambda a, b: a >= b, "<=": lambda a, b: a <= b}
)


@dataclass(frozen=True)
class Verdict:
    """Whether a number is enough, the smallest that would be, and the rule."""

    met: bool
    count: int
    base: int
    needed: int
    rule: Rule

    @property
    def sentence_zh(self) -> str:
        """基数61人，需要41人，实有40人，还差1人。"""
        gap = self.needed - self.count
        end = "已达到" if self.met else f"还差{gap}人"
        return f"基数{self.base}人，需要{self.needed}人，实有{self.count}人，{end}。"


def meets(count: int, base: int, share: Share) -> bool:
    """Whether ``count`` of ``base`` meets ``share``; count and base are people or votes, not negative.

    Raises RulebookError for negative numbers, a count above a base of which it is a part, or an
    unknown way of comparing.
    """
    if count < 0 or base < 0:
        raise RulebookError("人数不能是负数")
    if share.compare not in COMPARE:
        raise RulebookError(f"不认识的比较方式：{share.compare}")
    return COMPARE[share.compare](count * share.den, base * share.num)


def needed(base: int, share: Share) -> int:
    """The smallest count that meets a share of the "at least" or "more than" sort.

    Raises RulebookError for an upper limit (``<=``), see ``allowed``.
    """
    if share.compare == ">":
        return base * share.num // share.den + 1
    if share.compare == ">=":
        return -(-base * share.num // share.den)
    raise RulebookError("这是上限，没有最低人数")


def allowed(base: int, share: Share) -> int:
    """The greatest count an upper limit (``<=``) lets through."""
    if share.compare != "<=":
        raise RulebookError("这是下限，没有最高人数")
    return base * share.num // share.den


def check(
    rule_id: str,
    count: int,
    base: int,
    *,
    name: str | None = None,
    on: date | None = None,
    place: str | None = None,
    settings: Settings | None = None,
) -> Verdict:
    """Whether ``count`` of ``base`` is enough by the share in ``rule_id`` (``name`` picks one of several)."""
    rule = book().rule(rule_id, on, place, settings)
    share = rule.share(name)
    return Verdict(meets(count, base, share), count, base, needed(base, share), rule)


def signers(
    rule_id: str,
    count: int,
    *,
    name: str = "min_signers",
    on: date | None = None,
    place: str | None = None,
    settings: Settings | None = None,
) -> Verdict:
    """Whether ``count`` people are enough where the rule wants a fixed number (parameter ``name``)."""
    rule = book().rule(rule_id, on, place, settings)
    minimum = rule.value(name)
    return Verdict(count >= minimum, count, count, minimum, rule)
