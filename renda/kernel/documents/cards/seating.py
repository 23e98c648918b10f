"""Who sits where: the rostrum from its centre, the hall row by row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from renda.kernel.documents.cards.guests import Guest

SEAT = re.compile(r"^\s*(\d{1,3})\s*(?:排|-|－|—|行)\s*(\d{1,3})\s*[座号]?\s*$")


class BadSeating(ValueError):
    """The people don't fit the hall; the message (Chinese) says who and what to do."""


@dataclass(frozen=True)
class Hall:
    """The seats: ``rows`` is the number of seats of each row from the front; an aisle runs after each of ``aisles``;
    nobody gets a seat of ``blocked`` (written row-seat); ``rostrum_rows`` are the rows up there, from the edge."""

    rows: tuple[int, ...]
    aisles: tuple[int, ...] = ()
    blocked: tuple[str, ...] = ()
    rostrum_rows: tuple[int, ...] = ()

    @property
    def size(self) -> int:
        return sum(self.rows) - len(self.blocked)


def from_the_centre(guests: Sequence[Guest], *, left_hand_first: bool = True) -> tuple[Guest, ...]:
    """The rostrum as the hall sees it, from left to right: the first in the middle, the second at the first one's left
    hand (the hall's right), the third at the right hand, and so on; ``left_hand_first=False`` mirrors it."""
    ordered = list(guests)
    left_hand, right_hand = ordered[1::2], ordered[2::2]
    seen = [*reversed(right_hand), *ordered[:1], *left_hand]
    return tuple(seen if left_hand_first else reversed(seen))


def seat_of(text: str) -> tuple[int, int] | None:
    """Row and seat out of 3-5 or 3排5座; None when nothing is written. Raises BadSeating for anything else."""
    if not text.strip():
        return None
    found = SEAT.match(text)
    if not found:
        raise BadSeating(f"座位“{text}”认不出来，请写成“3排5座”或者“3-5”。")
    return int(found[1]), int(found[2])


def arrange(guests: Sequence[Guest], hall: Hall) -> tuple[Guest, ...]:
    """Everybody with a seat (written row-seat), in the order of the list.

    Seats already written are kept; the others are filled from the front, row by row, in the order of the list.

    Raises:
        BadSeating: a seat the hall has not got, two people on one seat, or too few seats.
    """
    taken: dict[tuple[int, int], str] = {}
    for guest in guests:
        place = seat_of(guest.seat)
        if place is None:
            continue
        row, seat = place
        if not (1 <= row <= len(hall.rows) and 1 <= seat <= hall.rows[row - 1]):
            raise BadSeating(f"{guest.name}的座位“{guest.seat}”会场里没有，请改座位或者会场的排数、座数。")
        if place in taken:
            raise BadSeating(f"{taken[place]}和{guest.name}都坐{row}排{seat}座，请改一个。")
        taken[place] = guest.name
    free = (
        (row, seat)
        for row, seats in enumerate(hall.rows, 1)
        for seat in range(1, seats + 1)
        if (row, seat) not in taken and f"{row}-{seat}" not in hall.blocked
    )
    if len(guests) > hall.size:
        raise BadSeating(
            f"会场有{hall.size}个座位，要坐{len(guests)}人，还差{len(guests) - hall.size}个，请增加排数或者座数。"
        )
    return tuple(
        replace(guest, seat="{}-{}".format(*(seat_of(guest.seat) or next(free)))) for guest in guests
    )


def seat_words(text: str) -> str:
    """3-5 as people read it: 3排5座; empty stays empty."""
    place = seat_of(text)
    return f"{place[0]}排{place[1]}座" if place else ""


def place_words(guest: Guest) -> str:
    """Where somebody sits, as people read it: 3排5座, 主席台1排7座."""
    words = seat_words(guest.seat)
    return f"主席台{words}" if words and guest.on_rostrum else words
