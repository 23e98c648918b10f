"""The election in one constituency. No voter is kept here: only how many there are, and what was objected to."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from renda.kernel.people.models import Constituency, Mandate, Person
from renda.kernel.people.register import Gender
from renda.kernel.procedures.matter import Matter
from renda.kernel.units.models import TownOwned
from renda.law.candidacies import BY_ELECTION, FIRST, ROUNDS
from renda.modules.deputy_elections.models.election import DeputyElection


class Contest(Matter):
    """``round``: which vote comes next or is under way (a key of ``law.candidacies.ROUNDS``), on ``voting_on``, for
    ``open_seats`` seats; ``late_reason``: why a lawful day was passed all the same."""

    election = models.ForeignKey(DeputyElection, on_delete=models.PROTECT, related_name="contests")
    constituency = models.ForeignKey(Constituency, on_delete=models.PROTECT, related_name="+")
    seats = models.PositiveIntegerField("应选名额")
    population = models.PositiveIntegerField("人口数")
    voters = models.PositiveIntegerField("选民数", null=True)
    roll_on = models.DateField("选民名单公布日期", null=True)
    posted_at = models.CharField("张贴地点", max_length=80, blank=True)
    preliminary_on = models.DateField("候选人名单公布日期", null=True)
    formal_on = models.DateField("正式候选人名单公布日期", null=True)
    settled_by = models.CharField("正式候选人怎样确定", max_length=200, blank=True)
    poll_place = models.CharField("投票时间和地点", max_length=120, blank=True)
    round = models.CharField("投票", max_length=12, choices=list(ROUNDS.items()), default=FIRST)
    voting_on = models.DateField("投票日期", null=True)
    open_seats = models.PositiveIntegerField("这次投票应选名额", default=0)
    participants = models.PositiveIntegerField("参加投票人数", null=True)
    proxies = models.PositiveIntegerField("其中委托投票", null=True)
    late_reason = models.CharField("晚于法定日期的原因", max_length=300, blank=True)
    vacancy_reason = models.CharField("没有选足的说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "选区选举"
        ordering = ["constituency__number", "constituency__name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["election", "constituency"], name="contest_once_per_election")
        ]

    def __str__(self) -> str:
        return f"{self.constituency}选举代表"

    def get_absolute_url(self) -> str:
        return reverse("deputy_elections:contest", args=[self.pk])

    @property
    def first_round(self) -> str:
        return FIRST if self.election.is_general else BY_ELECTION


class Ground(models.TextChoices):
    LEFT_OUT = "left_out", "漏登"
    WRONG = "wrong", "错登"
    TWICE = "twice", "重登"
    NOT_ENTITLED = "not_entitled", "不应当登记"


class Objection(TownOwned):
    """An objection to the voters' list. Whoever objected is known to the committee's paper file, not here."""

    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="objections")
    number = models.PositiveIntegerField("序号")
    ground = models.CharField("申诉事由", max_length=14, choices=Ground.choices)
    words = models.CharField("申诉内容", max_length=300)
    received_on = models.DateField("收到日期")
    answer_by = models.DateField("处理期限")
    decided_on = models.DateField("处理日期", null=True)
    upheld = models.BooleanField("申诉成立", null=True)
    decision = models.CharField("处理决定", max_length=300, blank=True)
    sued_on = models.DateField("起诉日期", null=True)

    class Meta:
        verbose_name = "选民名单申诉"
        ordering = ["contest", "number"]
        constraints = [models.UniqueConstraint(fields=["contest", "number"], name="objection_number_once")]

    def __str__(self) -> str:
        return f"第{self.number}号申诉（{self.get_ground_display()}）"


class Nominator(models.TextChoices):
    PARTY = "party", "政党、人民团体推荐"
    VOTERS = "voters", "选民联名推荐"


class Stage(models.TextChoices):
    NOMINATED = "nominated", "已推荐"
    FORMAL = "formal", "正式候选人"
    OUT = "out", "未列为正式候选人"
    WITHDRAWN = "withdrawn", "已退出"


class Candidate(TownOwned):
    """Somebody put forward, with the facts that are published. ``on_ballot``: stands in the vote that comes next."""

    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="candidates")
    position = models.PositiveIntegerField()
    name = models.CharField("姓名", max_length=40)
    gender = models.CharField("性别", max_length=6, choices=Gender.choices)
    ethnicity = models.CharField("民族", max_length=20)
    born = models.CharField("出生年月", max_length=20)
    education = models.CharField("文化程度", max_length=20)
    post = models.CharField("职业及职务", max_length=80)
    nominated_by = models.CharField("推荐方式", max_length=8, choices=Nominator.choices)
    nominator = models.CharField("推荐人", max_length=80)
    signers = models.PositiveIntegerField("联名选民数", null=True)
    received_on = models.DateField("收到推荐日期")
    stage = models.CharField("情况", max_length=10, choices=Stage.choices, default=Stage.NOMINATED)
    on_ballot = models.BooleanField(default=False)
    primary_votes = models.PositiveIntegerField("预选得票", null=True)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "代表候选人"
        ordering = ["contest", "position"]
        constraints = [
            models.UniqueConstraint(fields=["contest", "position"], name="candidate_position_once")
        ]

    def __str__(self) -> str:
        return self.name


class Credentials(models.TextChoices):
    PENDING = "pending", "待审查"
    VALID = "valid", "资格有效"
    INVALID = "invalid", "当选无效"


class Elected(TownOwned):
    """Somebody elected. The seat itself (``mandate``) is only given by a step that a person confirms."""

    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="elected")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField("姓名", max_length=60)
    votes = models.PositiveIntegerField("得票")
    round = models.CharField("投票", max_length=12, choices=list(ROUNDS.items()))
    elected_on = models.DateField("当选日期")
    ballot_id = models.UUIDField(editable=False)
    credentials = models.CharField(
        "资格审查", max_length=8, choices=Credentials.choices, default=Credentials.PENDING
    )
    reviewed_on = models.DateField("审查日期", null=True)
    review_note = models.CharField("审查说明", max_length=300, blank=True)
    certificate = models.CharField("当选通知书编号", max_length=40, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    mandate = models.OneToOneField(Mandate, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "当选代表"
        ordering = ["contest", "-votes", "id"]

    def __str__(self) -> str:
        return self.name
