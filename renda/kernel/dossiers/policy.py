"""Who may see a dossier: whoever sees the matter it is kept for."""

from __future__ import annotations

from renda.kernel.access import verbs
from renda.kernel.access.actors import Actor
from renda.kernel.access.matters import of_visible_matters
from renda.kernel.access.policies import Policy, policy
from renda.kernel.dossiers.models import Dossier

verbs.register(**{"dossier.view": "查看案卷"})


@policy
class DossierPolicy(Policy):
    model = Dossier
    view_verb = "dossier.view"

    def visible(self, actor: Actor):
        if actor.kind == "system":
            return Dossier.objects.all()
        return Dossier.objects.filter(of_visible_matters(actor))
