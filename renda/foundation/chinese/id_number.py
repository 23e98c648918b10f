"""The citizen's ID number (GB 11643): check digit, birth date, sex.

Eighteen characters: six of the division, eight of the birth date, three of order (odd: male),
one check character by ISO 7064 MOD 11-2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"
FIRST_BIRTH = date(1880, 1, 1)
_FORM = re.compile(r"[1-9]\d{16}[\dX]")


@dataclass(frozen=True)
class IdNumber:
    """A valid ID number and what it tells."""

    number: str
    division: str
    born_on: date
    sex: str

    def age_on(self, day: date) -> int:
        """Full years of life on ``day``; the birthday itself counts."""
        return day.year - self.born_on.year - ((day.month, day.day) < (self.born_on.month, self.born_on.day))


def check_character(first17: str) -> str:
    """The check character for the first seventeen digits."""
    return CHECK[sum(int(d) * w for d, w in zip(first17, WEIGHTS, strict=True)) % len(CHECK)]


def normalize(text: str) -> str:
    """Without spaces and dashes, x as X, wide digits narrow."""
    narrow = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text)
    return re.sub(r"[\s'’-]", "", narrow).upper()


def parse(text: str) -> IdNumber:
    """The ID number in ``text``. Raises ValueError that says in Chinese what is wrong."""
    number = normalize(text)
    if len(number) != 18:
        raise ValueError(f"身份证号应当是18位，现在是{len(number)}位")
    if not _FORM.fullmatch(number):
        raise ValueError("身份证号前17位应当是数字，末位是数字或X")
    try:
        born_on = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError as error:
        raise ValueError("身份证号里的出生日期不存在，请核对第7至14位") from error
    if born_on < FIRST_BIRTH:
        raise ValueError("身份证号里的出生日期太早，请核对第7至14位")
    if check_character(number[:17]) != number[17]:
        raise ValueError("身份证号校验位不对，可能输错了一位，请核对")
    return IdNumber(number, number[:6], born_on, "男" if int(number[16]) % 2 else "女")


def is_valid(text: str) -> bool:
    """Whether ``text`` is a valid ID number."""
    try:
        parse(text)
    except ValueError:
        return False
    return True
