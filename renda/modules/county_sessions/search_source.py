"""The county's sessions and the town's bills and suggestions there, in the search."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import policy_for, visible
from renda.kernel.search import api
from renda.kernel.search.sources import EntryData, Source, register
from renda.kernel.units.scope import acting_in
from renda.modules.county_sessions.models import CountySession, Item

SESSION, ITEM = "county_sessions.countysession", "county_sessions.item"


class Ours(Source):
    """A kind whose rows come from one model and whose policy says who sees them."""

    model: type

    def visible(self, actor: Actor, ids: list[UUID]) -> set[UUID]:
        return set(visible(actor, self.model).filter(pk__in=ids).order_by().values_list("pk", flat=True))

    def within_reach(self, actor: Actor) -> bool:
        return actor.has(policy_for(self.model).view_verb)


@register
class Sessions(Ours):
    key = SESSION
    label_zh = "县人大会议"
    model = CountySession

    def queryset(self):
        return CountySession.everywhere.all()

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
                    "names": [part for part in (obj.venue, obj.receiver) if part],
                    "state": obj.state_label(),
                },
            )


@register
class Items(Ours):
    key = ITEM
    label_zh = "县人大议案和建议"
    model = Item

    def queryset(self):
        return Item.everywhere.select_related("author__person", "session")

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
                    "names": [
                        part for part in (obj.author.person.name, obj.county_unit, obj.county_number) if part
                    ],
                    "state": obj.state_label(),
                },
            )


def after_step(step: Any) -> None:
    for kind, model in ((SESSION, CountySession), (ITEM, Item)):
        if isinstance(step.matter, model):
            api.refresh(kind, step.matter)


def start() -> None:
    """Hook into the executor; called once when the app is ready."""
    from renda.kernel.procedures import execute

    execute.after_step.append(after_step)
