"""Which topic, place, deputies and path each story gets, before its dates are written."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from .model import Deputy, Session, Step, Village
from .topics import BILLS, BY_KEY, PROPER, UNSUITABLE, Topic

# path -> share of the finished stories of a period
WEIGHTS = {
    "published": 18, "closed_sealed": 10, "returned_by_unit_then_reassigned": 5, "objection_to_assignment": 3,
    "merged_into": 4, "late_reply": 5, "extended": 6, "passed_up": 7, "dissatisfied_reopened_then_satisfied": 5,
    "dissatisfied_twice": 2, "promise_open": 7, "promise_kept": 10, "promise_broken": 5, "key_suggestion": 4,
    "bill_turned_into_suggestion": 2, "bill_listed": 1, "withdrawn": 2, "declined_by_gate": 4,
    "not_judged_in_time": 4, "withheld_confidential": 2,
}
IN_SESSION_ONLY = ("bill_turned_into_suggestion", "bill_listed")
SAGAS = (("road-repair", 3), ("canal-lining", 10), ("drain", 20), ("tap-water", 11))  # topic, village index


@dataclass(slots=True)
class Draft:
    """A story in the making; ``previous``, ``twin`` point at other drafts."""

    topic: Topic
    village: Village
    group: str
    path: str
    line_key: str = ""
    variant: int = 0
    in_session: bool = False
    session: Session | None = None
    submitted_on: date = date.min
    deputy_index: int = 0
    cosigners: tuple[int, ...] = ()
    previous: Draft | None = None
    twin: Draft | None = None
    waits_for: int | None = None  # days until the reply is due, for stories that stand open on purpose
    last_kind: str = ""  # the step after which such a story stops, "" for none
    supports: tuple[str, ...] = ()
    result: str = ""
    opinion_key: str | None = None
    has_private_data: bool = False
    number: int = 0
    steps: list[Step] = field(default_factory=list)


def deck(rng: Random, count: int) -> list[str]:
    """``count`` paths in the shares of :data:`WEIGHTS`, every path at least once when there is room."""
    total = sum(WEIGHTS.values())
    paths = [path for path, share in WEIGHTS.items() for _ in range(max(1, round(share * count / total)))]
    while len(paths) < count:
        paths.append(rng.choice(("published", "closed_sealed", "promise_kept")))
    while len(paths) > count:
        paths.remove("published" if "published" in paths else paths[-1])
    rng.shuffle(paths)
    return paths


class Casting:
    """Deals topics, places and deputies; remembers lines so that matters come back over the years."""

    def __init__(self, rng: Random, villages: tuple[Village, ...], deputies: tuple[Deputy, ...]) -> None:
        self.rng, self.villages, self.deputies = rng, villages, deputies
        self._deck: list[Topic] = []
        self._used: dict[str, int] = defaultdict(int)
        self._lines: list[Draft] = []
        self._by_village: dict[str, list[Deputy]] = defaultdict(list)
        for deputy in deputies:
            if deputy.mandates[-1].seat > 3:
                self._by_village[deputy.person.village_key or ""].append(deputy)

    def _topic(self) -> Topic:
        if not self._deck:
            self._deck = list(PROPER)
            self.rng.shuffle(self._deck)
        return self._deck.pop()

    def draft(self, path: str, day: date) -> Draft:
        """A new story on ``day``; now and then an old matter that was not settled comes back."""
        if path == "declined_by_gate":
            made = self._placed(UNSUITABLE[self._count("gate") % len(UNSUITABLE)], path, day)
        elif path == "bill_listed":
            made = self._placed(BILLS[self._count("bill") % len(BILLS)], path, day)
        else:
            old = self._returning(day) if self.rng.random() < 0.10 else None
            made = self.again(old, path) if old else self._placed(self._fitting(path), path, day)
        self.remember(made, day)
        return made

    def _count(self, what: str) -> int:
        self._used[what] += 1
        return self._used[what] - 1

    def _fitting(self, path: str) -> Topic:
        """The next topic of the deck that a path can happen to."""
        for _ in range(len(PROPER)):
            topic = self._topic()
            if path != "passed_up" or topic.upward:
                return topic
            self._deck.insert(0, topic)
        return topic

    def _placed(self, topic: Topic, path: str, day: date) -> Draft:
        fit = [v for v in self.villages
               if topic.where == "any" or v.is_community == (topic.where == "community")]
        village = self.rng.choice(fit)
        group = self.rng.choice(village.groups)
        return Draft(topic, village, group, path, line_key=f"{topic.key}/{village.key}/{group}/{day.year}")

    def saga(self, key: str, village_index: int, previous: Draft | None, path: str, day: date) -> Draft:
        """The next story of a matter that comes every year."""
        village = self.villages[village_index]
        made = self.again(previous, path) if previous else Draft(
            BY_KEY[key], village, village.groups[0], path, line_key=f"{key}/{village.key}/{village.groups[0]}/{day.year}")
        self.remember(made, day)
        return made

    def again(self, old: Draft, path: str) -> Draft:
        return Draft(old.topic, old.village, old.group, path, line_key=old.line_key, previous=old)

    def remember(self, draft: Draft, day: date) -> None:
        draft.submitted_on = day
        draft.variant = self._used[draft.topic.key]
        self._used[draft.topic.key] += 1
        if draft.topic.recurring and not draft.twin:
            self._lines.append(draft)

    def _returning(self, day: date) -> Draft | None:
        """A matter of one or two years ago that may come up again, taken off the list."""
        self._lines = [d for d in self._lines if (day - d.submitted_on).days < 900]
        ripe = [d for d in self._lines if (day - d.submitted_on).days > 300 and d.path not in ("withdrawn", "merged_into")]
        if not ripe:
            return None
        old = self.rng.choice(ripe)
        self._lines.remove(old)
        return old

    def twin(self, original: Draft, path: str, day: date) -> Draft:
        """Another deputy writes the same in the same session."""
        made = Draft(original.topic, original.village, original.group, path, line_key=original.line_key, twin=original,
                     variant=original.variant, in_session=original.in_session, session=original.session,
                     previous=original.previous)
        made.submitted_on = day
        return made

    def cast(self, draft: Draft, signers: int) -> None:
        """Author and co-signers with a seat on the day, neighbours first."""
        rng, day = self.rng, draft.submitted_on
        taken = {draft.twin.deputy_index, *draft.twin.cosigners} if draft.twin else set()
        seated = [d for d in self._by_village[draft.village.key] if d.mandate_on(day) and d.index not in taken]
        if not seated or rng.random() < 0.12:
            seated = [d for d in self._anyone(day) if d.index not in taken] or seated
        author = rng.choice(seated)
        draft.deputy_index = author.index
        chance = rng.random()
        count = (0 if draft.topic.unsuitable else signers - 1 + rng.randint(0, 2) if draft.path.startswith("bill_")
                 else 0 if chance < 0.58 else rng.randint(1, 3) if chance < 0.92 else rng.randint(4, 6))
        others = [d.index for d in self._anyone(day) if d.index != author.index]
        if len(others) < count:
            others = [d.index for seats in self._by_village.values() for d in seats if d.mandate_on(day) and d is not author]
        draft.cosigners = tuple(sorted(rng.sample(others, min(count, len(others)))))

    def _anyone(self, day: date) -> list[Deputy]:
        pool: list[Deputy] = []
        for village in self.rng.sample(self.villages, min(7, len(self.villages))):
            pool += [d for d in self._by_village[village.key] if d.mandate_on(day)]
        return pool


def result_of(rng: Random, topic: Topic, path: str) -> str:
    """The result class that the reply will have."""
    if path == "passed_up":
        return "passed_up"
    if path.startswith("promise_"):
        return rng.choice(("planned", "planned", "solving"))
    if path in ("dissatisfied_twice", "dissatisfied_reopened_then_satisfied"):
        return rng.choice(("not_yet_possible", "solving", "reference"))
    roll = rng.random()
    if roll < 0.62:
        return "solved"
    if roll < 0.76:
        return "not_yet_possible"
    if roll < 0.84:
        return "reference"
    return "solving" if topic.typical != "solved" else "solved"


def recess_day(rng: Random, start: date, end: date) -> date:
    """A day of the week in the period, rarely on a Sunday evening from the phone."""
    day = start + timedelta(days=rng.randrange(max(1, (end - start).days)))
    return day if day.weekday() < 5 or rng.random() < 0.2 else day - timedelta(days=day.weekday() - 3)
