"""Papers in the search: title, number, organ, signer and all of the text."""

from __future__ import annotations

from uuid import UUID

from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import visible
from renda.kernel.documents.models import Paper
from renda.kernel.search.sources import EntryData, Source, register

KIND = "documents.paper"
SECRET = ("first_passwords",)


@register
class Papers(Source):
    key = KIND
    label_zh = "公文"

    def queryset(self):
        return Paper.everywhere.all()

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
                "names": [name for name in (obj.number, obj.organ, obj.signer) if name],
                "kind": obj.kind,
                "number": obj.number,
            },
        )

    def visible(self, actor: Actor, ids: list[UUID]) -> set[UUID]:
        return set(visible(actor, Paper).filter(pk__in=ids).values_list("pk", flat=True))

    def within_reach(self, actor: Actor) -> bool:
        return actor.has("paper.view")
