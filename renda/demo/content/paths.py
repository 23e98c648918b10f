"""What happens to a suggestion on each path, step by step with dates.

A path is written to its end; the plan then keeps what lies before today, so that recent
suggestions stand in every open state by themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from .model import Step

# What ``Step.data`` holds, by kind (all others: empty):
#   submitted form; cosign_asked deputies [int]; merged into (story number); key_selected leader (person key);
#   assigned/reassigned supports [unit keys] (Step.unit is the lead); returned better (unit key);
#   objection_decided upheld; progressed stage 0..2; consulted turn; extension_asked/granted latest_on (ISO);
#   replied turn, result, promise_by (ISO or None); promise_made until (ISO); verdict_asked turn;
#   verdict_given turn, attitude, result (satisfied|mostly|dissatisfied), answers_ask; bill_voted passed
KINDS = (
    "drafted", "submitted", "cosign_asked", "cosigned", "gate_advised", "declined", "withdrawn", "converted",
    "bill_listed", "bill_voted", "registered", "receipt_given", "merged", "key_selected", "assigned", "signed_for",
    "returned", "reassigned", "objected", "objection_decided", "consulted", "progressed", "support_opinion",
    "extension_asked", "extension_granted", "reminded", "supervision_letter", "presidium_heard", "passed_up",
    "upward_answered", "site_visited", "replied", "verdict_asked", "verdict_reminded", "verdict_given", "not_judged",
    "reopened", "joint_review", "promise_made", "promise_kept", "promise_broken", "published", "withheld", "sealed",
)
# path -> the step that shows it has been taken ("" = only its open state shows it)
PATHS: dict[str, str] = {
    "draft_only": "drafted", "submitted_waiting": "", "registered_waiting": "", "handling_on_time": "",
    "awaiting_verdict": "", "returned_by_unit_then_reassigned": "returned", "objection_to_assignment": "objected",
    "merged_into": "merged", "late_reply": "supervision_letter", "extended": "extension_asked",
    "passed_up": "passed_up", "dissatisfied_reopened_then_satisfied": "reopened",
    "dissatisfied_twice": "joint_review", "promise_open": "promise_made", "promise_kept": "promise_kept",
    "promise_broken": "promise_broken", "key_suggestion": "key_selected",
    "bill_turned_into_suggestion": "converted", "bill_listed": "bill_listed", "withdrawn": "withdrawn",
    "declined_by_gate": "declined", "not_judged_in_time": "not_judged", "closed_sealed": "sealed",
    "published": "published", "withheld_confidential": "withheld",
}
PROMISES = ("promise_open", "promise_kept", "promise_broken")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long things may take, for the stories' own pace; the caller passes the rulebook's values.

    Months and working days; the defaults only make the generator usable by itself.
    """

    reply_months: int = 3
    longest_months: int = 6
    feedback_workdays: int = 15
    bill_signers: int = 5


def add_months(day: date, months: int) -> date:
    """The same day ``months`` later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise ValueError(f"no day {day} + {months} months")


def usual_workday(day: date) -> bool:
    """Monday to Friday outside the holidays with a fixed date; callers may pass the real calendar."""
    fixed = (day.month, day.day)
    return day.weekday() < 5 and not (fixed == (1, 1) or (5, 1) <= fixed <= (5, 5) or (10, 1) <= fixed <= (10, 7))


@dataclass(frozen=True, slots=True)
class Plot:
    """What a script needs to know of its story."""

    path: str
    start: date
    author: int
    cosigners: tuple[int, ...]
    lead: str
    wrong_lead: str
    supports: tuple[str, ...]
    result: str
    handover_on: date | None  # hand-over meeting after a session
    leader: str
    merged_with: Any
    promise_by: date | None
    satisfied: bool
    open_until: date | None  # not answered before this day


class Script:
    """Writes the steps of one story; the cursor never goes back and rests on working days."""

    def __init__(self, plot: Plot, rng: Random, limits: Limits, today: date,
                 is_workday: Callable[[date], bool]) -> None:
        self.plot, self.rng, self.limits, self.today, self.is_workday = plot, rng, limits, today, is_workday
        self.on = plot.start
        self.steps: list[Step] = []
        self.lead = plot.lead
        self.due = plot.start

    def at(self, kind: str, by: int | str | None = None, unit: str | None = None, **data: Any) -> None:
        self.steps.append(Step(kind, self.on, by, unit, data))

    def roll(self, day: date) -> date:
        while not self.is_workday(day):
            day += timedelta(days=1)
        return day

    def go(self, low: int, high: int) -> None:
        """Moves ``low`` to ``high`` calendar days on, then to a working day."""
        self.on = self.roll(self.on + timedelta(days=self.rng.randint(low, high)))

    def go_workdays(self, count: int) -> None:
        for _ in range(count):
            self.on = self.roll(self.on + timedelta(days=1))

    def go_to(self, day: date) -> None:
        self.on = self.roll(max(day, self.on))

    def write(self) -> list[Step]:
        """All steps of the path, also those after today."""
        path = self.plot.path
        if path == "draft_only":
            self.at("drafted", self.plot.author)
            return self.steps
        self._submit()
        if path == "declined_by_gate":
            self.at("gate_advised", "p-npc-director")
            self.go(0, 2)
            self.at("declined", "p-npc-director")
        elif path == "bill_listed":
            self._bill()
        elif self._register():
            self._hand_over()
            self._handle()
            self._answer_and_after()
        return self.steps

    def _submit(self) -> None:
        plot = self.plot
        self.at("drafted", plot.author)
        self.at("submitted", plot.author, form="bill" if plot.path.startswith("bill") else "suggestion")
        if plot.cosigners:
            self.at("cosign_asked", plot.author, deputies=list(plot.cosigners))
            for deputy in plot.cosigners:
                if not plot.handover_on:
                    self.go(0, 1)
                self.at("cosigned", deputy)
        if plot.path == "bill_turned_into_suggestion":
            self.at("converted", "p-npc-director")

    def _bill(self) -> None:
        self.at("bill_listed", "d000")
        self.go_workdays(1)
        self.at("bill_voted", "d000", passed=True)
        self.go(20, 40)
        self.at("sealed", "p-npc-director")

    def _register(self) -> bool:
        """Registration; False when the story ends here."""
        self.go(0, 2)
        self.at("registered", "p-npc-clerk-1")
        self.at("receipt_given", "p-npc-clerk-1")
        if self.plot.path == "merged_into":
            self.go(0, 2)
            self.at("merged", "p-npc-director", into=None)
            return False
        if self.plot.path == "withdrawn" and self.rng.random() < 0.6:
            self.go(2, 6)
            self.at("withdrawn", self.plot.author)
            return False
        return True

    def _hand_over(self) -> None:
        plot = self.plot
        if plot.handover_on:
            self.go_to(plot.handover_on)
        else:
            self.go_workdays(self.rng.randint(1, 4))
        if plot.path == "key_suggestion":
            self.at("key_selected", "d000", leader=plot.leader)
        first = plot.wrong_lead if plot.path in ("returned_by_unit_then_reassigned", "objection_to_assignment") else plot.lead
        self._assign("assigned", first)
        if plot.path == "returned_by_unit_then_reassigned":
            self.go(3, 8)
            self.at("returned", f"u-{first}-head", first, better=plot.lead)
            self.go(1, 4)
            self._assign("reassigned", plot.lead)
        elif plot.path == "objection_to_assignment":
            self.go(2, 5)
            self.at("objected", plot.author, first)
            self.go(1, 4)
            self.at("objection_decided", "d000", upheld=True)
            self._assign("reassigned", plot.lead)

    def _assign(self, kind: str, lead: str) -> None:
        supports = [unit for unit in self.plot.supports if unit != lead]
        self.at(kind, "d000", lead, supports=supports)
        self.due = add_months(self.on, self.limits.reply_months)

    def _handle(self) -> None:
        plot = self.plot
        contact = f"u-{plot.lead}-contact"
        self.go(0, 3)
        self.at("signed_for", contact, plot.lead)
        if plot.path == "withdrawn":
            self.go(5, 12)
            self.at("withdrawn", plot.author)
            return
        self.go(3, 9)
        self.at("progressed", contact, plot.lead, stage=0)
        self.go(3, 10)
        self.at("consulted", contact, plot.lead, turn=0)
        for unit in plot.supports:
            self.go(1, 4)
            self.at("support_opinion", f"u-{unit}-contact", unit)
        if plot.path == "passed_up":
            self.go(2, 6)
            self.at("passed_up", f"u-{plot.lead}-head", plot.lead)
        self.go(4, 12)
        self.at("progressed", contact, plot.lead, stage=1)
        if plot.path == "key_suggestion":
            self.go(2, 8)
            self.at("site_visited", plot.leader)

    def _answer_and_after(self) -> None:
        plot = self.plot
        if plot.path == "withdrawn":
            return
        self._reach_reply_day()
        self._reply(1)
        if plot.path == "not_judged_in_time":
            self.go_workdays(self.limits.feedback_workdays)
            self.at("verdict_reminded", "p-npc-clerk-1")
            self.go_workdays(2)
            self.at("not_judged")
        elif plot.path.startswith("dissatisfied"):
            self._dissatisfied()
        else:
            self._verdicts("satisfied" if plot.satisfied else "mostly", 1)
        if plot.path == "passed_up":
            self.go(30, 110)
            self.at("upward_answered", "p-npc-clerk-1")
        if plot.path in PROMISES:
            self._promise()
        self._close()

    def _reach_reply_day(self) -> None:
        plot, rng = self.plot, self.rng
        if plot.path == "late_reply" or plot.open_until:
            self.go_to(self.due - timedelta(days=rng.randint(9, 12)))
            self.at("reminded", "p-npc-clerk-1", plot.lead)
        if plot.path == "late_reply":
            self.go_to(self.due + timedelta(days=rng.randint(3, 6)))
            self.at("supervision_letter", "d000", plot.lead)
            self.go(8, 14)
            self.at("presidium_heard", "d000", plot.lead)
            self.go(4, 15)
        elif plot.path == "extended":
            self.go_to(self.due - timedelta(days=rng.randint(9, 16)))
            latest = add_months(self.due, self.limits.longest_months - self.limits.reply_months)
            latest -= timedelta(days=rng.randint(1, 40))
            self.at("extension_asked", f"u-{plot.lead}-head", plot.lead, latest_on=latest.isoformat())
            self.go_workdays(2)
            self.at("extension_granted", "d000", plot.lead, latest_on=latest.isoformat())
            self.go_to(latest - timedelta(days=rng.randint(6, 20)))
        else:
            room = max(1, (self.due - self.on).days - 8)
            self.go(min(4, room), max(4, min(30, room)))
        if plot.open_until:
            self.go_to(plot.open_until + timedelta(days=1))

    def _reply(self, turn: int) -> None:
        plot = self.plot
        self.at("progressed", f"u-{plot.lead}-contact", plot.lead, stage=2)
        by = plot.promise_by.isoformat() if plot.promise_by else None
        self.at("replied", f"u-{plot.lead}-head", plot.lead, turn=turn, result=plot.result, promise_by=by)
        if plot.promise_by and turn == 1:
            self.at("promise_made", None, plot.lead, until=by)
        self.go_workdays(1)
        self.at("verdict_asked", "p-npc-clerk-1", turn=turn)

    def _verdicts(self, level: str, turn: int) -> None:
        """Each author judges; co-signers mostly agree with the first."""
        for n, deputy in enumerate((self.plot.author, *self.plot.cosigners)):
            self.go(1, 4 if n else 8)
            own = level if n == 0 or self.rng.random() < 0.75 else "mostly"
            attitude = "mostly" if level == "dissatisfied" else "satisfied"
            self.at("verdict_given", deputy, turn=turn, attitude=attitude, result=own,
                    answers_ask=own != "dissatisfied")

    def _dissatisfied(self) -> None:
        plot = self.plot
        self._verdicts("dissatisfied", 1)
        self.go(1, 3)
        self.at("reopened", "p-npc-director", plot.lead)
        self.go(4, 9)
        self.at("consulted", f"u-{plot.lead}-head", plot.lead, turn=1)
        self.go(8, 15)
        self._reply(2)
        twice = plot.path == "dissatisfied_twice"
        self._verdicts("dissatisfied" if twice else "satisfied" if plot.satisfied else "mostly", 2)
        if twice:
            self.go(6, 12)
            self.at("joint_review", "d000", plot.lead)
            self.go(10, 20)
            self.at("presidium_heard", "d000", plot.lead)

    def _promise(self) -> None:
        plot, by = self.plot, self.plot.promise_by
        if plot.path == "promise_kept":
            self.go_to(by - timedelta(days=self.rng.randint(1, 15)))
            self.at("promise_kept", f"u-{plot.lead}-contact", plot.lead)
            return
        self.go_to(by + timedelta(days=1))
        if plot.path == "promise_broken":
            self.at("promise_broken", None, plot.lead)
            self.go(5, 10)
            self.at("reminded", "p-npc-director", plot.lead)
            self.go(240, 420)
            self.at("promise_kept", f"u-{plot.lead}-contact", plot.lead)

    def _close(self) -> None:
        path = self.plot.path
        if path == "withheld_confidential":
            self.go(2, 6)
            self.at("withheld", "p-npc-director")
        elif path != "closed_sealed":
            self.go_to(next_publication(self.on))
            self.at("published", "p-npc-clerk-1")
        self.go(3, 20)
        self.at("sealed", "p-npc-director")


def next_publication(day: date) -> date:
    """The half-yearly day of publication on or after ``day``."""
    for candidate in (date(day.year, 6, 25), date(day.year, 12, 25)):
        if candidate >= day:
            return candidate
    return date(day.year + 1, 6, 25)
