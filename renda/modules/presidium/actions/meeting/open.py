"""The meeting begins: who is there, who asked leave; without a quorum it does not begin."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.presidium import selectors
from renda.modules.presidium.models import Attendance, Presence


def guard(step: Step) -> list[Reason]:
    """Quorum by the town's rule; nobody both there and on leave."""
    present, excused = step.data.get("present") or [], step.data.get("excused") or []
    everybody = {person.pk for person in selectors.members(step.matter.held_on)}
    found = []
    if strangers := [person.name for person in [*present, *excused] if person.pk not in everybody]:
        found.append(Reason(f"{'、'.join(strangers)}在开会这天不是主席团成员。", "请核对任职日期。"))
    if both := [person.name for person in present if person in excused]:
        found.append(Reason(f"{'、'.join(both)}又到会又请假。", "请只选一样。"))
    verdict = selectors.quorum(len({person.pk for person in present} & everybody), len(everybody), step.matter.held_on)
    if not verdict.met:
        articles = verdict.rule.articles
        found.append(Reason(f"到会人数不够，不能开会：{verdict.sentence_zh}", "等人到齐，或者另定日期。", verdict.rule.id, articles))
    return found


def effect(step: Step) -> None:
    meeting = step.matter
    came = {person.pk for person in step.data["present"]}
    excused = {person.pk for person in step.data.get("excused") or []}
    everybody = selectors.members(meeting.held_on)
    rows = [
        Attendance(meeting=meeting, person=person, presence=presence_of(person.pk, came, excused)) for person in everybody
    ]
    Attendance.objects.bulk_create(rows)
    meeting.host, meeting.members, meeting.present = step.data["host"], len(everybody), len(came)
    if note := step.data.get("note"):
        meeting.attendances.filter(presence=Presence.EXCUSED).update(note=note[:120])


def presence_of(person_id, came: set, excused: set) -> str:
    """Whoever neither came nor asked leave stayed away."""
    if person_id in came:
        return Presence.PRESENT
    return Presence.EXCUSED if person_id in excused else Presence.ABSENT
