"""Drafts in the search until the paper is made; from then on the paper is found."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import visible
from renda.kernel.search import api
from renda.kernel.search.sources import EntryData, Source, register
from renda.kernel.units.scope import acting_in
from renda.modules.drafting.models import Draft

KIND = "drafting.draft"


@register
class Drafts(Source):
    key = KIND
    label_zh = "文稿"

    def queryset(self):
        return Draft.everywhere.all()

    def entry(self, obj: Draft) -> EntryData | None:
        """Title, drafter and text of the present version; nothing of what was discarded or has become a paper."""
        if obj.state == "discarded" or obj.sent_on or obj.filed_on:
            return None
        with acting_in(obj.town_id):
            version = obj.versions.filter(n=obj.text_version).first()
            return EntryData(
                object_id=obj.pk,
                town_id=obj.town_id,
                title=obj.title,
                body=version.text if version else "",
                happened_on=obj.opened_at.date(),
                url=obj.get_absolute_url(),
                facets={"names": [name for name in (obj.drafter, obj.kind) if name], "state": obj.state_label()},
            )

    def visible(self, actor: Actor, ids: list[UUID]) -> set[UUID]:
        return set(visible(actor, Draft).filter(pk__in=ids).order_by().values_list("pk", flat=True))

    def within_reach(self, actor: Actor) -> bool:
        return actor.has("draft.view")


def refreshed(draft: Draft) -> None:
    """Bring a draft up to date in the search."""
    api.refresh(KIND, draft)


def after_step(step: Any) -> None:
    if isinstance(step.matter, Draft):
        refreshed(step.matter)


def start() -> None:
    """Hook into the executor; called once when the app is ready."""
    from renda.kernel.procedures import execute

    execute.after_step.append(after_step)
