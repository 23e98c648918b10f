"""Guests out of a table: shown row by row first, written only as shown."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from renda.foundation.chinese.names import mask_phone, normalize_name
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require_verb
from renda.kernel.audit.record import record
from renda.kernel.exchange.fields import Choice, Field
from renda.kernel.exchange.importing import ImportReport
from renda.kernel.exchange.preview import RowResult
from renda.modules.sessions.attendance import guests, policy
from renda.modules.sessions.attendance.models import Attendee, Capacity, SessionGroup

NOT_DEPUTIES = [choice for choice in Capacity if choice != Capacity.DEPUTY]
ALIASES = {
    Capacity.OBSERVER: ("列席人员", "列席代表"),
    Capacity.AUDITOR: ("旁听人员", "旁听公民", "群众"),
    Capacity.GUEST: ("特邀人员", "来宾", "嘉宾", "邀请"),
    Capacity.STAFF: ("工作人员", "会务", "会务人员", "服务人员"),
}
FIELDS = (
    Field("name", "姓名", ("名字", "人员"), required=True, kind="name", max_length=40, example="李春生"),
    Field(
        "capacity", "身份", ("类别", "参会身份", "列席或旁听"), kind="choice", example="列席",
        choices=tuple(Choice(key.value, key.label, ALIASES[key]) for key in NOT_DEPUTIES), help="不填就是列席",
    ),
    Field("post", "单位及职务", ("单位", "职务", "工作单位", "工作单位及职务", "单位职务"), max_length=80, example="水利站站长"),
    Field("group", "小组", ("代表团", "分组", "所在小组"), max_length=60),
    Field("phone", "手机号", ("电话", "联系电话", "手机"), kind="phone"),
    Field("needs", "特别需要", ("需要", "饮食", "饮食要求"), max_length=120),
    Field("note", "备注", (), max_length=120),
)  # fmt: skip


@dataclass(frozen=True)
class Whose:
    """Who imports, for which session."""

    actor: Actor
    session: Any


class GuestImporter:
    """One row, one person who is not a deputy. The same name with the same post is the same person."""

    key = "session-guests"
    title = "来宾名单"
    verb = policy.IMPORT
    fields = FIELDS

    def duplicate_key(self, row: RowResult, context: Whose) -> Hashable | None:
        return normalize_name(row.values["name"]), row.values.get("post") or ""

    def check(self, rows: Sequence[RowResult], context: Whose) -> list[RowResult]:
        """Who is on the list already, who is a deputy, which groups there are not."""
        people = list(Attendee.objects.of(context.session))
        groups = set(SessionGroup.objects.filter(session=context.session).values_list("name", flat=True))
        return [self._check(row, people, groups) for row in rows]

    def _check(self, row: RowResult, people: Sequence[Attendee], groups: set[str]) -> RowResult:
        name = normalize_name(row.values["name"])
        same = [one for one in people if one.name == name]
        group = row.values.get("group")
        if group and group not in groups:
            row = row.with_warning(f"会上没有“{group}”，先不分组", "group")
        known = next(
            (one for one in same if not one.is_deputy and one.post == (row.values.get("post") or "")), None
        )
        if known is not None:
            changes = self._changes(row, known)
            return row.resolved("change" if changes else "same", target=str(known.pk), changes=changes)
        if same:
            words = "、".join(f"{one.get_capacity_display()}{one.post}" for one in same)
            row = row.with_warning(f"名单上已有同名的人（{words}）。是同一个人的，请删掉这一行", "name")
        return row.resolved("new", changes={})

    @staticmethod
    def _changes(row: RowResult, known: Attendee) -> dict[str, tuple[str, str]]:
        found = {}
        for key in ("capacity", "phone", "needs", "note"):
            old, new = getattr(known, key), row.values.get(key)
            if new and old != new:
                shown = mask_phone if key == "phone" else str
                found[key] = (shown(old), shown(new))
        return found

    def apply(self, rows: Sequence[RowResult], context: Whose) -> ImportReport:
        """Write the rows; note it in the log."""
        require_verb(context.actor, policy.IMPORT)
        groups = {group.name: group for group in SessionGroup.objects.filter(session=context.session)}
        known = {str(one.pk): one for one in Attendee.objects.of(context.session)}
        new = []
        for row in rows:
            one = known.get(row.target or "") or Attendee(
                session=context.session, capacity=Capacity.OBSERVER, basis="名单导入"
            )
            self._write(row, one, groups)
            if row.target:
                one.save()
            else:
                new.append(one)
        guests.put_on_list(context.session, new)
        record(context.actor, "attendance.import", context.session, {"count": len(rows)})
        return ImportReport(len(new), len(rows) - len(new))

    @staticmethod
    def _write(row: RowResult, one: Attendee, groups: dict[str, SessionGroup]) -> None:
        for key in ("name", "capacity", "post", "phone", "needs", "note"):
            if row.values.get(key):
                setattr(one, key, row.values[key])
        one.name = normalize_name(one.name)
        one.group = groups.get(row.values.get("group") or "") or one.group


IMPORTER = GuestImporter()
