"""What the big screen of the hall shows now."""

from __future__ import annotations

from django.db import models

from renda.foundation import clock
from renda.kernel.units.models import TownOwned
from renda.modules.sessions.sittings.models.sitting import Sitting


class Shows(models.TextChoices):
    SIGN_IN = "sign_in", "签到进度"
    AGENDA = "agenda", "议程和当前事项"
    BALLOT = "ballot", "表决结果"
    WORDS = "words", "通告"


class Screen(TownOwned):
    """One screen for a session; the computer in the hall follows it by itself."""

    session = models.OneToOneField(
        "people.CongressSession", on_delete=models.PROTECT, related_name="hall_screen"
    )
    shows = models.CharField("显示", max_length=8, choices=Shows.choices, default=Shows.SIGN_IN)
    sitting = models.ForeignKey(
        Sitting, verbose_name="哪一场", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ballot_id = models.UUIDField("哪一次表决", null=True, blank=True)
    heading = models.CharField("通告标题", max_length=40, blank=True)
    words = models.TextField("通告内容", max_length=200, blank=True)
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = "会场大屏"

    def __str__(self) -> str:
        return f"{self.session}会场大屏"
