"""Review: who was asked about which text, and what they said."""

from __future__ import annotations

from django.db import models

from renda.foundation import clock
from renda.kernel.units.models import TownOwned


class ReviewRequest(TownOwned):
    """One reviewer asked in one round. ``waived_on``: the office no longer waits for the answer, and says why."""

    draft = models.ForeignKey("drafting.Draft", on_delete=models.PROTECT, related_name="review_requests")
    version = models.ForeignKey("drafting.DraftVersion", on_delete=models.PROTECT, related_name="review_requests")
    round = models.PositiveIntegerField("第几次送审")
    reviewer = models.ForeignKey("people.Person", verbose_name="审核人", on_delete=models.PROTECT, related_name="+")
    note = models.CharField("请审核什么", max_length=300, blank=True)
    asked_by = models.CharField("送审人", max_length=40)
    asked_on = models.DateField("送审日期", default=clock.today)
    seen_at = models.DateTimeField("打开时间", null=True)
    waived_on = models.DateField("不再等待", null=True)
    waive_reason = models.CharField("不再等待的理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "送审"
        ordering = ["round", "asked_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "round", "reviewer"], name="reviewer_once_per_round")
        ]

    def __str__(self) -> str:
        return f"{self.reviewer.name}（第{self.round}次送审）"

    @property
    def is_open(self) -> bool:
        return self.waived_on is None and not hasattr(self, "opinion")


class Stance(models.TextChoices):
    AGREE = "agree", "同意"
    AMEND = "amend", "修改意见"
    DISAGREE = "disagree", "不同意"


class Opinion(TownOwned):
    """The answer to a request. ``marks``: remarks on places, ``[{"block": 3, "text": "…"}]`` (block of the version)."""

    request = models.OneToOneField(ReviewRequest, on_delete=models.PROTECT, related_name="opinion")
    stance = models.CharField("意见", max_length=10, choices=Stance.choices)
    text = models.TextField("具体意见", blank=True)
    marks = models.JSONField("逐处意见", default=list, blank=True)
    given_on = models.DateField("日期", default=clock.today)
    keyed_by = models.CharField("代录人", max_length=40, blank=True)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "审核意见"
        ordering = ["given_on", "id"]
