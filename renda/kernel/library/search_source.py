"""The library in the search: every article of the texts that hold, speeches and papers kept to learn from."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.library import laws, shelves, values
from renda.kernel.library.models import LawArticle, ReferenceKind, ReferencePaper
from renda.kernel.library.policy import READ_LAWS
from renda.kernel.search.sources import EntryData, OfModel, Source, register

ARTICLE, REFERENCE = "library.article", "library.reference"


@register
class Articles(Source):
    key = ARTICLE
    label_zh = "法律条文"

    def queryset(self) -> QuerySet:
        return LawArticle.everywhere.filter(
            edition__withdrawn_at__isnull=True, edition__superseded_on__isnull=True
        ).select_related("edition__work")

    def entry(self, obj: LawArticle) -> EntryData | None:
        """Law and number as the title; the article with its chapter as the text."""
        edition = obj.edition
        work = edition.work
        return EntryData(
            object_id=obj.pk,
            town_id=obj.town_id,
            title=f"{work.title} {obj.label}",
            body="\n".join([" ".join(obj.place), obj.text]).strip(),
            happened_on=edition.in_force_on,
            url=f"{values.address(edition.pk)}#{values.anchor(obj.number, obj.sub)}",
            facets={"names": [*work.short_forms, f"第{obj.number}条"], "edition": edition.label},
        )

    def visible(self, actor: Actor, ids: list[UUID]) -> set[UUID]:
        """Articles of texts that are not superseded by now, by a text of whichever shelf; of two copies the nearest."""
        if not actor.has(READ_LAWS):
            return set()
        rows = LawArticle.shelved.filter(pk__in=ids, edition__withdrawn_at__isnull=True)
        found = list(rows.order_by().values_list("pk", "edition_id", "edition__work__key"))
        today = clock.today()
        held = {
            one.id
            for texts in laws.together({key for *_, key in found}).values()
            for one in texts
            if one.superseded_on is None or today < one.superseded_on
        }
        return {pk for pk, edition_id, _ in found if edition_id in held}

    def beside(self) -> tuple[UUID, ...]:
        """Law texts of the county and of the whole installation."""
        return shelves.above()

    def within_reach(self, actor: Actor) -> bool:
        return actor.has(READ_LAWS)


@register
class References(OfModel):
    key = REFERENCE
    label_zh = "参考文稿"
    model = ReferencePaper

    def entry(self, obj: ReferencePaper) -> EntryData | None:
        """Title, author and all of the text."""
        if obj.withdrawn_at is not None:
            return None
        return EntryData(
            object_id=obj.pk,
            town_id=obj.town_id,
            title=obj.title,
            body=obj.text,
            happened_on=obj.dated_on,
            url=f"/library/papers/{obj.pk}/",
            facets={"people": [obj.author], "names": obj.tags, "kind": str(ReferenceKind(obj.kind).label)},
        )
