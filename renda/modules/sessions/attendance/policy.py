"""Who sees the people of a session and who arranges for them; a deputy sees the own row."""

from __future__ import annotations

from renda.kernel.access import verbs
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import Policy, policy
from renda.modules.sessions.attendance.models import Attendee, LeaveRequest, Material, NoticeReceipt

VIEW, SAVE, IMPORT = "attendance.view", "attendance.save", "attendance.import"
NOTIFY, DECIDE, KEY, OWN = (
    "attendance.notify",
    "attendance.decide_leave",
    "attendance.key_leave",
    "attendance.own",
)
SEAT, PACK = "attendance.seat", "attendance.pack"

verbs.register(
    **{
        VIEW: "查看参会人员",
        SAVE: "登记参会人员和分组",
        IMPORT: "导入来宾名单",
        NOTIFY: "发会议通知、记回执",
        DECIDE: "批准请假",
        KEY: "记下请假的决定",
        OWN: "看自己的会议安排、答复通知",
        SEAT: "排座次",
        PACK: "管会议材料和装袋",
    }
)


@policy
class AttendeePolicy(Policy):
    model = Attendee
    view_verb = OWN

    def visible(self, actor: Actor):
        """Who has the list sees everybody; everybody else the own row; a link its one person."""
        rows = Attendee.objects.all()
        if actor.kind == "system" or actor.has(VIEW):
            return rows
        if actor.grants:
            return rows.filter(receipts__in=[grant.object_id for grant in actor.grants])
        return (
            rows.filter(person_id=actor.person_id, ended_on__isnull=True) if actor.person_id else rows.none()
        )

    def can(self, actor: Actor, verb: str, obj: Attendee | None = None) -> bool:
        if obj is not None and actor.grants:
            return actor.has(verb) and self.visible(actor).filter(pk=obj.pk).exists()
        return super().can(actor, verb, obj)


@policy
class ReceiptPolicy(Policy):
    model = NoticeReceipt
    view_verb = OWN

    def visible(self, actor: Actor):
        rows = NoticeReceipt.objects.all()
        if actor.kind == "system" or actor.has(VIEW):
            return rows
        if actor.grants:
            return rows.filter(pk__in=[grant.object_id for grant in actor.grants])
        return rows.filter(attendee__person_id=actor.person_id) if actor.person_id else rows.none()


@policy
class LeavePolicy(Policy):
    model = LeaveRequest
    view_verb = OWN

    def visible(self, actor: Actor):
        rows = LeaveRequest.objects.all()
        if actor.kind == "system" or actor.has(VIEW):
            return rows
        return rows.filter(attendee__person_id=actor.person_id) if actor.person_id else rows.none()


@policy
class MaterialPolicy(Policy):
    model = Material
    view_verb = OWN

    def visible(self, actor: Actor):
        """The office sees every paper; whoever comes sees what is meant for them, once it may be read on the phone."""
        rows = Material.objects.all()
        if actor.kind == "system" or actor.has(VIEW):
            return rows
        mine = list(AttendeePolicy().visible(actor).prefetch_related("duties"))
        found = [
            material.pk
            for one in mine
            for material in rows.filter(session_id=one.session_id, withdrawn_on__isnull=True, electronic=True)
            if material.goes_to(one, {duty.kind for duty in one.duties.all()})
        ]
        return rows.filter(pk__in=found)
