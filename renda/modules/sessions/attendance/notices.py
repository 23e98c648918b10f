"""Notices to the people of a session: what is said, and to whom."""

from __future__ import annotations

from collections.abc import Iterable

from renda.kernel.access.people import accounts_with
from renda.kernel.notices.addressing import persons
from renda.kernel.notices.kinds import NoticeKind, Recipient, register
from renda.modules.sessions.attendance import policy


def attendees(matter, context) -> Iterable[Recipient]:
    """The people in ``context``: by account where they have one, else by name for the print list."""
    return persons(one.person for one in context.get("attendees") or () if one.person_id)


def deciders(matter, context) -> Iterable[Recipient]:
    """Whoever may decide about leave, and the office."""
    verbs = (policy.DECIDE, policy.KEY)
    return [Recipient(account=account) for verb in verbs for account, _ in accounts_with(verb)]


KINDS = (
    NoticeKind("attendance.invited", "请您参加：{matter}", "请打开看会议通知，告诉我们您能不能来。{until}", attendees, urgent=True),
    NoticeKind("attendance.chased", "请回执：{matter}", "会议通知还没有收到您的答复，请打开答复。{until}", attendees, urgent=True),
    NoticeKind("attendance.leave_asked", "请假待批：{who}", "{matter}，{days}。", deciders),
    NoticeKind("attendance.leave_granted", "请假已批准：{matter}", "{days}。{note}", attendees),
    NoticeKind("attendance.leave_refused", "请假没有批准：{matter}", "请按时参加。{note}", attendees, urgent=True),
    NoticeKind("attendance.material_ready", "会议材料可以看了：{title}", "{matter}的材料，请打开阅读。", attendees),
)  # fmt: skip

for kind in KINDS:
    register(kind)
