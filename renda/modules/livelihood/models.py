"""A year's vote on livelihood projects: wishes, candidates, and each chosen project until it is accepted and rated."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse

from renda.kernel.people.models import CongressSession, Mandate, Person
from renda.kernel.procedures.matter import Matter
from renda.kernel.units.models import TownOwned, Unit


class Campaign(Matter):
    """The way of one year's projects from the wishes to the announced list. ``outcome`` is what the latest declared vote said."""

    year = models.PositiveIntegerField("年份")
    congress_session = models.ForeignKey(
        CongressSession,
        on_delete=models.PROTECT,
        related_name="livelihood_campaigns",
        verbose_name="在哪次会议上票决",
    )
    seats = models.PositiveIntegerField("应选几项", validators=[MinValueValidator(1)])
    wishes_until = models.DateField("征集到哪天")
    few_reason = models.CharField("候选项目不够差额的原因", max_length=300, blank=True)
    open_reason = models.CharField("没有选足、不再票决的原因", max_length=300, blank=True)
    outcome = models.JSONField(default=dict)
    listed_on = models.DateField("候选名单定的日期", null=True)
    voted_on = models.DateField("票决日期", null=True)
    publish_by = models.DateField("公布实施计划的日期", null=True)

    class Meta:
        verbose_name = "民生实事项目票决"
        ordering = ["-year", "-id"]

    def __str__(self) -> str:
        return f"{self.year}年民生实事项目票决"

    def get_absolute_url(self) -> str:
        return reverse("livelihood:campaign", args=[self.pk])


class Source(models.TextChoices):
    VILLAGER = "villager", "群众"
    DEPUTY = "deputy", "代表"
    OFFICE = "office", "人大办"
    UNIT = "unit", "政府部门"


class Described(TownOwned):
    """What a project is: one line, where, how much."""

    title = models.CharField("项目", max_length=80)
    place = models.CharField("地点", max_length=80, blank=True)
    money = models.DecimalField("投资（万元）", max_digits=10, decimal_places=2, null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def money_zh(self) -> str:
        """186.5; empty when nobody has said how much."""
        return f"{self.money.normalize():f}" if self.money is not None else ""


class Candidate(Described):
    """A project put forward by the government. ``votes`` are those of the latest vote it stood in."""

    class Result(models.TextChoices):
        CHOSEN = "chosen", "入选"
        TIED = "tied", "票数相等"
        LEFT = "left", "未入选"

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="candidates")
    position = models.PositiveIntegerField(default=0)
    content = models.TextField("建设内容", max_length=600)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="责任单位")
    finish_on = models.DateField("完成时间")
    withdrawn_on = models.DateField("退出日期", null=True)
    withdrawal = models.CharField("为什么退出", max_length=300, blank=True)
    votes = models.PositiveIntegerField("得票", null=True)
    result = models.CharField("结果", max_length=8, choices=Result.choices, blank=True)

    class Meta:
        verbose_name = "候选项目"
        ordering = ["campaign", "position", "id"]


class Wish(Described):
    """One line of what somebody wants: taken up in a candidate, or left out with the reason."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="wishes")
    source = models.CharField("来源", max_length=8, choices=Source.choices, default=Source.VILLAGER)
    who = models.CharField("谁提的", max_length=60, blank=True)
    candidate = models.ForeignKey(Candidate, on_delete=models.SET_NULL, null=True, related_name="wishes")
    left_out = models.CharField("没有列入的原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "民生实事征集意见"
        ordering = ["campaign", "source", "title", "id"]

    @property
    def is_settled(self) -> bool:
        return bool(self.candidate_id or self.left_out)


class Pace(models.TextChoices):
    ON_TIME = "on_time", "按进度"
    BEHIND = "behind", "滞后"
    DONE = "done", "完成"


class Project(Matter, Described):
    """A chosen project from the plan of the responsible unit to the rating by the deputies."""

    candidate = models.OneToOneField(Candidate, on_delete=models.PROTECT, related_name="project")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="projects")
    position = models.PositiveIntegerField(default=0)
    content = models.TextField("建设内容")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="责任单位")
    finish_on = models.DateField("完成时间")
    plan = models.TextField("实施计划", blank=True)
    pace = models.CharField("进度", max_length=8, choices=Pace.choices, blank=True)
    watcher = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="联系的主席团成员"
    )
    done_on = models.DateField("完工日期", null=True)
    accepted_on = models.DateField("验收日期", null=True)
    acceptance = models.TextField("验收意见", blank=True)
    acceptors = models.ManyToManyField(Mandate, related_name="+", verbose_name="验收的代表")
    rated_on = models.DateField("测评日期", null=True)
    satisfied = models.PositiveIntegerField("满意", null=True)
    basically = models.PositiveIntegerField("基本满意", null=True)
    dissatisfied = models.PositiveIntegerField("不满意", null=True)
    stopping = models.CharField("不再实施的原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "民生实事项目"
        ordering = ["campaign", "position", "id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("livelihood:project", args=[self.pk])

    @property
    def rated(self) -> int:
        """How many slips of the rating were counted."""
        return (self.satisfied or 0) + (self.basically or 0) + (self.dissatisfied or 0)


class Report(TownOwned):
    """How far a project has come: told by the unit, or seen by deputies on the spot."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="reports")
    on = models.DateField("日期")
    by = models.CharField("谁写的", max_length=60)
    pace = models.CharField("进度", max_length=8, choices=Pace.choices, blank=True)
    text = models.TextField("进展")
    is_visit = models.BooleanField("代表视察", default=False)

    class Meta:
        verbose_name = "民生实事项目进展"
        ordering = ["project", "-on", "-id"]

    def __str__(self) -> str:
        return f"{self.project}：{self.on}"
