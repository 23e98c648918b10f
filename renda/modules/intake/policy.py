"""Old papers on their way into the archive are the office's work; what is filed is seen as the archive says."""

from __future__ import annotations

from django.db.models import QuerySet

from renda.kernel.access import verbs
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import Policy, policy
from renda.modules.intake.models import Intake, IntakePaper

VIEW, KEEP = "intake.view", "intake.keep"
verbs.register(**{VIEW: "查看收进来的旧文件", KEEP: "收旧文件、核对入档"})


@policy
class IntakePolicy(Policy):
    model = Intake
    view_verb = VIEW

    def visible(self, actor: Actor) -> QuerySet:
        """Whoever has the verb sees all of them; nobody sees any through a link."""
        return seen(Intake.objects.all(), actor)


@policy
class IntakePaperPolicy(Policy):
    model = IntakePaper
    view_verb = VIEW

    def visible(self, actor: Actor) -> QuerySet:
        return seen(IntakePaper.objects.all(), actor)


def seen(rows: QuerySet, actor: Actor) -> QuerySet:
    return rows if actor.has(VIEW) and not actor.grants else rows.none()
