"""What is known about a stored file; the bytes lie in the blob store under their SHA-256."""

from __future__ import annotations

from django.db import models

from renda.foundation import clock
from renda.foundation.ids import new_id
from renda.kernel.files.pictures import PhotoFacts


class StoredFile(models.Model):
    """One accepted file. Two rows may share one blob; a blob is never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    town_id = models.UUIDField("乡镇", null=True, blank=True, db_index=True)
    sha256 = models.CharField("校验值", max_length=64, db_index=True)
    size = models.PositiveBigIntegerField("大小")
    kind = models.CharField("类型", max_length=8)
    mime = models.CharField("格式", max_length=100)
    original_name = models.CharField("文件名", max_length=200)
    pages = models.PositiveIntegerField("页数", null=True, blank=True)
    is_image = models.BooleanField("是图片", default=False)
    width = models.PositiveIntegerField("宽", null=True, blank=True)
    height = models.PositiveIntegerField("高", null=True, blank=True)
    thumbnail_sha256 = models.CharField("缩略图校验值", max_length=64, blank=True, default="")
    created_at = models.DateTimeField("存入时间", default=clock.now)
    created_by = models.CharField("存入人", max_length=80, blank=True, default="")

    # When and where a photo was taken: set by ``accept`` for its caller, never stored.
    photo: PhotoFacts | None = None

    class Meta:
        verbose_name = "文件"
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.original_name
