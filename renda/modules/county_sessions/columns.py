"""Choosing the columns of the list that goes to the county. What can be chosen stands in the template of the list
(``templates_data/county/county_item_list.yaml``), for the paper and for the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require_verb
from renda.kernel.audit.record import record
from renda.kernel.documents.engine.templates import load, table_columns
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused
from renda.kernel.units.models import TownProfile
from renda.modules.county_sessions.models import ListColumn
from renda.modules.county_sessions.policy import KEEP

LIST = "county_item_list"
#: Without it nobody knows what a row is about.
NEEDED = "item_title"


@dataclass(frozen=True)
class Choice:
    """A column that can be chosen. ``position``: 0 where it is not shown now."""

    key: str
    title: str
    usual: str
    position: int


def table() -> dict:
    """The table of the template."""
    return next(block["table"] for block in load(LIST).source["blocks"] if "table" in block)


def wanted() -> list[dict[str, str]]:
    """What the office has chosen, in its order; nothing where it has chosen nothing."""
    return list(ListColumn.objects.order_by("position", "id").values("key", "title"))


def shown() -> list[tuple[dict, str]]:
    """The columns shown, with the cells under them."""
    return table_columns(table(), wanted())


def choices() -> list[Choice]:
    """Every column: those shown in their order, then the others."""
    now = {column["key"]: (place, column["title"]) for place, (column, _) in enumerate(shown(), 1)}
    found = [
        Choice(
            one["key"],
            now.get(one["key"], (0, one["title"]))[1],
            one["title"],
            now.get(one["key"], (0, ""))[0],
        )
        for one in table()["columns"]
    ]
    return sorted(found, key=lambda one: (one.position == 0, one.position))


def save(actor: Actor, rows: Sequence[tuple[str, str]]) -> None:
    """Keep the columns (key, title) in this order. Raises Refused for one nobody knows, without a name, or twice."""
    require_verb(actor, KEEP)
    known = {one["key"] for one in table()["columns"]}
    keys = [key for key, _ in rows]
    if NEEDED not in keys:
        raise Refused([Reason("题目（案由）这一栏不能少。", "请勾上这一栏。")])
    if set(keys) - known or len(set(keys)) != len(keys):
        raise Refused([Reason("有的栏目对不上。", "请刷新页面再选。")])
    if any(not title.strip() for _, title in rows):
        raise Refused([Reason("有的栏目没有名称。", "请写上县里表格里的叫法。")])
    with transaction.atomic():
        ListColumn.objects.all().delete()
        ListColumn.objects.bulk_create(
            ListColumn(position=place, key=key, title=title.strip())
            for place, (key, title) in enumerate(rows, 1)
        )
        record(
            actor,
            "county_session.columns",
            TownProfile.current(),
            {"what": "、".join(title for _, title in rows)[:200]},
        )


def reset(actor: Actor) -> None:
    """Back to the usual columns."""
    require_verb(actor, KEEP)
    with transaction.atomic():
        ListColumn.objects.all().delete()
        record(actor, "county_session.columns", TownProfile.current(), {"what": "恢复通常的栏目"})
