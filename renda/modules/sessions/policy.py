"""Who sees the sessions, and who works on them."""

from __future__ import annotations

from renda.kernel.access import verbs
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import Policy, policy
from renda.kernel.people.models import CongressSession
from renda.kernel.units.scope import active_town_id
from renda.modules.sessions.models import SessionWork

verbs.register(
    **{
        "session.view": "查看大会会议",
        "session.plan": "查看大会筹备",
        "session.prepare": "筹备大会",
    }
)


@policy
class CongressSessionPolicy(Policy):
    model = CongressSession
    view_verb = "session.view"

    def visible(self, actor: Actor):
        """Which sessions there were is known to everybody who has to do with one."""
        rows = CongressSession.objects.select_related("term")
        return rows if actor.kind == "system" or actor.has("session.view") else rows.none()

    def reaches(self, actor: Actor, verb: str, obj: CongressSession) -> bool:
        """Whoever sees one sees all of the town, so the pages of the hall, asked by the minute, ask nobody."""
        return actor.has(self.view_verb) and obj.town_id == active_town_id()


@policy
class SessionWorkPolicy(Policy):
    """The checklist and the dossier of a session are for those who prepare it or lead it."""

    model = SessionWork
    view_verb = "session.plan"

    def visible(self, actor: Actor):
        rows = SessionWork.objects.select_related("session__term")
        return rows if actor.kind == "system" or actor.has("session.plan") else rows.none()
