"""The people a town already has, and which of them a row means."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from renda.foundation import clock
from renda.foundation.chinese import id_number
from renda.foundation.chinese.dates import date_zh
from renda.kernel.people.models import Mandate, Person, Term
from renda.kernel.people.register import MandateLevel
from renda.kernel.units.models import Unit, UnitKind

VILLAGE_ENDS = ("社区居民委员会", "村民委员会", "社区居委会", "居民委员会", "村委会", "居委会", "社区", "村")


@dataclass(frozen=True)
class Found:
    """Whom a row means: ``person`` (None: a new one), what to look at again, or why it can't be told."""

    person: Person | None = None
    remark: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Seat:
    """The mandate a row is about: an existing one, or None for a new one from ``from_on`` in ``term``."""

    mandate: Mandate | None = None
    term: Term | None = None
    from_on: date | None = None
    problem: str = ""


def completed(values: dict[str, Any]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The row with what its ID number tells, and (field, remark) where the two disagree."""
    values, remarks = dict(values), []
    number = values.get("id_number")
    if not number:
        return values, remarks
    told = id_number.parse(number)
    written = values.get("birth_on")
    if written and (written.year, written.month) != (told.born_on.year, told.born_on.month):
        remarks.append(("birth_on", f"出生日期和身份证号里的不一样（身份证号里是 {told.born_on}），按身份证号登记，请核对"))
    values["birth_on"] = told.born_on
    gender = "male" if told.sex == "男" else "female"
    if values.get("gender") and values["gender"] != gender:
        remarks.append(("gender", f"性别和身份证号里的不一样（身份证号里是{told.sex}），请核对"))
    values["gender"] = values.get("gender") or gender
    return values, remarks


def same_village(text: str, unit: Unit) -> bool:
    """上河村, 上河 and 上河村民委员会 are one village."""
    return _bare(text) in (_bare(unit.name), _bare(unit.short_name or unit.name))


def _bare(text: str) -> str:
    for end in VILLAGE_ENDS:
        if text.endswith(end) and len(text) > len(end):
            return text.removesuffix(end)
    return text


class Roll:
    """Everybody on the books, read once for a whole file."""

    def __init__(self) -> None:
        self.people: dict[UUID, Person] = {p.pk: p for p in Person.objects.select_related("village")}
        self.mandates: dict[UUID, list[Mandate]] = defaultdict(list)
        for mandate in Mandate.objects.select_related("constituency", "group", "term").order_by("from_on", "id"):
            self.mandates[mandate.person_id].append(mandate)
        self.by_id_number: dict[str, Person] = {}
        self.by_name: dict[str, list[Person]] = defaultdict(list)
        for person in self.people.values():
            self.by_name[person.name].append(person)
            if person.id_number:
                self.by_id_number[person.id_number] = person
        self.terms = list(Term.objects.order_by("starts_on"))
        self.villages = list(Unit.objects.filter(kind=UnitKind.VILLAGE))

    def find(self, values: dict[str, Any]) -> Found:
        """Same ID number; else name with phone, birth or constituency; else the only one of that name."""
        number, name = values.get("id_number"), values["name"]
        if number and number in self.by_id_number:
            person = self.by_id_number[number]
            remark = "" if person.name == name else f"身份证号和“{person.name}”的一样，姓名会改成“{name}”，请核对"
            return Found(person, remark)
        same = [p for p in self.by_name[name] if not (number and p.id_number and p.id_number != number)]
        for key in ("phone", "birth_on"):
            for person in same:
                if values.get(key) and getattr(person, key) == values[key]:
                    return Found(person)
        here = [p for p in same if values.get("constituency") in self._constituencies(p)]
        if len(here) == 1:
            return Found(here[0], "按姓名和选区认定是同一个人，请核对")
        possible = [p for p in same if not self._contradicts(p, values)]
        if len(possible) == 1:
            return Found(possible[0], f"只按姓名认定是已登记的“{name}”，请核对")
        if len(possible) > 1:
            return Found(problem=f"系统里有 {len(possible)} 位“{name}”，分不清是哪一位。请补上手机号、出生日期或身份证号")
        if self.by_name[name]:
            return Found(remark=f"系统里已有同名的“{name}”，资料不同，会登记成另一个人。如果是同一个人，请先把资料改一致")
        return Found()

    def _constituencies(self, person: Person) -> set[str]:
        return {m.constituency.name for m in self.mandates[person.pk] if m.constituency}

    def _contradicts(self, person: Person, values: dict[str, Any]) -> bool:
        """Whether something known of both differs, so that they are hardly one person."""
        for key in ("phone", "birth_on"):
            if values.get(key) and getattr(person, key) and getattr(person, key) != values[key]:
                return True
        known = self._constituencies(person)
        return bool(values.get("constituency") and known and values["constituency"] not in known)

    def seat(self, person: Person | None, values: dict[str, Any]) -> Seat:
        """The mandate of the row's level that the row is about."""
        from_on = values.get("from_on")
        term = self._term_on(from_on or clock.today())
        if term is None:
            return Seat(problem="还没有设置这一届人大的起止日期。请先在“设置”里登记届次，再导入代表")
        fresh = Seat(None, term, from_on or term.starts_on)
        level = values.get("level") or MandateLevel.TOWN
        held = [m for m in self.mandates[person.pk] if m.level == level] if person else []
        if not held:
            return fresh
        last = held[-1]
        ended = last.until_on is not None and last.until_on < clock.today()
        if not ended or values.get("until_on") == last.until_on:
            return Seat(last, last.term, last.from_on)
        if (from_on and from_on > last.until_on) or (last.term_id != term.pk and term.starts_on > last.until_on):
            return fresh
        cause = f"（{last.end_cause}）" if last.end_cause else ""
        return Seat(
            problem=f"这位代表的资格已于 {date_zh(last.until_on)} 终止{cause}。重新当选的，请填新的任职起始日期；"
            "没有重新当选的，请删掉这一行"
        )

    def _term_on(self, day: date) -> Term | None:
        for term in reversed(self.terms):
            if term.starts_on <= day and (term.ends_on is None or term.ends_on >= day):
                return term
        return None

    def village(self, text: str) -> Unit | None:
        """The village a text means."""
        return next((unit for unit in self.villages if same_village(text, unit)), None)
