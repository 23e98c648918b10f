"""The points an item deserves by what was done, with the sum written out. Plain arithmetic; the person decides."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from renda.modules.assessment.models import Rule, plain

CENT = Decimal("0.01")
NOTHING = Decimal(0)
WITH_TARGET = (Rule.SHARE, Rule.REACHED, Rule.LESS_EACH)
WITH_EACH = (Rule.LESS_EACH, Rule.MINUS_EACH, Rule.PLUS_EACH)


@dataclass(frozen=True)
class Sum:
    """Proposed points and how they come about; ``score`` is None where nothing can be proposed."""

    score: Decimal | None
    words: str


def propose(
    rule: str,
    points: Decimal,
    value: Decimal | None,
    target: Decimal | None,
    each: Decimal | None,
    unit: str = "",
) -> Sum:
    """The points for ``value`` under a rule.

    Args:
        rule: one of ``Rule``.
        points: the full points of the item.
        value: what was done; None where nothing can be counted yet.
        target: how much is wanted, for the rules that compare.
        each: points for one more or less, for the rules that count.
        unit: measure word behind numbers.
    """
    if value is None:
        return Sum(None, "还没有可以统计的，请人工定分。")
    if rule in WITH_TARGET and not target:
        return Sum(None, "没有填要求多少，请人工定分。")
    if rule in WITH_EACH and each is None:
        return Sum(None, "没有填每一个几分，请人工定分。")
    ways = {
        Rule.SHARE: by_share,
        Rule.REACHED: by_reaching,
        Rule.LESS_EACH: by_falling_short,
        Rule.MINUS_EACH: by_faults,
        Rule.PLUS_EACH: by_pieces,
    }
    return ways[rule](points, value, target, each, unit) if rule in ways else Sum(None, "看材料，人工定分。")


def told(value: Decimal, target: Decimal, unit: str) -> str:
    return f"要求{plain(target)}{unit}，完成{plain(value)}{unit}"


def full(points: Decimal, value: Decimal, target: Decimal, unit: str) -> Sum:
    return Sum(points, f"{told(value, target, unit)}，达到要求，得{plain(points)}分。")


def by_share(points: Decimal, value: Decimal, target: Decimal, each: Decimal | None, unit: str) -> Sum:
    if value >= target:
        return full(points, value, target, unit)
    score = (points * value / target).quantize(CENT, ROUND_HALF_UP)
    sum_ = f"{plain(points)}×{plain(value)}÷{plain(target)}＝{plain(score)}分"
    return Sum(score, f"{told(value, target, unit)}：{sum_}。")


def by_reaching(points: Decimal, value: Decimal, target: Decimal, each: Decimal | None, unit: str) -> Sum:
    if value >= target:
        return full(points, value, target, unit)
    return Sum(NOTHING, f"{told(value, target, unit)}，没有达到，不得分。")


def by_falling_short(
    points: Decimal, value: Decimal, target: Decimal, each: Decimal | None, unit: str
) -> Sum:
    if value >= target:
        return full(points, value, target, unit)
    short = target - value
    score = max(points - each * short, NOTHING).quantize(CENT, ROUND_HALF_UP)
    sum_ = f"{plain(points)}－{plain(each)}×{plain(short)}＝{plain(score)}分"
    return Sum(
        score, f"{told(value, target, unit)}，少{plain(short)}{unit}：{sum_}{floor(points, each * short)}。"
    )


def by_faults(points: Decimal, value: Decimal, target: Decimal | None, each: Decimal, unit: str) -> Sum:
    if not value:
        return Sum(points, f"没有要扣分的，得{plain(points)}分。")
    score = max(points - each * value, NOTHING).quantize(CENT, ROUND_HALF_UP)
    sum_ = f"{plain(points)}－{plain(each)}×{plain(value)}＝{plain(score)}分"
    return Sum(score, f"要扣分的{plain(value)}{unit}：{sum_}{floor(points, each * value)}。")


def by_pieces(points: Decimal, value: Decimal, target: Decimal | None, each: Decimal, unit: str) -> Sum:
    score = min(each * value, points).quantize(CENT, ROUND_HALF_UP)
    top = f"，最多{plain(points)}分" if each * value > points else ""
    return Sum(
        score, f"完成{plain(value)}{unit}：{plain(each)}×{plain(value)}＝{plain(each * value)}分{top}。"
    )


def floor(points: Decimal, lost: Decimal) -> str:
    return "（扣完为止）" if lost > points else ""
