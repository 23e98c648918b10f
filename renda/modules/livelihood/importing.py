"""Wishes out of a table, into the campaign that takes wishes now."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from decimal import Decimal, InvalidOperation

from renda.foundation.chinese.text import one_line
from renda.kernel.access.actors import Actor
from renda.kernel.exchange.fields import Choice, Field
from renda.kernel.exchange.importing import ImportReport
from renda.kernel.exchange.preview import RowResult
from renda.kernel.exchange.registry import register
from renda.kernel.procedures.execute import execute
from renda.modules.livelihood import selectors
from renda.modules.livelihood.models import Source

ALIASES = {
    Source.VILLAGER: ("村民", "居民", "选民"),
    Source.DEPUTY: ("人大代表",),
    Source.OFFICE: ("人大",),
    Source.UNIT: ("部门", "单位", "镇政府"),
}
MOST = Decimal("99999999")
FIELDS = (
    Field("title", "想办的实事", ("项目", "项目名称", "意见", "内容", "实事"), required=True, max_length=80, example="高岭村自来水管网改造"),
    Field(
        "source", "来源", ("谁提的", "类别"), kind="choice", example="群众", help="不填就是群众",
        choices=tuple(Choice(key.value, key.label, ALIASES[key]) for key in Source),
    ),
    Field("who", "姓名或者单位", ("姓名", "提出人", "单位"), max_length=60, example="王秀英"),
    Field("place", "地点", ("村", "位置", "哪个村"), max_length=80, example="高岭村"),
    Field("money", "大约多少钱（万元）", ("投资", "金额", "资金", "万元"), max_length=20, example="186.5"),
)  # fmt: skip


@register
class WishImporter:
    """One row, one wish. The same words at the same place are the same wish."""

    key = "wishes"
    title = "民生实事征集意见"
    verb = "livelihood.prepare"
    fields = FIELDS

    def duplicate_key(self, row: RowResult, context: Actor) -> Hashable | None:
        return one_line(row.values["title"]), row.values.get("place") or "", row.values.get("who") or ""

    def check(self, rows: Sequence[RowResult], context: Actor) -> list[RowResult]:
        """Is wishes' time, is the amount a number, is it on the list already?"""
        campaign = selectors.collecting()
        if campaign is None:
            return [row.with_error("现在没有正在征集的民生实事票决，请先点“开始征集”") for row in rows]
        known = set(campaign.wishes.values_list("title", "place", "who"))
        return [self._check(row, known) for row in rows]

    def _check(self, row: RowResult, known: set) -> RowResult:
        if amount(row.values.get("money")) is False:
            return row.with_error("多少钱请写数字，单位是万元，例如 186.5", "money")
        return row.resolved("same" if self.duplicate_key(row, None) in known else "new", changes={})

    def apply(self, rows: Sequence[RowResult], context: Actor) -> ImportReport:
        """Write the rows one by one, as if they were typed."""
        campaign = selectors.collecting()
        for row in rows:
            values = row.values
            data = {
                "title": one_line(values["title"]), "source": values.get("source") or Source.VILLAGER, "who": values.get("who"),
                "place": values.get("place"), "money": amount(values.get("money")),
            }  # fmt: skip
            campaign = execute(context, campaign, "wish", data).matter
        return ImportReport(len(rows), 0)


def amount(text: str | None) -> Decimal | None | bool:
    """The amount in 万元; None when nothing stands there, False when it is no number."""
    words = (text or "").removesuffix("万元").removesuffix("万").strip()
    if not words:
        return None
    try:
        found = Decimal(words)
    except InvalidOperation:
        return False
    return found.quantize(Decimal("0.01")) if found.is_finite() and 0 <= found < MOST else False
