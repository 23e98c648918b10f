"""Importing the list of deputies: people, their seats, constituencies and groups."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from renda.foundation.chinese import numbers
from renda.foundation.chinese.names import mask_id, mask_phone
from renda.kernel.access.actors import Actor
from renda.kernel.audit.record import record
from renda.kernel.exchange import registry
from renda.kernel.exchange.importing import ImportReport
from renda.kernel.exchange.near import nearest_zh
from renda.kernel.exchange.preview import RowResult
from renda.kernel.people.importing.deputy_fields import FIELDS, OF_MANDATE, OF_PERSON
from renda.kernel.people.importing.roll import Roll, Seat, completed
from renda.kernel.people.models import Constituency, DeputyGroup, Mandate, Person
from renda.kernel.people.register import Gender, MandateLevel
from renda.kernel.units.models import Unit, UnitKind
from renda.kernel.units.scope import active_town_id

_ORDINAL = re.compile(r"第?([0-9一二三四五六七八九十百]+)")


def told(key: str, value: Any) -> str:
    """A value as the preview shows it; personal numbers are masked."""
    if not value:
        return ""
    if key == "phone":
        return mask_phone(value)
    if key == "id_number":
        return mask_id(value)
    if key == "gender":
        return Gender(value).label
    return value.isoformat() if isinstance(value, date) else str(value)


@registry.register
class DeputyImporter:
    """Same person: see ``Roll.find``. A blank cell never erases what is on the books."""

    key = "deputies"
    title = "代表名册"
    verb = "person.import"
    fields = FIELDS

    def duplicate_key(self, row: RowResult, context: Actor) -> Hashable | None:
        """ID number, else name with phone, birth or constituency, else the name; separate for each level."""
        values = row.values
        level = values.get("level") or MandateLevel.TOWN
        if values.get("id_number"):
            return level, values["id_number"]
        for key in ("phone", "birth_on", "constituency"):
            if values.get(key):
                return level, key, values["name"], values[key]
        return level, values["name"]

    def check(self, rows: Sequence[RowResult], context: Actor) -> list[RowResult]:
        """Whom every row means and what it would change."""
        roll = Roll()
        seen: dict[Hashable, int] = {}
        return [self._check(row, roll, seen) for row in rows]

    def _check(self, row: RowResult, roll: Roll, seen: dict[Hashable, int]) -> RowResult:
        values, remarks = completed(row.values)
        for field, remark in remarks:
            row = row.with_warning(remark, field)
        found = roll.find(values)
        if found.problem:
            return row.with_error(found.problem, "name")
        level = values.get("level") or MandateLevel.TOWN
        for key in self._marks(values, found.person):
            first = seen.setdefault((level, *key), row.number)
            if first != row.number:
                return row.with_error(f"与第 {first} 行是同一位代表，这一行不导入。请核对，只留一行", status="duplicate")
        seat = roll.seat(found.person, values)
        if seat.problem:
            return row.with_error(seat.problem, "from_on")
        ends = values.get("until_on")
        if ends and ends < (values.get("from_on") or seat.from_on):
            return row.with_error("资格终止日期早于任职起始日期。请核对这两个日期", "until_on")
        row = self._village_remark(row, values, roll)
        changes = self._changes(values, found.person, seat, roll)
        if found.remark and (changes or found.person is None):
            row = row.with_warning(found.remark, "name")
        if found.person is None:
            return row.resolved("new", changes={k: v for k, v in changes.items() if "（新登记）" in v[1]})
        return row.resolved("change" if changes else "same", target=str(found.person.pk), changes=changes)

    @staticmethod
    def _marks(values: dict[str, Any], person: Person | None) -> list[tuple]:
        """Everything by which a later row of the file would be the same deputy."""
        marks = [(person.pk,)] if person else []
        if values.get("id_number"):
            return [*marks, ("id", values["id_number"])]
        return marks + [(k, values["name"], values[k]) for k in ("phone", "birth_on") if values.get(k)]

    @staticmethod
    def _village_remark(row: RowResult, values: dict[str, Any], roll: Roll) -> RowResult:
        name = values.get("village")
        if not name or not roll.villages or roll.village(name):
            return row
        guess = nearest_zh(name, [unit.name for unit in roll.villages])
        return row.with_warning(f"没有登记过“{name}”，所在村先空着。{guess}请改好再导入，或先登记这个村", "village")

    def _changes(self, values: dict[str, Any], person: Person | None, seat: Seat, roll: Roll) -> dict[str, tuple[str, str]]:
        """Field → (old, new) for everything the row would write differently."""
        changes = {}
        for key in OF_PERSON:
            old, new = getattr(person, key, None), values.get(key)
            if key == "village" and new:
                old, new = self._village_change(old, new, roll)
            if new and old != new:
                changes[key] = (told(key, old), told(key, new))
        for key in OF_MANDATE:
            new = values.get(key)
            old = getattr(seat.mandate, key, None)
            old = old.name if key in ("constituency", "group") and old else old
            if new and old != new:
                fresh = key in ("constituency", "group") and not self._exists(key, new)
                changes[key] = (told(key, old), told(key, new) + ("（新登记）" if fresh else ""))
        if seat.mandate is None and person is not None:
            level = MandateLevel(values.get("level") or MandateLevel.TOWN)
            changes["level"] = ("", f"{level.label}，自 {seat.from_on} 起")
        return changes

    @staticmethod
    def _village_change(old: Unit | None, name: str, roll: Roll) -> tuple[str, str]:
        unit = roll.village(name)
        if unit is None and roll.villages:
            return "", ""
        return (old.name if old else "", unit.name if unit else f"{name}（新登记）")

    @staticmethod
    def _exists(key: str, name: str) -> bool:
        model = Constituency if key == "constituency" else DeputyGroup
        return model.objects.filter(name=name).exists()

    def apply(self, rows: Sequence[RowResult], context: Actor) -> ImportReport:
        """Write people and seats; note it in the log."""
        roll = Roll()
        # A town that has no villages yet gets them from this file; a later file may not invent any.
        may_add_villages = not roll.villages
        for row in rows:
            values, _ = completed(row.values)
            person = roll.people[UUID(row.target)] if row.target else Person()
            seat = roll.seat(person if row.target else None, values)
            write_person(person, values, roll, may_add_villages)
            write_mandate(person, values, seat)
        created = sum(row.action == "new" for row in rows)
        changed = len(rows) - created
        record(context, "data.import", None, {"what": self.title, "created": created, "changed": changed})
        return ImportReport(created, changed)


def write_person(person: Person, values: dict[str, Any], roll: Roll, may_add_villages: bool) -> None:
    """Copy what the row knows of the person."""
    for key in OF_PERSON:
        if key != "village" and values.get(key):
            setattr(person, key, values[key])
    if values.get("village"):
        unit = roll.village(values["village"])
        if unit is None and may_add_villages:
            unit = Unit(kind=UnitKind.VILLAGE, name=values["village"], parent_id=active_town_id())
            unit.save()
            roll.villages.append(unit)
        person.village = unit or person.village
    person.save()


def write_mandate(person: Person, values: dict[str, Any], seat: Seat) -> None:
    """Copy what the row knows of the seat; a seat that is not there yet begins."""
    mandate = seat.mandate or Mandate(
        person=person, term=seat.term, from_on=seat.from_on, level=values.get("level") or MandateLevel.TOWN
    )
    for key in ("card_number", "from_on", "until_on", "end_cause"):
        if values.get(key):
            setattr(mandate, key, values[key])
    if values.get("constituency"):
        mandate.constituency = constituency_called(values["constituency"])
    if values.get("group"):
        mandate.group = group_called(values["group"])
    mandate.save()


def constituency_called(name: str) -> Constituency:
    """The constituency of that name; a new one takes its number from its name when that is free."""
    known = Constituency.objects.filter(name=name).first()
    if known:
        return known
    taken = set(Constituency.objects.values_list("number", flat=True))
    number = _ordinal(name)
    if number is None or number in taken:
        number = max(taken, default=0) + 1
    return Constituency.objects.create(name=name, number=number)


def group_called(name: str) -> DeputyGroup:
    """The deputies' group of that name, in the place its name tells."""
    known = DeputyGroup.objects.filter(name=name).first()
    return known or DeputyGroup.objects.create(name=name, position=_ordinal(name) or DeputyGroup.objects.count() + 1)


def _ordinal(name: str) -> int | None:
    found = _ORDINAL.match(name)
    if not found:
        return None
    number = int(found[1]) if found[1].isdigit() else numbers.from_chinese(found[1])
    return number if 0 < number < 10_000 else None
