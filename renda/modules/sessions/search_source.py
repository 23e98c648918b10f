"""Sessions in the search."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import visible
from renda.kernel.search import api
from renda.kernel.search.sources import EntryData, Source, register
from renda.kernel.units.scope import acting_in
from renda.modules.sessions.models import SessionWork

KIND = "congress_sessions.sessionwork"


@register
class Sessions(Source):
    key = KIND
    label_zh = "大会会议"

    def queryset(self):
        return SessionWork.everywhere.select_related("session__term")

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

    def visible(self, actor: Actor, ids: list[UUID]) -> set[UUID]:
        return set(visible(actor, SessionWork).filter(pk__in=ids).order_by().values_list("pk", flat=True))

    def within_reach(self, actor: Actor) -> bool:
        return actor.has("session.plan")


def after_step(step: Any) -> None:
    if isinstance(step.matter, SessionWork):
        api.refresh(KIND, step.matter)


def start() -> None:
    """Hook into the executor; called once when the app is ready."""
    from renda.kernel.procedures import execute

    execute.after_step.append(after_step)
