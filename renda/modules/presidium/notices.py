"""Notices of the presidium: a meeting called, changed or called off, a decision to carry out, days that come."""

from __future__ import annotations

from collections.abc import Iterable

from renda.kernel.access.people import accounts_with
from renda.kernel.notices.addressing import persons, units
from renda.kernel.notices.kinds import NoticeKind, Recipient, register
from renda.modules.presidium import selectors


def asked(meeting, context) -> Iterable[Recipient]:
    """The members on the day: by account, or by name for the print list."""
    return persons(selectors.members(meeting.held_on))


def executor(decision, context) -> Iterable[Recipient]:
    return units([decision.unit]) if decision.unit_id else office(decision, context)


def office(matter, context) -> Iterable[Recipient]:
    return [Recipient(account=account) for account, _ in accounts_with("presidium.prepare")]


def waited_for(deadline, context) -> Iterable[Recipient]:
    asked_unit = units([deadline.unit]) if deadline.unit_id else []
    return [*asked_unit, *office(deadline, context)]


WHEN = "{matter.held_on}{matter.starts}，{matter.venue}。"
KINDS = (
    NoticeKind("presidium.called", "请参加{matter}", WHEN + "不能参加的请提前向主席请假。", asked, urgent=True),
    NoticeKind("presidium.changed", "会议安排有改动：{matter}", "现定" + WHEN, asked, urgent=True),
    NoticeKind("presidium.called_off", "不开了：{matter}", "原因：{reason}", asked, urgent=True),
    NoticeKind("presidium.decided", "主席团决定请落实：{matter}", "请在{matter.due_on}以前完成。", executor, urgent=True),
    NoticeKind("presidium.due_warned", "快到日子了：{matter.label}", "{matter.subject}，最迟{matter.due_on}。", waited_for),
    NoticeKind("presidium.due_late", "过了日子：{matter.label}", "{matter.subject}，应在{matter.due_on}以前。", waited_for, urgent=True),
)  # fmt: skip

for kind in KINDS:
    register(kind)
