"""Notices about the day by which the return has to be with the county."""

from __future__ import annotations

from collections.abc import Iterable

from renda.kernel.access.people import accounts_with
from renda.kernel.notices.kinds import NoticeKind, Recipient, register
from renda.modules.assessment.policy import KEEP


def office(deadline, context) -> Iterable[Recipient]:
    return [Recipient(account=account) for account, _ in accounts_with(KEEP)]


KINDS = (
    NoticeKind("assessment.due_warned", "年终考评快到上报的日子", "{matter.subject}，最迟{matter.due_on}上报。", office),
    NoticeKind("assessment.due_late", "年终考评过了上报的日子", "{matter.subject}，应在{matter.due_on}以前上报。", office, urgent=True),
)  # fmt: skip

for kind in KINDS:
    register(kind)
