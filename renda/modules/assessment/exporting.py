"""The return in the county's columns: as rows for the paper and as a table. What columns there can be stands in the template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from renda.kernel.documents.engine.templates import PLACE, load, table_columns
from renda.kernel.exchange.writing import Column, write_xlsx
from renda.modules.assessment import answering
from renda.modules.assessment.answering import Answer
from renda.modules.assessment.models import Assessment, Evidence, plain

TEMPLATE = "assessment_return"
#: Columns the office fills in; put behind the county's where its table lacks them.
OWN = ("done", "score", "evidence", "remark")
FIRST = "position"


def table() -> dict:
    """The table of the template."""
    return next(block["table"] for block in load(TEMPLATE).source["blocks"] if "table" in block)


def wanted(assessment: Assessment) -> list[dict[str, str]]:
    """The columns of the return: the county's own headings in its order, then ours; none where it was typed by hand."""
    if not assessment.columns:
        return []
    usual = {one["key"]: one["title"] for one in table()["columns"]}
    there = [one for one in assessment.columns if one["key"] in usual]
    named = {one["key"] for one in there}
    more = [{"key": key, "title": usual[key]} for key in OWN if key not in named]
    return [{"key": FIRST, "title": usual[FIRST]}, *there, *more]


def rows_of(assessment: Assessment, answers: Sequence[Answer] = ()) -> list[dict[str, str]]:
    """Every item as the return shows it; what nobody has decided yet stays empty."""
    proofs = evidence_of(assessment)
    found = answers or answering.answers(answering.items_of(assessment))
    return [row(one, proofs.get(one.item.pk, [])) for one in found]


def evidence_of(assessment: Assessment) -> dict:
    """The pieces of evidence of every item, by item, in their order."""
    found: dict = {}
    for one in Evidence.objects.filter(item__assessment=assessment).order_by(
        "item__position", "position", "id"
    ):
        found.setdefault(one.item_id, []).append(one)
    return found


def row(answer: Answer, proofs: Sequence[Evidence]) -> dict[str, str]:
    item = answer.item
    return {
        "group": item.group,
        "item_title": item.title,
        "standard": item.standard,
        "points": item.points_zh,
        "wanted": item.wanted,
        "period": item.get_period_display(),
        "done": item.done or answer.sentence,
        "score": item.score_zh,
        "evidence": "；".join(one.title for one in proofs),
        "remark": item.remark,
    }


def total(assessment: Assessment) -> tuple[Decimal, Decimal, int]:
    """Full points, points decided, items not decided yet."""
    items = list(assessment.items.all())
    return (
        sum((one.points for one in items), Decimal(0)),
        sum((one.score or 0 for one in items), Decimal(0)),
        sum(one.score is None for one in items),
    )


def columns(assessment: Assessment) -> Iterator[Column]:
    """The columns as the paper of the return has them."""
    for column, cell in table_columns(table(), wanted(assessment)):
        found = PLACE.fullmatch(cell)
        yield Column("n" if column["key"] == FIRST else found[1], column["title"])


def as_excel(assessment: Assessment) -> bytes:
    """The return as a table, with the sums below."""
    full, own, _ = total(assessment)
    rows = [{**line, "n": str(n)} for n, line in enumerate(rows_of(assessment), 1)]
    rows.append({"n": "", "item_title": "合计", "points": plain(full), "score": plain(own)})
    return write_xlsx(list(columns(assessment)), rows, title=f"{assessment}自评表", sheet_name="自评表")
