"""What a demonstration town is made of: plain frozen records, no behaviour, no Django.

Keys are short ASCII strings that stay the same for one seed; ``build`` maps them to the ids of the
rows it makes. Every text is made on demand by :mod:`renda.demo.content.texts`, so that a plan of
thirty years stays small.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """A named place inside a village; ``kind`` is a slot of :mod:`.scene` (路 桥 渠 塘 库 校 医 集 山 场)."""

    kind: str
    name: str
    village_key: str


@dataclass(frozen=True, slots=True)
class Village:
    key: str
    name: str
    code: str  # 12 digits, below the town's 9-digit code
    is_community: bool
    groups: tuple[str, ...]
    households: int
    people: int
    farmland_mu: int
    distance_km: float  # to the town hall
    places: dict[str, str]  # kind -> name


@dataclass(frozen=True, slots=True)
class Person:
    key: str
    name: str
    sex: str  # 男 女
    born_on: date
    id_number: str
    phone: str
    education: str
    party: str
    ethnicity: str
    village_key: str | None = None


@dataclass(frozen=True, slots=True)
class Mandate:
    """A deputy's seat in one term; ``ended_on`` is None while it runs."""

    term: int
    seat: int
    district: str
    group_key: str
    elected_on: date
    ended_on: date | None
    end_reason: str  # "" | 任期届满 | 辞职 | 调离本行政区域
    by_election: bool = False


@dataclass(frozen=True, slots=True)
class Deputy:
    index: int
    person: Person
    occupation: str
    employer: str
    identity: str  # 结构类别: 农民、村干部、企业负责人 …
    skills: tuple[str, ...]
    mandates: tuple[Mandate, ...]  # oldest first

    def mandate_on(self, day: date) -> Mandate | None:
        """The mandate that runs on ``day``, or None."""
        for mandate in self.mandates:
            if mandate.elected_on <= day and (mandate.ended_on is None or day < mandate.ended_on):
                return mandate
        return None


@dataclass(frozen=True, slots=True)
class DeputyGroup:
    key: str
    name: str
    village_keys: tuple[str, ...]
    leader_index: int
    station: str  # 代表联络站
    station_address: str


@dataclass(frozen=True, slots=True)
class Unit:
    key: str
    name: str
    short: str
    kind: str  # 内设机构 事业单位 派驻机构 企业
    parent: str  # body above: 镇政府 or a county body
    is_vertical: bool
    leader_key: str  # person: head of the unit, signs replies
    contact_key: str  # person: daily contact
    phone: str
    duties: str
    has_account: bool  # False: works by one-time link


@dataclass(frozen=True, slots=True)
class Post:
    """A dated appointment; ``body`` is 人大 | 政府 | 党委 or a unit key."""

    person_key: str
    body: str
    title: str
    from_on: date
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class Term:
    number: int
    name: str  # 第十八届
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Session:
    key: str
    term: int
    number: int
    name: str  # 云汀镇第十八届人民代表大会第九次会议
    opens_on: date
    closes_on: date


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a villager wrote, said or left at a station; the source of a suggestion."""

    key: str
    on: date
    channel: str  # 来信 来访 电话 联络站留言 走访记录
    villager: str
    phone: str
    village_key: str
    topic_key: str
    variant: int


@dataclass(frozen=True, slots=True)
class Step:
    """One dated thing that happened to a story, in playing order.

    ``kind`` is one of :data:`renda.demo.content.paths.KINDS`; ``by`` is a deputy index (int), a
    person key (str) or None for the system; ``unit`` a unit key; ``data`` JSON-safe values that the
    step needs.
    """

    kind: str
    on: date
    by: int | str | None = None
    unit: str | None = None
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Story:
    number: int  # 1-based, unique in the town, in order of submission
    topic: str  # Topic.key
    variant: int  # how often the topic was used before: turns the sentence banks
    village_key: str
    group: str  # 村民小组
    line_key: str  # same line = same matter over the years (事项家谱) or near-duplicates
    year: int
    in_session: bool
    session_key: str | None
    submitted_on: date
    deputy_index: int
    cosigner_indexes: tuple[int, ...]
    path: str
    form: str  # suggestion | bill
    channel: str  # phone | paper | web
    lead: str  # unit key
    supports: tuple[str, ...]
    result: str  # solved solving planned not_yet_possible reference passed_up, "" while open
    opinion_key: str | None
    previous: int | None  # number of the earlier story of the same line
    duplicate_of: int | None  # number of the story of the same session that says the same
    is_urgent: bool
    has_private_data: bool  # the text names a private person with phone or ID number
    steps: tuple[Step, ...]

    def last(self, kind: str) -> Step | None:
        """The last step of ``kind``, or None."""
        return next((step for step in reversed(self.steps) if step.kind == kind), None)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done on the last day of the plan."""
        return self.steps[-1].kind not in ("sealed", "declined", "withdrawn", "merged")


@dataclass(frozen=True, slots=True)
class Event:
    """A hearing of progress, a site visit, a hand-over meeting, a half-year publication, a yearly report."""

    key: str
    kind: str  # hearing | site_visit | handover_meeting | publication | congress_report
    on: date
    title: str
    story_numbers: tuple[int, ...]
    deputy_indexes: tuple[int, ...]
    unit_keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Town:
    seed: int
    today: date
    county: str
    name: str
    full_name: str
    code: str  # 9 digits, of no real division
    households: int
    people: int
    area_km2: float
    river: str
    villages: tuple[Village, ...]
    places: tuple[Place, ...]
    persons: dict[str, Person]  # everybody who is not a deputy, and the deputies too
    posts: tuple[Post, ...]
    units: tuple[Unit, ...]
    deputies: tuple[Deputy, ...]  # the present roll first, by seat; earlier deputies after it
    groups: tuple[DeputyGroup, ...]
    presidium: tuple[int, ...]  # deputy indexes; the chair first, the vice-chair second
    county_deputies: tuple[Person, ...]
    terms: tuple[Term, ...]
    sessions: tuple[Session, ...]
    opinions: tuple[Opinion, ...]
    stories: tuple[Story, ...]
    events: tuple[Event, ...]

    def village(self, key: str) -> Village:
        return next(v for v in self.villages if v.key == key)

    def unit(self, key: str) -> Unit:
        return next(u for u in self.units if u.key == key)

    def story(self, number: int) -> Story:
        return self.stories[number - 1]
