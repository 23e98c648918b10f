"""Assessments with their items and answers in the search."""

from __future__ import annotations

from renda.kernel.search.sources import EntryData, OfModel, register
from renda.kernel.units.scope import acting_in
from renda.modules.assessment.models import Assessment


@register
class Assessments(OfModel):
    key = "assessment.assessment"
    label_zh = "年终考评"
    model = Assessment

    def entry(self, obj: Assessment) -> EntryData:
        with acting_in(obj.town_id):
            lines = [
                part
                for row in obj.items.order_by("position", "id")
                for part in (row.title, row.done, row.remark)
                if part
            ]
            return EntryData(
                object_id=obj.pk,
                town_id=obj.town_id,
                title=str(obj),
                body="\n".join([*lines, obj.county_opinion]),
                happened_on=obj.hand_in_on,
                url=obj.get_absolute_url(),
                facets={"units": [obj.organ] if obj.organ else [], "state": obj.state_label()},
            )
