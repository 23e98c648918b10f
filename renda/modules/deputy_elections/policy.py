"""Who sees elections of deputies and works on them: the office; the chair confirms as well; the presidium reads."""

from __future__ import annotations

from renda.kernel.access import verbs
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import Policy, policy
from renda.modules.deputy_elections.models import Contest, DeputyElection, Recall

VIEW, WORK, CONFIRM = "deputy_election.view", "deputy_election.work", "deputy_election.confirm"
verbs.register(**{VIEW: "查看代表选举", WORK: "办理代表选举", CONFIRM: "确认当选和代表资格"})


class Inside(Policy):
    """Whoever may look at all sees every row."""

    view_verb = VIEW

    def visible(self, actor: Actor):
        rows = self.model.objects.all()
        return rows if actor.kind == "system" or actor.has(VIEW) else rows.none()


@policy
class ElectionPolicy(Inside):
    model = DeputyElection


@policy
class ContestPolicy(Inside):
    model = Contest


@policy
class RecallPolicy(Inside):
    model = Recall
