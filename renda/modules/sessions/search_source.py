"""Sessions in the search."""

from __future__ import annotations

from renda.kernel.search.sources import EntryData, OfModel, register
from renda.kernel.units.scope import acting_in
from renda.modules.sessions.models import SessionWork


@register
class Sessions(OfModel):
    key = "congress_sessions.sessionwork"
    label_zh = "大会会议"
    model = SessionWork
    related = ("session__term",)

    def entry(self, obj: SessionWork) -> EntryData | None:
        with acting_in(obj.town_id):
            session = obj.session
            return EntryData(
                object_id=obj.pk,
                town_id=obj.town_id,
                title=str(session),
                body="\n".join(filter(None, (obj.kind_label, obj.cause, obj.outcome))),
                happened_on=session.opens_on,
                url=obj.get_absolute_url(),
                facets={"names": [], "state": obj.state_label()},
            )
