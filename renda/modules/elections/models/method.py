"""The election method (选举办法): the parameters the law leaves to the congress, adopted before any vote."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from renda.kernel.procedures.matter import Matter


class WriteInAbstain(models.TextChoices):
    """May whoever abstains from a candidate write in another name? The organic law leaves room, the method says it."""

    NOT_ALLOWED = "not_allowed", "只有投反对票的可以另选他人"
    ALLOWED = "allowed", "投反对票、弃权票的都可以另选他人"


class AfterPrinting(models.TextChoices):
    """What becomes of a candidate who withdraws when the ballots are printed: no law says it, the method does."""

    REPRINT = "reprint", "选票重新印制，旧票当场清点封存"
    VOID_NAME = "void_name", "选票不重印，这个名字由大会宣布作废，画给他的票不计"
    NOT_ALLOWED = "not_allowed", "选票印好以后不再接受退出"


class Shortfall(models.TextChoices):
    PRESIDIUM = "presidium", "由主席团提出，大会决定"
    THIS_SESSION = "this_session", "在本次会议上另行选举"
    NEXT_SESSION = "next_session", "在下次会议上另行选举"


class ElectionMethod(Matter):
    """One for each session; ``margins`` is post key → how many candidates more than places."""

    congress_session = models.ForeignKey("people.CongressSession", on_delete=models.PROTECT, related_name="election_methods")
    copied_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    nominate_by = models.DateTimeField("提名截止时间")
    margins = models.JSONField("差额数", default=dict)
    write_in_abstain = models.CharField("弃权的可不可以另选他人", max_length=12, choices=WriteInAbstain.choices)
    after_printing = models.CharField("选票印好后候选人退出", max_length=12, choices=AfterPrinting.choices)
    shortfall = models.CharField("当选人数不足", max_length=14, choices=Shortfall.choices)
    scrutineers = models.PositiveIntegerField("监票人数")
    booth = models.CharField("写票处位置", max_length=80)
    other = models.TextField("其他约定", blank=True)
    decided_on = models.DateField("表决日期", null=True)
    adopted_on = models.DateField("大会通过日期", null=True)
    outcome = models.JSONField(default=dict)

    class Meta:
        verbose_name = "选举办法"
        ordering = ["-congress_session__opens_on", "-opened_at", "id"]

    def __str__(self) -> str:
        return f"{self.congress_session}选举办法"

    def get_absolute_url(self) -> str:
        return reverse("elections:method", args=[self.pk])

    @property
    def is_adopted(self) -> bool:
        return self.adopted_on is not None
