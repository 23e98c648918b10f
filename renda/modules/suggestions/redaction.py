"""What may not be shown to the public: found in a text, and masked.

Certain finds stop a publication; what only looks like something is a hint for the person who reads it over.
Names of deputies and of people who hold a post, and telephones of units, are public.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from renda.foundation.chinese import id_number, names
from renda.kernel.people.models import Appointment, Mandate, Person
from renda.kernel.units.models import TownProfile, Unit

_WORDS = Path(__file__).with_name("redaction_words.yaml")
_NUMERAL = r"[0-9０-９一二三四五六七八九十百]+"
_ID = re.compile(r"(?<![0-9])[1-9][0-9](?:[ -]?[0-9]){15}[ -]?[0-9Xx](?![0-9A-Za-z])")
_OLD_ID = re.compile(r"(?<![0-9])[1-8][0-9]{5}[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}(?![0-9])")
_MOBILE = re.compile(r"(?<![0-9])(?:\+?86[ -]?)?1[3-9][0-9](?:[ -]?[0-9]{4}){2}(?![0-9])")
_LANDLINE = re.compile(r"(?<![0-9-])(?:0[1-9][0-9]{1,2}[- ]?|[（(]0[1-9][0-9]{1,2}[）)])[2-9][0-9]{6,7}(?![0-9])")
_CARD = re.compile(r"(?<![0-9])[3-6][0-9]{3}(?:[ -]?[0-9]{4}){2,3}[ -]?[0-9]{3,4}(?![0-9])")
_CARD_WORD = re.compile(r"(?:卡号|账号|帐号|账户|存折)[^0-9\n]{0,6}$")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·• ]?"
    r"(?=[A-HJ-NP-Z0-9]*[0-9])(?:[A-HJ-NP-Z0-9]{6}|[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学港澳])(?![A-Za-z0-9])"
)
_HOUSE = re.compile(rf"{_NUMERAL}(?:村民小组|小组|组|屯|队)\s*{_NUMERAL}号")
_FLAT = re.compile(rf"{_NUMERAL}(?:号楼|栋|幢)\s*(?:{_NUMERAL}单元)?\s*[0-9０-９]{{3,4}}(?:室|号|房)?|{_NUMERAL}单元\s*[0-9０-９]{{3,4}}(?:室|号|房)?")
_HAN = "㐀-鿿𠀀-𱍊"
_HOUSEHOLD = re.compile(rf"(?:^|[^{_HAN}]|村|组|民|的|了|到|对|给|为)(?P<name>[{_HAN}]{{2,3}})(?:户|家)(?![庭长乡政籍用型数厕主具畜禽电园务])")

LABELS = {
    "id": "身份证号",
    "card": "银行卡号",
    "mobile": "手机号",
    "landline": "电话号码",
    "plate": "车牌号",
    "address": "住址",
    "name": "个人姓名",
}


@dataclass(frozen=True)
class Found:
    """One place in a text. ``blocks``: certain enough to stop the publication; else a hint."""

    kind: str
    label: str
    text: str
    start: int
    end: int
    blocks: bool


@lru_cache(maxsize=1)
def words() -> dict:
    """The word lists beside this file."""
    return yaml.safe_load(_WORDS.read_text("utf-8"))


def find(text: str, suggestion=None) -> list[Found]:
    """Everything in ``text`` that may not be public, in order, without overlaps.

    ``suggestion`` makes the names and telephone given in its replies public too. Asks at most six queries.
    """
    if not text.strip():
        return []
    replies = list(suggestion.reply_set.values("contact", "signer", "contact_phone")) if suggestion else []
    kept: list[Found] = []
    for one in (*identity_numbers(text), *cards(text), *phones(text, replies), *plates(text), *homes(text), *people(text, replies)):
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def found(kind: str, text: str, start: int, end: int, certain: bool) -> Found:
    label = LABELS[kind] if certain else f"可能是{LABELS[kind]}的内容"
    return Found(kind, label, text[start:end], start, end, certain)


def identity_numbers(text: str) -> Iterator[Found]:
    """Eighteen characters whose check character is right are certain; the others may be a slip of the pen."""
    for hit in _ID.finditer(text):
        yield found("id", text, *hit.span(), id_number.is_valid(hit.group())) if not is_card(hit.group()) else found("card", text, *hit.span(), True)
    for hit in _OLD_ID.finditer(text):
        yield found("id", text, *hit.span(), False)


def digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def is_card(text: str) -> bool:
    """A card of UnionPay: it begins with 62 and its check digit is right (ISO/IEC 7812-1, annex B)."""
    number = digits(text)
    if not number.startswith("62") or not 16 <= len(number) <= 19:
        return False
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def cards(text: str) -> Iterator[Found]:
    for hit in _CARD.finditer(text):
        certain = is_card(hit.group())
        if certain or _CARD_WORD.search(text[: hit.start()]):
            yield found("card", text, *hit.span(), certain)


def phones(text: str, replies: list[dict]) -> Iterator[Found]:
    """Mobile numbers are certain; a landline nobody registered may be an office or a home."""
    mobiles, landlines = list(_MOBILE.finditer(text)), list(_LANDLINE.finditer(text))
    if not (mobiles or landlines):
        return
    official = {number for phone in Unit.objects.exclude(phone="").values_list("phone", flat=True) for number in numbers_in(phone)}
    official |= set(numbers_in(TownProfile.current().office_phone))
    given = {number for reply in replies for number in numbers_in(reply["contact_phone"])}
    for hit in mobiles:
        if digits(hit.group())[-11:] not in official:
            yield found("mobile", text, *hit.span(), True)
    for hit in landlines:
        if digits(hit.group()) not in official | given:
            yield found("landline", text, *hit.span(), False)


def numbers_in(phone: str) -> list[str]:
    """The numbers of a telephone field, digits only; one field may hold two."""
    return [digits(part) for part in re.split(r"[、，,;；/\s]+", phone) if digits(part)]


def plates(text: str) -> Iterator[Found]:
    for hit in _PLATE.finditer(text):
        yield found("plate", text, *hit.span(), True)


def homes(text: str) -> Iterator[Found]:
    """Group and number of a house, block and flat. Lamps and wells have numbers too."""
    for hit in _FLAT.finditer(text):
        yield found("address", text, *hit.span(), True)
    for hit in _HOUSE.finditer(text):
        after, before = text[hit.end() : hit.end() + 4], text[max(0, hit.start() - 14) : hit.start()]
        if not after.startswith(tuple(words()["facilities"])):
            certain = any(word in before for word in words()["homes_before"])
            yield found("address", text, *hit.span(), certain)


def people(text: str, replies: list[dict]) -> Iterator[Found]:
    """Private persons of the register, and names after words that go with villagers."""
    public = public_names() | {reply[key] for reply in replies for key in ("contact", "signer")}
    for start, end in registered(text, public):
        clear = end - start > 2 or follows_lead(text, start) or text[end : end + 1] in ("户", "家")
        yield found("name", text, start, end, clear)
    for start, end in after_leads(text):
        if text[start:end] not in public and not any(text.startswith(name, start) for name in public if name):
            yield found("name", text, start, end, text.startswith(tuple(words()["certain_after"]), end))
    for hit in _HOUSEHOLD.finditer(text):
        name = hit["name"]
        if is_name(name) and name not in public:
            yield found("name", text, *hit.span("name"), False)


def public_names() -> set[str]:
    """Names of all deputies and of all who hold or held a post."""
    deputies = Mandate.objects.order_by().values_list("person__name", flat=True).distinct()
    posts = Appointment.objects.order_by().values_list("person__name", flat=True).distinct()
    return {*deputies, *posts}


def registered(text: str, public: set[str]) -> Iterator[tuple[int, int]]:
    """Where the text names a person of the register who is no public person; longer names first."""
    known = Person.objects.order_by().values_list("name", flat=True).distinct()
    private = {name for name in known if len(name) > 1 and name not in public and name in text}
    for name in sorted(private, key=len, reverse=True):
        for hit in re.finditer(re.escape(name), text):
            if not any(text.startswith(other, hit.start()) for other in public if len(other) > len(name)):
                yield hit.span()


def follows_lead(text: str, start: int) -> bool:
    return text[:start].endswith(tuple(words()["leads"]))


def is_name(text: str) -> bool:
    """Could it be a name? Not when it is covered already (张某某) or an ordinary word."""
    ordinary = "某" in text or any(text.startswith(word) or text.endswith(word) for word in words()["not_names"])
    return not ordinary and names.looks_like_name(text)


def after_leads(text: str) -> Iterator[tuple[int, int]]:
    """Stretches after "villager" and the like that read as a name."""
    leads = "|".join(sorted(words()["leads"], key=len, reverse=True))
    for hit in re.finditer(rf"(?:{leads})(?P<name>[{_HAN}]{{2,3}})", text):
        name = hit["name"]
        for place, character in enumerate(name):
            if place and character in words()["stops"]:
                name = name[:place]
                break
        if is_name(name):
            yield hit.start("name"), hit.start("name") + len(name)


def mask(text: str, found: list[Found]) -> str:
    """``text`` with every place found covered, in the way papers usually do: 张某某, 138****5678."""
    for one in sorted(found, key=lambda one: -one.start):
        text = text[: one.start] + covered(one) + text[one.end :]
    return text


def covered(one: Found) -> str:
    if one.kind == "name":
        head = names.surname(one.text)
        return head + "某" * max(1, len(one.text) - len(head))
    if one.kind in ("mobile", "landline"):
        return names.mask_phone(one.text)
    if one.kind == "plate":
        return one.text[:2] + names.MASK * (len(one.text) - 2)
    if one.kind == "address":
        return re.sub(_NUMERAL, "某", one.text)
    return names.MASK * len(one.text)
