"""Notices of this line of work: what is said, and to whom."""

from __future__ import annotations

from collections.abc import Iterable

from renda.kernel.access.people import accounts_with
from renda.kernel.notices.addressing import persons, units
from renda.kernel.notices.kinds import NoticeKind, Recipient, register
from renda.modules.suggestions import selectors


def office(matter, context) -> Iterable[Recipient]:
    """Everybody who may register suggestions."""
    return [Recipient(account=account) for account, _ in accounts_with("suggestion.register")]


def presidium(matter, context) -> Iterable[Recipient]:
    """Whoever reviews what the ladder brings up, and the office."""
    chairs = [Recipient(account=account) for account, _ in accounts_with("suggestion.decide_bill")]
    return [*chairs, *office(matter, context)]


def author(matter, context) -> Iterable[Recipient]:
    return persons([matter.author.person])


def signers(matter, context) -> Iterable[Recipient]:
    """Everybody who gets the answer."""
    return persons(mandate.person for mandate in selectors.everyone_to_answer(matter))


def asked_cosigners(matter, context) -> Iterable[Recipient]:
    waiting = matter.cosigners.filter(agrees__isnull=True).select_related("mandate__person")
    return persons(cosigner.mandate.person for cosigner in waiting)


def lead(matter, context) -> Iterable[Recipient]:
    return units([matter.lead_unit] if matter.lead_unit else [])


def named_units(matter, context) -> Iterable[Recipient]:
    """The units the step named."""
    return units(context.get("units") or [])


def unit_and_author(matter, context) -> Iterable[Recipient]:
    return [*lead(matter, context), *author(matter, context)]


def signers_and_units(matter, context) -> Iterable[Recipient]:
    return [*signers(matter, context), *lead(matter, context)]


def promise_parties(promise, context) -> Iterable[Recipient]:
    return [*units([promise.unit]), *office(promise, context)]


def promise_signers(promise, context) -> Iterable[Recipient]:
    return [*signers(promise.suggestion, context), *office(promise, context)]


def waiting(deadline, context) -> Iterable[Recipient]:
    """Whoever a deadline waits for: its unit, its person, or the holders of its verb. The office's own measure
    is told on the screen only: nobody is telephoned about it."""
    if deadline.unit:
        return [one for one in units([deadline.unit]) if one.account or not deadline.internal]
    if deadline.person:
        return persons([deadline.person])
    return [Recipient(account=account) for account, _ in accounts_with(deadline.waits_for)]


def waiting_and_office(deadline, context) -> Iterable[Recipient]:
    return [*waiting(deadline, context), *office(deadline, context)]


KINDS = (
    NoticeKind("suggestion.submitted", "代表提交了建议：{matter.title}", "请及时登记。", office),
    NoticeKind("suggestion.cosign_asked", "请您确认联名：{matter.title}", "{matter.author.person.name}代表邀请您联名，同意或不同意都请答复。", asked_cosigners),
    NoticeKind("suggestion.sent_back", "您的建议请修改后重新提交：{matter.title}", "人大办的意见：{reason}", author),
    NoticeKind("suggestion.registered", "您的建议已登记：{matter.number}", "{matter.title}", signers),
    NoticeKind("suggestion.converted", "您的议案改作建议办理：{matter.title}", "理由：{reason}", signers),
    NoticeKind("suggestion.listed", "议案列入会议议程：{matter.title}", "主席团已决定列入会议议程。", signers),
    NoticeKind("suggestion.bill_concluded", "大会对您的议案作出决定：{matter.title}", "{outcome}。", signers),
    NoticeKind("suggestion.declined", "您的建议没有受理：{matter.title}", "理由：{reason}", signers),
    NoticeKind("suggestion.merged", "您的建议已并案办理：{matter.title}", "并入“{target}”，答复会同样送给您。", signers),
    NoticeKind("suggestion.withdrawn", "建议已撤回：{matter.title}", "不用再办理。", named_units),
    NoticeKind("suggestion.marked_key", "列为重点督办：{matter.title}", "督办领导：{matter.key_leader.name}", unit_and_author),
    NoticeKind("suggestion.assigned", "交给贵单位的代表建议：{matter.number}", "{matter.title}。请先签收，不属于本单位的请写明理由退回。", named_units, urgent=True),
    NoticeKind("suggestion.assigned_author", "您的建议已交办：{matter.number}", "主办单位：{matter.lead_unit.name}。有不同意见可以提出异议。", signers),
    NoticeKind("suggestion.handed_back", "建议被退回：{matter.number}", "“{unit.name}”认为不归本单位办，请看理由后处理。", office),
    NoticeKind("suggestion.objected", "代表对交办单位有异议：{matter.number}", "{matter.title}", office),
    NoticeKind("suggestion.objection_answered", "对您异议的答复：{matter.number}", "{answer}", author),
    NoticeKind("suggestion.opinion_given", "协办意见已报：{matter.number}", "“{unit.name}”已报协办意见，请主办单位查看。", lead),
    NoticeKind("suggestion.extension_asked", "申请延期：{matter.number}", "“{unit.name}”申请延期办理，请审批。", office),
    NoticeKind("suggestion.extension_granted", "延期办理：{matter.number}", "最迟办理日期：{latest_on}。", signers_and_units),
    NoticeKind("suggestion.extension_refused", "延期没有同意：{matter.number}", "{decision}", lead),
    NoticeKind("suggestion.urged", "催办：{matter.number}", "{matter.title}，请尽快办理并报告进展。", lead, urgent=True),
    NoticeKind("suggestion.supervised", "督办函：{matter.number}", "主席团督办：{matter.title}。", lead, urgent=True),
    NoticeKind("suggestion.escalated", "提请主席团审议：{matter.number}", "{matter.title}", presidium),
    NoticeKind("suggestion.replied", "您的建议有答复了：{matter.number}", "请看答复，并告诉我们您满意不满意。", signers, urgent=True),
    NoticeKind("suggestion.reply_taken_back", "答复退回重写：{matter.number}", "理由：{reason}", lead),
    NoticeKind("suggestion.reopened", "代表不满意，请再次办理：{matter.number}", "{matter.title}", unit_and_author, urgent=True),
    NoticeKind("suggestion.closed", "您的建议已结案归档：{matter.number}", "{matter.title}", signers),
    NoticeKind("promise.shown", "请确认承诺的事办成没有：{matter.text}", "“{matter.unit.name}”报告已经办成。", promise_signers),
    NoticeKind("promise.disputed", "代表说承诺的事没办成：{matter.text}", "{reason}", promise_parties),
    NoticeKind("promise.postponed", "承诺推迟：{matter.text}", "新的日期：{matter.due_on}。理由：{reason}", promise_signers),
    NoticeKind("promise.broken", "承诺不能兑现：{matter.text}", "理由：{reason}", promise_signers),
    NoticeKind("deadline.warned", "快到期了：{matter.label}", "{matter.subject}，{matter.due_on}到期。", waiting),
    NoticeKind("deadline.late", "已经逾期：{matter.label}", "{matter.subject}，{matter.due_on}到期。", waiting_and_office, urgent=True),
)  # fmt: skip

for kind in KINDS:
    register(kind)
