"""Deadlines: each knows its rule, its day, why that day, and the one next moment somebody must look at it."""

from __future__ import annotations

from django.db import models

from renda.foundation import clock
from renda.kernel.units.models import TownOwned
from renda.kernel.units.scope import forget


class DeadlineStatus(models.TextChoices):
    RUNNING = "running", "进行中"
    PAUSED = "paused", "暂停"
    MET = "met", "按期完成"
    MET_LATE = "met_late", "逾期完成"
    LATE = "late", "已逾期"
    CANCELLED = "cancelled", "不再需要"

    @classmethod
    def open(cls) -> tuple[str, ...]:
        return (cls.RUNNING, cls.LATE)


class Deadline(TownOwned):
    """``waits_for``: the verb whose owner must act (office, unit, deputy …); ``unit``/``person`` narrow it."""

    model = models.CharField(max_length=80, editable=False)
    object_id = models.UUIDField(editable=False)
    key = models.CharField(max_length=60)
    rule = models.CharField(max_length=80)
    case = models.CharField(max_length=30, blank=True)
    duration = models.CharField(max_length=60, blank=True)
    on_fixed_day = models.BooleanField(default=False)
    label = models.CharField("期限", max_length=80)
    subject = models.CharField("事项", max_length=240)
    url = models.CharField(max_length=200, blank=True)
    waits_for = models.CharField(max_length=60)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    # No index: nearly every row has none here, and SQLite would read the whole table through it.
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    start_on = models.DateField("起算日")
    due_on = models.DateField("到期日")
    first_due_on = models.DateField("最初到期日")
    internal = models.BooleanField("内部期限", default=False)
    provisional = models.BooleanField("暂定", default=False)
    explanation = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=DeadlineStatus.choices, default=DeadlineStatus.RUNNING)
    next_look_at = models.DateTimeField(null=True, db_index=True)
    warned = models.JSONField(default=list)
    met_on = models.DateField("完成日", null=True)
    paused_on = models.DateField(null=True)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "期限"
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["town", "model", "object_id", "key"]),
            models.Index(fields=["town", "status", "due_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.label}（{self.subject}）"

    @property
    def is_open(self) -> bool:
        return self.status in DeadlineStatus.open()


class CalendarYear(TownOwned):
    """A year's holiday table loaded by the office; it goes before the one the product came with."""

    year = models.PositiveIntegerField("年份")
    source = models.CharField("依据", max_length=160)
    table = models.JSONField(default=dict)
    loaded_at = models.DateTimeField(default=clock.now)
    loaded_by = models.CharField(max_length=80)

    class Meta:
        verbose_name = "放假安排"
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["town", "year"], name="calendar_year_once")]

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        forget()

    def delete(self, *args, **kwargs):
        deleted = super().delete(*args, **kwargs)
        forget()
        return deleted


class DeadlineShift(TownOwned):
    """A day that would move after a new holiday table; it moves only when a person confirms."""

    deadline = models.ForeignKey(Deadline, on_delete=models.CASCADE, related_name="shifts")
    old_due_on = models.DateField()
    new_due_on = models.DateField()
    explanation = models.JSONField(default=dict)
    provisional = models.BooleanField(default=False)
    proposed_at = models.DateTimeField(default=clock.now)
    confirmed_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "期限调整"
        ordering = ["new_due_on", "id"]
