"""Appraisals and the units' parts in the search. What villagers answered is found nowhere."""

from __future__ import annotations

from renda.kernel.search.sources import EntryData, OfModel, register
from renda.kernel.units.scope import acting_in
from renda.modules.appraisals import selectors
from renda.modules.appraisals.models import Appraisal, Appraised

APPRAISAL, APPRAISED = "appraisals.appraisal", "appraisals.appraised"


@register
class Appraisals(OfModel):
    key = APPRAISAL
    label_zh = "评议"
    model = Appraisal

    def entry(self, obj: Appraisal) -> EntryData:
        with acting_in(obj.town_id):
            lines = [obj.why, obj.approval, *obj.contents, *(line.text for line in obj.lines.all())]
            return EntryData(
                object_id=obj.pk,
                town_id=obj.town_id,
                title=str(obj),
                body="\n".join(part for part in lines if part),
                happened_on=obj.meeting_on,
                url=obj.get_absolute_url(),
                facets={
                    "units": [str(one.unit) for one in obj.units.select_related("unit")],
                    "state": obj.state_label(),
                },
            )


@register
class Parts(OfModel):
    key = APPRAISED
    label_zh = "受评单位"
    model = Appraised
    related = ("appraisal", "unit")

    def entry(self, obj: Appraised) -> EntryData:
        with acting_in(obj.town_id):
            lines = [obj.report, obj.checked]
            for row in selectors.demands(obj) if obj.state in selectors.HANDED_OVER else ():
                lines += [row.fault, row.ask, row.measure, row.result, row.recheck]
            return EntryData(
                object_id=obj.pk,
                town_id=obj.town_id,
                title=str(obj),
                body="\n".join(part for part in lines if part),
                happened_on=obj.letter_on or obj.appraisal.meeting_on,
                url=obj.get_absolute_url(),
                facets={"units": [str(obj.unit)], "state": obj.state_label()},
            )
