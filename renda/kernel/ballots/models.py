"""A vote, what is put to it, who was entitled when it was opened, and the sheets of its count."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from renda.foundation import clock
from renda.kernel.people.models import CongressSession, Mandate
from renda.kernel.procedures.matter import Matter
from renda.kernel.units.models import TownOwned


class Method(models.TextChoices):
    HANDS = "hands", "举手表决"
    BLOCK = "block", "一揽子表决"
    NAMED = "named", "记名表决"
    SECRET_PAPER = "secret_paper", "无记名投票"


class Kind(models.TextChoices):
    MOTION = "motion", "表决"
    ELECTION = "election", "选举"
    CHOICE = "choice", "票决"
    APPRAISAL = "appraisal", "测评"


class Ballot(Matter):
    """One vote, one round. ``law_kind`` is a kind of motion of rule ``motion-kinds``, ``rule`` the rule with the majority,
    ``base_rule`` the one that says how the whole is counted; ``answers`` the (key, word) pairs a voter can choose from; ``case`` is handed on to the law as it is."""

    congress_session = models.ForeignKey(
        CongressSession, verbose_name="会次", on_delete=models.PROTECT, null=True, related_name="ballots"
    )
    subject_model = models.CharField(max_length=60, blank=True, editable=False)
    subject_id = models.UUIDField(null=True, editable=False)
    title = models.CharField("表决事项", max_length=200)
    question = models.TextField("付表决的话", blank=True)
    method = models.CharField("方式", max_length=16, choices=Method.choices)
    kind = models.CharField("种类", max_length=12, choices=Kind.choices)
    seats = models.PositiveIntegerField("应选名额", default=1)
    answers = models.JSONField(default=list)
    write_ins = models.BooleanField("可以另选他人", default=False)
    law_kind = models.CharField(max_length=40, blank=True)
    rule = models.CharField(max_length=60, blank=True)
    base_rule = models.CharField(max_length=60, blank=True)
    case = models.JSONField(default=dict)
    paper_template = models.CharField(max_length=60, blank=True)
    held_on = models.DateField("表决日期")
    position = models.PositiveIntegerField(default=0)
    previous = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="following")
    round = models.PositiveIntegerField("轮次", default=1)
    # what was confirmed: figures, sentence, rule and articles as they stood
    outcome = models.JSONField(default=dict)
    declared_by = models.CharField(max_length=40, blank=True)
    declared_at = models.DateTimeField(null=True)
    # sheets begun before a recount count no more
    counted_from = models.DateTimeField(null=True)
    void_reason = models.CharField("作废原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "表决"
        ordering = ["held_on", "position", "round", "id"]
        indexes = [models.Index(fields=["subject_model", "subject_id"], name="ballot_subject")]

    def __str__(self) -> str:
        from renda.foundation.chinese.numbers import to_chinese

        return self.title if self.round == 1 else f"{self.title}（第{to_chinese(self.round)}次投票）"

    def get_absolute_url(self) -> str:
        return reverse("ballots:one", args=[self.pk])

    @property
    def is_secret(self) -> bool:
        return self.method == Method.SECRET_PAPER

    @property
    def is_named(self) -> bool:
        return self.method == Method.NAMED

    @property
    def on_paper(self) -> bool:
        """Are slips given out and collected?"""
        return self.method == Method.SECRET_PAPER


class Option(TownOwned):
    """What can be chosen: a candidate, a project, a list, or the one motion. ``person`` is the one elected, never a voter."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="options")
    position = models.PositiveIntegerField()
    label = models.CharField("名称", max_length=120)
    note = models.CharField("说明", max_length=200, blank=True)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    subject_id = models.UUIDField(null=True, editable=False)
    withdrawn_note = models.CharField("退出说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "选项"
        ordering = ["ballot", "position"]
        constraints = [models.UniqueConstraint(fields=["ballot", "position"], name="option_position_once")]

    def __str__(self) -> str:
        return self.label


class RollSnapshot(TownOwned):
    """Who was entitled when the vote was opened, and how many were present; it never changes afterwards."""

    ballot = models.OneToOneField(Ballot, on_delete=models.PROTECT, related_name="roll")
    on = models.DateField()
    taken_at = models.DateTimeField(default=clock.now)
    entitled = models.PositiveIntegerField("应到人数")
    # the nominal number of seats, where the office takes it as the whole
    quota = models.PositiveIntegerField("代表名额", null=True)
    present = models.PositiveIntegerField("实到人数", null=True)
    present_at_close = models.PositiveIntegerField("表决时实到人数", null=True)
    digest = models.CharField(max_length=64, blank=True)
    from_register = models.BooleanField(default=True)

    class Meta:
        verbose_name = "表决时的名册"

    def __str__(self) -> str:
        return f"{self.ballot}：{self.entitled}人"

    @property
    def whole(self) -> int:
        """What "all deputies" means for this vote: those in office, or all seats where the office counts so."""
        return self.entitled if self.quota is None else self.quota

    @property
    def voting(self) -> int | None:
        """How many were present when it was voted: as told at the close, else at the opening."""
        return self.present if self.present_at_close is None else self.present_at_close


class RollEntry(TownOwned):
    """A deputy on the roll of a vote that is not secret. A secret vote has no entries, only the number."""

    roll = models.ForeignKey(RollSnapshot, on_delete=models.PROTECT, related_name="entries")
    position = models.PositiveIntegerField()
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    group = models.CharField(max_length=60, blank=True)
    answer = models.CharField(max_length=24, blank=True)

    class Meta:
        verbose_name = "表决名册"
        ordering = ["roll", "position"]
        constraints = [models.UniqueConstraint(fields=["roll", "position"], name="roll_position_once")]

    def __str__(self) -> str:
        return self.name


class Place(models.IntegerChoices):
    FIRST = 1, "第一份"
    SECOND = 2, "第二份"


class CountSheet(TownOwned):
    """One keying of the count by one person. ``typed`` is what stands in the fields, saved while typing;
    ``figures`` are the numbers (or named choices) once it is finished. A finished sheet is never changed: who keys
    again begins the next ``attempt``."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="sheets")
    place = models.PositiveSmallIntegerField(choices=Place.choices)
    attempt = models.PositiveSmallIntegerField(default=1)
    account_id = models.UUIDField(null=True, editable=False)
    keyed_by = models.CharField("录入人", max_length=40)
    second_name = models.CharField("核对人", max_length=40, blank=True)
    second_reason = models.CharField("同一账号录两份的原因", max_length=200, blank=True)
    typed = models.JSONField(default=dict)
    figures = models.JSONField(default=dict)
    write_ins = models.JSONField(default=list)
    started_at = models.DateTimeField(default=clock.now)
    saved_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "计票表"
        ordering = ["ballot", "place", "attempt"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "place", "attempt"], name="count_sheet_once"),
        ]

    def __str__(self) -> str:
        return f"{self.ballot}计票表（{self.get_place_display()}）"

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None
