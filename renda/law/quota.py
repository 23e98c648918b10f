"""How many deputies a township has and how they spread over the constituencies (选举法第12条、第25条、第26条)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from renda.law.book import Settings
from renda.law.sheets import check
from renda.law.statements import Asked, Statement, state

HUNDRED = 100  # percent


@dataclass(frozen=True)
class Quota:
    """The number of deputies by the formula, with what it is made of (people and deputies, whole)."""

    population: int
    number: int
    base: int
    by_population: int
    extra: int
    capped: bool
    small: bool
    statements: tuple[Statement, ...]

    @property
    def sentence_zh(self) -> str:
        """The whole reckoning in words."""
        return "".join(one.sentence for one in self.statements)

    def as_json(self) -> dict[str, Any]:
        """Ready for JSON."""
        own = {name: value for name, value in vars(self).items() if name != "statements"}
        return {
            **own,
            "sentence": self.sentence_zh,
            "statements": [one.as_json() for one in self.statements],
        }


def quota(
    population: int,
    *,
    extra: bool = False,
    on: date | None = None,
    place: str | None = None,
    settings: Settings | None = None,
) -> Quota:
    """The ceiling of deputies for ``population`` people (选举法第12条第1款第4项、第2款、第3款).

    ``extra``: the provincial standing committee has granted the additional share for minority or
    scattered townships. The county standing committee fixes the real number (第13条).
    Raises CountFault for a population no township has: fewer people than seats, or a number with digits too many.
    """
    asked = Asked(on, place, settings)
    rule = asked.rule("deputy-quota")
    base, step, most = (rule.value(name) for name in ("base", "people_per_extra", "max"))
    check(_population_faults(population, base, asked.rule("township-population-check").value("below")))
    number = int(rule.holds(population=population))
    by_population = population // step
    figures = {"人口": population, "基数": base, "按人口增加": by_population, "上限": most, "名额": number}
    capped = base + by_population > most
    told = f"基数{base}名，人口{population}人，每{step}人可以加1名，加{by_population}名，共{base + by_population}名"
    told += f"，超过上限，按{number}名。" if capped else f"，不超过上限{most}名。"
    said = [state(rule, told, None, figures)]
    under = rule.value("small_population")
    if population < under:
        said.append(state(rule, f"人口不到{under}人，名额可以少于{base}名。", None, {"人口": population}))
    added = 0
    if extra:
        more = asked.rule("deputy-quota-extra-five-percent")
        added = number * more.value("extra_percent") // HUNDRED
        said.append(state(more, f"经省级人大常委会决定，另加{added}名。", None, {"另加": added}))
    said.append(
        state(
            asked.rule("deputy-quota-decided-by-county"),
            "具体名额由县级人大常委会依照法律确定，定后不再变动。",
        )
    )
    return Quota(
        population, number + added, base, by_population, added, capped, population < under, tuple(said)
    )


def _population_faults(population: int, fewest: int, below: int) -> Iterator[str]:
    """What can't be the population of a township."""
    if population < fewest:
        yield f"人口{population}人，比代表名额的基数{fewest}名还少，不会是一个乡镇的人口。请填全乡镇的人口数，按“人”填，不要按“万人”填"
    elif population >= below:
        yield f"人口{population}人，全国没有这么多人口的乡镇。请核对人口数，是不是多打了数字"


@dataclass(frozen=True)
class Constituency:
    """One constituency as planned: its name, its people, its seats."""

    name: str
    population: int
    seats: int


def spread(
    total: int,
    populations: Sequence[int],
    *,
    on: date | None = None,
    place: str | None = None,
    settings: Settings | None = None,
) -> tuple[int, ...]:
    """``total`` seats over constituencies by their people, by largest remainders, within the lawful size.

    Each gets at least the lawful minimum and at most the maximum (rule ``constituency-size``); equal
    remainders go to the earlier one. Raises CountFault where that can't come out.
    """
    rule = Asked(on, place, settings).rule("constituency-size")
    least, most = rule.value("min_deputies"), rule.value("max_deputies")
    check(_spread_faults(total, populations, least, most))
    people = sum(populations)
    seats = [least] * len(populations)
    for _ in range(total - sum(seats)):
        open_ = [n for n, given in enumerate(seats) if given < most]
        seats[max(open_, key=lambda n: (populations[n] * total - seats[n] * people, -n))] += 1
    return tuple(seats)


def _spread_faults(total: int, populations: Sequence[int], least: int, most: int) -> Iterator[str]:
    count = len(populations)
    if not count or any(number < 1 for number in populations):
        yield "每个选区的人口都要大于零，至少要有一个选区"
    elif not count * least <= total <= count * most:
        yield f"{count}个选区最少{count * least}名、最多{count * most}名代表，分不出{total}名，请调整选区"


def check_plan(
    total: int,
    plan: Sequence[Constituency],
    *,
    on: date | None = None,
    place: str | None = None,
    settings: Settings | None = None,
) -> tuple[Statement, ...]:
    """What the law says to a plan of constituencies for ``total`` deputies (第25条第2款、第26条).

    ``met`` is False where a constituency has too many or too few seats, where the seats do not add up to
    the total, or where the people for each deputy differ from the average by more than the reminder line.
    """
    check(iter([f"选区“{c.name}”的人口要大于零" for c in plan if c.population < 1]))
    asked = Asked(on, place, settings)
    size, balance = asked.rule("constituency-size"), asked.rule("constituency-balance")
    seats = sum(c.seats for c in plan)
    said = [
        state(
            asked.rule("deputy-quota-decided-by-county"),
            f"各选区合计{seats}名，确定的名额{total}名" + ("，一致。" if seats == total else "，对不上。"),
            seats == total,
            {"各选区合计": seats, "名额": total},
        )
    ]
    average = sum(c.population for c in plan) // max(seats, 1)
    for one in plan:
        fits = bool(size.holds(seats=one.seats))
        least, most = size.value("min_deputies"), size.value("max_deputies")
        ending = "。" if fits else f"，不在{least}至{most}名之内。"
        said.append(state(size, f"{one.name}选{one.seats}名代表{ending}", fits, {"名额": one.seats}))
        if fits:
            each = one.population // one.seats
            limit = balance.value("tolerance_percent")
            even = bool(balance.holds(difference=abs(each - average), average=average, tolerance=limit))
            told = f"{one.name}每名代表代表{each}人，全镇平均{average}人" + (
                "。" if even else f"，相差超过{limit}%，请核对。"
            )
            said.append(state(balance, told, even, {"每名代表人口": each, "平均": average}))
    return tuple(said)
