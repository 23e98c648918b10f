"""Who may see a paper: whoever sees the matter it belongs to. Papers of no matter are the office's own, and papers
of a reserved template are for the named roles only, because a matter has readers who may not know everything."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from renda.kernel.access import verbs
from renda.kernel.access.actors import Actor
from renda.kernel.access.matters import of_visible_matters
from renda.kernel.access.policies import Policy, policy
from renda.kernel.documents.models import Paper

verbs.register(
    **{
        "paper.view": "查看公文",
        "paper.registers": "查看编号登记簿",
        "paper.keep_registers": "管理编号登记簿",
        "paper.draft": "起草公文",
    }
)

KEEPS_ALL = "dossier.export"
_reserved: dict[str, tuple[str, ...]] = {}
_openings: list[Callable[[Actor], Q]] = []


def reserve(template: str, *roles: str) -> None:
    """Papers made from ``template`` are only for ``roles``, however many see their matter."""
    _reserved[template] = roles


def open_to(condition: Callable[[Actor], Q]) -> None:
    """Besides whoever sees the matter, an actor sees the papers ``condition(actor)`` names: those sent to him."""
    _openings.append(condition)


@policy
class PaperPolicy(Policy):
    model = Paper
    view_verb = "paper.view"

    def visible(self, actor: Actor):
        if actor.kind == "system":
            return Paper.objects.all()
        seen = of_visible_matters(actor)
        if actor.has(KEEPS_ALL):
            seen |= Q(model="")
        for opening in _openings:
            seen |= opening(actor)
        closed = [template for template, roles in _reserved.items() if not actor.is_(*roles)]
        return Paper.objects.filter(seen).exclude(template__in=closed)
