"""What can be found, a copy made from the modules' own rows that may be rebuilt at any time; and what people look for
again and again."""

from __future__ import annotations

from django.db import models

from renda.foundation import clock
from renda.foundation.ids import new_id
from renda.kernel.units.models import TownOwned


class IndexedTown(models.Model):
    """A small number for each town: it keeps the towns' parts of the index apart."""

    number = models.BigAutoField(primary_key=True)
    town_id = models.UUIDField(unique=True)


class Entry(models.Model):
    """One thing that can be found.

    ``id`` holds town number, day and a tie-break (see ``keys``), so that "this town, newest first" is
    the primary key read backwards in both databases, with no other index and no sorting.
    """

    id = models.BigIntegerField(primary_key=True)
    town_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=64)
    object_id = models.UUIDField(default=new_id)
    title = models.TextField()
    names = models.TextField(blank=True)
    body = models.TextField(blank=True)
    happened_on = models.DateField(null=True)
    year = models.IntegerField(null=True)
    facets = models.JSONField(default=dict)
    url = models.CharField(max_length=500, blank=True)
    comparable = models.BooleanField(default=False)
    folding = models.SmallIntegerField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_entry_once")]
        indexes = [
            models.Index(
                fields=["kind", "id"], condition=models.Q(comparable=True), name="search_entry_comparable"
            )
        ]


class RebuildMark(models.Model):
    """How far a rebuild of one kind has come, so that it goes on where it was stopped."""

    kind = models.CharField(max_length=64, primary_key=True)
    last_key = models.CharField(max_length=64, blank=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)


class SavedSearch(TownOwned):
    """What one person looks for again and again, kept as the address line of the search page."""

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="saved_searches")
    title = models.CharField("名称", max_length=120)
    query = models.CharField(max_length=1000, editable=False)
    kept_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "存下的查找"
        ordering = ["kept_at", "id"]
        constraints = [models.UniqueConstraint(fields=["account", "query"], name="saved_search_once")]

    def __str__(self) -> str:
        return self.title
