"""Notices of appraisals: deputies invited, units told, their papers come in, letters, what has to be put right, days that come."""

from __future__ import annotations

from collections.abc import Iterable

from renda.kernel.access.people import accounts_with
from renda.kernel.notices.addressing import persons, units
from renda.kernel.notices.kinds import NoticeKind, Recipient, register
from renda.kernel.people.models import Mandate


def recipients(mandates: Iterable[Mandate]) -> list[Recipient]:
    return persons(mandate.person for mandate in mandates)


def going(appraisal, context) -> Iterable[Recipient]:
    return recipients(appraisal.deputies.select_related("person").order_by("person__name", "id"))


def deputies(appraisal, context) -> Iterable[Recipient]:
    rows = Mandate.objects.on().filter(level="town").select_related("person")
    return recipients(rows.order_by("person__name", "id"))


def unit(matter, context) -> Iterable[Recipient]:
    return units([matter.unit])


def office(matter, context) -> Iterable[Recipient]:
    return [Recipient(account=account) for account, _ in accounts_with("appraisal.prepare")]


def waited_for(deadline, context) -> Iterable[Recipient]:
    asked = units([deadline.unit]) if deadline.unit_id else []
    return [*asked, *office(deadline, context)]


KINDS = (
    NoticeKind("appraisal.invited", "请参加：{matter}", "走访从{matter.visit_from}到{matter.visit_until}，评议会{matter.meeting_on}，{matter.venue}。", going, urgent=True),
    NoticeKind("appraised.announced", "预告：{matter}", "请在{matter.appraisal.report_by}以前把工作报告送到人大办。", unit, urgent=True),
    NoticeKind("appraised.came", "送来了：{matter}", "现在：{state}。", office),
    NoticeKind("appraised.letter", "评议意见书：{matter}", "请在{matter.plan_by}以前报整改方案，在{matter.result_by}以前报整改结果。", unit, urgent=True),
    NoticeKind("appraised.pressed", "请继续整改：{matter}", "还有没有改好的，请在{report_by}以前改好，报来结果。", unit, urgent=True),
    NoticeKind("demand.shown", "整改结果报来了，请复查：{matter}", "{matter.unit}报来，责任人{matter.person}。", office),
    NoticeKind("demand.sent_back", "没有改好，请再整改：{matter}", "请在{matter.due_on}以前改好。复查情况：{matter.recheck}", unit, urgent=True),
    NoticeKind("appraisal.told", "结果告诉您：{matter}", "{words}", deputies),
    NoticeKind("appraisal.due_warned", "快到日子了：{matter.label}", "{matter.subject}，最迟{matter.due_on}。", waited_for),
    NoticeKind("appraisal.due_late", "过了日子：{matter.label}", "{matter.subject}，应在{matter.due_on}以前。", waited_for, urgent=True),
)  # fmt: skip

for kind in KINDS:
    register(kind)
