"""Notices of a paper's way: what is said, and to whom."""

from __future__ import annotations

from collections.abc import Iterable

from renda.kernel.access.people import accounts_with
from renda.kernel.notices.addressing import persons
from renda.kernel.notices.kinds import NoticeKind, Recipient, register
from renda.modules.drafting import dispatching, signing


def office(matter, context) -> Iterable[Recipient]:
    return [Recipient(account=account) for account, _ in accounts_with("draft.number")]


def asked(draft, context) -> Iterable[Recipient]:
    return persons(context.get("asked") or [])


def drafter(draft, context) -> Iterable[Recipient]:
    """Who wrote it; where nobody of the town did, the office."""
    return persons([draft.drafted_by]) if draft.drafted_by_id else office(draft, context)


def signers(draft, context) -> Iterable[Recipient]:
    """The named signer, or everybody who may sign it."""
    if draft.signer_id:
        return persons([draft.signer])
    accounts = [Recipient(account=account) for account in signing.signers_for(draft)]
    return accounts or persons(signing.persons_who_may_sign(draft))


def drafter_and_office(draft, context) -> Iterable[Recipient]:
    return [*drafter(draft, context), *office(draft, context)]


def no_longer_waited_for(draft, context) -> Iterable[Recipient]:
    return persons(context.get("persons") or [])


def receivers(draft, context) -> Iterable[Recipient]:
    """Everybody of the dispatch: persons, the staff of units, and on the print list who has no account."""
    receipts = context.get("receipts") or []
    found = persons(receipt.person for receipt in receipts if receipt.person_id)
    for unit in (receipt.unit for receipt in receipts if receipt.unit_id):
        staff = dispatching.staff_of(unit)
        found += [Recipient(account=account) for account in staff] or [Recipient(unit=unit)]
    return found


def waited_for(deadline, context) -> Iterable[Recipient]:
    return persons([deadline.person]) if deadline.person_id else []


def waited_for_and_office(deadline, context) -> Iterable[Recipient]:
    return [*waited_for(deadline, context), *office(deadline, context)]


KINDS = (
    NoticeKind("draft.review_asked", "请您审核：{matter.title}", "请看文稿，给出同意、修改意见或不同意。", asked),
    NoticeKind("draft.returned", "审核意见齐了，请修改：{matter.title}", "有人提了修改意见，请对照修改后重新送审。", drafter),
    NoticeKind("draft.to_sign", "请您签发：{matter.title}", "起草人：{matter.drafter}。", signers, urgent=True),
    NoticeKind("draft.taken_back", "不用再审核：{matter.title}", "起草人收回修改：{reason}", no_longer_waited_for),
    NoticeKind("draft.refused", "签发前退回修改：{matter.title}", "意见：{reason}", drafter),
    NoticeKind("draft.signed", "已签发，请编号印发：{matter.title}", "签发人：{signed_by}。", drafter_and_office),
    NoticeKind("draft.reopened", "签发后有改动，退回重新送审：{matter.title}", "理由：{reason}", drafter_and_office),
    NoticeKind("draft.sent", "您收到公文：{matter}", "请打开阅读并签收。", receivers),
    NoticeKind("draft.recalled", "公文已作废：{matter}", "请不要再使用。理由：{reason}", receivers, urgent=True),
    NoticeKind("draft.review_warned", "请抓紧审核：{matter.subject}", "{matter.due_on}前请给意见。", waited_for),
    NoticeKind("draft.review_late", "审核已经超过约定的日子：{matter.subject}", "{matter.due_on}到期，还没有意见。", waited_for_and_office),
)  # fmt: skip

for kind in KINDS:
    register(kind)
