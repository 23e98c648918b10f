"""What is said in the groups: noted by speaker, struck out with a reason, collected into papers."""

from __future__ import annotations

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require
from renda.kernel.audit.record import record
from renda.modules.sessions.attendance.models import Attendee, SessionGroup
from renda.modules.sessions.sittings.actions.common import refuse
from renda.modules.sessions.sittings.models import Entry, GroupNote, Sitting


def note(actor: Actor, sitting: Sitting, group: SessionGroup, *, said: str, speaker: str = "",
         attendee: Attendee | None = None, entry: Entry | None = None, answer: str = "") -> GroupNote:  # fmt: skip
    """One point somebody made in a group."""
    require(actor, "sitting.note", sitting)
    name = (attendee.name if attendee else speaker).strip()[:80]
    if not name:
        refuse("请选发言人，或者写上姓名。")
    if not said.strip():
        refuse("请写发言要点。")
    if group.session_id != sitting.session_id:
        refuse("这个小组不是这次大会的。")
    row = GroupNote.objects.create(
        sitting=sitting, group=group, entry=entry, attendee=attendee, speaker=name, said=said.strip(),
        answer=answer.strip(), recorded_by=actor.label[:40],
    )  # fmt: skip
    record(actor, "sitting.note", sitting, {"group": group.name, "name": name})
    return row


def strike(actor: Actor, row: GroupNote, reason: str) -> GroupNote:
    """Strike a point out; it stays readable with the reason and goes into no paper."""
    require(actor, "sitting.note", row.sitting)
    if not reason.strip():
        refuse("请写划掉的原因。")
    row.struck_at, row.struck_why = clock.now(), reason.strip()[:200]
    row.save()
    record(actor, "sitting.strike", row.sitting, {"name": row.speaker, "reason": row.struck_why})
    return row
