"""Laws may be read by everybody who logs in; speeches and others' papers by the office and the chair."""

from __future__ import annotations

from django.db.models import QuerySet

from renda.kernel.access import verbs
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import Policy, policy
from renda.kernel.library.models import LawEdition, LawWork, ReferencePaper

READ_LAWS, READ_PAPERS, KEEP = "library.laws", "library.papers", "library.keep"
verbs.register(**{READ_LAWS: "查看法律法规", READ_PAPERS: "查看范文和讲话", KEEP: "管理资料库"})


@policy
class LawWorkPolicy(Policy):
    model = LawWork
    view_verb = READ_LAWS

    def visible(self, actor: Actor) -> QuerySet:
        rows = LawWork.objects.filter(editions__withdrawn_at__isnull=True, editions__isnull=False).distinct()
        return rows if actor.has(READ_LAWS) else rows.none()


@policy
class LawEditionPolicy(Policy):
    model = LawEdition
    view_verb = READ_LAWS

    def visible(self, actor: Actor) -> QuerySet:
        rows = LawEdition.objects.filter(withdrawn_at__isnull=True)
        return rows if actor.has(READ_LAWS) else rows.none()


@policy
class ReferencePolicy(Policy):
    model = ReferencePaper
    view_verb = READ_PAPERS

    def visible(self, actor: Actor) -> QuerySet:
        rows = ReferencePaper.objects.filter(withdrawn_at__isnull=True)
        return rows if actor.has(READ_PAPERS) else rows.none()
