"""Templates are for those who draft papers; the office keeps its own."""

from __future__ import annotations

from django.db.models import QuerySet

from renda.kernel.access import verbs
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import Policy, policy
from renda.kernel.documents.office_templates.models import OfficeTemplate

VIEW, KEEP = "paper.types", "paper.keep_types"
verbs.register(**{VIEW: "查看范本", KEEP: "管理本单位范本"})


@policy
class OfficeTemplatePolicy(Policy):
    model = OfficeTemplate
    view_verb = VIEW

    def visible(self, actor: Actor) -> QuerySet:
        rows = OfficeTemplate.objects.all()
        return rows if actor.kind == "system" or actor.has(VIEW) else rows.none()
