"""Papers in the search: title, number, organ, signer and all of the text."""

from __future__ import annotations

from renda.kernel.documents.models import Paper
from renda.kernel.search.sources import EntryData, OfModel, register

KIND = "documents.paper"
SECRET = ("first_passwords",)


@register
class Papers(OfModel):
    key = KIND
    label_zh = "公文"
    model = Paper

    def entry(self, obj: Paper) -> EntryData | None:
        """All papers but slips with passwords."""
        if obj.template in SECRET:
            return None
        return EntryData(
            object_id=obj.pk,
            town_id=obj.town_id,
            title=obj.title,
            body=obj.text,
            happened_on=obj.dated_on,
            url=f"/papers/{obj.pk}/",
            facets={
                "people": [obj.signer],
                "units": [obj.organ],
                "names": [obj.number],
                "kind": obj.kind,
                "number": obj.number,
            },
        )
