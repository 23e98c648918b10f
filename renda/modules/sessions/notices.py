"""Notices about a session: that its day was changed, that something by rule is due."""

from __future__ import annotations

from collections.abc import Iterable

from renda.kernel.access.people import accounts_with
from renda.kernel.notices.addressing import persons
from renda.kernel.notices.kinds import NoticeKind, Recipient, register
from renda.kernel.people.models import Mandate
from renda.kernel.people.register import MandateLevel


def workers(matter, context) -> Iterable[Recipient]:
    """Whoever prepares the session."""
    return [Recipient(account=account) for account, _ in accounts_with("session.prepare")]


def planners(matter, context) -> Iterable[Recipient]:
    """Whoever follows the preparation."""
    return [Recipient(account=account) for account, _ in accounts_with("session.plan")]


def everybody(work, context) -> Iterable[Recipient]:
    """Whoever follows the preparation, and every deputy: by account, or by name for the print list."""
    seats = Mandate.objects.on(work.session.opens_on).filter(level=MandateLevel.TOWN).select_related("person")
    return [*planners(work, context), *persons(seat.person for seat in seats)]


DAYS = "现定{matter.session.opens_on}开幕、{matter.session.closes_on}闭幕。"
KINDS = (
    NoticeKind("session.moved", "会期有改动：{matter}", DAYS + "理由：{reason}", planners),
    NoticeKind("session.redated", "开会日期改了：{matter}", DAYS + "请以新的通知为准。理由：{reason}", everybody, urgent=True),
    NoticeKind("session.cancelled", "大会的登记撤销了：{matter}", "不再筹备。原因：{matter.cancelled_because}", planners),
    NoticeKind("session.step_warned", "筹备事项快到日子了：{matter.label}", "{matter.subject}，最迟{matter.due_on}。", workers),
    NoticeKind("session.step_late", "筹备事项误了日子：{matter.label}", "{matter.subject}，应在{matter.due_on}以前。", workers, urgent=True),
)  # fmt: skip

for kind in KINDS:
    register(kind)
