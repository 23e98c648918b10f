"""Notices of elections of deputies."""

from __future__ import annotations

from collections.abc import Iterable

from renda.kernel.access.people import accounts_with
from renda.kernel.notices.kinds import NoticeKind, Recipient, register


def office(matter, context) -> Iterable[Recipient]:
    """Everybody who works on elections."""
    return [Recipient(account=account) for account, _ in accounts_with("deputy_election.work")]


def confirming(matter, context) -> Iterable[Recipient]:
    """Everybody who confirms results."""
    return [Recipient(account=account) for account, _ in accounts_with("deputy_election.confirm")]


KINDS = (
    NoticeKind("deputy_election.warned", "选举步骤快到期了：{matter.label}", "{matter.subject}，{matter.due_on}到期。", office),
    NoticeKind("deputy_election.late", "选举步骤已经逾期：{matter.label}", "{matter.subject}，{matter.due_on}到期。", office, urgent=True),
    NoticeKind("deputy_election.objected", "收到选民名单申诉：{matter}", "请在{answer_by}前作出处理决定。", office, urgent=True),
    NoticeKind("deputy_election.decided", "投票结果已宣布：{matter}", "{sentence}", confirming),
)  # fmt: skip

for kind in KINDS:
    register(kind)
