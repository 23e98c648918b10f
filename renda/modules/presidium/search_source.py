"""Meetings and decisions of the presidium in the search."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import policy_for, visible
from renda.kernel.search import api
from renda.kernel.search.sources import EntryData, Source, register
from renda.kernel.units.scope import acting_in
from renda.modules.presidium.models import Decision, Meeting

MEETING, DECISION = "presidium.meeting", "presidium.decision"


class Ours(Source):
    """A kind whose rows come from one model and whose policy says who sees them."""

    model: type

    def visible(self, actor: Actor, ids: list[UUID]) -> set[UUID]:
        return set(visible(actor, self.model).filter(pk__in=ids).order_by().values_list("pk", flat=True))

    def within_reach(self, actor: Actor) -> bool:
        return actor.has(policy_for(self.model).view_verb)


@register
class Meetings(Ours):
    key = MEETING
    label_zh = "主席团会议"
    model = Meeting

    def queryset(self):
        return Meeting.everywhere.all()

    def entry(self, obj: Meeting) -> EntryData:
        with acting_in(obj.town_id):
            topics = obj.topics.all()
            lines = [part for topic in topics for part in (topic.title, topic.discussion, topic.outcome) if part]
            return EntryData(
                object_id=obj.pk,
                town_id=obj.town_id,
                title=str(obj),
                body="\n".join(lines),
                happened_on=obj.held_on,
                url=obj.get_absolute_url(),
                facets={"names": [obj.venue], "state": obj.state_label()},
            )


@register
class Decisions(Ours):
    key = DECISION
    label_zh = "主席团决定"
    model = Decision

    def queryset(self):
        return Decision.everywhere.select_related("topic", "unit")

    def entry(self, obj: Decision) -> EntryData:
        return EntryData(
            object_id=obj.pk,
            town_id=obj.town_id,
            title=obj.text[:120],
            body="\n".join(part for part in (obj.topic.title, obj.text, obj.progress, obj.result) if part),
            happened_on=obj.due_on,
            url=obj.get_absolute_url(),
            facets={"names": [obj.executor], "state": obj.state_label()},
        )


def after_step(step: Any) -> None:
    for kind, model in ((MEETING, Meeting), (DECISION, Decision)):
        if isinstance(step.matter, model):
            api.refresh(kind, step.matter)


def start() -> None:
    """Hook into the executor; called once when the app is ready."""
    from renda.kernel.procedures import execute

    execute.after_step.append(after_step)
