"""Campaigns and projects in the search."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import policy_for, visible
from renda.kernel.search import api
from renda.kernel.search.sources import EntryData, Source, register
from renda.kernel.units.scope import acting_in
from renda.modules.livelihood.models import Campaign, Project

CAMPAIGN, PROJECT = "livelihood.campaign", "livelihood.project"


class Ours(Source):
    """A kind whose rows come from one model and whose policy says who sees them."""

    model: type

    def visible(self, actor: Actor, ids: list[UUID]) -> set[UUID]:
        return set(visible(actor, self.model).filter(pk__in=ids).order_by().values_list("pk", flat=True))

    def within_reach(self, actor: Actor) -> bool:
        return actor.has(policy_for(self.model).view_verb)


@register
class Campaigns(Ours):
    key = CAMPAIGN
    label_zh = "民生实事票决"
    model = Campaign

    def queryset(self):
        return Campaign.everywhere.select_related("congress_session")

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
class Projects(Ours):
    key = PROJECT
    label_zh = "民生实事项目"
    model = Project

    def queryset(self):
        return Project.everywhere.select_related("unit")

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
                facets={"names": [str(obj.unit)], "state": obj.state_label()},
            )


def after_step(step: Any) -> None:
    for kind, model in ((CAMPAIGN, Campaign), (PROJECT, Project)):
        if isinstance(step.matter, model):
            api.refresh(kind, step.matter)


def start() -> None:
    """Hook into the executor; called once when the app is ready."""
    from renda.kernel.procedures import execute

    execute.after_step.append(after_step)
