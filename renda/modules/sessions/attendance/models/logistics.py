"""Meals, cars and rooms, and who has a place."""

from __future__ import annotations

from django.db import models

from renda.kernel.units.models import TownOwned
from renda.modules.sessions.attendance.models.people import Attendee


class ServiceKind(models.TextChoices):
    MEAL = "meal", "用餐"
    CAR = "car", "车辆"
    ROOM = "room", "住宿"


class Service(TownOwned):
    """One meal, one car or one room of a day. ``places`` empty: as many as come."""

    session = models.ForeignKey(
        "people.CongressSession", on_delete=models.PROTECT, related_name="attendance_services"
    )
    kind = models.CharField("种类", max_length=6, choices=ServiceKind.choices)
    name = models.CharField("名称", max_length=60)
    on_date = models.DateField("日期")
    at = models.CharField("时间", max_length=20, blank=True)
    place = models.CharField("地点", max_length=80, blank=True)
    contact = models.CharField("联系人", max_length=40, blank=True)
    places = models.PositiveIntegerField("能容人数", null=True, blank=True)

    class Meta:
        verbose_name = "食宿和车辆"
        ordering = ["on_date", "kind", "at", "name", "id"]

    def __str__(self) -> str:
        return self.name


class ServiceUse(TownOwned):
    """Somebody has a place."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="uses")
    attendee = models.ForeignKey(Attendee, on_delete=models.PROTECT, related_name="services")

    class Meta:
        verbose_name = "食宿安排"
        ordering = ["service", "attendee__rank", "id"]
        constraints = [models.UniqueConstraint(fields=["service", "attendee"], name="service_use_once")]
