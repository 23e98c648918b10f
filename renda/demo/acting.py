"""Who takes a step: the person who would, by account; who has none is keyed by the office, as on paper."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from renda.demo.content.model import Story
from renda.demo.furnishing import Rows
from renda.foundation import clock
from renda.kernel.access.actors import Actor, of_account

OFFICE, CLERK, CHAIR = "p-npc-director", "p-npc-clerk-1", "d000"


class Actors:
    """The actors of one town, looked up once per person until somebody's post or seat begins or ends."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.turns = turning_days(rows)
        self.stretch = -1
        self.known: dict[str, Actor] = {}

    def person(self, key: str) -> Actor | None:
        """The actor behind a person of the plan today; None without an account."""
        stretch = bisect_right(self.turns, clock.today())
        if self.stretch != stretch:
            self.stretch, self.known = stretch, {}
        if key not in self.known and key in self.rows.accounts:
            self.known[key] = of_account(self.rows.accounts[key])
        return self.known.get(key)

    def staff(self, key: str = OFFICE) -> Actor:
        """Somebody of the office or the chair."""
        found = self.person(key)
        if found is None:
            raise LookupError(f"{key} has no account in the demonstration town")
        return found

    def deputy(self, index: int, mandate=None) -> Actor | None:
        """The deputy with an account, whose seat (``mandate``, when given) runs today; else None."""
        found = self.person(self.rows.plan.deputies[index].person.key)
        if found is None or not found.is_("deputy"):
            return None
        return found if mandate is None or mandate.pk in found.mandate_ids else None

    def unit(self, unit_key: str) -> Actor | None:
        """Whoever works for a unit in the system; None when the unit has no account."""
        return self.person(self.rows.plan.unit(unit_key).contact_key)

    def of_unit(self, unit_key: str) -> tuple[Actor, dict]:
        """Who keys for a unit, and what the step needs besides: its own account, or the office naming the unit."""
        found = self.unit(unit_key)
        return (found, {}) if found else (self.staff(CLERK), {"unit": self.rows.units[unit_key]})

    def author(self, story: Story) -> Actor | None:
        return self.deputy(story.deputy_index, self.rows.mandate(story.deputy_index, story.submitted_on))


def turning_days(rows: Rows) -> list[date]:
    """The days on which a seat, a post or a term of the plan begins or ends."""
    plan = rows.plan
    days = {day for deputy in plan.deputies for seat in deputy.mandates for day in (seat.elected_on, seat.ended_on) if day}
    days |= {day for post in plan.posts for day in (post.from_on, post.to_on) if day}
    return sorted(days | {term.starts_on for term in plan.terms})
