"""Meetings and decisions of the presidium in the search."""

from __future__ import annotations

from renda.kernel.search.sources import EntryData, OfModel, register
from renda.kernel.units.scope import acting_in
from renda.modules.presidium.models import Decision, Meeting

MEETING, DECISION = "presidium.meeting", "presidium.decision"


@register
class Meetings(OfModel):
    key = MEETING
    label_zh = "主席团会议"
    model = Meeting

    def entry(self, obj: Meeting) -> EntryData:
        with acting_in(obj.town_id):
            topics = obj.topics.all()
            lines = [
                part for topic in topics for part in (topic.title, topic.discussion, topic.outcome) if part
            ]
            return EntryData(
                object_id=obj.pk,
                town_id=obj.town_id,
                title=str(obj),
                body="\n".join(lines),
                happened_on=obj.held_on,
                url=obj.get_absolute_url(),
                facets={"places": [obj.venue], "state": obj.state_label()},
            )


@register
class Decisions(OfModel):
    key = DECISION
    label_zh = "主席团决定"
    model = Decision
    related = ("topic", "unit")

    def entry(self, obj: Decision) -> EntryData:
        return EntryData(
            object_id=obj.pk,
            town_id=obj.town_id,
            title=obj.text[:120],
            body="\n".join(part for part in (obj.topic.title, obj.text, obj.progress, obj.result) if part),
            happened_on=obj.due_on,
            url=obj.get_absolute_url(),
            facets={"units": [obj.executor], "state": obj.state_label()},
        )
