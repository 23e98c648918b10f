"""Notices of inspections: begun, papers asked for, problems handed over, shown, sent back, results told, days that come."""

from __future__ import annotations

from collections.abc import Iterable

from renda.kernel.access.people import accounts_with
from renda.kernel.notices.addressing import persons, units
from renda.kernel.notices.kinds import NoticeKind, Recipient, register
from renda.kernel.people.models import Mandate


def recipients(mandates: Iterable[Mandate]) -> list[Recipient]:
    return persons(mandate.person for mandate in mandates)


def team(inspection, context) -> Iterable[Recipient]:
    return recipients(inspection.team.select_related("person").order_by("person__name", "id"))


def deputies(inspection, context) -> Iterable[Recipient]:
    return recipients(
        Mandate.objects.on().filter(level="town").select_related("person").order_by("person__name", "id")
    )


def checked(inspection, context) -> Iterable[Recipient]:
    return units(inspection.units.order_by("position", "name", "id"))


def owner(problem, context) -> Iterable[Recipient]:
    return units([problem.unit])


def office(matter, context) -> Iterable[Recipient]:
    return [Recipient(account=account) for account, _ in accounts_with("inspection.prepare")]


def waited_for(deadline, context) -> Iterable[Recipient]:
    asked = units([deadline.unit]) if deadline.unit_id else []
    return [*asked, *office(deadline, context)]


DAYS = "{matter.starts_on}到{matter.ends_on}。"
KINDS = (
    NoticeKind("supervision.begun", "请参加：{matter}", DAYS + "到现场用手机记录，没有网也能记。", team, urgent=True),
    NoticeKind("supervision.asked", "请做好准备：{matter}", "{matter.starts_on}开始，书面材料请在{matter.materials_by}以前送到人大办。", checked, urgent=True),
    NoticeKind("supervision.assigned", "检查发现的问题请整改：{matter}", "请在{matter.due_on}以前改好，报来结果和证明。", owner, urgent=True),
    NoticeKind("supervision.shown", "整改结果报来了，请复查：{matter}", "{matter.unit}报来，责任人{matter.person}。", office),
    NoticeKind("supervision.sent_back", "没有改好，请再整改：{matter}", "请在{matter.due_on}以前改好。复查情况：{matter.recheck}", owner, urgent=True),
    NoticeKind("supervision.pressed", "请继续整改：{matter}", "还没有改好，请在{report_by}以前改好，报来结果和证明。", owner, urgent=True),
    NoticeKind("supervision.told", "结果告诉您：{matter}", "{words}", deputies),
    NoticeKind("supervision.due_warned", "快到日子了：{matter.label}", "{matter.subject}，最迟{matter.due_on}。", waited_for),
    NoticeKind("supervision.due_late", "过了日子：{matter.label}", "{matter.subject}，应在{matter.due_on}以前。", waited_for, urgent=True),
)  # fmt: skip

for kind in KINDS:
    register(kind)
