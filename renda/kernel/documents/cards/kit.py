"""The kit for the hall: six things from one list of people, each as PDF and, where hands may change it, as docx."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from renda.kernel.documents.cards import docx, pdf
from renda.kernel.documents.cards.guests import Guest
from renda.kernel.documents.cards.seating import Hall, arrange
from renda.kernel.documents.engine.docx import render_docx
from renda.kernel.documents.engine.model import OfficialPaper
from renda.kernel.documents.engine.pdf import render_pdf
from renda.kernel.documents.engine.templates import fill


class NothingToPrint(ValueError):
    """There is nobody on the list, or something the kind needs is missing; the message is Chinese."""


@dataclass(frozen=True)
class Kind:
    key: str
    label: str
    purpose: str
    formats: tuple[str, ...]


KINDS = {
    kind.key: kind
    for kind in (
        Kind("plates", "桌签", "每人一张，沿虚线折成三面，两面都有姓名。", ("pdf", "docx")),
        Kind("badges", "证件（胸牌）", "代表证、列席证、工作证，带二维码，每张纸四个。", ("pdf",)),
        Kind("sign_in", "签到册", "按名单排好的签到册，两列签名栏。", ("pdf", "docx")),
        Kind("slips", "装袋单", "每人一张，列出袋里该有的材料，逐件打勾。", ("pdf",)),
        Kind("labels", "文件袋标签", "贴在文件袋上的标签，写姓名、小组和座位。", ("pdf", "docx")),
        Kind("seating", "座次图", "一张纸看全场：主席台从中间往两边排，台下按名单顺序排。", ("pdf",)),
    )
}
HALL = Hall(
    (pdf.sizes()["hall"]["seats"],) * pdf.sizes()["hall"]["rows"], tuple(pdf.sizes()["hall"]["aisles"])
)


@dataclass(frozen=True)
class Event:
    """What the people come for. ``materials``: (name, copies) for the folders; ``rostrum``: in order of rank.

    ``fixed``: everybody sits where the list says and nobody else gets a seat; ``lead_left``: the second in rank sits
    at the left hand of the first; ``entitled``: how many deputies there are, where not everybody on the list is one."""

    title: str
    held_at: str = ""
    venue: str = ""
    materials: tuple[tuple[str, int], ...] = ()
    rostrum: tuple[Guest, ...] = ()
    hall: Hall = field(default_factory=lambda: HALL)
    fixed: bool = False
    lead_left: bool = True
    entitled: int | None = None


@dataclass(frozen=True)
class Made:
    """A finished file. ``missing_chars``: characters of names that no font of this computer has."""

    bytes: bytes
    file_name: str
    format: str
    missing_chars: tuple[str, ...] = ()


def make(
    key: str, guests: Sequence[Guest], event: Event, file_format: str = "pdf", paper: str = "a4"
) -> Made:
    """One thing of the kit.

    Args:
        key: a key of :data:`KINDS`.
        guests: the ordered list; nobody is left out and nobody comes twice.
        event: what it is for.
        file_format: ``pdf`` or ``docx``.
        paper: ``a4`` or ``a3``, for the plan of the hall.

    Raises:
        NothingToPrint: nobody on the list, no materials for the slips, or a format this kind has not got.
        BadSeating: the people don't fit the hall.
    """
    kind = KINDS[key]
    if not guests:
        raise NothingToPrint("名单上还没有人，请先登记代表，或者把名单贴进来。")
    if file_format not in kind.formats:
        raise NothingToPrint(f"{kind.label}只能做成 PDF 打印。")
    name = f"{event.title}{kind.label}.{file_format}"
    if key == "sign_in":
        data = _sign_in(guests, event)
        if file_format == "docx":
            return Made(render_docx(data), name, file_format)
        rendered = render_pdf(data)
        return Made(rendered.bytes, name, file_format, tuple(rendered.missing_chars))
    if file_format == "docx":
        return Made(getattr(docx, key)(_seated(guests, event), event.title), name, file_format)
    sheets = _sheets(key, guests, event, paper)
    return Made(sheets.bytes, name, file_format, sheets.missing_chars)


def _sheets(key: str, guests: Sequence[Guest], event: Event, paper: str) -> pdf.Sheets:
    if key == "seating":
        return pdf.seating(
            guests,
            event.title,
            event.hall,
            event.rostrum,
            fixed=event.fixed,
            lead_left=event.lead_left,
            paper=paper,
        )
    if key == "slips":
        if not event.materials and not all(guest.materials for guest in guests):
            raise NothingToPrint("还没有写装哪些材料，请每行写一份材料。")
        return pdf.slips(_seated(guests, event), event.title, event.materials)
    return {"plates": pdf.plates, "badges": pdf.badges, "labels": pdf.labels}[key](
        _seated(guests, event), event.title
    )


def _seated(guests: Sequence[Guest], event: Event) -> Sequence[Guest]:
    """Seats are printed on cards only where the list names some; then everybody gets one."""
    return arrange(guests, event.hall) if not event.fixed and any(guest.seat for guest in guests) else guests


def _sign_in(guests: Sequence[Guest], event: Event) -> OfficialPaper:
    people = [
        {"n": g.rank, "name": g.name, "post": g.post, "group": g.group or g.capacity, "remark": g.note}
        for g in guests
    ]
    return fill(
        "sign_in_book",
        {
            "event": event.title,
            "held_at": event.held_at,
            "venue": event.venue,
            "deputies_total": len(people) if event.entitled is None else event.entitled,
            "people": people,
        },
    )
