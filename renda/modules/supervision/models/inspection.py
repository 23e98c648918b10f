"""One piece of supervision from its topic to the dossier: why, who, what is checked and where."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from renda.kernel.people.models import CongressSession, Mandate, Person
from renda.kernel.procedures.matter import Matter
from renda.kernel.units.models import TownOwned, Unit


class Form(models.TextChoices):
    INSPECTION = "inspection", "执法检查"
    VISIT = "visit", "视察"
    SURVEY = "survey", "调研"
    REPORT = "report", "听取专项工作报告"


class Source(models.TextChoices):
    PLAN = "plan", "年度工作安排"
    COUNTY = "county", "县人大安排"
    SUGGESTIONS = "suggestions", "代表建议"
    VILLAGERS = "villagers", "群众反映"
    PRIORITY = "priority", "党委、政府的重点工作"


class Inspection(Matter):
    """An inspection, a visit, a survey or the hearing of a special report (``form``); all go the same way."""

    form = models.CharField("形式", max_length=12, choices=Form.choices)
    topic = models.CharField("题目", max_length=80)
    law = models.CharField("检查哪部法律法规", max_length=120, blank=True)
    source = models.CharField("题目从哪里来", max_length=12, choices=Source.choices)
    why = models.TextField("为什么选这个题目")
    decided_on = models.DateField("决定日期", null=True)
    decided_by = models.CharField("哪次会议决定", max_length=120, blank=True)
    decision = models.TextField("决定", blank=True)
    leader = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="组长"
    )
    team = models.ManyToManyField(Mandate, related_name="inspections", verbose_name="参加的代表")
    units = models.ManyToManyField(Unit, related_name="+", verbose_name="受检查的单位")
    experts = models.CharField("随同人员", max_length=300, blank=True)
    starts_on = models.DateField("从哪天", null=True)
    ends_on = models.DateField("到哪天", null=True)
    materials_by = models.DateField("材料截止日期", null=True)
    draft_by = models.DateField("报告写成日期", null=True)
    hearing_at = models.CharField("开会时间", max_length=40, blank=True)
    venue = models.CharField("开会地点", max_length=80, blank=True)
    heard = models.CharField("听取了哪些单位的汇报", max_length=200, blank=True)
    visited = models.PositiveIntegerField("走访人数", null=True)
    files_read = models.PositiveIntegerField("查阅案卷份数", null=True)
    talks = models.PositiveIntegerField("座谈会次数", null=True)
    reported_on = models.DateField("报告日期", null=True)
    feedback_on = models.DateField("反馈日期", null=True)
    feedback = models.TextField("研究处理情况", blank=True)
    told_on = models.DateField("告知代表的日期", null=True)
    told_session = models.ForeignKey(
        CongressSession, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="向哪次大会报告"
    )
    stopping = models.CharField("不办的原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "监督检查"
        ordering = ["-opened_at", "-id"]

    def __str__(self) -> str:
        return self.topic

    def get_absolute_url(self) -> str:
        return reverse("supervision:inspection", args=[self.pk])


class Evidence(TownOwned):
    """A row that speaks for the topic: a suggestion, an opinion of villagers."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="evidence")
    model = models.CharField(max_length=80)
    object_id = models.UUIDField()
    label = models.CharField("内容", max_length=200)
    on = models.DateField("日期", null=True)

    class Meta:
        verbose_name = "选题依据"
        ordering = ["inspection", "-on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "model", "object_id"], name="supervision_evidence_once"
            )
        ]

    def __str__(self) -> str:
        return self.label


class Probe(TownOwned):
    """What somebody found out before the inspection began."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="probes")
    on = models.DateField("哪天")
    by = models.CharField("谁去的", max_length=80)
    found = models.TextField("了解到什么")

    class Meta:
        verbose_name = "摸底记录"
        ordering = ["inspection", "on", "id"]

    def __str__(self) -> str:
        return f"{self.on}　{self.by}"


class CheckItem(TownOwned):
    """One thing to check, with the article it comes from."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField(default=0)
    text = models.CharField("检查什么", max_length=200)
    article = models.CharField("依据", max_length=160, blank=True)
    url = models.CharField(max_length=200, blank=True)
    struck_on = models.DateField("划掉日期", null=True)

    class Meta:
        verbose_name = "检查项目"
        ordering = ["inspection", "position", "id"]

    def __str__(self) -> str:
        return self.text


class Site(TownOwned):
    """A place to go to. It is struck, never removed: somebody may be there at this moment."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="sites")
    position = models.PositiveIntegerField(default=0)
    name = models.CharField("检查点", max_length=80)
    on = models.DateField("哪天去")
    at = models.CharField("几点", max_length=20, blank=True)
    lead = models.CharField("带队人", max_length=40, blank=True)
    struck_on = models.DateField("撤销日期", null=True)
    struck_why = models.CharField("撤销原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "检查点"
        ordering = ["inspection", "on", "position", "id"]

    def __str__(self) -> str:
        return self.name
