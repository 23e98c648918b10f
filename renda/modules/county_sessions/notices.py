"""Notices of the county's session: papers to sign for, items asked, sent back, handed in, answered, days that come."""

from __future__ import annotations

from collections.abc import Iterable

from renda.kernel.access.people import accounts_with
from renda.kernel.notices.addressing import persons
from renda.kernel.notices.kinds import NoticeKind, Recipient, register


def handed(session, context) -> Iterable[Recipient]:
    return persons(one.mandate.person for one in context["people"])


def author(item, context) -> Iterable[Recipient]:
    return persons([item.author.person])


def asked(item, context) -> Iterable[Recipient]:
    return persons(mandate.person for mandate in context.get("asked", ()))


def office(matter, context) -> Iterable[Recipient]:
    return [Recipient(account=account) for account, _ in accounts_with("county_item.keep")]


def authors(session, context) -> Iterable[Recipient]:
    rows = session.items.filter(state="submitted").select_related("author__person")
    return persons({item.author.person.pk: item.author.person for item in rows}.values())


def waited_for(deadline, context) -> Iterable[Recipient]:
    return [*(persons([deadline.person]) if deadline.person_id else []), *office(deadline, context)]


KINDS = (
    NoticeKind("county_session.materials", "请签收材料：{matter}", "县人大会议的材料已经发给您，收到后请签收。", handed, urgent=True),
    NoticeKind("county_session.submitted", "已经报送给县里：{matter}", "您提的议案和建议已经统一报送，县里交办、答复以后再告诉您。", authors),
    NoticeKind("county_item.cosign_asked", "请您答复联名：{matter}", "有代表请您联名，同意或者不联名都请答复。", asked, urgent=True),
    NoticeKind("county_item.handed_in", "收到县代表的议案和建议：{matter}", "{matter.author.person.name}代表提交，请把关。", office),
    NoticeKind("county_item.objected", "代表说有要改的地方：{matter}", "{matter.author.person.name}代表：{matter.author_remark}", office, urgent=True),
    NoticeKind("county_item.sent_back", "请补充后再交：{matter}", "人大办的意见：{reason}", author, urgent=True),
    NoticeKind("county_item.dropped", "没有报送：{matter}", "原因：{reason}", author),
    NoticeKind("county_item.withdrawn", "撤回了：{matter}", "原因：{reason}", office),
    NoticeKind("county_item.replied", "县里已经答复：{matter}", "请看答复，说一说满意不满意。", author, urgent=True),
    NoticeKind("county_sessions.due_warned", "快到日子了：{matter.label}", "{matter.subject}，最迟{matter.due_on}。", waited_for),
    NoticeKind("county_sessions.due_late", "过了日子：{matter.label}", "{matter.subject}，应在{matter.due_on}以前。", waited_for, urgent=True),
)  # fmt: skip

for kind in KINDS:
    register(kind)
