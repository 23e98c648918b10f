"""Who sees the campaigns and the projects."""

from __future__ import annotations

from renda.kernel.access import verbs
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import Policy, policy
from renda.modules.livelihood.models import Campaign, Project

verbs.register(
    **{
        "livelihood.view": "查看民生实事票决",
        "livelihood.prepare": "办理民生实事票决",
        "project.view": "查看民生实事项目",
        "project.progress": "报民生实事项目进展",
        "project.supervise": "监督、验收、测评民生实事项目",
    }
)


@policy
class CampaignPolicy(Policy):
    model = Campaign
    view_verb = "livelihood.view"

    def visible(self, actor: Actor):
        rows = Campaign.objects.select_related("congress_session__term")
        return rows if actor.kind == "system" or actor.has("livelihood.view") else rows.none()


@policy
class ProjectPolicy(Policy):
    """A unit sees the projects it is responsible for; whoever sees the campaigns sees all."""

    model = Project
    view_verb = "project.view"

    def visible(self, actor: Actor):
        rows = Project.objects.select_related("campaign", "unit", "watcher")
        if actor.kind == "system" or actor.has("livelihood.view"):
            return rows
        return rows.filter(unit_id__in=actor.unit_ids) if actor.has("project.view") else rows.none()
