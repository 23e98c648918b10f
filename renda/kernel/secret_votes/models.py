"""A secret vote, its objects, slips, sealed ballots and monitors.

``Slip``, ``SealedBallot`` and ``KeptBallot`` have random keys, no moment, no number and nothing that points from one to
the other. On SQLite they are tables without row numbers, ordered by that key (migration 0002).
"""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from renda.foundation.ids import random_id
from renda.kernel.procedures.matter import Matter
from renda.kernel.units.models import TownOwned


class SecretVote(Matter):
    """One vote: everybody with a slip answers for every object, choosing one of ``options`` ([key, word, counts as good])."""

    subject_model = models.CharField(max_length=60, blank=True, editable=False)
    subject_id = models.UUIDField(null=True, editable=False)
    title = models.CharField("投票名称", max_length=120)
    held_on = models.DateField("投票日期")
    options = models.JSONField(default=list)
    # names of those who may vote; who drew which slip is known to nobody
    roll = models.JSONField(default=list)
    salt = models.CharField(max_length=64, editable=False)
    # printed, voided, present, drawn; after the close also used, exchanged, returned
    figures = models.JSONField(default=dict)
    slip_digest = models.CharField(max_length=64, blank=True, editable=False)
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    public_key = models.BinaryField(null=True)
    opened_by = models.CharField(max_length=40, blank=True)
    opened_with = models.JSONField(default=list)
    closed_with = models.JSONField(default=list)
    outcome = models.JSONField(default=dict)
    declared_by = models.CharField(max_length=40, blank=True)
    void_reason = models.CharField("作废原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "无记名测评"
        ordering = ["-held_on", "-opened_at", "-id"]
        indexes = [models.Index(fields=["subject_model", "subject_id"], name="secret_vote_subject")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("secret_votes:one", args=[self.pk])


class VoteObject(TownOwned):
    """What is appraised."""

    vote = models.ForeignKey(SecretVote, on_delete=models.PROTECT, related_name="objects_voted")
    position = models.PositiveIntegerField()
    label = models.CharField("测评对象", max_length=80)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "测评对象"
        ordering = ["vote", "position"]
        constraints = [models.UniqueConstraint(fields=["vote", "position"], name="vote_object_position_once")]

    def __str__(self) -> str:
        return self.label


class Monitor(TownOwned):
    """A teller. ``public_key`` belongs to the code on the teller's own paper; the code itself is stored nowhere."""

    vote = models.ForeignKey(SecretVote, on_delete=models.PROTECT, related_name="monitors")
    position = models.PositiveIntegerField()
    name = models.CharField("监票人", max_length=40)
    salt = models.CharField(max_length=64, blank=True)
    public_key = models.BinaryField(null=True)

    class Meta:
        verbose_name = "监票人"
        ordering = ["vote", "position"]
        constraints = [
            models.UniqueConstraint(fields=["vote", "position"], name="vote_monitor_position_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_code(self) -> bool:
        return self.public_key is not None


class SealPart(TownOwned):
    """The key of the vote, shut twice: it takes both monitors to open. Gone when the vote is closed."""

    vote = models.ForeignKey(SecretVote, on_delete=models.PROTECT, related_name="seal_parts")
    first = models.ForeignKey(Monitor, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Monitor, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        verbose_name = "封口"
        ordering = ["vote", "first", "second"]


class SlipMark(models.TextChoices):
    LIVE = "live", "没有用过"
    USED = "used", "已经投出"
    LEFT = "left", "剩下作废"
    PAPER = "paper", "换成纸票"


class Slip(TownOwned):
    """A slip; its key is a digest of the printed secret. Nobody can tell from it who drew it."""

    id = models.UUIDField(primary_key=True, editable=False)
    vote = models.ForeignKey(SecretVote, on_delete=models.PROTECT, related_name="slips")
    code = models.CharField(max_length=64)
    mark = models.CharField(max_length=5, choices=SlipMark.choices, default=SlipMark.LIVE)

    class Meta:
        verbose_name = "票"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["vote", "code"], name="slip_code_once")]


class SealedBallot(TownOwned):
    """A ballot that nobody can read while the vote is open, not even who has the whole disk."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    vote = models.ForeignKey(SecretVote, on_delete=models.PROTECT, related_name="sealed_ballots")
    sealed = models.BinaryField()

    class Meta:
        verbose_name = "封着的票"
        ordering = ["id"]


class KeptBallot(TownOwned):
    """A ballot after the count: one choice for one object, written in the order of its random key."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    about = models.ForeignKey(VoteObject, on_delete=models.PROTECT, related_name="ballots")
    choice = models.CharField(max_length=24)

    class Meta:
        verbose_name = "点过的票"
        ordering = ["id"]


class PaperCount(TownOwned):
    """One keying of the paper ballots by one person; gone when they are added to the others."""

    vote = models.ForeignKey(SecretVote, on_delete=models.PROTECT, related_name="paper_counts")
    place = models.PositiveSmallIntegerField()
    account_id = models.UUIDField(null=True, editable=False)
    keyed_by = models.CharField("录入人", max_length=40)
    figures = models.JSONField(default=dict)

    class Meta:
        verbose_name = "纸票计票单"
        ordering = ["vote", "place"]
        constraints = [models.UniqueConstraint(fields=["vote", "place"], name="paper_count_once")]
