"""The election of one post in one session: nominations, candidates, rounds, who was elected."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from renda.kernel.procedures.matter import Matter
from renda.kernel.units.models import TownOwned
from renda.modules.elections import posts
from renda.modules.elections.models.signing import Signature


class Occasion(models.TextChoices):
    GENERAL = "general", "换届选举"
    BY_ELECTION = "by_election", "补选"
    FURTHER = "further", "另行选举（上次会议未选足）"


class Election(Matter):
    """``seats`` are the places of this round of filling, ``margin`` how many candidates more, as the method sets."""

    congress_session = models.ForeignKey("people.CongressSession", on_delete=models.PROTECT, related_name="elections")
    post_key = models.CharField("职务", max_length=30)
    post_title = models.CharField("职务全称", max_length=80)
    occasion = models.CharField("为什么选", max_length=12, choices=Occasion.choices)
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="followed_by")
    seats = models.PositiveIntegerField("应选名额")
    margin = models.PositiveIntegerField("差额数", default=0)
    nominate_by = models.DateTimeField("提名截止时间", null=True)
    formal_on = models.DateField("正式候选人确定日期", null=True)
    printed_on = models.DateField("选票印制日期", null=True)
    printed = models.PositiveIntegerField("印制张数", null=True)
    declared_on = models.DateField("宣布结果日期", null=True)
    vacant = models.PositiveIntegerField("空缺名额", default=0)
    shortfall_note = models.CharField("名额不足怎么办", max_length=300, blank=True)
    oath_note = models.CharField("宣誓安排", max_length=200, blank=True)

    class Meta:
        verbose_name = "选举"
        ordering = ["-congress_session__opens_on", "opened_at", "id"]
        indexes = [models.Index(fields=["town", "congress_session", "state"], name="election_of_session")]

    def __str__(self) -> str:
        return f"选举{self.post_title}{self.seats}名"

    def get_absolute_url(self) -> str:
        return reverse("elections:election", args=[self.pk])

    @property
    def post(self) -> posts.Post:
        return posts.post(self.post_key)

    @property
    def open_seats(self) -> int:
        """Places nobody has been elected to yet."""
        return self.seats - self.elected.count()

    @property
    def equal_allowed(self) -> bool:
        """By-elections may have as many candidates as places (组织法第三十条)."""
        return self.occasion == Occasion.BY_ELECTION


class NominatedBy(models.TextChoices):
    PRESIDIUM = "presidium", "主席团提名"
    DEPUTIES = "deputies", "代表联名提名"


class Standing(models.TextChoices):
    COLLECTING = "collecting", "征集签名"
    HANDED_IN = "handed_in", "已提交，待主席团确认"
    ACCEPTED = "accepted", "提名有效"
    REFUSED = "refused", "提名无效"
    TAKEN_BACK = "taken_back", "已撤回"


class Nomination(TownOwned):
    """Somebody proposed for the post; ``consented`` is what the person said to it (None: not asked yet)."""

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="nominations")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    proposed_by = models.CharField("提名方式", max_length=10, choices=NominatedBy.choices)
    standing = models.CharField("情况", max_length=12, choices=Standing.choices, default=Standing.COLLECTING)
    present_post = models.CharField("现任职务", max_length=80, blank=True)
    career = models.TextField("简历", blank=True)
    reason = models.TextField("提名理由", blank=True)
    begun_at = models.DateTimeField("提出时间")
    handed_in_at = models.DateTimeField("收到时间", null=True)
    consented = models.BooleanField("本人同意", null=True)
    consented_on = models.DateField("本人表态日期", null=True)
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "提名"
        ordering = ["election", "begun_at", "id"]

    def __str__(self) -> str:
        return f"{self.person.name}（{self.get_proposed_by_display()}）"

    @property
    def counts(self) -> bool:
        return self.standing in (Standing.COLLECTING, Standing.HANDED_IN, Standing.ACCEPTED)


class NominationSignature(Signature):
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="signatures")

    class Meta(Signature.Meta):
        verbose_name = "提名签名"
        constraints = [models.UniqueConstraint(fields=["nomination", "mandate"], name="nomination_signed_once")]


class Candidate(TownOwned):
    """A person on the list of the election. ``position`` is the place on the printed list (姓名笔画 order)."""

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="candidates")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    told_apart = models.CharField("同名的区别", max_length=40, blank=True)
    position = models.PositiveIntegerField("排列", default=0)
    is_formal = models.BooleanField("正式候选人", default=False)
    withdrawn_on = models.DateField("退出日期", null=True)
    withdrawn_after_printing = models.BooleanField("选票印好以后退出", default=False)
    withdrawal = models.CharField("退出的原因和处理", max_length=300, blank=True)

    class Meta:
        verbose_name = "候选人"
        ordering = ["election", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["election", "person"], name="candidate_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """As on the ballot: two of the same name are told apart."""
        return f"{self.person.name}（{self.told_apart}）" if self.told_apart else self.person.name


class RoundKind(models.TextChoices):
    PRIMARY = "primary", "预选"
    FORMAL = "formal", "正式选举"
    TIE = "tie", "票数相等再次投票"
    FURTHER = "further", "另行选举"


class Round(TownOwned):
    """One vote of the election; its ballot is the one about this row (``kernel/ballots``). ``outcome`` is what the
    law said of the confirmed count: elected, tied, vacancies, figures, sentence, rule, articles."""

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField("第几次投票")
    kind = models.CharField("投票", max_length=8, choices=RoundKind.choices)
    seats = models.PositiveIntegerField("应选名额")
    candidates = models.ManyToManyField(Candidate, through="RoundCandidate", related_name="rounds")
    held_on = models.DateField("投票日期")
    outcome = models.JSONField(default=dict)
    confirmed_by = models.CharField("确认人", max_length=40, blank=True)
    confirmed_at = models.DateTimeField("确认时间", null=True)

    class Meta:
        verbose_name = "投票"
        ordering = ["election", "number"]
        constraints = [models.UniqueConstraint(fields=["election", "number"], name="round_number_once")]

    @property
    def next_key(self) -> str:
        """What the law says comes next: done, revote, further or repeat; empty while not confirmed."""
        return (self.outcome.get("next") or {}).get("key", "")

    def __str__(self) -> str:
        return f"{self.election.post_title}{self.get_kind_display()}（第{self.number}次投票）"


class RoundCandidate(TownOwned):
    """Who stood in a round and what came of it; ``votes`` are the votes in favour."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="standing_in")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="stood_in")
    position = models.PositiveIntegerField()
    votes = models.PositiveIntegerField("赞成票", null=True)
    against = models.PositiveIntegerField("反对票", null=True)
    abstained = models.PositiveIntegerField("弃权票", null=True)
    result = models.CharField("结果", max_length=12, blank=True)

    class Meta:
        verbose_name = "参加投票的候选人"
        ordering = ["round", "position"]
        constraints = [models.UniqueConstraint(fields=["round", "candidate"], name="stood_once_in_round")]

    def __str__(self) -> str:
        return self.candidate.name


class Elected(TownOwned):
    """Somebody who was elected; the post is entered in the register only when a person confirms it."""

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="elected")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    votes = models.PositiveIntegerField("赞成票")
    was_candidate = models.BooleanField("是候选人", default=True)
    notice = models.ForeignKey("documents.Paper", on_delete=models.PROTECT, null=True, related_name="+")
    appointment = models.ForeignKey("people.Appointment", on_delete=models.PROTECT, null=True, related_name="+")
    sworn_on = models.DateField("宣誓日期", null=True)
    sworn_how = models.CharField("宣誓情况", max_length=200, blank=True)

    class Meta:
        verbose_name = "当选人"
        ordering = ["election", "-votes", "id"]
        constraints = [models.UniqueConstraint(fields=["election", "person"], name="elected_once")]

    def __str__(self) -> str:
        return self.person.name
