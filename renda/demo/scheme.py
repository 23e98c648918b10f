"""A county's assessment scheme of forty items, made up by us, as the table a county would send."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

SOURCE = Path(__file__).with_name("content") / "scheme.yaml"
HEADINGS = ("序号", "考核项目", "考核内容", "评分细则", "分值", "查看资料", "时间")
TITLE = "青禾县乡镇人大工作考核细则"


@dataclass(frozen=True)
class SchemeItem:
    """One item. ``fits``: the figure its wording speaks of; empty where somebody has to look at the material."""

    group: str
    title: str
    standard: str
    points: float
    wanted: str
    period: str
    fits: str


@cache
def scheme() -> tuple[SchemeItem, ...]:
    """The forty items in the county's order."""
    groups = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))["groups"]
    return tuple(
        SchemeItem(group["name"], one["title"], one["standard"], one["points"], one["wanted"], one.get("period", "全年"), one["fits"])
        for group in groups
        for one in group["items"]
    )  # fmt: skip


def table() -> bytes:
    """The scheme as counties send it: a title over merged cells, groups merged downwards, a total and a note at the end."""
    book = Workbook()
    sheet = book.active
    sheet.append([TITLE])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADINGS))
    sheet["A1"].font, sheet["A1"].alignment = Font(bold=True, size=16), Alignment(horizontal="center")
    sheet.append(HEADINGS)
    first, group = 3, ""
    for row, one in enumerate(scheme(), 3):
        fresh = one.group != group
        if fresh and row > 3:
            sheet.merge_cells(start_row=first, start_column=2, end_row=row - 1, end_column=2)
        first, group = (row, one.group) if fresh else (first, group)
        sheet.append(
            [
                row - 2,
                one.group if fresh else None,
                one.title,
                one.standard,
                one.points,
                one.wanted,
                one.period,
            ]
        )
    sheet.merge_cells(start_row=first, start_column=2, end_row=len(scheme()) + 2, end_column=2)
    sheet.append(["合计", None, None, None, sum(one.points for one in scheme())])
    sheet.append(["注：以查看资料为准，没有资料的不得分。"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
