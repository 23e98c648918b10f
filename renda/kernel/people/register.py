"""Persons, terms of the congress, mandates of deputies, dated appointments to posts.

A role is never a flag: it is an appointment or a mandate with a first and a last day, so access
ends by itself when the term ends.
"""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from renda.foundation import clock
from renda.kernel.crypto.cipher import blind_index
from renda.kernel.crypto.fields import EncryptedTextField
from renda.kernel.units.models import TownManager, TownOwned, TownQuerySet


class Gender(models.TextChoices):
    MALE = "male", "男"
    FEMALE = "female", "女"


class Person(TownOwned):
    name = models.CharField("姓名", max_length=40)
    gender = models.CharField("性别", max_length=6, choices=Gender.choices, blank=True)
    ethnicity = models.CharField("民族", max_length=20, blank=True)
    birth_on = models.DateField("出生日期", null=True, blank=True)
    education = models.CharField("学历", max_length=20, blank=True)
    party = models.CharField("党派", max_length=20, blank=True)
    occupation = models.CharField("职业", max_length=60, blank=True)
    employer = models.CharField("工作单位及职务", max_length=80, blank=True)
    skills = models.CharField("专长", max_length=120, blank=True)
    village = models.ForeignKey(
        "units.Unit", verbose_name="所在村（社区）", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    phone = EncryptedTextField("手机号", blank=True, default="")
    phone_index = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    id_number = EncryptedTextField("身份证号", blank=True, default="")
    id_index = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    note = models.TextField("备注", blank=True)

    class Meta:
        verbose_name = "人员"
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.phone_index = blind_index(self.phone, "phone") if self.phone else ""
        self.id_index = blind_index(self.id_number, "id-number") if self.id_number else ""
        return super().save(*args, **kwargs)


class StandingManager(TownManager):
    """Leaves out what was registered by mistake and taken back: nobody chooses, counts or opens it any more."""

    def get_queryset(self):
        return super().get_queryset().filter(cancelled_on__isnull=True)


class Term(TownOwned):
    """A congress (届): five years between two elections of deputies."""

    number = models.PositiveIntegerField("届")
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("届满日期", null=True, blank=True)
    cancelled_on = models.DateField("登记错了，撤销的日期", null=True, editable=False)

    objects = StandingManager()

    class Meta:
        verbose_name = "届"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "number"], condition=Q(cancelled_on__isnull=True), name="term_number_once"
            )
        ]

    def __str__(self) -> str:
        from renda.foundation.chinese.numbers import to_chinese

        return f"第{to_chinese(self.number)}届"


class CongressSession(TownOwned):
    """A session (次) of the congress; only its calendar facts, which many lines of work need."""

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="sessions")
    number = models.PositiveIntegerField("次")
    opens_on = models.DateField("开幕日期")
    closes_on = models.DateField("闭幕日期")
    cancelled_on = models.DateField("登记错了，撤销的日期", null=True, editable=False)

    objects = StandingManager()

    class Meta:
        verbose_name = "会次"
        ordering = ["-opens_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "term", "number"],
                condition=Q(cancelled_on__isnull=True),
                name="session_number_once",
            )
        ]

    def __str__(self) -> str:
        from renda.foundation.chinese.numbers import to_chinese

        return f"{self.term}第{to_chinese(self.number)}次会议"


class Constituency(TownOwned):
    number = models.PositiveIntegerField("选区号")
    name = models.CharField("选区名称", max_length=60)
    seats = models.PositiveIntegerField("应选代表数", null=True, blank=True)

    class Meta:
        verbose_name = "选区"
        verbose_name_plural = "选区"
        ordering = ["number", "name"]
        constraints = [models.UniqueConstraint(fields=["town", "name"], name="constituency_name_once")]

    def __str__(self) -> str:
        return self.name


class DeputyGroup(TownOwned):
    name = models.CharField("代表小组", max_length=60)
    leader = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    station = models.CharField("活动地点（联络站）", max_length=80, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "代表小组"
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(fields=["town", "name"], name="group_name_once")]

    def __str__(self) -> str:
        return self.name


class DatedQuerySet(TownQuerySet):
    def on(self, day: date | None = None):
        """Those in force on ``day`` (today when left out)."""
        day = day or clock.today()
        return self.filter(Q(from_on__lte=day) & (Q(until_on__isnull=True) | Q(until_on__gte=day)))


class DatedManager(TownManager.from_queryset(DatedQuerySet)):
    pass


class Dated(TownOwned):
    """Something that is true from one day to another."""

    from_on = models.DateField("起始日期")
    until_on = models.DateField("终止日期", null=True, blank=True)

    objects = DatedManager()
    everywhere = models.Manager.from_queryset(DatedQuerySet)()

    class Meta:
        abstract = True

    @classmethod
    def everywhere_on(cls, day: date):
        """Rows in force on ``day`` before the active town is known (an account logs in)."""
        return cls.everywhere.on(day)


class MandateLevel(models.TextChoices):
    TOWN = "town", "乡镇人大代表"
    COUNTY = "county", "县（区、市）人大代表"


class Mandate(Dated):
    """The seat of a deputy, from the day it began to the day it ended, and why it ended."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mandates")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="mandates")
    level = models.CharField(max_length=8, choices=MandateLevel.choices, default=MandateLevel.TOWN)
    constituency = models.ForeignKey(Constituency, on_delete=models.PROTECT, null=True, related_name="mandates")
    group = models.ForeignKey(DeputyGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="mandates")
    card_number = models.CharField("代表证号", max_length=30, blank=True)
    end_cause = models.CharField("终止原因", max_length=80, blank=True)

    class Meta:
        verbose_name = "代表资格"
        ordering = ["constituency__number", "person__name", "id"]

    def __str__(self) -> str:
        return f"{self.person}（{self.get_level_display()}）"


class Appointment(Dated):
    """A person holds a post in a body between two days. ``role`` is a key of config/roles.yaml."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="appointments")
    post = models.CharField("职务", max_length=60)
    role = models.CharField("系统角色", max_length=30)
    paper = models.CharField("任职依据", max_length=80, blank=True)

    class Meta:
        verbose_name = "任职"
        ordering = ["unit__position", "person__name", "id"]

    def __str__(self) -> str:
        return f"{self.person}（{self.unit} {self.post}）"
