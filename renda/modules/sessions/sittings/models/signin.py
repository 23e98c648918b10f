"""Who came to a sitting, when and how it was noted."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from renda.foundation import clock
from renda.kernel.units.models import TownOwned
from renda.modules.sessions.sittings.models.sitting import Sitting


class SignInWay(models.TextChoices):
    CODE = "code", "扫证件"
    NUMBER = "number", "输号码"
    LIST = "list", "点名单"
    PHONE = "phone", "本人手机"


class SignIn(TownOwned):
    """One sign-in. It is never erased: taken back, it stays with its reason and no longer counts.

    ``at`` is when the person stood at the table; ``received_at`` when the server learned of it (later, where the network
    was down). ``client_id`` is made by the device: the same one sent twice is one sign-in. ``left_at``: went home early.
    """

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="sign_ins")
    attendee = models.ForeignKey(
        "session_attendance.Attendee", on_delete=models.PROTECT, related_name="sign_ins"
    )
    at = models.DateTimeField("签到时间")
    received_at = models.DateTimeField("收到时间", default=clock.now)
    way = models.CharField("方式", max_length=6, choices=SignInWay.choices)
    table = models.CharField("签到台", max_length=20, blank=True)
    client_id = models.CharField(max_length=40)
    keyed_by = models.CharField("谁办的", max_length=40)
    left_at = models.DateTimeField("早退时间", null=True)
    left_why = models.CharField("早退原因", max_length=200, blank=True)
    undone_at = models.DateTimeField("撤销时间", null=True)
    undone_by = models.CharField("谁撤销的", max_length=40, blank=True)
    undone_why = models.CharField("撤销原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "签到"
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "attendee"], condition=Q(undone_at__isnull=True), name="signed_in_once"
            ),
            models.UniqueConstraint(fields=["sitting", "client_id"], name="sign_in_sent_once"),
        ]

    def __str__(self) -> str:
        return f"{self.attendee}签到"

    @property
    def time_words(self) -> str:
        """8:41, in China."""
        local = self.at.astimezone(clock.ZONE)
        return f"{local.hour}:{local.minute:02d}"
