"""Campaigns and projects in the search."""

from __future__ import annotations

from renda.kernel.search.sources import EntryData, OfModel, register
from renda.kernel.units.scope import acting_in
from renda.modules.livelihood.models import Campaign, Project

CAMPAIGN, PROJECT = "livelihood.campaign", "livelihood.project"


@register
class Campaigns(OfModel):
    key = CAMPAIGN
    label_zh = "民生实事票决"
    model = Campaign
    related = ("congress_session",)

    def entry(self, obj: Campaign) -> EntryData:
        with acting_in(obj.town_id):
            lines = [part for row in obj.candidates.all() for part in (row.title, row.content)]
            lines += [wish.title for wish in obj.wishes.all()]
            return EntryData(
                object_id=obj.pk,
                town_id=obj.town_id,
                title=str(obj),
                body="\n".join(lines),
                happened_on=obj.congress_session.opens_on,
                url=obj.get_absolute_url(),
                facets={"names": [], "state": obj.state_label()},
            )


@register
class Projects(OfModel):
    key = PROJECT
    label_zh = "民生实事项目"
    model = Project
    related = ("unit",)

    def entry(self, obj: Project) -> EntryData:
        with acting_in(obj.town_id):
            reports = [report.text for report in obj.reports.all()]
            return EntryData(
                object_id=obj.pk,
                town_id=obj.town_id,
                title=obj.title,
                body="\n".join(
                    part for part in (obj.place, obj.content, obj.plan, *reports, obj.acceptance) if part
                ),
                happened_on=obj.finish_on,
                url=obj.get_absolute_url(),
                facets={"units": [str(obj.unit)], "places": [obj.place], "state": obj.state_label()},
            )
