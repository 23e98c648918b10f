"""Choosing what the big screen of the hall shows."""

from __future__ import annotations

from uuid import UUID

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require_verb
from renda.kernel.audit.record import record
from renda.modules.sessions.sittings.actions.common import refuse
from renda.modules.sessions.sittings.models import Screen, Shows, Sitting


def show(actor: Actor, session, shows: str, *, sitting: Sitting | None = None, heading: str = "", words: str = "",
         ballot_id: UUID | None = None) -> Screen:  # fmt: skip
    """The screen of the hall shows this from now on."""
    require_verb(actor, "sitting.screen")
    if shows in (Shows.SIGN_IN, Shows.AGENDA) and sitting is None:
        refuse("请选大屏显示哪一场会议。")
    if shows == Shows.WORDS and not (heading.strip() or words.strip()):
        refuse("请写通告的标题或者内容。")
    if shows == Shows.BALLOT and ballot_id is None:
        refuse("请选显示哪一次表决的结果。")
    facts = {
        "shows": shows, "sitting": sitting, "heading": heading.strip()[:40], "words": words.strip()[:200],
        "ballot_id": ballot_id, "changed_at": clock.now(), "changed_by": actor.label[:40],
    }  # fmt: skip
    screen, _ = Screen.objects.update_or_create(session=session, defaults=facts)
    record(actor, "sitting.screen", session, {"what": Shows(shows).label})
    return screen
