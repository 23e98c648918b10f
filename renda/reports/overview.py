"""The congress at a glance: few figures about this year, each with an honest picture."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import visible
from renda.modules.suggestions import statistics
from renda.modules.suggestions.models import Promise


@dataclass
class Overview:
    """Everything about the period; ``on_time`` and ``satisfied`` are shares, None without a reply or verdict."""

    start: date
    end: date
    counts: dict = field(default_factory=dict)
    months: list[tuple[str, int, int]] = field(default_factory=list)
    units: list[dict] = field(default_factory=list)
    results: list[tuple[str, int]] = field(default_factory=list)
    verdicts: list[tuple[str, int, str]] = field(default_factory=list)
    promises: int = 0
    promises_over: int = 0

    @property
    def on_time(self) -> float | None:
        return share(self.counts["on_time"], self.counts["replied"])

    @property
    def satisfied(self) -> float | None:
        judged = sum(self.counts[key] for key in ("satisfied", "mostly", "dissatisfied"))
        return share(self.counts["satisfied"] + self.counts["mostly"], judged)

    @property
    def unanswered(self) -> int:
        return self.counts["accepted"] - self.counts["replied"]


VERDICT_LIGHTS = {"satisfied": "done", "mostly": "later", "dissatisfied": "overdue", "not_judged": "waiting"}


def share(part: int, whole: int) -> float | None:
    """The part of the whole between 0 and 1; None when there is nothing to divide."""
    return part / whole if whole else None


def this_year() -> tuple[date, date]:
    today = clock.today()
    return date(today.year, 1, 1), today


def overview(actor: Actor) -> Overview:
    """This year up to today; a fixed number of queries."""
    start, end = this_year()
    open_promises = visible(actor, Promise).filter(state__in=("open", "shown"))
    figures = statistics.Period(start, end)
    return Overview(
        start,
        end,
        figures.counts,
        month_rows(figures),
        figures.by_unit(),
        result_rows(figures),
        verdict_rows(figures),
        open_promises.count(),
        open_promises.filter(due_on__lt=clock.today()).count(),
    )


def result_rows(figures: statistics.Period) -> list[tuple[str, int]]:
    """Rows for the picture of the results."""
    return [(row["label"], row["count"]) for row in figures.by_result()]


def verdict_rows(figures: statistics.Period) -> list[tuple[str, int, str]]:
    """Rows for the picture of the verdicts, each with its light."""
    return [(row["label"], row["count"], VERDICT_LIGHTS[row["key"]]) for row in figures.by_satisfaction()]


def month_rows(figures: statistics.Period) -> list[tuple[str, int, int]]:
    """Rows for the picture: month in words, what came in, what was answered."""
    several_years = figures.start.year != figures.end.year
    return [
        (
            f"{row['month']:%y}年{row['month'].month}月" if several_years else f"{row['month'].month}月",
            row["came"],
            row["went"],
        )
        for row in figures.by_month()
    ]
