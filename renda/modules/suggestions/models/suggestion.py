"""A deputy's bill or suggestion: what was asked, by whom, and where it stands."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from renda.kernel.procedures.matter import Matter


class Kind(models.TextChoices):
    SUGGESTION = "suggestion", "建议、批评和意见"
    BILL = "bill", "议案"


class Channel(models.TextChoices):
    IN_SESSION = "in_session", "大会期间"
    IN_RECESS = "in_recess", "闭会期间"


class Intake(models.TextChoices):
    PHONE = "phone", "代表手机提交"
    PAPER = "paper", "纸质代录"
    REGISTER = "register", "表格导入"


class BillOutcome(models.TextChoices):
    """What the congress did with a bill on its agenda."""

    ADOPTED = "adopted", "表决通过"
    REJECTED = "rejected", "表决未通过"
    STUDIED = "studied", "审议后交有关方面研究办理"
    WITHDRAWN = "withdrawn", "提案人撤回，终止审议"


class Urgency(models.TextChoices):
    NORMAL = "normal", "一般"
    URGENT = "urgent", "紧急"


class ResultClass(models.TextChoices):
    SOLVED = "solved", "已解决或采纳"
    IN_PROGRESS = "in_progress", "正在解决"
    PLANNED = "planned", "列入计划逐步解决"
    NOT_YET = "not_yet", "因条件所限暂不能解决"
    REFERENCE = "reference", "留作参考"
    PASSED_UP = "passed_up", "超越权限向上反映"


class Suggestion(Matter):
    """Dates are facts and are kept; ``lead_unit``, ``result`` and ``round`` are where it stands now."""

    kind = models.CharField("类型", max_length=10, choices=Kind.choices, default=Kind.SUGGESTION)
    channel = models.CharField("提出时间", max_length=10, choices=Channel.choices, default=Channel.IN_RECESS)
    session = models.ForeignKey(
        "people.CongressSession", verbose_name="会议", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    intake = models.CharField("来源", max_length=10, choices=Intake.choices, default=Intake.PHONE)
    author = models.ForeignKey(
        "people.Mandate", verbose_name="领衔代表", on_delete=models.PROTECT, related_name="suggestions"
    )
    title = models.CharField("标题（案由）", max_length=200)
    facts = models.TextField("情况和理由", blank=True)
    place = models.CharField("地点", max_length=120, blank=True)
    ask = models.TextField("具体建议", blank=True)
    village = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    category = models.ForeignKey("suggestions.Category", on_delete=models.PROTECT, null=True, blank=True)
    urgency = models.CharField("缓急", max_length=8, choices=Urgency.choices, default=Urgency.NORMAL)
    beyond_powers = models.BooleanField("超出镇级权限", default=False)
    confidential = models.BooleanField("要求保密", default=False)
    opinions = models.ManyToManyField("suggestions.Opinion", blank=True, related_name="suggestions")
    gate = models.JSONField("把关意见", default=dict, blank=True)

    number = models.CharField("编号", max_length=60, blank=True, db_index=True)
    submitted_on = models.DateField("提交日期", null=True)
    registered_on = models.DateField("登记日期", null=True)
    assigned_on = models.DateField("交办日期", null=True)
    replied_on = models.DateField("答复日期", null=True)
    judged_on = models.DateField("测评完成日期", null=True)
    closed_on = models.DateField("结案日期", null=True)

    lead_unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_complex = models.BooleanField("涉及面广、办理难度大", default=False)
    round = models.PositiveIntegerField("第几次办理", default=1)
    result = models.CharField("办理结果", max_length=12, choices=ResultClass.choices, blank=True)
    satisfaction = models.CharField("总体评价", max_length=14, blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    is_key = models.BooleanField("重点督办", default=False)
    key_leader = models.ForeignKey(
        "people.Person", verbose_name="督办领导", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ending = models.CharField("了结原因", max_length=300, blank=True)
    presidium_review = models.TextField("主席团审议意见", blank=True)

    published_on = models.DateField("公开日期", null=True)
    public_text = models.JSONField("公开内容", default=dict, blank=True)
    withheld_reason = models.CharField("不公开的理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "代表建议"
        ordering = ["-submitted_on", "-id"]
        indexes = [
            models.Index(fields=["town", "state", "-submitted_on"]),
            models.Index(fields=["town", "lead_unit", "state"]),
            models.Index(fields=["town", "-submitted_on", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return reverse("suggestions:detail", args=[self.pk])

    @property
    def is_bill(self) -> bool:
        return self.kind == Kind.BILL

    @property
    def year(self) -> int | None:
        return self.submitted_on.year if self.submitted_on else None
