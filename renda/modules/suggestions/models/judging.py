"""The deputies' verdict on an answer, asked for by the office and never by the unit."""

from __future__ import annotations

from django.db import models

from renda.modules.suggestions.models.handling import OfSuggestion


class Attitude(models.TextChoices):
    GOOD = "satisfied", "满意"
    FAIR = "mostly", "基本满意"
    POOR = "dissatisfied", "不满意"


class Addressed(models.TextChoices):
    YES = "yes", "正面回答了"
    PARTLY = "partly", "回答了一部分"
    NO = "no", "没有回答"


class Verdict(OfSuggestion):
    """One deputy's verdict in one round. Not answered in time is ``lapsed``: not judged, never satisfied."""

    round = models.PositiveIntegerField(default=1)
    mandate = models.ForeignKey("people.Mandate", on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    due_on = models.DateField()
    answered_on = models.DateField(null=True)
    lapsed_on = models.DateField(null=True)
    attitude = models.CharField("对办理态度", max_length=14, choices=Attitude.choices, blank=True)
    outcome = models.CharField("对办理结果", max_length=14, choices=Attitude.choices, blank=True)
    addressed = models.CharField("是否回答了所提问题", max_length=8, choices=Addressed.choices, blank=True)
    comment = models.TextField("意见", blank=True)
    how = models.CharField(max_length=10, blank=True)
    keyed_by = models.CharField(max_length=80, blank=True)

    class Meta:
        verbose_name = "代表测评"
        ordering = ["round", "id"]
        constraints = [
            models.UniqueConstraint(fields=["suggestion", "round", "mandate"], name="one_verdict_per_round")
        ]

    @property
    def is_open(self) -> bool:
        return self.answered_on is None and self.lapsed_on is None

    @property
    def is_dissatisfied(self) -> bool:
        return self.answered_on is not None and Attitude.POOR in (self.attitude, self.outcome)
