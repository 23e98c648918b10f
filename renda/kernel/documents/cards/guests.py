"""The ordered list of people everything for the hall is made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from renda.foundation.chinese.text import one_line
from renda.kernel.people.models import Appointment, Mandate
from renda.kernel.people.register import MandateLevel

PARTS = ("name", "post", "group", "seat", "number")
LONGEST = 60
MOST = 2000


class BadList(ValueError):
    """The typed list of people can't be used; the message (Chinese) names the line and says what to do."""


@dataclass(frozen=True)
class Guest:
    """One person in the hall. ``rank`` counts from 1 and is the order of everything printed; ``capacity`` is what the
    badge says (代表, 列席, 工作人员); ``seat`` is written row-seat (3-5); ``number`` is the deputy's card.

    ``note`` tells people with the same name apart; ``code`` is what the badge's code says instead of rank and number;
    ``on_rostrum``: the seat is there; ``materials``: (name, copies) of this very folder."""

    name: str
    post: str = ""
    group: str = ""
    seat: str = ""
    number: str = ""
    capacity: str = "代表"
    rank: int = 0
    note: str = ""
    code: str = ""
    on_rostrum: bool = False
    materials: tuple[tuple[str, int], ...] = ()


def ranked(guests: Iterable[Guest]) -> tuple[Guest, ...]:
    """The guests with their rank by place in the list."""
    return tuple(replace(guest, rank=position) for position, guest in enumerate(guests, 1))


def deputies_today() -> tuple[Guest, ...]:
    """All deputies of the active town with a seat today: by group, constituency and name."""
    posts = {
        row.person_id: f"{row.unit}{row.post}" for row in Appointment.objects.on().select_related("unit")
    }
    rows = (
        Mandate.objects.on().filter(level=MandateLevel.TOWN).select_related("person", "group")
        .order_by("group__position", "group__name", "constituency__number", "person__name", "id")
    )  # fmt: skip
    return ranked(
        Guest(
            name=row.person.name,
            post=row.person.employer or posts.get(row.person_id, "") or row.person.occupation,
            group=row.group.name if row.group else "",
            number=row.card_number,
        )
        for row in rows
    )


def from_lines(text: str, capacity: str = "列席") -> tuple[Guest, ...]:
    """People typed or pasted one to a line: name, post, group, seat, number, parted by tabs or ， or 、 or spaces.

    Raises:
        BadList: a line without a name, a part that is too long, or too many lines.
    """
    guests = []
    for number, line in enumerate(text.splitlines(), 1):
        parts = [one_line(part) for part in _split(line)]
        if not any(parts):
            continue
        if len(parts) > len(PARTS):
            raise BadList(f"第{number}行有{len(parts)}项，最多{len(PARTS)}项：姓名、职务、小组、座位、证号。")
        if not parts[0]:
            raise BadList(f"第{number}行没有姓名，请把姓名写在最前面。")
        if long := next((part for part in parts if len(part) > LONGEST), ""):
            raise BadList(f"第{number}行“{long[:10]}…”太长，每项不超过{LONGEST}字。")
        guests.append(Guest(**dict(zip(PARTS, parts, strict=False)), capacity=capacity))
    if len(guests) > MOST:
        raise BadList(f"一次最多{MOST}人，现在有{len(guests)}人，请分几次做。")
    return ranked(guests)


def _split(line: str) -> list[str]:
    for mark in ("\t", "，", ",", "、"):
        if mark in line:
            return line.split(mark)
    return line.split()
