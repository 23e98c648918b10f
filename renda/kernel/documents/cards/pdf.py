"""Things for the hall as PDF, through a kept typst compiler; sizes come from sizes.yaml."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pypdf
import segno
import typst
import yaml

from renda.kernel.documents.cards.guests import Guest
from renda.kernel.documents.cards.seating import Hall, arrange, from_the_centre, place_words, seat_of
from renda.kernel.documents.engine import fonts, overprint
from renda.kernel.documents.engine.layout import clean, width_chars

HERE = Path(__file__).parent
MM_PT = 72 / 25.4
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
LONG_LIST = 9
LONG_TITLE = 16
SIGNS = set("证会议材料装袋单序号名称份数复核人第主席台排座次图先后共个代表列空〓")


@dataclass(frozen=True)
class Sheets:
    """A finished PDF; ``missing_chars`` are printed as 〓 because no font of this computer has them."""

    bytes: bytes
    pages: int
    missing_chars: tuple[str, ...] = ()


@cache
def sizes() -> Mapping[str, Any]:
    """The sizes of sizes.yaml."""
    return yaml.safe_load((HERE / "sizes.yaml").read_text(encoding="utf-8"))


@cache
def _compiler() -> tuple[fonts.FontSet, typst.Compiler, threading.Lock]:
    found = fonts.load()
    return (
        found,
        typst.Compiler(str(HERE / "cards.typ"), root=str(HERE), font_paths=found.fonts),
        threading.Lock(),
    )


def plates(guests: Sequence[Guest], title: str) -> Sheets:
    """Name plates, one sheet each: printed twice head to head, folded in three."""
    size = sizes()["plate"]
    room = sizes()["sheet"]["width_mm"] - 2 * size["side_mm"]
    people = [
        {"name": _spaced(g.name), "name_pt": _fit(_spaced(g.name), room, size), "note": clean(g.note)}
        for g in guests
    ]
    return _print("plates", title, people)


def badges(guests: Sequence[Guest], title: str) -> Sheets:
    """Badges with a QR code that holds the rank and the card's number: signing in reads it."""
    size = sizes()["badge"]
    return _print(
        "badges", title, [_card(g, size, size["width_mm"] - 8) | {"code": _code(g)} for g in guests]
    )


def labels(guests: Sequence[Guest], title: str) -> Sheets:
    """Labels for the folders."""
    size = sizes()["label"]
    return _print("labels", title, [_card(g, size, size["width_mm"] - 12) for g in guests])


def slips(guests: Sequence[Guest], title: str, materials: Iterable[tuple[str, int]]) -> Sheets:
    """Packing slips, one for each person; ``materials`` are (name, copies)."""
    rows = [[name, str(copies)] for name, copies in materials]
    people = [
        _card(g, sizes()["badge"], 100)
        | {"materials": [[name, str(copies)] for name, copies in g.materials] or rows}
        for g in guests
    ]
    return _print("slips", title, people, long=any(len(one["materials"]) > LONG_LIST for one in people))


def seating(
    guests: Sequence[Guest], title: str, hall: Hall, rostrum: Sequence[Guest] = (), *, fixed: bool = False, lead_left: bool = True,
    paper: str = "a4",
) -> Sheets:  # fmt: skip
    """The plan of the hall on one landscape sheet. Raises BadSeating.

    Args:
        rostrum: who sits up there in order of rank; with ``fixed`` those of ``guests`` whose seat is there.
        fixed: seats are as the list has them, nobody is given one.
        lead_left: the second in rank at the first one's left hand.
        paper: ``a4`` or ``a3``; everything grows with the sheet.
    """
    size, sheet = sizes()["seating"], sizes()["papers"][paper]
    grow = sheet["height_mm"] / sizes()["sheet"]["height_mm"]
    below = [guest for guest in guests if not guest.on_rostrum]
    seated = {
        seat_of(guest.seat): guest for guest in (below if fixed else arrange(below, hall)) if guest.seat
    }
    table = _table(guests, hall) if fixed else [list(from_the_centre(rostrum, left_hand_first=lead_left))]
    table = [line for line in table if any(line)]
    across = max(hall.rows) + len(hall.aisles) * size["aisle_share"]
    cell = min(size["cell_mm"] * grow, (sheet["height_mm"] - 2 * size["margin_mm"] - 24) / across)
    top = 16 + (10 + size["row_mm"] * grow * len(table) if table else 0)
    pitch = min(
        size["row_mm"] * grow * 1.15, (sheet["width_mm"] - 2 * size["margin_mm"] - top - 8) / len(hall.rows)
    )
    row_mm = pitch / 1.15
    rostrum_mm = min(
        cell * 1.3,
        (sheet["height_mm"] - 2 * size["margin_mm"]) / max((len(line) for line in table), default=1),
    )
    up = sum(guest is not None for line in table for guest in line)
    return _print(
        "seating", title, [], rows=_rows(hall, seated, cell, row_mm, size, grow), cell_mm=cell, row_mm=row_mm, gap_mm=pitch - row_mm,
        rostrum_mm=rostrum_mm, paper=sheet, grow=grow,
        rostrum=[[_seat(guest, rostrum_mm, row_mm, size, grow) for guest in line] for line in table],
        foot=f"共{len(seated) + (up if fixed else 0)}人，空{hall.size - len(seated)}座" + (f"，主席台{up}人" if table else ""),
    )  # fmt: skip


def _table(guests: Sequence[Guest], hall: Hall) -> list[list[Guest | None]]:
    """The rows of the rostrum as the hall sees them, the one farthest back first."""
    up = {seat_of(guest.seat): guest for guest in guests if guest.on_rostrum and guest.seat}
    rows = [
        [up.get((row, seat)) for seat in range(1, count + 1)]
        for row, count in enumerate(hall.rostrum_rows, 1)
    ]
    return rows[::-1]


def _rows(
    hall: Hall, seated: Mapping[Any, Guest], cell: float, row_mm: float, size: Mapping[str, Any], grow: float
) -> list[dict[str, Any]]:
    """The rows of the hall from the front, with a gap for each aisle."""
    rows = []
    for row, seats in enumerate(hall.rows, 1):
        line: list[dict[str, Any] | None] = []
        for seat in range(1, seats + 1):
            blocked = f"{row}-{seat}" in hall.blocked
            line.append(_seat(seated.get((row, seat)), cell, row_mm, size, grow) | {"blocked": blocked})
            if seat in hall.aisles and seat < seats:
                line.append(None)
        rows.append({"label": f"{row}排", "seats": line})
    return rows


def _card(guest: Guest, size: Mapping[str, Any], room_mm: float) -> dict[str, Any]:
    name = _spaced(guest.name)
    return {
        "name": name, "name_pt": _fit(name, room_mm, size), "post": clean(guest.post), "group": clean(guest.group),
        "note": clean(guest.note), "number": clean(guest.number), "seat": place_words(guest), "rank": str(guest.rank), "capacity": clean(guest.capacity),
    }  # fmt: skip


def _seat(
    guest: Guest | None, width_mm: float, height_mm: float, size: Mapping[str, Any], grow: float
) -> dict[str, Any]:
    if guest is None:
        return {"name": "", "note": "", "name_pt": 1, "note_pt": 1, "blocked": False}
    note = clean(guest.note or guest.group)
    tall = min(size["name_pt"] * grow, height_mm * MM_PT * 0.42)
    name_pt = max(size["smallest_pt"], min(tall, (width_mm - 1) * MM_PT / max(width_chars(guest.name), 1)))
    note_pt = max(4.0, min(name_pt * 0.62, (width_mm - 1) * MM_PT / max(width_chars(note), 1)))
    return {"name": clean(guest.name), "note": note, "name_pt": name_pt, "note_pt": note_pt, "blocked": False}


def _spaced(name: str) -> str:
    """Two-character names are set apart, so that they stand like the others."""
    plain = clean(name).strip()
    return f"{plain[0]}\u3000{plain[1]}" if len(plain) == 2 and not plain.isascii() else plain


def _fit(name: str, room_mm: float, size: Mapping[str, Any]) -> float:
    """The largest size in points at which the name stays on one line."""
    return max(size["smallest_pt"], min(size["name_pt"], room_mm * MM_PT / max(width_chars(name), 1)))


def _in_two(title: str) -> list[str]:
    """A long title in two lines: after the name of the congress, else in the middle."""
    if len(title) <= LONG_TITLE:
        return [title]
    mark = "人民代表大会"
    cut = title.find(mark) + len(mark) if mark in title[:-1] else len(title) // 2
    return [title[:cut], title[cut:]] if title[cut:] else [title]


def _code(guest: Guest) -> str:
    buffer = io.BytesIO()
    segno.make(guest.code or f"RENDA:{guest.rank}:{guest.number or guest.name}", error="m", micro=False).save(
        buffer, kind="svg", border=0
    )
    return buffer.getvalue().decode("utf-8")


def _print(kind: str, title: str, people: list[dict[str, Any]], **more: Any) -> Sheets:
    font_set, compiler, lock = _compiler()
    data = {"kind": kind, "title": clean(title), "lines": _in_two(clean(title)), "people": people, **more}
    written = {char for text in _texts(data) for char in text}
    missing = font_set.examine(written | SIGNS)[1]
    data = _replaced(data, str.maketrans(dict.fromkeys(missing, fonts.GETA)))
    data["fonts"] = {
        name: {"families": list(role.families), "weight": role.weight}
        for name, role in font_set.roles.items()
    }
    data["overprint"] = overprint.word()
    with lock:
        made = compiler.compile(
            format="pdf", sys_inputs={"data": json.dumps(data, ensure_ascii=False)}, timestamp=BEGINNING
        )
    assert isinstance(made, bytes)
    return Sheets(made, len(pypdf.PdfReader(io.BytesIO(made)).pages), tuple(missing))


def _texts(node: Any) -> Iterable[str]:
    if isinstance(node, str) and not node.startswith("<?xml"):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)


def _replaced(node: Any, table: dict[int, str]) -> Any:
    if isinstance(node, str):
        return node.translate(table)
    if isinstance(node, dict):
        return {key: _replaced(value, table) for key, value in node.items()}
    return [_replaced(value, table) for value in node] if isinstance(node, list) else node
