"""What the papers of one session of the congress tell of: people, days, numbers, all taken from the plan of the town."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random

from renda.demo.content.model import Deputy, Session, Town, Village
from renda.demo.scheduling import workday_finder
from renda.foundation.chinese.dates import date_zh, day_zh
from renda.foundation.chinese.numbers import to_chinese
from renda.kernel.figures.marks import mark
from renda.law.workdays import weekday_zh

VENUE, SMALL_ROOM = "镇政府三楼会议室", "镇政府二楼小会议室"
PROJECTS = 6


@dataclass(frozen=True)
class SessionFacts:
    """One session of the congress. ``town_name``: of the town that is made, which may not be that of the plan."""

    plan: Town
    session: Session
    town_name: str
    is_workday: Callable[[date], bool]

    # names

    @cached_property
    def name(self) -> str:
        return self.session.name.replace(self.plan.name, self.town_name)

    @property
    def congress(self) -> str:
        return f"{self.town_name}人民代表大会"

    @property
    def presidium(self) -> str:
        return f"{self.congress}主席团"

    @property
    def government(self) -> str:
        return f"{self.town_name}人民政府"

    @property
    def office(self) -> str:
        return f"{self.congress}办公室"

    @property
    def term(self) -> str:
        return f"{self.town_name}第{to_chinese(self.session.term)}届人民代表大会"

    @cached_property
    def chair(self) -> str:
        return self.plan.deputies[0].person.name

    @cached_property
    def vice_chair(self) -> str:
        return self.plan.deputies[1].person.name

    @cached_property
    def party_secretary(self) -> str:
        return self.plan.deputies[2].person.name

    def named(self, key: str) -> str:
        return self.plan.persons[key].name

    @cached_property
    def clerk(self) -> str:
        return self.named("p-npc-clerk-1")

    @cached_property
    def mayor(self) -> str:
        return self.named("p-town-head")

    def holder(self, body: str, title: str) -> str:
        """Who held a post on the opening day."""
        day = self.opens_on
        held = [
            post for post in self.plan.posts
            if post.body == body and post.title == title and post.from_on <= day and (post.to_on is None or day <= post.to_on)
        ]  # fmt: skip
        return self.named(held[0].person_key)

    @cached_property
    def treasurer(self) -> str:
        return self.holder("finance", "所长")

    # people

    @cached_property
    def deputies(self) -> list[Deputy]:
        return [one for one in self.plan.deputies if one.mandate_on(self.opens_on)]

    @cached_property
    def members(self) -> list[Deputy]:
        """The presidium."""
        return [
            self.plan.deputies[index]
            for index in self.plan.presidium
            if self.plan.deputies[index].mandate_on(self.opens_on)
        ]

    @property
    def member_names(self) -> list[str]:
        return [one.person.name for one in self.members]

    @property
    def total(self) -> int:
        return len(self.deputies)

    @property
    def excused(self) -> int:
        return 1 + self.session.number % 3

    @property
    def present(self) -> int:
        return self.total - self.excused

    def group_of(self, deputy: Deputy) -> str:
        key = deputy.mandate_on(self.opens_on).group_key
        return next(group.name for group in self.plan.groups if group.key == key)

    # days

    @property
    def opens_on(self) -> date:
        return self.session.opens_on

    @property
    def closes_on(self) -> date:
        return self.session.closes_on

    @property
    def days(self) -> str:
        count = (self.closes_on - self.opens_on).days + 1
        return "两天" if count == 2 else f"{to_chinese(count)}天"

    def before(self, days: int) -> date:
        """The last working day at least so many days before the opening."""
        return workday_finder(self.is_workday, -1)(self.opens_on - timedelta(days=days))

    def after(self, days: int) -> date:
        """The first working day at least so many days after the close."""
        return workday_finder(self.is_workday)(self.closes_on + timedelta(days=days))

    def opening(self) -> str:
        return date_zh(self.opens_on)

    def closing(self) -> str:
        return date_zh(self.closes_on)

    def with_weekday(self, day: date) -> str:
        return f"{day_zh(day)} {weekday_zh(day)}"

    # years, money, figures

    @property
    def year(self) -> int:
        return self.opens_on.year

    @property
    def this_year(self) -> str:
        return f"{self.year}年"

    @property
    def past_year(self) -> str:
        return f"{self.year - 1}年"

    @cached_property
    def chance(self) -> Random:
        return Random(f"{self.plan.seed}|papers|{self.session.key}")

    @cached_property
    def budget(self) -> int:
        """The year's income and spending, in 10,000 yuan."""
        return 4_300 + 210 * (self.year - 2022) + self.plan.seed % 90

    @cached_property
    def project_villages(self) -> list[Village]:
        return Random(f"{self.plan.seed}|projects|{self.year}").sample(
            [v for v in self.plan.villages if not v.is_community], PROJECTS
        )

    def figure(self, key: str) -> str:
        """A figure about the suggestions of the year before, bound to its rows."""
        return mark(f"suggestions.{key}", f"year:{self.year - 1}")

    # what the session deals with

    @property
    def agenda(self) -> list[str]:
        return [
            f"听取和审议{self.government}工作报告",
            f"审查和批准{self.town_name}{self.past_year}国民经济和社会发展计划执行情况与{self.this_year}计划",
            f"审查和批准{self.town_name}{self.past_year}预算执行情况和{self.this_year}预算",
            f"听取和审议{self.presidium}工作报告",
            "听取代表建议、批评和意见办理情况的报告",
            f"票决{self.town_name}{self.this_year}民生实事项目",
        ]
