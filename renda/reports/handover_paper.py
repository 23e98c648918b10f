"""The hand-over pack as a paper: for Word and PDF by the engine, with the places to sign."""

from __future__ import annotations

from datetime import date
from typing import Any

from renda.foundation.chinese.dates import date_zh, day_zh
from renda.kernel.documents.engine.model import OfficialPaper
from renda.kernel.documents.engine.templates import fill
from renda.reports.handover import Pack

TEMPLATE = "handover_pack"


def paper(pack: Pack) -> OfficialPaper:
    """The whole pack, ready to be rendered."""
    return fill(TEMPLATE, {**work(pack), **places(pack), **people(pack), **papers(pack)})


def day(on: date) -> str:
    return day_zh(on)


def work(pack: Pack) -> dict[str, Any]:
    """What is due, what runs, what was promised."""
    return {
        "office": f"{pack.town.congress_name}办公室",
        "date": date_zh(pack.made_on),
        "due_total": str(pack.due.total),
        "due": [
            {"due_on": date_zh(row.due_on), "matter": row.subject, "what": row.verb_label, "who": row.waits_for}
            for row in pack.due.rows
        ],
        "waiting": [
            {"label": heap.label, "total": f"{heap.total}件", "todo": heap.pile.todo, "first": "；".join(line.title for line in heap.lines[:2])}
            for heap in pack.waiting
        ],
        "running": [line for kind in pack.running for line in lines_of(kind)],
        "promises_total": str(pack.promises.total),
        "promises": [
            {"due_on": date_zh(row.due_on), "unit_name": row.unit.name, "promise": row.text, "from": row.suggestion.number}
            for row in pack.promises.rows
        ],
    }  # fmt: skip


def lines_of(kind) -> list[dict[str, str]]:
    """The matters of one kind, and below them how many more there are."""
    lines = [{"label": kind.label, "matter": str(row), "state": row.state_label()} for row in kind.rows]
    if more := kind.total - len(kind.rows):
        lines.append({"label": kind.label, "matter": f"另有{more}件，在系统里看", "state": ""})
    return lines


def places(pack: Pack) -> dict[str, Any]:
    """Notes, boxes, dossiers, loans."""
    return {
        "notes": [
            {"kind": label, "thing": note.title, "count": note.count, "place": note.place, "keeper": note.keeper, "remark": note.remark}
            for label, notes in pack.notes
            for note in notes
        ],
        "boxes": [{"box": str(box), "pieces": f"{box.pieces}件", "place": box.place} for box in pack.boxes],
        "archive_words": f"归档了还没有装盒的文件{pack.unboxed}件。" if pack.unboxed else "归档的文件都装了盒。",
        "dossiers": [
            {"kind": row["kind"], "total": f"{row['total']}卷", "still_open": f"{row['open']}卷"} for row in pack.dossiers
        ],
        "lent": [
            {"item_name": str(loan.item), "borrower": loan.borrower, "due_on": date_zh(loan.due_on) if loan.due_on else ""}
            for loan in pack.lent
        ],
    }  # fmt: skip


def people(pack: Pack) -> dict[str, Any]:
    """Who holds which post, whom to call in each unit, who leads each group."""
    return {
        "leaders": [
            {"person": row.person.name, "post": row.post, "unit_name": row.unit.name} for row in pack.leaders
        ],
        "units": [
            {
                "unit_name": line.unit.name,
                "unit_phone": line.unit.phone,
                "people": "、".join(f"{one.person.name}（{one.post}）" for one in line.contacts),
            }
            for line in pack.units
        ],
        "groups": [
            {
                "group": group.name,
                "leader": str(group.leader or ""),
                "seats": f"{seats}名",
                "place": group.station,
            }
            for group, seats in pack.groups
        ],
    }


def papers(pack: Pack) -> dict[str, Any]:
    """The papers of the year, and where a month has more than are named, how many."""
    rows = []
    for month in pack.months:
        rows += [
            {
                "month": f"{month.number}月",
                "dated_on": day(one.dated_on),
                "doc_number": one.number,
                "title": one.title,
            }
            for one in month.rows
        ]
        if more := month.total - len(month.rows):
            rows.append(
                {
                    "month": f"{month.number}月",
                    "dated_on": "—",
                    "doc_number": "",
                    "title": f"另有{more}件，在系统里看",
                }
            )
    return {"papers_year": str(pack.year), "papers": rows}
