"""The county's sessions and the town's bills and suggestions there, in the search."""

from __future__ import annotations

from renda.kernel.search.sources import EntryData, OfModel, register
from renda.kernel.units.scope import acting_in
from renda.modules.county_sessions.models import CountySession, Item

SESSION, ITEM = "county_sessions.countysession", "county_sessions.item"


@register
class Sessions(OfModel):
    key = SESSION
    label_zh = "县人大会议"
    model = CountySession

    def entry(self, obj: CountySession) -> EntryData:
        with acting_in(obj.town_id):
            return EntryData(
                object_id=obj.pk,
                town_id=obj.town_id,
                title=str(obj),
                body="\n".join(
                    [
                        *obj.materials.values_list("title", flat=True),
                        *obj.items.exclude(state="draft").values_list("title", flat=True),
                    ]
                ),
                happened_on=obj.opens_on,
                url=obj.get_absolute_url(),
                facets={
                    "units": [obj.receiver],
                    "places": [obj.venue],
                    "state": obj.state_label(),
                },
            )


@register
class Items(OfModel):
    key = ITEM
    label_zh = "县人大议案和建议"
    model = Item
    related = ("author__person", "session")

    def entry(self, obj: Item) -> EntryData:
        with acting_in(obj.town_id):
            parts = (obj.facts, obj.place, obj.ask, obj.reply, obj.promise)
            return EntryData(
                object_id=obj.pk,
                town_id=obj.town_id,
                title=str(obj),
                body="\n".join(part for part in parts if part),
                happened_on=obj.handed_in_on or obj.session.opens_on,
                url=obj.get_absolute_url(),
                facets={
                    "people": [obj.author.person.name],
                    "units": [obj.county_unit],
                    "places": [obj.place],
                    "names": [obj.county_number],
                    "state": obj.state_label(),
                },
            )
