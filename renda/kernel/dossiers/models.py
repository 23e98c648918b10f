"""One case file per matter: what is in it, in which order, sealed when the matter closes."""

from __future__ import annotations

from django.db import models
from django.utils.functional import cached_property

from renda.kernel.units.models import TownOwned


class Retention(models.TextChoices):
    PERMANENT = "Y", "永久"
    THIRTY = "D30", "30年"
    TEN = "D10", "10年"


class Dossier(TownOwned):
    kind = models.CharField("类别", max_length=40)
    model = models.CharField(max_length=80, editable=False)
    object_id = models.UUIDField(editable=False)
    number = models.CharField("案卷号", max_length=80, blank=True)
    title = models.CharField("题名", max_length=240)
    opened_on = models.DateField("立卷日期")
    closed_on = models.DateField("归档日期", null=True, blank=True)
    retention = models.CharField("保管期限", max_length=4, choices=Retention.choices, blank=True)
    retention_source = models.CharField("保管期限依据", max_length=200, blank=True)
    manifest = models.JSONField(default=dict, editable=False)
    manifest_hash = models.CharField(max_length=64, blank=True, editable=False)
    sealed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = "案卷"
        ordering = ["-opened_on", "-id"]
        constraints = [models.UniqueConstraint(fields=["model", "object_id"], name="one_dossier_per_matter")]
        indexes = [models.Index(fields=["town", "-opened_on", "-id"], name="dossiers_newest_first")]

    def __str__(self) -> str:
        return self.title

    @cached_property
    def is_sealed(self) -> bool:
        return self.sealed_at is not None


class DossierItem(TownOwned):
    """A paper or a file in the dossier. ``role`` says what it is there for (original, reply …)."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    role = models.CharField(max_length=40)
    title = models.CharField("题名", max_length=240)
    dated_on = models.DateField("日期")
    paper = models.ForeignKey("documents.Paper", on_delete=models.PROTECT, null=True, related_name="filed_in")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    pages = models.PositiveIntegerField("页数", null=True)
    responsible = models.CharField("责任者", max_length=80, blank=True)

    class Meta:
        verbose_name = "卷内文件"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["dossier", "position"], name="dossier_position_once")]

    def __str__(self) -> str:
        return self.title


class DossierLink(TownOwned):
    """Two matters that belong together (merged, same road again, source opinion)."""

    from_dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="links_out")
    to_dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="links_in")
    kind = models.CharField(max_length=30)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "案卷关联"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["from_dossier", "to_dossier", "kind"], name="dossier_link_once")
        ]
