"""Notices of the archive: a loan that should come back."""

from __future__ import annotations

from collections.abc import Iterable

from renda.kernel.access.people import accounts_with
from renda.kernel.notices.kinds import NoticeKind, Recipient, register


def office(deadline, context) -> Iterable[Recipient]:
    return [Recipient(account=account) for account, _ in accounts_with("archive_loan.lend")]


KINDS = (
    NoticeKind("archive_loan.due_warned", "借出的档案快到归还日期", "{matter.subject}，应在{matter.due_on}归还。", office),
    NoticeKind("archive_loan.due_late", "借出的档案过了归还日期", "{matter.subject}，应在{matter.due_on}归还，请催还。", office, urgent=True),
)  # fmt: skip

for kind in KINDS:
    register(kind)
