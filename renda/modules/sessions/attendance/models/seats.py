"""The hall, the rule of the order, and every change of seats with its way back."""

from __future__ import annotations

from django.db import models

from renda.foundation import clock
from renda.kernel.units.models import TownOwned


class Side(models.TextChoices):
    """Where the second in rank sits, seen from the first in rank who faces the hall."""

    LEFT = "left", "左边（台下看是右边）"
    RIGHT = "right", "右边（台下看是左边）"


class OrderRule(models.TextChoices):
    PROTOCOL = "protocol", "按职务和身份"
    STROKES = "strokes", "按姓氏笔画"
    GROUP = "group", "按小组，组内按姓氏笔画"


class HallPlan(TownOwned):
    """The hall of a session. ``rows`` and ``rostrum_rows`` hold the seats of each row, from the front and from the edge
    of the stage; ``aisles`` the numbers after which an aisle runs; ``blocked`` seats nobody gets, written row-seat.
    ``printed_on``: since when the cards and the sign-in book are printed, and with them everybody's number."""

    session = models.OneToOneField(
        "people.CongressSession", on_delete=models.PROTECT, related_name="hall_plan"
    )
    rows = models.JSONField("每排座数", default=list)
    aisles = models.JSONField("过道", default=list, blank=True)
    blocked = models.JSONField("不坐人的座位", default=list, blank=True)
    rostrum_rows = models.JSONField("主席台每排座数", default=list, blank=True)
    order_rule = models.CharField(
        "排序规则", max_length=10, choices=OrderRule.choices, default=OrderRule.GROUP
    )
    lead_side = models.CharField("尊位", max_length=6, choices=Side.choices, default=Side.LEFT)
    printed_on = models.DateField("证件和签到册印好的日期", null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "会场"

    def __str__(self) -> str:
        return f"{self.session}会场"


class SeatingChange(TownOwned):
    """One change of seats or of the order. ``before``/``after``: attendee → [area, row, number, rank]."""

    plan = models.ForeignKey(HallPlan, on_delete=models.CASCADE, related_name="changes")
    what = models.CharField("变动", max_length=200)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    made_by = models.CharField("谁改的", max_length=40)
    made_at = models.DateTimeField("时间", default=clock.now)
    undone_at = models.DateTimeField("收回时间", null=True)

    class Meta:
        verbose_name = "座次变动"
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.what
