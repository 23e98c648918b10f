"""Last year's whole set of papers of a session of the congress, each on its own day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from renda.demo.content.model import Session, Town
from renda.demo.papers import convening, resolutions, sitting, speeches
from renda.demo.papers.facts import SessionFacts
from renda.demo.papers.way import Planned
from renda.foundation.chinese.dates import date_zh

OFFICE_HEAD, VICE_CHAIR, CHAIR = "p-npc-director", "d001", "d000"
FIRST_PAPER = 40
ANNUAL_MONTH = 1
BOTH = (OFFICE_HEAD, VICE_CHAIR)


def annual_session(plan: Town, first: date) -> Session | None:
    """The last annual session that was held, if its papers can have been written since ``first``."""
    held = [one for one in plan.sessions if one.opens_on.month == ANNUAL_MONTH and one.closes_on < plan.today]
    last = held[-1] if held else None
    return last if last and (last.opens_on - first).days > FIRST_PAPER else None


def papers(
    plan: Town, session: Session, town_name: str, is_workday: Callable[[date], bool]
) -> Iterator[Planned]:
    """Every paper of the session, in the order in which they are signed."""
    f = SessionFacts(plan, session, town_name, is_workday)
    extra = common(f)
    for on, template, values, way in [*prepared(f), *on_the_days(f), *passed(f)]:
        yield Planned(on, template, values, extra=extra, **way)


def common(f: SessionFacts) -> dict:
    """The fields that many of its papers share, as they were then (the session that is next may already be another)."""
    return {
        "session": f.name, "opens_on": f.opening(), "closes_on": f.closing(), "days": f.days, "chair": f.chair,
        "vice_chair": f.vice_chair, "contact": f.clerk, "deputies_total": f.total, "town": f.town_name,
        "congress": f.congress, "presidium": f.presidium, "government": f.government, "office": f.office,
        "passed_on": f.closing(), "date": date_zh(f.opens_on),
    }  # fmt: skip


def prepared(f: SessionFacts) -> Iterator[tuple]:
    """Before the opening."""
    review = {"reviewers": (VICE_CHAIR,)}
    yield f.before(35), "preparation_plan", convening.plan(f), {
        "belongs": "preparation", "reviewers": BOTH, "remark": "应急安排要落到人：停电谁管、有人发病谁管。",
        "mended": convening.mended_plan(f),
    }  # fmt: skip
    yield f.before(33), "decision_convene", convening.decision(f), {"reviewers": BOTH, "series": "resolution"}
    yield f.before(32), "announcement_opening", convening.announcement(f), review
    yield (
        f.before(31),
        "notice_units",
        convening.notice_units(f),
        {**review, "to": ("office", "economy", "finance"), "copies": 12},
    )
    yield (
        f.before(20),
        "notice_deputies",
        convening.notice_deputies(f),
        {**review, "to": "groups", "copies": 70},
    )
    for template, values in (
        ("agenda", convening.agenda(f)), ("schedule", convening.schedule(f)), ("presidium_list", convening.presidium_list(f)),
        ("groups_list", convening.groups_list(f)), ("voting_method", sitting.voting_method(f)),
    ):  # fmt: skip
        yield f.before(10), template, values, review
    yield f.before(5), "presidium_report", speeches.report(f), {
        "reviewers": BOTH, "remark": "问题部分再实一点，承诺没有按时兑现的要单列一条。", "mended": speeches.mended_report(f),
    }  # fmt: skip
    yield f.before(4), "opening_speech", speeches.opening(f), review
    yield f.before(4), "closing_speech", speeches.closing(f), review


def on_the_days(f: SessionFacts) -> Iterator[tuple]:
    """Words of the chair, minutes, bulletin, counts."""
    there = {"days_to_write": 6}
    for template, values in (
        ("host_preparatory", sitting.host_preparatory(f)), ("host_presidium", sitting.host_presidium(f)),
        ("host_opening", sitting.host_opening(f)), ("host_closing", sitting.host_closing(f)),
    ):  # fmt: skip
        yield f.before(2), template, values, there
    yield (
        f.opens_on,
        "bulletin",
        sitting.bulletin(f),
        {"to": ("office", "planning", "water"), "copies": 80, "days_to_write": 0},
    )
    yield f.closes_on, "vote_record", sitting.vote_record(f), {"days_to_write": 0}
    yield f.after(3), "minutes_presidium", sitting.minutes(f), {"days_to_write": 2}


def passed(f: SessionFacts) -> Iterator[tuple]:
    """Resolutions and the decision, signed when they had been passed."""
    there = {"days_to_write": 5, "series": "resolution", "to": ("office", "finance", "economy"), "copies": 90}
    yield f.closes_on, "resolution_government_report", resolutions.government_report(f), there
    yield f.closes_on, "resolution_plan", resolutions.plan(f), there
    yield f.closes_on, "resolution_budget", resolutions.budget(f), there
    yield f.closes_on, "resolution_presidium_report", resolutions.presidium_report(f), there
    yield f.closes_on, "decision_projects", resolutions.projects(f), there
