"""Demonstration towns of any size and number: how ``renda demo`` makes them.

Up to ``PLAYED`` suggestions are played one by one; what goes beyond is copied from finished ones (``bulk``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from renda.demo import bulk, logins
from renda.demo.build import Built, build_town, plan_town
from renda.kernel.documents.models import Paper
from renda.kernel.safekeeping.upkeep import count_rows
from renda.kernel.search import rebuild
from renda.kernel.units.scope import acting_in
from renda.modules.suggestions.models import Suggestion

#: So many suggestions are played step by step; a larger town repeats its finished years. Of several large towns
#: only the first is played at that size, the others with ``FEW`` in one year.
#: More than ``YEARS`` are never played: before them other rules were in force than those the product works by.
PLAYED, FEW, YEARS = 400, 60, 3
NAMES = "云汀 石湾 龙泉 花桥 白鹭 柳林 青石 高桥 新桥 双河 茶亭 枫林 清溪 长岭 永兴 太平 安和 仁和 大同 丰乐 金沙 玉泉 红岩 板桥 梅岭 竹溪 莲塘 黄坪 古渡 兴隆".split()


@dataclass(frozen=True)
class Size:
    """What is wanted: ``per_year`` suggestions a year over ``years`` years up to ``today``."""

    seed: int
    years: int
    deputies: int
    per_year: int
    today: date


@dataclass
class Made:
    """One finished town as it is told to the user."""

    name: str
    password: str
    suggestions: int
    papers: int
    accounts: list[dict] = field(default_factory=list)

    @property
    def groups(self) -> list[dict]:
        """The account table by role."""
        return logins.grouped(self.accounts)


def make(size: Size, towns: int, taken: set[str], tell: Callable[[str], None]) -> list[Made]:
    """Make ``towns`` towns of one size; names in ``taken`` are not used again."""
    free = [f"{name}镇" for name in NAMES if f"{name}镇" not in taken]
    free += [f"第{number}镇" for number in range(1, towns + 1)]
    made: list[Built] = []
    for number in range(towns):
        prefix = "" if not taken and number == 0 else f"z{len(taken) + number + 1}-"
        years, per_year = played(size, first=number == 0)
        plan = plan_town(size.seed + number, years, size.deputies, per_year, size.today)
        built = build_town(plan, tell, name=free[number], prefix=prefix, index=False)
        bulk.add_years(built, size.years - years, years, size.per_year, tell)
        made.append(built)
    tell("正在建立查找索引……")
    rebuild.rebuild()
    count_rows()
    return [told(built) for built in made]


def played(size: Size, *, first: bool) -> tuple[int, int]:
    """How many years, and how many suggestions a year, are played step by step."""
    if size.years <= YEARS and size.years * size.per_year <= PLAYED:
        return size.years, size.per_year
    if not first:
        return 1, min(FEW, size.per_year)
    return min(YEARS, max(1, PLAYED // size.per_year)), size.per_year


def told(built: Built) -> Made:
    """What the user is told of a town."""
    rows = [
        {"username": one.username, "role": one.role, "name": one.name, "post": one.post}
        for one in built.logins
    ]
    with acting_in(built.town):
        return Made(built.town.name, logins.PASSWORD, Suggestion.objects.count(), Paper.objects.count(), rows)
