"""The office's own templates, with every version that was ever in use."""

from __future__ import annotations

from django.db import models

from renda.foundation import clock
from renda.kernel.documents.engine.templates import GROUPS
from renda.kernel.files.models import StoredFile
from renda.kernel.units.models import TownOwned


class OfficeTemplate(TownOwned):
    """A template of the office itself. ``group`` is a line of work as in the list of papers."""

    name = models.CharField("名称", max_length=60)
    purpose = models.CharField("用途", max_length=120, blank=True)
    group = models.CharField("类别", max_length=10, choices=[(group, group) for group in GROUPS.values()])
    withdrawn_at = models.DateTimeField("停用时间", null=True, editable=False)
    withdrawn_why = models.CharField("停用原因", max_length=120, blank=True)
    made_at = models.DateTimeField("建立时间", default=clock.now, editable=False)

    class Meta:
        verbose_name = "本单位范本"
        ordering = ["group", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "name"], condition=models.Q(withdrawn_at__isnull=True), name="office_template_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class OfficeTemplateVersion(TownOwned):
    """One file of a template. ``fields`` are the rulings on its marks; it is in use once no mark is unknown."""

    template = models.ForeignKey(OfficeTemplate, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("版本")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    fields = models.JSONField("字段", default=list)
    ready = models.BooleanField("可以使用", default=False)
    uploaded_at = models.DateTimeField("上传时间", default=clock.now, editable=False)
    uploaded_by = models.CharField("上传人", max_length=80, blank=True)
    note = models.CharField("改了什么", max_length=120, blank=True)

    class Meta:
        verbose_name = "范本版本"
        ordering = ["template", "-number"]
        constraints = [models.UniqueConstraint(fields=["template", "number"], name="office_template_version_once")]

    def __str__(self) -> str:
        return f"{self.template} 第{self.number}版"
