"""What the system sees by itself, so that nobody has to tick it.

Whoever knows a fact registers it once, when the application starts::

    facts.register("materials_packed", "材料都装好袋了", packed_on)   # packed_on(session) -> date | None

``session`` is the :class:`CongressSession`. The keys the shipped steps ask for stand in ``law/session_steps.yaml``;
a key nobody has registered is simply ticked by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from renda.kernel.documents.models import Paper
from renda.kernel.people.models import CongressSession

Seen = Callable[[CongressSession], date | None]


@dataclass(frozen=True)
class Fact:
    key: str
    label: str
    seen: Seen


@dataclass(frozen=True)
class SentPaper:
    """A paper of a template that went out (or was filed), and when."""

    template: str
    on: date
    paper: Paper


@dataclass(frozen=True)
class Attendance:
    """How many deputies the sign-in has counted, of how many."""

    present: int
    base: int


@dataclass(frozen=True)
class Unfinished:
    """What is still open. ``must``: it has to be ended first; ``rule`` wants it so."""

    text: str
    mend: str
    must: bool = True
    rule: str = ""


Papers = Callable[[Iterable[str], date, date], list[SentPaper]]
_facts: dict[str, Fact] = {}
_papers: list[Papers] = []
_attendance: list[Callable[[CongressSession], Attendance | None]] = []
_unfinished: list[Callable[[CongressSession], list[Unfinished]]] = []
_before_opening: list[Callable[[CongressSession], list[Unfinished]]] = []
_decided: list[Callable[[CongressSession], list[str]]] = []
_done_for_good: list[Callable[[CongressSession], list[str]]] = []


def register(key: str, label: str, seen: Seen) -> None:
    """Tell when the fact ``key`` came true for a session. Raises ValueError for a key registered twice."""
    if key in _facts:
        raise ValueError(f"“{key}”登记了两次")
    _facts[key] = Fact(key, label, seen)


def papers_with(found: Papers) -> Papers:
    """Decorator: where papers that went out are found; ``found(templates, since, until)``, the latest first."""
    _papers.append(found)
    return found


def attendance_with(count: Callable[[CongressSession], Attendance | None]):
    """Decorator: where the sign-in is counted; None while nobody has signed in."""
    _attendance.append(count)
    return count


def unfinished_with(find: Callable[[CongressSession], list[Unfinished]]):
    """Decorator: where one looks for what is still going on."""
    _unfinished.append(find)
    return find


def before_opening_with(find: Callable[[CongressSession], list[Unfinished]]):
    """Decorator: where one looks for what should have been settled before the opening."""
    _before_opening.append(find)
    return find


def decided_with(find: Callable[[CongressSession], list[str]]):
    """Decorator: where the results of a session are found, a sentence each."""
    _decided.append(find)
    return find


def done_for_good_with(find: Callable[[CongressSession], list[str]]):
    """Decorator: where one looks for what can't be taken back any more, a sentence each."""
    _done_for_good.append(find)
    return find


def done_for_good(session: CongressSession) -> list[str]:
    """What has gone out to people or has happened at the session."""
    return [sentence for find in _done_for_good for sentence in find(session)]


def before_opening(session: CongressSession) -> list[Unfinished]:
    return [one for find in _before_opening for one in find(session)]


def unfinished(session: CongressSession) -> list[Unfinished]:
    return [one for find in _unfinished for one in find(session)]


def decided(session: CongressSession) -> list[str]:
    """What the session has decided so far."""
    return [sentence for find in _decided for sentence in find(session)]


def seen(session: CongressSession, keys: Iterable[str]) -> Mapping[str, date]:
    """The facts among ``keys`` that have come true, with their day; each is asked once."""
    days = {key: _facts[key].seen(session) for key in sorted(set(keys)) if key in _facts}
    return {key: day for key, day in days.items() if day is not None}


def label(key: str) -> str:
    """What the system saw, in words."""
    return _facts[key].label if key in _facts else ""


def papers(templates: Iterable[str], since: date, until: date) -> list[SentPaper]:
    """The papers of these templates that went out in the time, the earliest first."""
    wanted = sorted(set(templates))
    found = [one for source in _papers for one in source(wanted, since, until)] if wanted else []
    return sorted(found, key=lambda one: (one.on, str(one.paper.pk)))


def attendance(session: CongressSession) -> Attendance | None:
    """The sign-in's count, where there is one."""
    for count in _attendance:
        if (found := count(session)) is not None:
            return found
    return None
