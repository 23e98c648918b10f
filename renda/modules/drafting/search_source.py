"""Drafts in the search until the paper is made; from then on the paper is found."""

from __future__ import annotations

from renda.kernel.search import api
from renda.kernel.search.sources import EntryData, OfModel, register
from renda.kernel.units.scope import acting_in
from renda.modules.drafting.models import Draft

KIND = "drafting.draft"


@register
class Drafts(OfModel):
    key = KIND
    label_zh = "文稿"
    model = Draft

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
                facets={
                    "people": [obj.drafter],
                    "names": [obj.kind],
                    "state": obj.state_label(),
                },
            )


def refreshed(draft: Draft) -> None:
    """Bring a draft up to date in the search."""
    api.refresh(KIND, draft)
