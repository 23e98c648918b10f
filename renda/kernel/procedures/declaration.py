"""What a module may declare about its work. A procedure is data; the executor runs it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from renda.kernel.archive.composition import WHOLE, Composition
from renda.kernel.dossiers.filing import Required

NEW = "new"
STAY = None

Guard = Callable[["Any"], list["Reason"]]


@dataclass(frozen=True)
class Reason:
    """Why a step can't be done (``blocks``) or should be thought over: words, rule and articles.

    ``mend`` says in plain words what to do about it.
    """

    text: str
    mend: str = ""
    rule: str = ""
    articles: tuple[str, ...] = ()
    blocks: bool = True


@dataclass(frozen=True)
class State:
    """``light``: key of the status light; ``closed``: the matter is over; ``short``: word on the step bar."""

    key: str
    label: str
    light: str = "doing"
    closed: bool = False
    main: bool = True


@dataclass(frozen=True)
class StartsDeadline:
    """A deadline that begins with a transition.

    ``start(step)`` gives the first day of the count (today when left out), ``day(step)`` a named last day
    instead of a counted one; ``case(step)`` a special case of the rule, ``name(step)`` which of its
    durations; ``waits_for`` the verb whose holder must act; ``unit``/``person(step)`` list for whom.
    """

    key: str
    rule: str
    label: str
    waits_for: str
    start: Callable | None = None
    day: Callable | None = None
    case: Callable | None = None
    name: Callable | None = None
    unit: Callable | None = None
    person: Callable | None = None
    when: Callable | None = None
    internal: bool = False


@dataclass(frozen=True)
class Need:
    """A piece of data a transition takes. ``kind`` tells the form which field to show.

    kind: text | long | date | choice | unit | units | deputy | deputies | leader | suggestion | files |
    boolean | phone | number. ``choices`` may be a callable of the matter.
    """

    key: str
    label: str
    kind: str = "text"
    required: bool = True
    help: str = ""
    example: str = ""
    choices: Any = ()
    max_length: int = 2000


@dataclass(frozen=True)
class Transition:
    """One step. ``verb`` is the file in ``actions/`` and, with the procedure's key, the permission.

    ``target`` STAY keeps the state; ``then`` names follow-up transitions tried in order inside the same
    transaction (the first whose ``when`` holds runs, as the system). ``when`` hides the step where it does
    not apply; ``guard`` gives reasons with articles. ``confirm`` is the consequence in words for steps
    that go out or can't be undone.
    """

    verb: str
    label: str
    source: tuple[str, ...]
    target: str | None
    who: str
    needs: tuple[Need, ...] = ()
    starts: tuple[StartsDeadline, ...] = ()
    meets: tuple[str, ...] = ()
    cancels: tuple[str, ...] = ()
    law: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    when: Callable | None = None
    confirm: str = ""
    sentence: str = ""
    masked: tuple[str, ...] = ()
    seals: bool = False
    hint: str = ""
    by_hand: bool = True


@dataclass(frozen=True)
class Check:
    """A line of the checklist of a matter: shown ticked when ``done(matter)``."""

    key: str
    label: str
    done: Callable
    when: Callable | None = None
    rule: str = ""


@dataclass(frozen=True)
class Procedure:
    """A kind of matter: its model, states, transitions and filing plan.

    ``retention(matter)`` names the line of the retention table, ``composition`` how the papers become items of the
    archive; ``actions`` is the package of the effects.
    """

    key: str
    label: str
    model: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    contents: tuple[Required, ...] = ()
    checklist: tuple[Check, ...] = ()
    retention: Callable | None = None
    composition: Composition = WHOLE
    actions: str = ""
    _by_verb: dict = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self):
        self._by_verb.update({transition.verb: transition for transition in self.transitions})

    def transition(self, verb: str) -> Transition:
        return self._by_verb[verb]

    def state(self, key: str) -> State:
        return next(state for state in self.states if state.key == key)
