"""The papers of the county's session, and who has signed for them."""

from __future__ import annotations

from django.db import models

from renda.foundation import clock
from renda.kernel.units.models import TownOwned
from renda.modules.county_sessions.models.session import CountySession, Participant


class Way(models.TextChoices):
    """How somebody signed."""

    ACCOUNT = "account", "本人在系统里"
    LINK = "link", "本人用链接"
    PAPER = "paper", "人大办登记"


class Material(TownOwned):
    """One paper. ``file`` is what may be read on the phone; without it the paper is only handed out."""

    session = models.ForeignKey(CountySession, on_delete=models.CASCADE, related_name="materials")
    title = models.CharField("材料名称", max_length=120)
    copies = models.PositiveIntegerField("每人份数", default=1)
    collect_back = models.BooleanField("会后收回", default=False)
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    position = models.PositiveIntegerField(default=0)
    added_on = models.DateField("列入日期", default=clock.today)

    class Meta:
        verbose_name = "县人大会议材料"
        ordering = ["session", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["session", "title"], name="county_material_title_once")
        ]

    def __str__(self) -> str:
        return self.title


class Handout(TownOwned):
    """A paper given to one deputy; signed for by the deputy or, on paper, through the office."""

    material = models.ForeignKey(Material, on_delete=models.CASCADE, related_name="handouts")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="handouts")
    handed_on = models.DateField("发放日期", default=clock.today)
    signed_on = models.DateField("签收日期", null=True, blank=True)
    way = models.CharField("怎样签收", max_length=8, choices=Way.choices, blank=True)
    keyed_by = models.CharField("登记人", max_length=40, blank=True)

    class Meta:
        verbose_name = "材料签收"
        ordering = ["material", "participant", "id"]
        constraints = [
            models.UniqueConstraint(fields=["material", "participant"], name="county_handout_once")
        ]

    def __str__(self) -> str:
        return f"{self.material}（{self.participant}）"
