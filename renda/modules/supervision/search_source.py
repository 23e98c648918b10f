"""Inspections and problems in the search."""

from __future__ import annotations

from renda.kernel.search.sources import EntryData, OfModel, register
from renda.kernel.units.scope import acting_in
from renda.modules.supervision.models import Inspection, Problem

INSPECTION, PROBLEM = "supervision.inspection", "supervision.problem"


@register
class Inspections(OfModel):
    key = INSPECTION
    label_zh = "监督检查"
    model = Inspection

    def entry(self, obj: Inspection) -> EntryData:
        with acting_in(obj.town_id):
            lines = [obj.law, obj.why, obj.decision, obj.feedback]
            lines += [probe.found for probe in obj.probes.all()]
            lines += [item.text for item in obj.items.all()]
            lines += [finding.text for finding in obj.findings.all()]
            return EntryData(
                object_id=obj.pk,
                town_id=obj.town_id,
                title=str(obj),
                body="\n".join(part for part in lines if part),
                happened_on=obj.starts_on or obj.decided_on,
                url=obj.get_absolute_url(),
                facets={"places": [site.name for site in obj.sites.all()], "state": obj.state_label()},
            )


@register
class Problems(OfModel):
    key = PROBLEM
    label_zh = "检查发现的问题"
    model = Problem
    related = ("inspection", "unit")

    def entry(self, obj: Problem) -> EntryData:
        parts = (obj.inspection.topic, obj.facts, obj.article, obj.ask, obj.result, obj.recheck)
        return EntryData(
            object_id=obj.pk,
            town_id=obj.town_id,
            title=obj.title,
            body="\n".join(part for part in parts if part),
            happened_on=obj.due_on,
            url=obj.get_absolute_url(),
            facets={"units": [str(obj.unit)], "state": obj.state_label()},
        )
