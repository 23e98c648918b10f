"""The hall as the page draws it: rows, seats, aisles, who sits where, who has no seat yet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from django.http import HttpRequest
from django.urls import reverse
from pypinyin import Style, lazy_pinyin

from renda.modules.sessions.attendance import ordering, policy, printing, seating
from renda.modules.sessions.attendance.models import Answer, Area, Attendee, HallPlan

HALL = "session_seats:hall"
PARTS = (
    ("座次图", "session_seats:plan"),
    ("名单顺序", "session_seats:order"),
    ("会场", HALL),
    ("打印", "session_seats:print"),
)


GROUP = re.compile(r"第(.{1,3}?)(?:代表)?(?:小组|组|代表团|团)")
LONG_NAME = 4


def parts(request: HttpRequest, session, current: str) -> list[dict[str, object]]:
    """The row of parts of this tab; the hall is for who seats people."""
    may = request.actor.has(policy.SEAT)
    return [
        {"label": label, "url": reverse(name, args=[session.pk]), "current": name == current, "count": ""}
        for label, name in PARTS
        if may or name != HALL
    ]


def rows_of(plan: HallPlan, area: str, people: dict, apart: dict) -> list[dict]:
    """The rows of an area with a seat or an aisle in every place; the rostrum's row farthest back first."""
    counts = plan.rostrum_rows if area == Area.ROSTRUM else plan.rows
    blocked = set(plan.blocked) if area == Area.HALL else set()
    aisles = set(plan.aisles) if area == Area.HALL else set()
    found = []
    for row, count in enumerate(counts, 1):
        seats = []
        for number in range(1, count + 1):
            one = people.get((area, row, number))
            seats.append({
                "row": row, "number": number, "one": one, "note": note(one, apart), "short": short(note(one, apart)), "parts": name_parts(one),
                "blocked": f"{row}-{number}" in blocked,
                "aisle_after": number in aisles and number < count, "words": seating.words((area, row, number)),
            })  # fmt: skip
        found.append({"row": row, "seats": seats})
    return found[::-1] if area == Area.ROSTRUM else found


@lru_cache(maxsize=2048)
def initials(name: str) -> str:
    """The first letters of the sounds of a name (张三 → zs): quick to type without an input method."""
    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()


def note(one: Attendee | None, apart: dict) -> str:
    if one is None:
        return ""
    return apart.get(one.pk) or printing.group_words(one) or one.get_capacity_display()


def short(words: str) -> str:
    """第一代表小组 as it fits on a seat: 一组."""
    found = GROUP.fullmatch(words)
    return f"{found[1]}组" if found else words


def name_parts(one: Attendee | None) -> list[str]:
    """A name of four characters stands in two lines of two."""
    name = one.name if one is not None else ""
    return [name[:2], name[2:]] if len(name) == LONG_NAME else [name]


def hall(session) -> dict:
    """Everything the plan of the hall shows."""
    plan, people = seating.plan_of(session), ordering.listed(session)
    sitting = {place: one for one in people if (place := seating.place_of(one))}
    apart = printing.told_apart(people)
    for one in people:
        one.note_shown, one.initials = note(one, apart), initials(one.name)
    change = seating.last_change(session)
    return {
        "plan": plan, "rostrum": rows_of(plan, Area.ROSTRUM.value, sitting, apart), "rows": rows_of(plan, Area.HALL.value, sitting, apart),
        "waiting": [one for one in people if one.answer != Answer.LEAVE and one.seat_row is None],
        "away": [one for one in people if one.answer == Answer.LEAVE and one.seat_row is not None],
        "people": people, "seated": len(sitting), "version": plan.version, "last": change, "free": free(plan, sitting),
    }  # fmt: skip


def free(plan: HallPlan, sitting: dict) -> int:
    return sum(
        place not in sitting for area in (Area.HALL, Area.ROSTRUM) for place in seating.seats(plan, area)
    )


def told(moves: Sequence[seating.Move]) -> list[dict[str, str]]:
    """Moves in words."""
    return [
        {"name": move.attendee.name, "old": seating.words(move.old), "new": seating.words(move.new)}
        for move in moves
    ]
