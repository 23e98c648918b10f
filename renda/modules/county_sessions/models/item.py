"""A bill or suggestion put forward by a county deputy of the town, and what became of it in the county."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from renda.foundation import clock
from renda.kernel.people.models import Mandate
from renda.kernel.procedures.matter import Matter
from renda.kernel.units.models import TownOwned
from renda.modules.county_sessions.models.session import CountySession


class Kind(models.TextChoices):
    SUGGESTION = "suggestion", "建议、批评和意见"
    BILL = "bill", "议案"


class Intake(models.TextChoices):
    PHONE = "phone", "代表自己填写"
    PAPER = "paper", "人大办代录"


class Handling(models.TextChoices):
    """What the county made of it."""

    SUGGESTION = "suggestion", "作为建议办理"
    LISTED = "listed", "列入大会议程"
    COMMITTEE = "committee", "交有关委员会审议"


class ResultClass(models.TextChoices):
    SOLVED = "solved", "已解决或采纳"
    PLANNED = "planned", "列入计划逐步解决"
    NOT_YET = "not_yet", "暂时不能解决"
    REFERENCE = "reference", "留作参考"


class Satisfaction(models.TextChoices):
    GOOD = "satisfied", "满意"
    FAIR = "mostly", "基本满意"
    POOR = "dissatisfied", "不满意"


class Item(Matter):
    """``others`` names the signers from other towns, one a line. Of a bill, ``facts`` are the grounds, ``ask`` the plan.

    What the office typed in, the author reads and confirms (``confirmed_on``) or says what is wrong (``author_remark``).
    ``sequence`` is the number in the town's list; one that is withdrawn keeps it, so that no number is used twice.
    """

    session = models.ForeignKey(CountySession, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField("类型", max_length=10, choices=Kind.choices, default=Kind.SUGGESTION)
    intake = models.CharField("来源", max_length=6, choices=Intake.choices, default=Intake.PHONE)
    author = models.ForeignKey(
        Mandate, verbose_name="领衔代表", on_delete=models.PROTECT, related_name="county_items"
    )
    title = models.CharField("题目（案由）", max_length=120)
    facts = models.TextField("情况和理由（案据）", blank=True)
    place = models.CharField("地点", max_length=120, blank=True)
    ask = models.TextField("具体建议（方案）", blank=True)
    others = models.TextField("其他乡镇的联名代表", blank=True)
    advice = models.JSONField("把关提示", default=list, blank=True)
    check_note = models.TextField("把关意见", blank=True)
    sequence = models.PositiveIntegerField("本镇编号", null=True)
    handed_in_on = models.DateField("代表提交日期", null=True)
    confirmed_on = models.DateField("本人核对无误的日期", null=True)
    author_remark = models.CharField("本人要改的地方", max_length=300, blank=True)
    submitted_on = models.DateField("报送日期", null=True)
    county_number = models.CharField("县里编号", max_length=40, blank=True)
    is_complex = models.BooleanField("涉及面广、办理难度大", default=False)
    county_unit = models.CharField("承办单位", max_length=120, blank=True)
    handling = models.CharField("怎样处理", max_length=10, choices=Handling.choices, blank=True)
    assigned_on = models.DateField("交办日期", null=True)
    replied_on = models.DateField("答复日期", null=True)
    reply = models.TextField("答复内容", blank=True)
    result = models.CharField("办理结果", max_length=10, choices=ResultClass.choices, blank=True)
    promise = models.CharField("承诺的事", max_length=300, blank=True)
    promise_due_on = models.DateField("承诺哪天办成", null=True)
    promise_kept_on = models.DateField("承诺办成日期", null=True)
    promise_end = models.CharField("承诺的结果", max_length=300, blank=True)
    verdict = models.CharField("代表评价", max_length=12, choices=Satisfaction.choices, blank=True)
    verdict_note = models.CharField("评价说明", max_length=300, blank=True)
    judged_on = models.DateField("评价日期", null=True)
    round = models.PositiveIntegerField("第几次办理", default=1)
    withdrawal_told_on = models.DateField("撤回告知县里日期", null=True)
    ending = models.CharField("了结原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "县人大议案和建议"
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["session", "kind", "sequence"], name="county_item_sequence_once")
        ]
        indexes = [models.Index(fields=["town", "state"], name="county_item_by_state")]

    def __str__(self) -> str:
        return f"{self.label} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return reverse("county_sessions:item", args=[self.pk])

    @property
    def is_bill(self) -> bool:
        return self.kind == Kind.BILL

    @property
    def label(self) -> str:
        """The number in the town's list; empty before it has one."""
        return f"{'议案' if self.is_bill else '建议'}{self.sequence}号" if self.sequence else ""

    @property
    def other_names(self) -> list[str]:
        """The signers of other towns, each once."""
        return list(dict.fromkeys(line.strip() for line in self.others.splitlines() if line.strip()))


class Cosigner(TownOwned):
    """Another county deputy of this town who was asked to sign; ``agrees`` stays empty until the answer."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="cosigners")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField("邀请日期", default=clock.today)
    agrees = models.BooleanField("同意联名", null=True)
    answered_on = models.DateField("答复日期", null=True)
    keyed_by = models.CharField("登记人", max_length=40, blank=True)

    class Meta:
        verbose_name = "联名代表"
        ordering = ["item", "asked_on", "id"]
        constraints = [models.UniqueConstraint(fields=["item", "mandate"], name="county_cosigner_once")]

    def __str__(self) -> str:
        return self.mandate.person.name
