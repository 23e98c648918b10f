"""A session of the county's congress, the town's deputies who go there, and what was handed in as one package."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from renda.foundation.chinese.numbers import to_chinese
from renda.kernel.people.models import Mandate
from renda.kernel.procedures.matter import Matter
from renda.kernel.units.models import TownOwned


class CountySession(Matter):
    """``county_term`` and ``number`` are the county's own (届, 次); ``hand_in_on`` is the day the county has set."""

    county = models.CharField("县（市、区）名称", max_length=30)
    county_term = models.PositiveIntegerField("第几届")
    number = models.PositiveIntegerField("第几次")
    opens_on = models.DateField("开幕日期")
    closes_on = models.DateField("闭幕日期")
    venue = models.CharField("会议地点", max_length=80, blank=True)
    receiver = models.CharField("报送给", max_length=80)
    hand_in_on = models.DateField("议案和建议哪天以前报送")
    hand_in_why = models.CharField("这个日期的依据", max_length=120)
    submitted_on = models.DateField("报送日期", null=True)
    submitted_how = models.CharField("怎样报送", max_length=60, blank=True)
    late_reason = models.CharField("晚报的原因", max_length=300, blank=True)
    received_on = models.DateField("县里签收日期", null=True)
    received_by = models.CharField("县里签收人", max_length=60, blank=True)

    class Meta:
        verbose_name = "县人大会议"
        ordering = ["-opens_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "county", "county_term", "number"],
                condition=~models.Q(state="cancelled"),
                name="county_session_number_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.county}第{to_chinese(self.county_term)}届人民代表大会第{to_chinese(self.number)}次会议"

    def get_absolute_url(self) -> str:
        return reverse("county_sessions:session", args=[self.pk])


class Participant(TownOwned):
    """A county deputy of the town as the roll stood for this session; ``goes`` is no where leave was asked for."""

    session = models.ForeignKey(CountySession, on_delete=models.CASCADE, related_name="participants")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")
    goes = models.BooleanField("去开会", default=True)
    note = models.CharField("说明", max_length=120, blank=True)

    class Meta:
        verbose_name = "去县里开会的代表"
        ordering = ["session", "mandate__person__name", "id"]
        constraints = [models.UniqueConstraint(fields=["session", "mandate"], name="county_participant_once")]

    def __str__(self) -> str:
        return self.mandate.person.name


class Package(TownOwned):
    """What went to the county in one go: the first is the hand-in, later ones are dated supplements. Never changed."""

    session = models.ForeignKey(CountySession, on_delete=models.PROTECT, related_name="packages")
    number = models.PositiveIntegerField("第几次报送")
    made_on = models.DateField("报送日期")
    note = models.CharField("说明", max_length=300, blank=True)
    list_file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "报送材料包"
        ordering = ["session", "number"]
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="county_package_number_once")
        ]

    @property
    def is_supplement(self) -> bool:
        return self.number > 1

    def __str__(self) -> str:
        return "报送材料" if self.number == 1 else f"第{to_chinese(self.number - 1)}次补报材料"


class Enclosure(TownOwned):
    """One paper of a package, in its place."""

    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="enclosures")
    paper = models.ForeignKey("documents.Paper", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()

    class Meta:
        verbose_name = "报送的公文"
        ordering = ["package", "position"]
        constraints = [
            models.UniqueConstraint(fields=["package", "position"], name="county_enclosure_position_once")
        ]

    def __str__(self) -> str:
        return str(self.paper)
