"""When a step applies, which choices it offers, and for whom a project's days count."""

from __future__ import annotations

from renda.modules.livelihood import selectors
from renda.modules.livelihood.models import Candidate, Pace, Source

SOURCES = tuple(Source.choices)
TOLD = (Pace.ON_TIME, Pace.BEHIND)
PACES = tuple((key.value, key.label) for key in TOLD)


def candidates(campaign) -> list[tuple[str, str]]:
    """The candidates that stand, as choices."""
    return [(str(one.pk), one.title) for one in selectors.standing(campaign)] if campaign is not None else []


def undecided(campaign) -> list[tuple[str, str]]:
    """The candidates that stand and are not chosen yet."""
    if campaign is None:
        return []
    rows = selectors.standing(campaign).exclude(result=Candidate.Result.CHOSEN)
    return [(str(one.pk), one.title) for one in rows]


def has_candidates(campaign) -> bool:
    return bool(candidates(campaign))


def has_open_wishes(campaign) -> bool:
    return campaign.wishes.filter(candidate=None, left_out="").exists()


def is_complete(campaign) -> bool:
    return selectors.open_seats(campaign) == 0


def nothing_chosen(campaign) -> bool:
    """No vote has decided anything yet."""
    return not campaign.candidates.exclude(result="").exists()


def something_chosen(campaign) -> bool | str:
    return True if selectors.chosen(campaign).exists() else "一个项目都没有入选，没有可以公布的。"


def responsible(step) -> list:
    return [step.matter.unit]


def finish_day(step):
    return step.matter.finish_on


def is_behind(step) -> bool:
    return step.data.get("pace") == Pace.BEHIND
