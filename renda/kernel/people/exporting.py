"""Lists of deputies and of units as spreadsheets; the headings are those the imports read back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied

from renda.foundation import clock
from renda.foundation.chinese.names import mask_id, mask_phone
from renda.kernel.access import policies
from renda.kernel.access.actors import Actor
from renda.kernel.audit.record import record
from renda.kernel.exchange.writing import Column, write_xlsx
from renda.kernel.people.models import Appointment, Mandate
from renda.kernel.units.models import TownProfile, Unit
from renda.kernel.units.scope import active_town_id

UNMASK = "person.unmask"
DEPUTIES = (
    Column("name", "姓名"), Column("gender", "性别"), Column("birth_on", "出生日期", "date"), Column("ethnicity", "民族"),
    Column("party", "党派"), Column("education", "学历"), Column("occupation", "职业"), Column("employer", "工作单位及职务", width=30),
    Column("phone", "手机号"), Column("id_number", "身份证号", width=22), Column("constituency", "选区"), Column("group", "代表小组"),
    Column("village", "所在村（社区）"), Column("skills", "专长"), Column("card_number", "代表证号"),
    Column("from_on", "任职起始日期", "date"), Column("until_on", "资格终止日期", "date"), Column("end_cause", "终止原因"),
    Column("level", "代表级别"),
)  # fmt: skip
UNITS = (
    Column("name", "单位名称", width=30), Column("short_name", "简称"), Column("kind", "类别"), Column("phone", "办公电话"),
    Column("address", "地址", width=30), Column("contact", "联系人"), Column("contact_phone", "联系人手机"), Column("leader", "负责人"),
    Column("handles_suggestions", "承办代表建议"),
)  # fmt: skip


class ReasonNeeded(ValueError):
    """Full numbers are handed out only for a stated purpose."""

    message_zh = "导出完整的手机号、身份证号要写明用途。请填写用途，或者导出打了星号的名单。"

    def __init__(self) -> None:
        super().__init__(self.message_zh)


def _may_unmask(actor: Actor, unmasked: bool, reason: str) -> bool:
    if not unmasked:
        return False
    if not actor.has(UNMASK):
        raise PermissionDenied
    if not reason.strip():
        raise ReasonNeeded
    return True


def export_deputies(actor: Actor, reason: str = "", *, unmasked: bool = False) -> bytes:
    """The deputies as .xlsx, phones and ID numbers masked unless ``unmasked`` with the right and a reason.

    Raises:
        PermissionDenied: the actor may not export, or not unmask.
        ReasonNeeded: ``unmasked`` without a reason.
    """
    policies.require_verb(actor, "person.export")
    whole = _may_unmask(actor, unmasked, reason)
    rows = policies.visible(actor, Mandate).select_related("person__village", "constituency", "group")
    what = "代表名册（含完整手机号、身份证号）" if whole else "代表名册"
    record(actor, "data.export", None, {"what": what, "count": rows.count(), "reason": reason or "未填写"})
    title = f"{TownProfile.current().congress_name}代表名册（{clock.today().isoformat()}）"
    return write_xlsx(DEPUTIES, (_deputy(row, whole) for row in rows), title=title, sheet_name="代表名册")


def _deputy(mandate: Mandate, whole: bool) -> dict[str, Any]:
    person = mandate.person
    plain = ("name", "birth_on", "ethnicity", "party", "education", "occupation", "employer", "skills")
    return {
        **{key: getattr(person, key) for key in plain},
        **{key: getattr(mandate, key) for key in ("card_number", "from_on", "until_on", "end_cause")},
        "gender": person.get_gender_display(),
        "phone": person.phone if whole else mask_phone(person.phone),
        "id_number": person.id_number if whole else mask_id(person.id_number),
        "constituency": str(mandate.constituency or ""),
        "group": str(mandate.group or ""),
        "village": person.village.name if person.village else "",
        "level": mandate.get_level_display(),
    }


def export_units(actor: Actor, reason: str = "", *, unmasked: bool = False) -> bytes:
    """The units and their people as .xlsx; mobile numbers as in ``export_deputies``, with its errors."""
    policies.require_verb(actor, "unit.export")
    whole = _may_unmask(actor, unmasked, reason)
    units = policies.visible(actor, Unit).exclude(pk=active_town_id())
    what = "单位名单（含完整手机号）" if whole else "单位名单"
    record(actor, "data.export", None, {"what": what, "count": units.count(), "reason": reason or "未填写"})
    title = f"{TownProfile.current().town.name}单位名单（{clock.today().isoformat()}）"
    return write_xlsx(UNITS, _units(units, whole), title=title, sheet_name="单位名单")


def _units(units, whole: bool) -> Iterator[dict[str, Any]]:
    posts: dict[tuple, list] = defaultdict(list)
    for post in Appointment.objects.on().select_related("person").order_by("from_on", "id"):
        posts[post.unit_id, post.role].append(post.person)
    for unit in units:
        contacts = posts[unit.pk, "unit_handler"]
        phones = [person.phone if whole else mask_phone(person.phone) for person in contacts if person.phone]
        yield {
            **{key: getattr(unit, key) for key in ("name", "short_name", "phone", "address", "handles_suggestions")},
            "kind": unit.get_kind_display(),
            "contact": [person.name for person in contacts],
            "contact_phone": phones,
            "leader": [person.name for person in posts[unit.pk, "unit_leader"]],
        }
