"""A sitting (会): when, where, under whom, and the moments of its course."""

from __future__ import annotations

from datetime import date

from django.db import models

from renda.foundation import clock
from renda.kernel.units.models import TownOwned


class SittingKind(models.TextChoices):
    PREPARATORY = "preparatory", "预备会议"
    PLENARY = "plenary", "全体会议"
    GROUP = "group", "分组会议"
    PRESIDIUM = "presidium", "主席团会议"
    OTHER = "other", "其他会议"


class Sitting(TownOwned):
    """``begins_at``/``ends_at`` are planned; ``opened_at``/``closed_at`` are what happened.

    ``opening`` keeps what was counted when it was opened (base, present, needed, rule, sentence, the seats in office):
    a later change of the roll changes nothing about it. ``hall_code`` is shown on the screen of the hall and typed on
    the deputy's own telephone, so that nobody signs in from home. ``closing`` holds the count and the digest of the
    sign-in list at the close.
    """

    session = models.ForeignKey("people.CongressSession", on_delete=models.PROTECT, related_name="sittings")
    kind = models.CharField("类别", max_length=12, choices=SittingKind.choices)
    title = models.CharField("会议名称", max_length=60)
    begins_at = models.DateTimeField("开始时间")
    ends_at = models.DateTimeField("预计结束", null=True, blank=True)
    place = models.CharField("地点", max_length=80, blank=True)
    chair = models.CharField("主持人", max_length=60, blank=True)
    hall_code = models.CharField("会场码", max_length=8, blank=True, editable=False)
    sign_in_opened_at = models.DateTimeField("开始签到", null=True, editable=False)
    opened_at = models.DateTimeField("开会", null=True, editable=False)
    opened_by = models.CharField("宣布开会的人", max_length=40, blank=True, editable=False)
    opening = models.JSONField("开会时的人数", default=dict, blank=True, editable=False)
    closed_at = models.DateTimeField("散会", null=True, editable=False)
    closing = models.JSONField("散会时的签到名单摘要", default=dict, blank=True, editable=False)
    cancelled_at = models.DateTimeField("取消", null=True, editable=False)
    cancel_reason = models.CharField("取消原因", max_length=200, blank=True, editable=False)

    class Meta:
        verbose_name = "会上的会议"
        ordering = ["begins_at", "title", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "title"],
                condition=models.Q(cancelled_at__isnull=True),
                name="sitting_title_once",
            )
        ]
        indexes = [models.Index(fields=["session", "begins_at"])]

    def __str__(self) -> str:
        return self.title

    @property
    def held_on(self) -> date:
        """The day it is planned for, in China."""
        return self.begins_at.astimezone(clock.ZONE).date()

    @property
    def roll_day(self) -> date:
        """The day whose roll of deputies counts: the day it was opened, also past midnight; before, the planned day, or today
        where sign-in has begun on another day."""
        if self.opened_at:
            return self.opened_at.astimezone(clock.ZONE).date()
        return clock.today() if self.sign_in_opened_at else self.held_on

    @property
    def takes_sign_ins(self) -> bool:
        return bool(self.sign_in_opened_at) and not self.closed_at and not self.cancelled_at

    @property
    def is_on(self) -> bool:
        return bool(self.opened_at) and not self.closed_at
