"""The county's scheme out of its table, into the assessment that is being answered."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from renda.foundation import clock
from renda.foundation.chinese.text import one_line
from renda.kernel.access.actors import Actor
from renda.kernel.exchange.fields import Choice, Field
from renda.kernel.exchange.importing import ImportReport
from renda.kernel.exchange.preview import RowResult
from renda.kernel.exchange.registry import register
from renda.kernel.procedures.execute import execute, open_matter
from renda.modules.assessment import selectors
from renda.modules.assessment.models import Assessment, Item, Period, plain
from renda.modules.assessment.policy import KEEP

USUAL_TITLE = "乡镇人大工作考评"
ALIASES = {
    Period.WHOLE: ("全年", "年度", "整年", "全年度"),
    Period.FIRST_HALF: ("1-6月", "1—6月", "上半年度"),
    Period.SECOND_HALF: ("7-12月", "7—12月", "下半年度"),
    Period.Q1: ("第一季度", "1季度"), Period.Q2: ("第二季度", "2季度"), Period.Q3: ("第三季度", "3季度"), Period.Q4: ("第四季度", "4季度"),
}  # fmt: skip
MOST = Decimal(1000)
POINTS = re.compile(r"^(\d+(?:\.\d+)?)\s*分?$")
FIELDS = (
    Field("group", "考评项目", ("考核项目", "项目", "类别", "大项", "一级指标", "考评类别", "考核类别"), max_length=80, example="会议工作"),
    Field("title", "考评内容", ("考核内容", "内容", "指标", "二级指标", "工作内容", "工作任务", "任务"), required=True, max_length=300, example="依法召开主席团会议，每年不少于4次"),
    Field("standard", "评分标准", ("考核标准", "考评标准", "评分办法", "计分办法", "评分细则", "扣分标准", "标准"), max_length=2000, example="每少一次扣1分"),
    Field("points", "分值", ("分数", "标准分", "满分", "权重", "基本分"), required=True, max_length=20, example="4"),
    Field("wanted", "佐证材料", ("要的材料", "需要的材料", "考评资料", "查看资料", "印证材料", "所需材料", "考评方式", "备查材料"), max_length=300, example="会议通知、签到册、纪要"),
    Field("period", "时段", ("考评时段", "时间", "期间", "完成时限"), kind="choice", example="整个考评期", help="不填就是整个考评期",
          choices=tuple(Choice(key.value or "whole", key.label, ALIASES[key]) for key in Period)),
    Field("done", "完成情况", ("自查情况", "落实情况", "工作完成情况"), max_length=2000, help="空着就行，系统按记录来答"),
    Field("score", "自评得分", ("自评分", "自查得分", "自评", "得分"), max_length=20, help="空着就行，定分以后才有"),
)  # fmt: skip
COMPARED = ("group", "standard", "points", "wanted", "period")


@register
class SchemeImporter:
    """One row, one item. The same group and words are the same item. Answers standing in the table are left alone."""

    key = "assessment"
    title = "年终考评表"
    verb = KEEP
    fields = FIELDS

    def duplicate_key(self, row: RowResult, context: Actor) -> Hashable | None:
        return one_line(row.values.get("group") or ""), one_line(row.values["title"])

    def check(self, rows: Sequence[RowResult], context: Actor) -> list[RowResult]:
        """Are the points a number, is the item there already, does it say something else now?"""
        target = selectors.current()
        known = {(one.group, one.title): one for one in target.items.all()} if target else {}
        return [self._check(row, known) for row in rows]

    def _check(self, row: RowResult, known: dict) -> RowResult:
        if points(row.values.get("points")) is None:
            return row.with_error("分值请写数字，例如 4 或者 2.5", "points")
        there = known.get(self.duplicate_key(row, None))
        if there is None:
            return row.resolved("new")
        new, changes = fields_of(row), {}
        for key in COMPARED:
            old, now = shown(there, key), shown(Item(**{**new, "period": stored(new["period"])}), key)
            if old != now:
                changes[key] = (old, now)
        return row.resolved("change" if changes else "same", target=str(there.pk), changes=changes)

    def apply(self, rows: Sequence[RowResult], context: Actor) -> ImportReport:
        """Load the rows in one step; where no assessment is being answered, this year's begins with it."""
        target = selectors.current() or begin(context, clock.today().year)
        loaded = [{**fields_of(row), "target": row.target} for row in rows]
        matter = execute(context, target, "load", {"rows": loaded, "count": len(loaded)}).matter
        total = sum((item.points for item in matter.items.all()), Decimal(0))
        new = sum(row.action == "new" for row in rows)
        return ImportReport(
            new,
            len(rows) - new,
            (f"{matter}现在共{matter.items.count()}项，合计{plain(total)}分。请再核对每一项的取数办法。",),
        )

    def headed(self, columns: Sequence[tuple[str, str, str]], context: Actor) -> None:
        """Keep the county's headings: the return bears them."""
        kept = [{"key": key, "title": one_line(heading)[:40]} for key, _, heading in columns]
        execute(context, selectors.current(), "load", {"rows": [], "columns": kept, "count": len(kept)})


def whole_year(year: int) -> dict[str, date]:
    """The days of an assessment where the county has not named others."""
    return {
        "from_on": date(year, 1, 1),
        "until_on": date(year, 12, 31),
        "hand_in_on": selectors.usual_hand_in(year),
    }


def begin(actor: Actor, year: int, title: str = USUAL_TITLE) -> Assessment:
    """A year's assessment with the usual days, to be changed by hand where the county names others."""
    data = {"year": year, "title": title, **whole_year(year)}
    return open_matter(actor, "assessment", "begin", data).matter


def fields_of(row: RowResult) -> dict:
    """The fields of an item as the row has them."""
    values = row.values
    return {
        "group": one_line(values.get("group") or ""), "title": one_line(values["title"]), "standard": values.get("standard") or "",
        "points": points(values.get("points")), "wanted": one_line(values.get("wanted") or ""), "period": values.get("period") or "whole",
    }  # fmt: skip


def stored(period: str) -> str:
    return "" if period == "whole" else period


def shown(item: Item, key: str) -> str:
    """A field of an item as people read it."""
    return (
        plain(item.points)
        if key == "points"
        else item.get_period_display()
        if key == "period"
        else str(getattr(item, key))
    )


def points(text: str | None) -> Decimal | None:
    """The points of an item; None where no number stands there."""
    found = POINTS.match((text or "").strip())
    try:
        number = Decimal(found[1]) if found else None
    except InvalidOperation:
        return None
    return number.quantize(Decimal("0.01")) if number is not None and 0 <= number < MOST else None
