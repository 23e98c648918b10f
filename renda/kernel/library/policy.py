"""Laws may be read by everybody who logs in; speeches and others' papers by the office and the chair."""

from __future__ import annotations

from django.db.models import QuerySet

from renda.kernel.access import verbs
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import Policy, policy
from renda.kernel.library.models import LawEdition, LawWork, ReferencePaper
from renda.kernel.library.shelves import shelf_ids
from renda.kernel.units.scope import active_town_id

READ_LAWS, KEEP_LAWS = "library.laws", "library.keep_laws"
READ_PAPERS, KEEP = "library.papers", "library.keep"
verbs.register(
    **{
        READ_LAWS: "查看法律法规",
        KEEP_LAWS: "导入、撤下法律法规",
        READ_PAPERS: "查看范文和讲话",
        KEEP: "管理范文和讲话",
    }
)


@policy
class LawWorkPolicy(Policy):
    model = LawWork
    view_verb = READ_LAWS

    def visible(self, actor: Actor) -> QuerySet:
        """Each law once: the nearest of the shelves that have it."""
        rows = LawWork.shelved.filter(editions__withdrawn_at__isnull=True, editions__isnull=False).distinct()
        if not actor.has(READ_LAWS):
            return rows.none()
        shelves = shelf_ids()
        for place, shelf in enumerate(shelves[1:], 1):
            nearer = rows.filter(town_id__in=shelves[:place]).order_by().values("key")
            rows = rows.exclude(town_id=shelf, key__in=nearer)
        return rows


@policy
class LawEditionPolicy(Policy):
    model = LawEdition
    view_verb = READ_LAWS

    def visible(self, actor: Actor) -> QuerySet:
        rows = LawEdition.shelved.filter(withdrawn_at__isnull=True)
        return rows if actor.has(READ_LAWS) else rows.none()

    def reaches(self, actor: Actor, verb: str, obj: LawEdition) -> bool:
        """Read: what stands on any shelf in reach. Take out: what stands on the own one."""
        own = verb != KEEP_LAWS or obj.town_id == active_town_id()
        return own and super().reaches(actor, verb, obj)


@policy
class ReferencePolicy(Policy):
    model = ReferencePaper
    view_verb = READ_PAPERS

    def visible(self, actor: Actor) -> QuerySet:
        rows = ReferencePaper.objects.filter(withdrawn_at__isnull=True)
        return rows if actor.has(READ_PAPERS) else rows.none()
