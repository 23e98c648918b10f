"""The columns of the county's list as the county wants them this year: which, in what order, under what names."""

from __future__ import annotations

from django.db import models

from renda.kernel.units.models import TownOwned


class ListColumn(TownOwned):
    """``key`` names a column of the template of the list. Without any row the list has its usual columns."""

    position = models.PositiveIntegerField()
    key = models.CharField(max_length=30)
    title = models.CharField("栏目名称", max_length=20)

    class Meta:
        verbose_name = "县里的栏目"
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["town", "key"], name="county_column_once")]

    def __str__(self) -> str:
        return self.title
