"""The log: append-only, one hash chain per town.

Written by the executor and by the hooks for login, export and unmasking, nowhere else. Rows can't be
changed or deleted: the model refuses, and so does a trigger in the database. Whoever edits the file
behind both is found by ``verify_chain``.
"""

from __future__ import annotations

from django.db import models

from renda.foundation import clock
from renda.foundation.ids import new_id


class AppendOnly(RuntimeError):
    """Somebody tried to change or delete an entry of the log."""


class AuditHead(models.Model):
    """The end of a town's chain; locking its row puts writers in line."""

    town = models.OneToOneField("units.Unit", on_delete=models.PROTECT, primary_key=True, related_name="+")
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")


class AuditEntry(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    town = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField(default=clock.now)
    verb = models.CharField(max_length=60)
    sentence = models.CharField(max_length=300)
    actor = models.CharField(max_length=80)
    account_id = models.UUIDField(null=True)
    model = models.CharField(max_length=80, blank=True)
    object_id = models.UUIDField(null=True)
    data = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "日志"
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["town", "number"], name="audit_number_once")]
        indexes = [models.Index(fields=["model", "object_id", "number"]), models.Index(fields=["town", "-at"])]

    def content(self) -> dict:
        """What the hash covers: everything but the hash itself."""
        return {
            "id": str(self.pk),
            "town": str(self.town_id),
            "number": self.number,
            "at": self.at.astimezone(clock.ZONE).isoformat(),
            "verb": self.verb,
            "sentence": self.sentence,
            "actor": self.actor,
            "account": str(self.account_id or ""),
            "model": self.model,
            "object": str(self.object_id or ""),
            "data": self.data,
        }

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnly("日志只能追加，不能修改")
        return super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly("日志只能追加，不能删除")
