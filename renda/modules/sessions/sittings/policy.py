"""Who may see and do what at the sittings."""

from __future__ import annotations

from renda.kernel.access import verbs
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import Policy, policy
from renda.kernel.units.scope import active_town_id
from renda.modules.sessions.sittings.models import Sitting

verbs.register(
    **{
        "sitting.view": "查看会上的会议、议程和日程",
        "sitting.plan": "安排会议、议程和日程",
        "sitting.publish": "公布议程、日程和变更",
        "sitting.sign_in": "办理签到",
        "sitting.sign_self": "本人签到",
        "sitting.run": "主持进程：开会、进入下一项、散会",
        "sitting.note": "记录分组审议",
        "sitting.screen": "管会场大屏",
    }
)


@policy
class SittingPolicy(Policy):
    model = Sitting
    view_verb = "sitting.view"

    def visible(self, actor: Actor):
        """Everybody who takes part sees the sittings; what is said and who came is asked by verb."""
        if actor.kind == "system" or actor.has(self.view_verb):
            return Sitting.objects.all()
        return Sitting.objects.none()

    def reaches(self, actor: Actor, verb: str, obj: Sitting) -> bool:
        """Whoever sees one sees all of the town, so a table that signs people in by the minute asks nobody."""
        return actor.has(self.view_verb) and obj.town_id == active_town_id()
