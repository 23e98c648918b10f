"""Notices of this line of work: what is said, and to whom."""

from __future__ import annotations

from collections.abc import Iterable

from renda.kernel.access.people import accounts_with
from renda.kernel.notices.addressing import persons
from renda.kernel.notices.kinds import NoticeKind, Recipient, register
from renda.modules.elections import selectors
from renda.modules.elections.common import deputies_on


def office(matter, context) -> Iterable[Recipient]:
    return [Recipient(account=account) for account, _ in accounts_with("election.manage")]


def all_deputies(matter, context) -> Iterable[Recipient]:
    return persons(mandate.person for mandate in deputies_on())


def elected(election, context) -> Iterable[Recipient]:
    return persons(row.person for row in election.elected.select_related("person"))


def holder(matter, context) -> Iterable[Recipient]:
    """Whose post it is about, and the office."""
    return [*persons([matter.appointment.person]), *office(matter, context)]


def movers(questioning, context) -> Iterable[Recipient]:
    return persons(row.mandate.person for row in selectors.movers_of(questioning))


KINDS = (
    NoticeKind("election.listed", "候选人名单：{matter.post_title}", "正式候选人已经确定，请看候选人情况介绍。", all_deputies),
    NoticeKind("election.elected", "您当选{matter.post_title}", "请领取当选通知书，按大会的安排进行宪法宣誓。", elected),
    NoticeKind("removal.told", "有人提出罢免您的职务", "您有权在主席团会议、全体会议上或者书面提出申辩意见。", holder, urgent=True),
    NoticeKind("removal.decided", "罢免案的结果：{matter.post_title}", "大会已经表决，详情请看案卷。", holder),
    NoticeKind("resignation.decided", "辞职请求的决定：{matter.post_title}", "{sentence}", holder),
    NoticeKind("questioning.handed_in", "收到质询案：{matter.issue}", "请主席团决定答复方式。", office),
    NoticeKind("questioning.form_decided", "质询案的答复方式：{matter.issue}", "主席团决定：{form}。", movers),
    NoticeKind("questioning.answered", "质询案有答复了：{matter.issue}", "请看答复，并表示满意不满意。", movers, urgent=True),
)  # fmt: skip

for kind in KINDS:
    register(kind)
