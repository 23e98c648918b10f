"""Plays a planned town through the real product, day by day, from its founding to the last day.

What is written is what people would have written, by the same steps and checks; only the clock is moved.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction

from renda.demo import logins
from renda.demo.appraisals import Appraisals
from renda.demo.assessing import Assessments
from renda.demo.content.model import Town
from renda.demo.content.paths import Limits
from renda.demo.content.stories import plan as make_plan
from renda.demo.county_meetings import CountyMeetings
from renda.demo.furnishing import Rows, furnish_town
from renda.demo.inspections import Inspections
from renda.demo.meetings import Meetings
from renda.demo.papers import session as session_papers
from renda.demo.papers.current import CurrentPapers
from renda.demo.papers.facts import SessionFacts
from renda.demo.papers.way import PaperPlayer
from renda.demo.player import Player
from renda.demo.rounds import Rounds
from renda.demo.scheduling import Agenda, dated_steps, workday_adder
from renda.foundation import clock
from renda.kernel.deadlines import timing
from renda.kernel.deadlines.loop import LoopReport, run_town
from renda.kernel.notices import outbox
from renda.kernel.search import rebuild
from renda.kernel.search.api import refresh_paused
from renda.kernel.units.models import Unit
from renda.kernel.units.scope import acting_in
from renda.law.book import book
from renda.law.workdays import standard_calendar

#: Days after which a notice counts as read, one on paper as handed over.
READ_AFTER = 21
#: The town was furnished (people, units, registers) so long before its first story.
FURNISHED_BEFORE = timedelta(days=30)
CLOCK_HOUR, WORK_HOUR, VOTE_HOUR = 8, 9, 15
MONTH = 31

Tell = Callable[[str], None]


@dataclass
class Built:
    """What was made: the town, its accounts, and how often each kind of step was taken."""

    town: Unit
    rows: Rows
    logins: list[logins.Login]
    steps: dict[str, int] = field(default_factory=dict)
    ids: dict[int, object] = field(default_factory=dict)


def rulebook_limits(place: str) -> Limits:
    """How long things may take here, from the rulebook."""
    rules = book()

    def rule(key: str):
        return rules.rule(key, clock.today(), place=place)

    return Limits(
        reply_months=rule("suggestion-reply-three-months").duration().months(),
        longest_months=rule("suggestion-reply-six-months").duration().months(),
        feedback_workdays=rule("suggestion-deputy-feedback").duration().value,
        bill_signers=next(n for n in range(1, 100) if rule("bill-by-five-deputies").holds(signers=n)),
    )


def plan_town(seed: int, years: int, deputies: int, per_year: int, today: date) -> Town:
    """The plan under the product's own rules and working calendar."""
    from renda.demo.content.geography import TOWN_CODE

    calendar = standard_calendar()
    limits = rulebook_limits(TOWN_CODE)
    return make_plan(seed, years, deputies, per_year, today, limits, lambda day: bool(calendar.is_workday(day)))


def build_town(plan: Town, tell: Tell, *, name: str = "", prefix: str = "", index: bool = True) -> Built:
    """Make one town out of its plan. ``index=False`` leaves the search to the caller."""
    first = min(story.submitted_on for story in plan.stories)
    with transaction.atomic(), clock.set_to(clock.at(first - FURNISHED_BEFORE)):
        rows = furnish_town(plan, name=name, prefix=prefix)
    tell(f"{rows.town.name}：单位、代表、账号已建好，开始办理 {len(plan.stories)} 件建议。")
    with acting_in(rows.town), refresh_paused():
        player = Days(rows, tell).run(first)
        with clock.set_to(clock.at(plan.today, WORK_HOUR)):
            outbox.settle_before(clock.now() - timedelta(days=READ_AFTER))
    if index:
        tell("正在建立查找索引……")
        rebuild.rebuild()
    return Built(rows.town, rows, logins.table(plan, prefix), player.counts, player.ids)


class Days:
    """Goes through the days: in the morning the clock's own work, then what people do."""

    def __init__(self, rows: Rows, tell: Tell) -> None:
        self.rows, self.tell = rows, tell
        self.agenda = Agenda()
        self.calendar = standard_calendar()
        self.player = Player(rows, self.agenda.add)
        self.rounds = Rounds(rows, self.agenda.add, self.is_workday)
        self.papers = PaperPlayer(rows, self.agenda.add, self.is_workday)
        self.meetings = Meetings(rows, self.agenda.add, self.is_workday)
        self.county = CountyMeetings(rows, self.agenda.add, self.is_workday)
        self.inspections = Inspections(rows, self.agenda.add, self.is_workday)
        self.assessments = Assessments(rows, self.agenda.add, self.is_workday)
        self.appraisals = Appraisals(rows, self.agenda.add, self.is_workday)
        self.fill_agenda()
        self.fill_papers()
        self.fill_meetings()

    def is_workday(self, day: date) -> bool:
        return bool(self.calendar.is_workday(day))

    def fill_agenda(self) -> None:
        """Every planned step on its day; stories in order of submission."""
        with clock.set_to(clock.at(self.rows.plan.today)):
            return_days = timing.rule("suggestion-wrong-body-return").duration("return_within").value
            verdict_days = timing.rule("suggestion-deputy-feedback").duration().value
        add = workday_adder(self.is_workday)
        for story in self.rows.plan.stories:
            for day, step in dated_steps(story, add, self.rows.plan.today, return_days=return_days, verdict_days=verdict_days):
                self.agenda.add(day, lambda story=story, step=step: self.player.play(story, step))

    def fill_papers(self) -> None:
        """Last year's papers of the congress, and those on the desk today."""
        plan, town = self.rows.plan, self.rows.town.name
        first = min(story.submitted_on for story in plan.stories)
        held = session_papers.annual_session(plan, first)
        if held is None:
            return
        for paper in session_papers.papers(plan, held, town, self.is_workday):
            self.papers.plan(paper)
        CurrentPapers(self.papers, SessionFacts(plan, held, town, self.is_workday), plan.today).plan()

    def fill_meetings(self) -> None:
        """The presidium's meetings, the county's sessions, and the own session that is being prepared."""
        plan = self.rows.plan
        self.county.plan(min(story.submitted_on for story in plan.stories), plan.today)
        self.meetings.plan(min(story.submitted_on for story in plan.stories), plan.today)
        self.inspections.plan(min(story.submitted_on for story in plan.stories), plan.today)
        self.assessments.plan(min(story.submitted_on for story in plan.stories), plan.today)
        self.appraisals.plan(min(story.submitted_on for story in plan.stories), plan.today)
        self.meetings.prepare_session(plan.today)

    def run(self, first: date) -> Player:
        """Play from the first day to the last, a month in one transaction; a secret vote is held outside any."""
        day = first
        while day <= self.rows.plan.today:
            voted = [one + timedelta(days=1) for one in self.appraisals.votes if one >= day]
            until = min(day + timedelta(days=MONTH), self.rows.plan.today + timedelta(days=1), *voted)
            with transaction.atomic():
                while day < until:
                    self.one_day(day)
                    day += timedelta(days=1)
            with clock.set_to(clock.at(until - timedelta(days=1), VOTE_HOUR)):
                self.appraisals.hold(until - timedelta(days=1))
            self.tell(f"  办到 {day - timedelta(days=1)}")
        return self.player

    def one_day(self, day: date) -> None:
        if self.is_workday(day):
            with clock.set_to(clock.at(day, CLOCK_HOUR)):
                run_town(LoopReport(clock.now()))
                self.rounds.look()
        minute = 0
        while act := self.agenda.take(day):
            with clock.set_to(clock.at(day, WORK_HOUR) + timedelta(minutes=minute)):
                act()
            minute = min(minute + 3, 510)
