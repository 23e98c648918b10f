"""The session as work: its procedure's state, the plan counted back from the opening day, every change of the day."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from renda.foundation import clock
from renda.kernel.people.models import CongressSession
from renda.kernel.procedures.matter import Matter
from renda.kernel.units.models import TownOwned
from renda.law import session_plan
from renda.law.session_plan import duration_words


class SessionWork(Matter):
    """What the office does for one session. The calendar facts stay in :class:`CongressSession`.

    ``kind``: a key of ``data/kinds.yaml``. ``present``/``base``: the count the opening was allowed with.
    """

    session = models.OneToOneField(CongressSession, on_delete=models.PROTECT, related_name="work")
    kind = models.CharField("会议种类", max_length=20)
    cause = models.CharField("为什么召集", max_length=300, blank=True)
    proposers = models.PositiveIntegerField("提议的代表人数", null=True)
    counted_from = models.DateField("代表选举完成的日期", null=True)
    published_on = models.DateField("日期公布的日子", null=True)
    began_on = models.DateField("实际开幕日期", null=True)
    present = models.PositiveIntegerField("开幕时到会代表", null=True)
    base = models.PositiveIntegerField("代表总数", null=True)
    count_note = models.CharField("人数说明", max_length=300, blank=True)
    outcome = models.TextField("会议结果", blank=True)
    ended_on = models.DateField("实际闭幕日期", null=True)
    cancelled_because = models.CharField("为什么撤销", max_length=300, blank=True)

    class Meta:
        verbose_name = "大会"
        ordering = ["-session__opens_on", "-id"]

    def __str__(self) -> str:
        return str(self.session)

    @property
    def kind_label(self) -> str:
        return session_plan.kind(self.kind).label

    def get_absolute_url(self) -> str:
        return reverse("sessions:hub", args=[self.session_id])


class Phase(models.TextChoices):
    BEFORE = "before", "会前"
    AFTER = "after", "会后"


class PlanStep(TownOwned):
    """One line of the checklist: what, by when, who, its paper and its rule.

    ``count`` and ``unit`` say how far from the opening (before) or the closing (after) it lies; ``limit_on`` is the
    last day of its rule. ``done_on`` is a tick by hand, or by what the system saw (``by_fact``). After the day was
    moved, what must be done once more carries ``again_from``: nothing older counts.
    """

    work = models.ForeignKey(SessionWork, on_delete=models.CASCADE, related_name="steps")
    key = models.CharField(max_length=60)
    phase = models.CharField("会前还是会后", max_length=8, choices=Phase.choices, default=Phase.BEFORE)
    position = models.PositiveIntegerField(default=0)
    label = models.CharField("做什么", max_length=120)
    hint = models.CharField("怎么做", max_length=300, blank=True)
    who = models.CharField("谁来做", max_length=60, blank=True)
    count = models.PositiveIntegerField("几天")
    unit = models.CharField("怎么数", max_length=12)
    rule = models.CharField(max_length=80, blank=True)
    template = models.CharField("范本", max_length=80, blank=True)
    due_on = models.DateField("哪天以前")
    limit_on = models.DateField("最后一天", null=True)
    provisional = models.BooleanField("暂定", default=False)
    done_on = models.DateField("办完日期", null=True)
    done_by = models.CharField("谁打的勾", max_length=40, blank=True)
    by_fact = models.BooleanField("系统自己看到的", default=False)
    again_from = models.DateField("改期后重新办", null=True)
    note = models.CharField("说明", max_length=300, blank=True)
    is_own = models.BooleanField("人大办自己加的", default=False)
    changed = models.BooleanField("人大办改过", default=False)
    removed_on = models.DateField("划掉的日期", null=True)

    class Meta:
        verbose_name = "筹备事项"
        ordering = ["due_on", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["work", "key"], name="plan_step_once")]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        """Its line on the checklist."""
        name = "sessions:plan" if self.phase == Phase.BEFORE else "sessions:after"
        return f"{reverse(name, args=[self.work.session_id])}#{self.anchor}"

    @property
    def anchor(self) -> str:
        return f"step-{self.pk}"

    @property
    def days_words(self) -> str:
        """开幕前15天"""
        return duration_words(self.count, self.unit, self.phase)


class DayMove(TownOwned):
    """The day was changed: from when to when, why, who said so."""

    work = models.ForeignKey(SessionWork, on_delete=models.CASCADE, related_name="moves")
    old_opens_on = models.DateField("原定开幕")
    old_closes_on = models.DateField("原定闭幕")
    new_opens_on = models.DateField("改为开幕")
    new_closes_on = models.DateField("改为闭幕")
    reason = models.CharField("为什么改", max_length=300)
    moved_on = models.DateField(default=clock.today)
    moved_by = models.CharField(max_length=40)

    class Meta:
        verbose_name = "会期变动"
        ordering = ["-moved_on", "-id"]
