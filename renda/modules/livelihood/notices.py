"""Notices about projects: assigned, finished, sent back, stopped, days that come."""

from __future__ import annotations

from collections.abc import Iterable

from renda.kernel.access.people import accounts_with
from renda.kernel.notices.addressing import units
from renda.kernel.notices.kinds import NoticeKind, Recipient, register


def responsible(project, context) -> Iterable[Recipient]:
    return units([project.unit])


def office(matter, context) -> Iterable[Recipient]:
    return [Recipient(account=account) for account, _ in accounts_with("livelihood.prepare")]


def waited_for(deadline, context) -> Iterable[Recipient]:
    asked = units([deadline.unit]) if deadline.unit_id else []
    return [*asked, *office(deadline, context)]


KINDS = (
    NoticeKind("livelihood.assigned", "民生实事项目请实施：{matter}", "完成时间{matter.finish_on}。请先报实施计划。", responsible, urgent=True),
    NoticeKind("livelihood.finished", "项目完工了，请组织验收：{matter}", "责任单位{matter.unit}报来完工。", office),
    NoticeKind("livelihood.sent_back", "项目验收没过，请整改：{matter}", "整改到{matter.finish_on}，哪里不合格看项目里的记录。", responsible, urgent=True),
    NoticeKind("livelihood.stopped", "项目不再实施：{matter}", "原因：{matter.stopping}", responsible, urgent=True),
    NoticeKind("livelihood.due_warned", "快到日子了：{matter.label}", "{matter.subject}，最迟{matter.due_on}。", waited_for),
    NoticeKind("livelihood.due_late", "过了日子：{matter.label}", "{matter.subject}，应在{matter.due_on}以前。", waited_for, urgent=True),
)  # fmt: skip

for kind in KINDS:
    register(kind)
