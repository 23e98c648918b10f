"""Last year's paper and this year's, row by row, every change marked with a word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from renda.kernel.documents.engine.layout import list_mark, numbered
from renda.kernel.documents.engine.model import ListBlock, OfficialPaper
from renda.modules.drafting.renewal.model import KEPT, REPLACED, Place
from renda.modules.drafting.renewal.renew import ruling_for, text_of
from renda.modules.drafting.renewal.slots import Slot, slots
from renda.modules.drafting.renewal.work import Worked

ELEMENTS = {
    "organ_mark": "发文机关标志",
    "number": "文号",
    "title": "标题",
    "pass_note": "题注",
    "signers": "签发人",
    "addressees": "主送",
    "signature": "署名",
    "date": "成文日期",
    "note": "附注",
    "cc": "抄送",
    "printed_by": "印发机关",
    "printed_on": "印发日期",
    "attendance": "出席名单",
}
OPEN, RULED, DONE, SAME, EMPTIED = "open", "ruled", "done", "kept", "emptied"
WORDS = {OPEN: "要定", RULED: "您定的", DONE: "已换", SAME: "照旧", EMPTIED: "已清空"}


@dataclass(frozen=True)
class Piece:
    """A stretch of a row: plain, or a place with its mark and word."""

    text: str
    mark: str = ""
    place: Place | None = None

    @property
    def word(self) -> str:
        return WORDS.get(self.mark, "")


@dataclass
class Row:
    """One paragraph, heading, item or table row on both sides."""

    label: str
    prefix: str = ""
    old: list[Piece] = field(default_factory=list)
    new: list[Piece] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return any(piece.mark == OPEN for piece in self.new)

    @property
    def is_changed(self) -> bool:
        return any(piece.mark in (OPEN, RULED, DONE, EMPTIED) for piece in self.new)


def rows(one: Worked) -> list[Row]:
    """Every row of the paper in reading order."""
    places: dict[str, list[Place]] = {}
    for place in one.renewal.places:
        places.setdefault(place.path, []).append(place)
    prefixes = _prefixes(one.renewal.paper)
    made: dict[str, Row] = {}
    for slot in slots(one.renewal.paper):
        key = row_key(slot.path)
        row = made.get(key)
        if row is None:
            row = made[key] = Row(label_of(slot), prefixes.get(slot.path, ""))
        else:
            row.old.append(Piece("　｜　"))
            row.new.append(Piece("　｜　"))
        old, new = pieces(slot, places.get(slot.path, ()), one)
        row.old += old
        row.new += new
    return list(made.values())


def beside(paper: OfficialPaper, path: str) -> list[tuple[str, str]]:
    """The other cells of the row in which a cell stands, as (column, words): without them nobody knows what it tells of."""
    if "/cell/" not in path and "/pair/" not in path:
        return []
    cells = [slot for slot in slots(paper) if slot.path != path and row_key(slot.path) == row_key(path)]
    return [(slot.head, slot.text) for slot in cells]


def row_key(path: str) -> str:
    """Cells of one table row, and the members of one element, stand in one row."""
    parts = path.split("/")
    if "cell" in parts or "pair" in parts:
        return "/".join(parts[:-1])
    if "column" in parts or parts[0] in ("addressees", "signature", "cc", "signers", "attendance"):
        return (
            "/".join(parts[: parts.index("column") + 1])
            if "column" in parts
            else "/".join(parts[:2] if parts[0] == "attendance" else parts[:1])
        )
    return path


def label_of(slot: Slot) -> str:
    """Where the row stands, in a word."""
    first, *rest = slot.path.split("/")
    if first == "attachments":
        return f"附件{int(rest[0]) + 1}"
    if first == "blocks":
        return {"heading": "小标题", "item": "列表", "cell": "表格", "label": "表格", "caption": "表题"}.get(
            slot.role, "正文"
        )
    return ELEMENTS[first]


def pieces(slot: Slot, places: Iterable[Place], one: Worked) -> tuple[list[Piece], list[Piece]]:
    """The text of one slot cut at its places: last year's side and this year's."""
    old: list[Piece] = []
    new: list[Piece] = []
    at = 0
    for place in sorted(places, key=lambda item: item.start):
        plain = slot.text[at : place.start]
        if plain:
            old.append(Piece(plain))
            new.append(Piece(plain))
        mark, text = mark_of(place, one), text_of(place, one.rulings)
        old.append(Piece(place.old, mark, place))
        new.append(Piece(text or "（空）", mark, place))
        at = place.end
    if at < len(slot.text):
        old.append(Piece(slot.text[at:]))
        new.append(Piece(slot.text[at:]))
    return old, new


def mark_of(place: Place, one: Worked) -> str:
    """How a place stands: open, ruled on, done by the data, checked and kept."""
    if ruling_for(place, one.rulings) is not None:
        return RULED
    if place.decision == REPLACED:
        return DONE if place.new else EMPTIED
    return SAME if place.decision == KEPT else OPEN


def _prefixes(paper: OfficialPaper) -> dict[str, str]:
    """The numbers that stand before headings and list items."""
    groups = [("blocks", paper.blocks)]
    groups += [(f"attachments/{n}/blocks", item.blocks) for n, item in enumerate(paper.attachments)]
    found = {}
    for path, blocks in groups:
        for n, (block, mark) in enumerate(numbered(blocks)):
            if isinstance(block, ListBlock):
                found.update(
                    {f"{path}/{n}/item/{k}": list_mark(block, k + 1) for k in range(len(block.items))}
                )
            elif mark:
                found[f"{path}/{n}"] = mark
    return found
