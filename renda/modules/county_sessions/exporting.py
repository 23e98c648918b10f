"""The town's list in the county's columns, as a table. The columns are those of the paper's template: one place for both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from renda.foundation.chinese.dates import date_zh
from renda.kernel.documents.engine.templates import PLACE
from renda.kernel.exchange.writing import Column, write_xlsx
from renda.modules.county_sessions import columns as chosen
from renda.modules.county_sessions import selectors
from renda.modules.county_sessions.models import CountySession, Item

FATE = (
    Column("state", "办到哪一步"), Column("county_number", "县里编号"), Column("county_unit", "承办单位"), Column("assigned_on", "交办日期", "date"),
    Column("replied_on", "答复日期", "date"), Column("result", "办理结果"), Column("verdict", "代表评价"), Column("promise", "承诺"),
)  # fmt: skip


def columns() -> tuple[Column, ...]:
    """The columns as the paper of the list has them; one the county fills in itself stays empty."""
    return tuple(
        Column(place[1] if (place := PLACE.fullmatch(cell)) else column["key"], column["title"])
        for column, cell in chosen.shown()
    )


def rows_of(items: Iterable[Item]) -> list[dict]:
    """The items in the county's columns."""
    items = list(items)
    signers = selectors.signers_of(items)
    return [row(item, signers[item.pk]) for item in items]


def numbered(rows: Iterable[dict]) -> Iterator[dict]:
    for n, line in enumerate(rows, 1):
        yield {**line, "n": n}


def row(item: Item, others: Sequence[str]) -> dict:
    """One item in the county's columns; ``others`` signed besides the author."""
    return {
        "label": item.label,
        "kind": "议案" if item.is_bill else "建议",
        "item_title": item.title,
        "lead_author": item.author.person.name,
        "employer": item.author.person.employer or item.author.person.occupation,
        "author_phone": item.author.person.phone,
        "cosigners": "、".join(others) or "无",
        "signers": str(len(others) + 1),
        "place": item.place,
        "facts": item.facts,
        "summary": item.ask,
        "submitted_on": date_zh(item.handed_in_on) if item.handed_in_on else "—",
    }


def as_excel(session: CountySession, items: Iterable[Item]) -> bytes:
    """The list as it goes to the county."""
    return write_xlsx(columns(), numbered(rows_of(items)), title=f"{session}议案和建议汇总表", sheet_name="汇总表")


def with_fate(session: CountySession) -> bytes:
    """The whole list with what became of each, for the office."""
    items = list(selectors.standing_items(session))
    told = {column.key for column in FATE}
    rows = [{**line, **fate(item)} for item, line in zip(items, rows_of(items), strict=True)]
    return write_xlsx((*(one for one in columns() if one.key not in told), *FATE), numbered(rows), title=f"{session}议案和建议办理情况", sheet_name="办理情况")


def fate(item: Item) -> dict:
    """What became of an item."""
    return {
        "state": item.state_label(),
        "county_number": item.county_number,
        "county_unit": item.county_unit,
        "assigned_on": item.assigned_on,
        "replied_on": item.replied_on,
        "result": item.get_result_display(),
        "verdict": item.get_verdict_display(),
        "promise": "；".join(part for part in (item.promise, item.promise_end) if part),
    }
