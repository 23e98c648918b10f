"""What villagers and parties to cases answered. Nothing here tells who answered, when, or from where.

A slip has a key that is a digest of the secret printed on it, and is gone once it was used; an answer has a random key, no
moment and nothing that points to a slip, an account or a person.
"""

from __future__ import annotations

from django.db import models

from renda.foundation.ids import random_id
from renda.kernel.units.models import TownOwned
from renda.modules.appraisals.models.appraised import Appraised


class Way(models.TextChoices):
    PHONE = "phone", "手机"
    PAPER = "paper", "纸质"


class Served(models.TextChoices):
    VILLAGER = "villager", "村民、服务对象"
    PARTY = "party", "案件、纠纷当事人"
    OFFICIAL = "official", "村干部、企业"


class QuestionSlip(TownOwned):
    """A slip that was printed and not used yet."""

    id = models.UUIDField(primary_key=True, editable=False)
    appraised = models.ForeignKey(Appraised, on_delete=models.CASCADE, related_name="question_slips")

    class Meta:
        verbose_name = "问卷条"
        ordering = ["id"]


class Sheet(TownOwned):
    """One questionnaire. ``answers``: line of the contents (counted from 1) → choice."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    appraised = models.ForeignKey(Appraised, on_delete=models.CASCADE, related_name="sheets")
    way = models.CharField("怎么填的", max_length=8, choices=Way.choices)
    served = models.CharField("填的人", max_length=8, choices=Served.choices)
    answers = models.JSONField(default=dict)
    opinion = models.TextField("意见", blank=True)

    class Meta:
        verbose_name = "问卷"
        ordering = ["id"]
