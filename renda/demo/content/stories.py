"""Plans a whole town: who, where, when, and what became of every suggestion.

``plan`` is pure: the same arguments give the same town. It knows no database; ``build`` plays the
stories through the product.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from . import geography, people
from .casting import IN_SESSION_ONLY, SAGAS, Casting, Draft, deck, recess_day, result_of
from .model import (
    Deputy,
    DeputyGroup,
    Event,
    Mandate,
    Opinion,
    Person,
    Place,
    Post,
    Session,
    Step,
    Story,
    Term,
    Town,
    Unit,
    Village,
)
from .paths import PATHS, PROMISES, Limits, Plot, Script, add_months, usual_workday
from .rhythm import make_events
from .units import UNIT_PLANS
from .years import make_sessions, make_terms

__all__ = [
    "Deputy", "DeputyGroup", "Event", "Limits", "Mandate", "Opinion", "Person", "Place", "Post", "Session", "Step",
    "Story", "Term", "Town", "Unit", "Village", "plan",
]

_LEADERS = ("p-town-head", "p-deputy-head-1", "p-deputy-head-2", "p-deputy-head-3", "d000", "d001")
# Stories that stand open on purpose: path, days until the reply is due (None: by path), last step played
_OPEN = (
    [("draft_only", None, "drafted")] * 3
    + [("submitted_waiting", None, "cosigned")] * 3
    + [("registered_waiting", None, "receipt_given")] * 3
    + [("handling_on_time", days, "") for days in (0, 1, 2, 3, 4, 6, 9, 14, 21, 33, 47, 60, 75, 88)]
    + [("late_reply", days, "") for days in (-2, -6, -13, -24)]
    + [
        ("returned_by_unit_then_reassigned", 77, "returned"),
        ("objection_to_assignment", 79, "objected"),
        ("extended", 7, "extension_asked"),
        ("passed_up", 20, "passed_up"),
        ("published", -4, "verdict_asked"),
        ("closed_sealed", -6, "verdict_asked"),
        ("dissatisfied_reopened_then_satisfied", -24, "reopened"),
    ]
)
#: What ends before it is handed over takes no other suggestion in.
_NO_ORIGINAL = ("declined_by_gate", "withdrawn", "bill_listed", "bill_turned_into_suggestion", "merged_into")
#: A head of a unit was followed by another so many days ago: papers of the year before name who is no longer there.
SUCCEEDED_AGO = 130
_UNANSWERED = ("handling_on_time", "late_reply")


def plan(seed: int = 1, years: int = 3, deputies: int = 60, per_year: int = 70, today: date = date(2026, 11, 23),
         limits: Limits | None = None, is_workday: Callable[[date], bool] = usual_workday) -> Town:
    """The town as it stands on ``today`` after ``years`` times twelve months of work.

    ``deputies`` is the number of seats, ``per_year`` the suggestions in twelve months; ``limits`` and
    ``is_workday`` come from the rulebook and the working calendar when the caller has them.
    Raises ValueError when a size is too small for all the paths to have somebody to walk them.
    """
    if deputies < 20 or years < 1 or per_year < 40:
        raise ValueError("a town needs at least 20 deputies, 1 year and 40 suggestions a year")
    rng = Random(seed)
    limits = limits or Limits()
    villages = geography.make_villages(rng)
    start = _years_before(today, years)
    sessions = make_sessions(geography.TOWN, start, today, is_workday)
    terms = make_terms(start, today, is_workday)
    cast = people.Cast(rng, today, villages)
    groups = people.make_groups(villages, deputies)
    roll = people.make_deputies(cast, deputies, terms, groups)
    since = terms[-1].starts_on
    leader_posts = people.make_leaders(cast, since)
    units, unit_posts = people.make_units(cast, since)
    county = people.make_county_deputies(cast)
    for village in villages:
        cast.person(f"v-{village.key}", 45, 72, party="群众", village_key=village.key)
    drafts = _Planner(rng, villages, roll, sessions, limits, today, is_workday).drafts(years, per_year)
    opinions = _opinions(rng, cast, drafts, villages, start, today)
    stories = tuple(_story(rng, draft) for draft in drafts)
    events = make_events(rng, sessions, stories, roll, start, today, is_workday)
    unit_posts = people.succeeded(cast, unit_posts, "finance", today - timedelta(days=SUCCEEDED_AGO))
    return Town(
        seed=seed, today=today, county=geography.COUNTY, name=geography.TOWN,
        full_name=geography.COUNTY + geography.TOWN, code=geography.TOWN_CODE,
        households=sum(v.households for v in villages), people=sum(v.people for v in villages),
        area_km2=geography.AREA_KM2, river=geography.RIVER, villages=villages,
        places=geography.make_places(villages), persons=dict(cast.persons), posts=leader_posts + unit_posts, units=units,
        deputies=roll, groups=groups, presidium=people.choose_presidium(deputies), county_deputies=county, terms=terms,
        sessions=sessions, opinions=opinions, stories=stories, events=events,
    )


def _years_before(day: date, years: int) -> date:
    return add_months(day, -12 * years)


class _Planner:
    """Makes the drafts of all periods and writes their steps."""

    def __init__(self, rng: Random, villages, deputies, sessions, limits: Limits, today: date, is_workday) -> None:
        self.rng, self.sessions, self.limits, self.today, self.is_workday = rng, sessions, limits, today, is_workday
        self.casting = Casting(rng, villages, deputies)
        self.sagas: dict[str, Draft] = {}
        self.keys = [unit.key for unit in UNIT_PLANS]

    def drafts(self, years: int, per_year: int) -> list[Draft]:
        """Every story in order of submission, numbered, with its steps up to today."""
        made: list[Draft] = []
        for back in range(years, 0, -1):
            begin, end = _years_before(self.today, back), _years_before(self.today, back - 1)
            newest = back == 1
            made += self._period(begin, end, per_year - (len(_OPEN) + 1 if newest else 0), newest)
            if newest:
                made += self._open(made)
        made.sort(key=lambda d: d.submitted_on)
        for number, draft in enumerate(made, start=1):
            draft.number = number
        for draft in made:
            self._write(draft)
        return made

    def _period(self, begin: date, end: date, count: int, newest: bool) -> list[Draft]:
        sessions = [s for s in self.sessions if begin <= s.opens_on < end and s.closes_on <= self.today]
        paths = deck(self.rng, count)
        twins = [path for path in paths if path == "merged_into"]
        days = []
        for path in paths:
            if path != "merged_into":
                session = self._session_for(path, sessions, begin, end, newest)
                days.append((session.opens_on if session else self._recess_day(path, begin, end), path, session))
        days.sort(key=lambda item: item[0])
        made = [self._one(day, path, session) for day, path, session in days]
        self._add_sagas(made)
        for draft in made:
            self.casting.cast(draft, self.limits.bill_signers)
        in_session = [d for d in made if d.in_session and d.path not in _NO_ORIGINAL]
        originals = [d for d in in_session if d.path in ("published", "closed_sealed", "promise_kept")] or in_session
        for n, path in enumerate(twins if originals else ()):
            original = originals[n % len(originals)]
            twin = self.casting.twin(original, path, original.submitted_on)
            self.casting.cast(twin, self.limits.bill_signers)
            made.append(twin)
        return made

    def _session_for(self, path: str, sessions, begin: date, end: date, newest: bool) -> Session | None:
        """The session of a story, or None in recess; what must be finished does not start too late."""
        if path in ("promise_kept", "promise_broken", "dissatisfied_twice") and newest:
            return sessions[0] if sessions and self.rng.random() < 0.7 else None
        if path in IN_SESSION_ONLY:
            return self.rng.choice(sessions)
        return self.rng.choice(sessions) if self.rng.random() < 0.58 else None

    def _recess_day(self, path: str, begin: date, end: date) -> date:
        if path in ("promise_kept", "promise_broken", "dissatisfied_twice"):
            end = begin + (end - begin) / 3
        return recess_day(self.rng, begin, min(end, self.today - timedelta(days=14)))

    def _one(self, day: date, path: str, session: Session | None) -> Draft:
        draft = self.casting.draft(path, day)
        draft.session, draft.in_session = session, session is not None
        return draft

    def _add_sagas(self, made: list[Draft]) -> None:
        """Puts this period's chapter of each long story in the place of an ordinary one."""
        spare = [n for n, d in enumerate(made) if d.in_session and d.path in ("published", "promise_kept", "closed_sealed")]
        for (key, village_index), n in zip(SAGAS, spare, strict=False):
            plain = made[n]
            chapter = self.casting.saga(key, village_index, self.sagas.get(key), plain.path, plain.submitted_on)
            chapter.session, chapter.in_session = plain.session, plain.in_session
            made[n] = self.sagas[key] = chapter

    def _open(self, made: list[Draft]) -> list[Draft]:
        """The stories that stand open on the last day, some overdue, some due this week."""
        opened = []
        for path, due_in, last in _OPEN:
            ago = {"draft_only": (0, 6), "submitted_waiting": (0, 3), "registered_waiting": (3, 6)}.get(path)
            if due_in is None:
                day = self.today - timedelta(days=self.rng.randint(*ago))
            else:
                due = self.today + timedelta(days=due_in)
                day = add_months(due, -self.limits.reply_months)
            draft = self._one(self._workday_before(day), path, None)
            draft.waits_for, draft.last_kind = due_in, last
            self.casting.cast(draft, self.limits.bill_signers)
            opened.append(draft)
        recent = next(d for d in opened if d.path == "handling_on_time" and d.waits_for == 60)
        twin = self.casting.twin(recent, "submitted_waiting", self._workday_before(self.today))
        twin.last_kind = "cosigned"
        self.casting.cast(twin, self.limits.bill_signers)
        return [*opened, twin]

    def _workday_before(self, day: date) -> date:
        while not self.is_workday(day):
            day -= timedelta(days=1)
        return day

    def _write(self, draft: Draft) -> None:
        """Writes the steps, keeps those up to today, and names the path after what has happened."""
        rng, topic = self.rng, draft.topic
        if draft.path == "promise_open" and not self._may_stay_open(draft):
            draft.path = "promise_kept"
        draft.result = result_of(rng, topic, draft.path)
        draft.supports = tuple(unit for unit in topic.supports if rng.random() < 0.6)[:2]
        wrong = rng.choice([key for key in self.keys if key != topic.lead and key not in draft.supports])
        handover = self._handover_on(draft.session) if draft.session else None
        plot = Plot(
            path=draft.path, start=draft.submitted_on, author=draft.deputy_index, cosigners=draft.cosigners,
            lead=topic.lead, wrong_lead=wrong, supports=draft.supports, result=draft.result, handover_on=handover,
            leader=rng.choice(_LEADERS), merged_with=draft.twin, promise_by=self._promise_by(draft),
            satisfied=rng.random() < 0.72, open_until=self.today if draft.waits_for is not None and draft.path in _UNANSWERED else None,
        )
        script = Script(plot, rng, self.limits, self.today, self.is_workday)
        if draft.waits_for is not None:
            self._start_so_that_due_fits(script, draft)
        steps = script.write()
        draft.steps = [self._with_twin(step, draft) for step in steps if step.on <= self.today]
        if draft.last_kind:
            draft.steps = _stopped(draft.steps, draft.last_kind)
        if not (draft.path == "late_reply" and draft.waits_for is not None):
            draft.path = named_path(draft.path, draft.steps)

    def _start_so_that_due_fits(self, script: Script, draft: Draft) -> None:
        """Handed over on the very day that makes the reply due when the story wants it."""
        day = draft.submitted_on
        script.plot = replace(script.plot, start=self._workday_before(day - timedelta(days=8)), handover_on=day)
        script.on = draft.submitted_on = script.plot.start

    def _handover_on(self, session: Session) -> date:
        day = session.closes_on + timedelta(days=12 + session.number % 5)
        while not self.is_workday(day):
            day += timedelta(days=1)
        return day

    def _may_stay_open(self, draft: Draft) -> bool:
        """A promise made long ago has been settled by now."""
        return (self.today - draft.submitted_on).days < 500

    def _promise_by(self, draft: Draft) -> date | None:
        rng, path = self.rng, draft.path
        if path == "promise_open":
            return max(self.today + timedelta(days=rng.randint(3, 280)), draft.submitted_on + timedelta(days=200))
        if path in PROMISES:
            return draft.submitted_on + timedelta(days=rng.randint(170, 290))
        return None

    @staticmethod
    def _with_twin(step: Step, draft: Draft) -> Step:
        if step.kind != "merged":
            return step
        return Step(step.kind, step.on, step.by, step.unit, {"into": draft.twin.number})


def _stopped(steps: list[Step], last_kind: str) -> list[Step]:
    """The steps up to the last one of ``last_kind`` (or before registration, when nobody co-signs)."""
    kinds = [step.kind for step in steps]
    if last_kind in kinds:
        return steps[: len(kinds) - kinds[::-1].index(last_kind)]
    return steps[: kinds.index("submitted") + 1] if last_kind == "cosigned" else steps


def named_path(path: str, steps: list[Step]) -> str:
    """The path that the steps so far show; an unfinished one is named after where it stands."""
    kinds = [step.kind for step in steps]
    mark = PATHS[path]
    if path == "promise_open" and "promise_kept" in kinds:
        return "promise_kept"
    if mark and mark in kinds:
        return path
    if kinds[-1] == "sealed":
        return "published" if "published" in kinds else "closed_sealed"
    if "verdict_given" in kinds or "replied" in kinds:
        return "awaiting_verdict"
    if "assigned" in kinds:
        return "handling_on_time"
    if "registered" in kinds:
        return "registered_waiting"
    return "submitted_waiting" if "submitted" in kinds else "draft_only"


def _opinions(rng: Random, cast: people.Cast, drafts: list[Draft], villages, start: date, today: date):
    """A villager's letter behind every fourth suggestion, and some that nobody has taken up yet."""
    made = []
    channels = ("来信", "来访", "电话", "联络站留言", "走访记录")

    def letter(key: str, day: date, village_key: str, topic_key: str) -> Opinion:
        sex = rng.choice("男女")
        name = cast.book.name(sex, rng.randint(1950, 1990))
        return Opinion(key, day, rng.choice(channels), name, cast.book.mobile(), village_key, topic_key, rng.randrange(5))

    for draft in drafts:
        draft.has_private_data = rng.random() < 0.03 and draft.path not in ("declined_by_gate", "draft_only")
        if not draft.topic.unsuitable and not draft.twin and (draft.has_private_data or rng.random() < 0.25):
            day = draft.submitted_on - timedelta(days=rng.randint(4, 40))
            draft.opinion_key = f"o{len(made) + 1:04d}"
            made.append(letter(draft.opinion_key, day, draft.village.key, draft.topic.key))
    rural = [v for v in villages if not v.is_community]
    topics = [d.topic for d in drafts if d.topic.where == "village" and not d.topic.unsuitable]
    for _ in range(max(12, len(drafts) // 12)):
        day = recess_day(rng, max(start, today - timedelta(days=700)), today)
        village, topic = rng.choice(rural), rng.choice(topics)
        made.append(letter(f"o{len(made) + 1:04d}", day, village.key, topic.key))
    return tuple(made)


def _story(rng: Random, draft: Draft) -> Story:
    kinds = {step.kind for step in draft.steps}
    return Story(
        number=draft.number, topic=draft.topic.key, variant=draft.variant, village_key=draft.village.key,
        group=draft.group, line_key=draft.line_key, year=draft.submitted_on.year, in_session=draft.in_session,
        session_key=draft.session.key if draft.session else None, submitted_on=draft.submitted_on,
        deputy_index=draft.deputy_index, cosigner_indexes=draft.cosigners, path=draft.path,
        form="bill" if draft.path.startswith("bill_") else "suggestion",
        channel=rng.choices(("phone", "paper", "web"), (45, 40, 15))[0], lead=draft.topic.lead, supports=draft.supports,
        result=draft.result if "replied" in kinds else "", opinion_key=draft.opinion_key,
        previous=draft.previous.number if draft.previous else None,
        duplicate_of=draft.twin.number if draft.twin else None, is_urgent=rng.random() < 0.06,
        has_private_data=draft.has_private_data, steps=tuple(draft.steps),
    )
