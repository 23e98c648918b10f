"""Who may see and write the notes for a successor."""

from __future__ import annotations

from renda.kernel.access import verbs
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import Policy, policy
from renda.modules.handover.models import Note

VIEW, KEEP = "handover.view", "handover.keep"
verbs.register(**{VIEW: "查看交接册", KEEP: "写交接备忘"})


@policy
class NotePolicy(Policy):
    model = Note
    view_verb = VIEW

    def visible(self, actor: Actor):
        rows = Note.objects.filter(struck_on__isnull=True)
        return rows if actor.kind == "system" or actor.has(VIEW) else rows.none()
