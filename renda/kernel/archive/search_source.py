"""Old papers in the search. What lies in a dossier is found as a paper of its matter."""

from __future__ import annotations

from renda.kernel.archive.models import ArchiveItem
from renda.kernel.search.sources import EntryData, OfModel, register

KIND = "archive.item"


@register
class Items(OfModel):
    key = KIND
    label_zh = "归档文件"
    model = ArchiveItem

    def queryset(self):
        return super().queryset().filter(dossier__isnull=True)

    def entry(self, obj: ArchiveItem) -> EntryData | None:
        """Items of a dossier are left out: their papers are found already."""
        if obj.dossier_id is not None or obj.destroyed_on:
            return None
        return EntryData(
            object_id=obj.pk,
            town_id=obj.town_id,
            title=obj.title,
            body=obj.text,
            happened_on=obj.dated_on,
            url=obj.get_absolute_url(),
            facets={
                "units": [obj.organ],
                "names": [obj.code, obj.number],
                "number": obj.number,
            },
        )
