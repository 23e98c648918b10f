"""Importing the list of units: the bodies, their contacts and their leaders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from typing import Any
from uuid import UUID

from renda.foundation import clock
from renda.foundation.chinese.names import mask_phone
from renda.kernel.access.actors import Actor
from renda.kernel.audit.record import record
from renda.kernel.exchange import registry
from renda.kernel.exchange.fields import Choice, Field
from renda.kernel.exchange.importing import ImportReport
from renda.kernel.exchange.preview import RowResult
from renda.kernel.people.models import Appointment, Person
from renda.kernel.units.models import Unit, UnitKind
from renda.kernel.units.scope import active_town_id

KIND_ALIASES = {
    UnitKind.TOWNSHIP: (),
    UnitKind.CONGRESS: ("人大机关",),
    UnitKind.PARTY: ("党委机关", "党群"),
    UnitKind.GOVERNMENT: ("政府机关",),
    UnitKind.DEPARTMENT: ("内设", "机关办公室", "镇直部门", "乡镇部门", "办公室"),
    UnitKind.STATION: ("站所", "事业单位", "镇直单位", "所站", "中心"),
    UnitKind.COUNTY_DEPARTMENT: ("县直部门", "县级单位", "垂管单位", "驻镇单位", "派驻机构", "区级部门", "市级部门"),
    UnitKind.VILLAGE: ("村", "社区", "村居", "行政村"),
    UnitKind.OTHER: ("其他",),
}
KINDS = tuple(Choice(kind, kind.label, aliases) for kind, aliases in KIND_ALIASES.items() if aliases)
YES_NO = (Choice("yes", "是", ("能", "可以", "√", "Y", "1")), Choice("no", "否", ("不能", "不可以", "×", "N", "0")))
# What the end of a name says about the kind of body; the first that fits counts.
GUESSES = (
    (("村", "社区", "村委会", "居委会", "村民委员会", "居民委员会"), UnitKind.VILLAGE),
    (("局", "委员会", "分局"), UnitKind.COUNTY_DEPARTMENT),
    (("人民政府", "镇政府", "乡政府"), UnitKind.GOVERNMENT),
    (("站", "所", "中心", "队", "院", "校"), UnitKind.STATION),
    (("办", "办公室", "科", "室"), UnitKind.DEPARTMENT),
)
HANDLERS = {UnitKind.GOVERNMENT, UnitKind.DEPARTMENT, UnitKind.STATION, UnitKind.COUNTY_DEPARTMENT}
POSTS = (("contact", "unit_handler", "经办人"), ("leader", "unit_leader", "负责人"))

FIELDS = (
    Field("name", "单位名称", ("名称", "单位", "承办单位", "单位全称", "部门", "部门名称"), required=True, max_length=80, example="农业农村办公室"),
    Field("short_name", "简称", ("单位简称",), max_length=40, example="农业办"),
    Field("kind", "类别", ("单位类别", "单位性质", "性质", "单位类型", "类型"), kind="choice", choices=KINDS, help="不填就按名称判断"),
    Field("phone", "办公电话", ("电话", "单位电话", "座机"), kind="phone", example="0731-6600120"),
    Field("address", "地址", ("办公地址", "单位地址"), max_length=120),
    Field("contact", "联系人", ("经办人", "联络员", "联系人姓名", "建议办理联系人"), kind="name", max_length=40, example="吴小满"),
    Field("contact_phone", "联系人手机", ("联系电话", "联系人电话", "经办人电话", "手机", "手机号", "联系方式"), kind="phone", example="13900000000"),
    Field("leader", "负责人", ("单位负责人", "主要负责人", "领导", "分管领导", "负责人姓名"), kind="name", max_length=40, example="郑大河"),
    Field("handles_suggestions", "承办代表建议", ("可以承办代表建议", "是否承办", "是否承办单位", "承办"), kind="choice", choices=YES_NO, help="不填就按类别判断"),
)  # fmt: skip
OF_UNIT = ("name", "short_name", "kind", "phone", "address", "handles_suggestions")


def guessed_kind(name: str) -> str:
    """The kind of body a name tells."""
    return next((kind for ends, kind in GUESSES if name.endswith(ends)), UnitKind.OTHER)


class Bodies:
    """The units, people and posts of the town, read once for a whole file."""

    def __init__(self) -> None:
        self.units = list(Unit.objects.all())
        self.names = {name: unit for unit in self.units for name in (unit.short_name, unit.name) if name}
        self.by_pk = {unit.pk: unit for unit in self.units}
        self.people: dict[str, list[Person]] = defaultdict(list)
        for person in Person.objects.all():
            self.people[person.name].append(person)
        self.posts: dict[tuple[UUID, str], list[Person]] = defaultdict(list)
        for post in Appointment.objects.on().select_related("person"):
            self.posts[post.unit_id, post.role].append(post.person)

    def person(self, name: str, phone: str | None, unit: Unit | None, role: str) -> tuple[Person | None, str]:
        """The person meant and a remark: in this post already, else the same phone, else the only one of the name."""
        for person in self.posts[unit.pk, role] if unit else ():
            if person.name == name:
                return person, ""
        same = self.people[name]
        for person in same:
            if phone and person.phone == phone:
                return person, ""
        open_ones = [person for person in same if not (phone and person.phone)]
        if len(open_ones) == 1:
            return open_ones[0], f"按姓名认定是已登记的“{name}”，请核对"
        return None, f"系统里已有同名的“{name}”，会登记成另一个人，请核对" if same else ""


@registry.register
class UnitImporter:
    """A unit is known by its name. A blank cell never erases; nobody loses a post by an import."""

    key = "units"
    title = "单位名单"
    verb = "unit.import"
    fields = FIELDS

    def duplicate_key(self, row: RowResult, context: Actor) -> Hashable | None:
        """The name."""
        return row.values["name"]

    def check(self, rows: Sequence[RowResult], context: Actor) -> list[RowResult]:
        """Which units are new, and what changes in the others."""
        bodies = Bodies()
        return [self._check(row, bodies) for row in rows]

    def _check(self, row: RowResult, bodies: Bodies) -> RowResult:
        unit = bodies.names.get(row.values["name"])
        if unit is not None and unit.pk == active_town_id():
            return row.with_error("这是乡镇本身，不用导入。请在“设置”里修改", "name")
        clash = bodies.names.get(row.values.get("short_name") or "")
        if clash is not None and clash != unit:
            return row.with_error(f"简称“{row.values['short_name']}”和“{clash.name}”重了。请换一个简称", "short_name")
        changes = self._unit_changes(row.values, unit)
        for field, role, _ in POSTS:
            name = row.values.get(field)
            if not name:
                continue
            phone = row.values.get("contact_phone") if field == "contact" else None
            person, remark = bodies.person(name, phone, unit, role)
            holders = bodies.posts[unit.pk, role] if unit else []
            if person not in holders:
                changes[field] = ("、".join(p.name for p in holders), name)
                row = row.with_warning(remark, field) if remark else row
                if holders:
                    names = "、".join(p.name for p in holders)
                    row = row.with_warning(f"原来的“{names}”还保留；不再负责的，导入后请在单位页面停用", field)
            if phone and (person is None or person.phone != phone):
                changes["contact_phone"] = (mask_phone(person.phone) if person and person.phone else "", mask_phone(phone))
        if row.values.get("contact_phone") and not row.values.get("contact"):
            row = row.with_warning("有联系人手机，没有联系人姓名，手机号不登记。请补上联系人", "contact_phone")
        if unit is None:
            return row.resolved("new", changes={k: v for k, v in changes.items() if k not in row.values or not row.values[k]})
        return row.resolved("change" if changes else "same", target=str(unit.pk), changes=changes)

    @staticmethod
    def _unit_changes(values: dict[str, Any], unit: Unit | None) -> dict[str, tuple[str, str]]:
        changes = {}
        for key, new in wanted(values, unit).items():
            old = getattr(unit, key, None) if unit else None
            if key == "kind":
                old, new = UnitKind(old).label if old else "", UnitKind(new).label
            elif key == "handles_suggestions":
                old, new = ("是" if old else "否") if unit else "", "是" if new else "否"
            if old != new and not (key == "name" and unit):
                changes[key] = (old or "", new)
        return changes

    def apply(self, rows: Sequence[RowResult], context: Actor) -> ImportReport:
        """Write units, people and posts; note it in the log."""
        bodies = Bodies()
        position = max((unit.position for unit in bodies.units), default=0)
        for row in rows:
            unit = bodies.by_pk.get(UUID(row.target)) if row.target else None
            values = wanted(row.values, unit)
            if unit is None:
                position += 1
                unit = Unit(parent_id=active_town_id(), position=position)
            else:
                values.pop("name")
            for key, value in values.items():
                setattr(unit, key, value)
            unit.save()
            self._appoint(row.values, unit, bodies)
        created = sum(row.action == "new" for row in rows)
        changed = len(rows) - created
        record(context, "data.import", None, {"what": self.title, "created": created, "changed": changed})
        return ImportReport(created, changed)

    @staticmethod
    def _appoint(values: dict[str, Any], unit: Unit, bodies: Bodies) -> None:
        for field, role, post in POSTS:
            name = values.get(field)
            if not name:
                continue
            phone = values.get("contact_phone") if field == "contact" else None
            person, _ = bodies.person(name, phone, unit, role)
            if person is None:
                person = Person(name=name)
                bodies.people[name].append(person)
            if phone:
                person.phone = phone
            person.save()
            if person not in bodies.posts[unit.pk, role]:
                Appointment.objects.create(person=person, unit=unit, post=post, role=role, from_on=clock.today())
                bodies.posts[unit.pk, role].append(person)


def wanted(values: dict[str, Any], unit: Unit | None) -> dict[str, Any]:
    """What the row says about the unit itself; a new unit gets what its name tells."""
    said = {key: values[key] for key in OF_UNIT if values.get(key)}
    if unit is None:
        said.setdefault("kind", guessed_kind(said["name"]))
    if "handles_suggestions" in said:
        said["handles_suggestions"] = said["handles_suggestions"] == "yes"
    elif unit is None:
        said["handles_suggestions"] = said["kind"] in HANDLERS
    return said
