"""Who sees the county's assessment: the office answers it, the chair looks on."""

from __future__ import annotations

from renda.kernel.access import verbs
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import Policy, policy
from renda.modules.assessment.models import Assessment

VIEW, KEEP = "assessment.view", "assessment.keep"
verbs.register(**{VIEW: "查看年终考评", KEEP: "办理年终考评"})


@policy
class AssessmentPolicy(Policy):
    model = Assessment
    view_verb = VIEW

    def visible(self, actor: Actor):
        rows = Assessment.objects.all()
        return rows if actor.kind == "system" or actor.has(VIEW) else rows.none()
