"""Reading one cell as the kind its field asks for, with a reason in plain Chinese when it cannot."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from renda.foundation import clock
from renda.kernel.exchange.fields import Choice, Field, normal_form
from renda.kernel.exchange.grid import Cell, Unusable

Value = str | int | date | tuple[str, ...] | None

_SERIAL_START = date(1899, 12, 30)
_SERIAL_START_1904 = date(1904, 1, 1)
# Serial numbers are believed only for days a town's papers can speak of.
_FIRST_YEAR, _YEARS_AHEAD = 1900, 100
_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?:[T\s]*\d{1,2}[:时]\d{1,2}.*)?")
_MONTH = re.compile(r"(\d{4})[-./年](\d{1,2})月?")
_CHINESE_DAY = re.compile(r"([〇零○一二三四五六七八九\d]{4})年(\S{1,2})月(?:(\S{1,3})日)?")
_CHINESE_DIGITS = {**{d: i for i, d in enumerate("〇一二三四五六七八九")}, "零": 0, "○": 0}
_SCIENTIFIC = re.compile(r"\d(\.\d+)?[eE]\+\d+")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(0\d{2,3})?(\d{7,8})")
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_LIST_SEPARATORS = re.compile(r"[、，,;；/\n|]+")
_SHOWN_CHOICES = 8
_LOST_DIGITS = "这串号码被 Excel 写成了科学计数，后面几位可能已经丢失。请把这一列设成“文本”格式，重新填写号码"


@dataclass(frozen=True)
class Reading:
    """A parsed cell: a value, or a ``reason`` why there is none; ``remark`` asks to look at it again."""

    value: Value = None
    reason: str = ""
    remark: str = ""


def parse(field: Field, cell: Cell, *, uses_1904: bool = False) -> Reading:
    """Read ``cell`` as ``field`` asks.

    Args:
        field: kind, choices, bounds.
        cell: a value from ``sheets.read_table``.
        uses_1904: ``Sheet.uses_1904``, for bare day numbers.
    """
    if isinstance(cell, Unusable):
        return Reading(reason=cell.reason)
    if cell == "" or cell is None:
        return Reading(reason=f"“{field.label}”必须填写") if field.required else Reading()
    if field.kind == "date":
        return _parse_date(cell, uses_1904)
    reading = _PARSERS[field.kind](field, cell_text(cell))
    if isinstance(reading.value, str) and field.max_length and len(reading.value) > field.max_length:
        return Reading(
            reason=f"“{field.label}”有 {len(reading.value)} 个字，最多 {field.max_length} 个字。请缩短，详细内容写到别处"
        )
    return reading


def cell_text(cell: Cell) -> str:
    """A cell as text: no ``.0``, dates as 2026-03-05, yes/no in Chinese."""
    if isinstance(cell, Unusable):
        return cell.shown
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    return str(cell)


def half_width(text: str) -> str:
    """Full-width digits, letters and signs made half-width."""
    return unicodedata.normalize("NFKC", text)


def _parse_text(field: Field, text: str) -> Reading:
    return Reading(text)


def _parse_name(field: Field, text: str) -> Reading:
    name = "".join(half_width(text).split()) if _is_chinese(text) else " ".join(half_width(text).split())
    name = re.sub(r"[•・‧∙.．](?=\S)", "·", name) if _is_chinese(name) else name
    if any(char.isdigit() for char in name):
        return Reading(reason=f"“{text}”里有数字，不像姓名。请检查这一列是不是填错了位置")
    if re.search(r"[、，,;；/]", name):
        return Reading(reason=f"“{text}”像是几个人的姓名。请一行只写一个人")
    return Reading(name)


def _is_chinese(text: str) -> bool:
    return any("\u3400" <= char <= "\u9fff" or char >= "\U00020000" for char in text)


def _parse_phone(field: Field, text: str) -> Reading:
    plain = half_width(text).removesuffix(".0")
    if _SCIENTIFIC.fullmatch(plain):
        return Reading(reason=_LOST_DIGITS)
    for part in re.split(r"[/、,;\n]|或", plain)[1:]:
        if sum(char.isdigit() for char in part) >= 7:
            return Reading(reason=f"“{text}”里有两个号码。请只留一个，另一个写到备注里")
    digits = re.sub(r"[\s\-—–－()]", "", plain)
    digits = re.sub(r"^(\+86|0086|86(?=1[3-9]\d{9}$))", "", digits)
    if _MOBILE.fullmatch(digits):
        return Reading(digits)
    landline = _LANDLINE.fullmatch(digits)
    if landline:
        return Reading(f"{landline[1]}-{landline[2]}" if landline[1] else digits)
    if digits.isdigit() and digits.startswith("1"):
        return Reading(reason=f"“{text}”有 {len(digits)} 位，手机号应当是 11 位。请核对")
    return Reading(reason=f"“{text}”不像电话号码。请填 11 位手机号，或者带区号的座机号")


def _parse_id_number(field: Field, text: str) -> Reading:
    number = re.sub(r"[\s\-]", "", half_width(text)).upper().removesuffix(".0")
    if _SCIENTIFIC.fullmatch(number):
        return Reading(reason=_LOST_DIGITS)
    if re.fullmatch(r"\d{15}", number):
        return Reading(reason="这是 15 位的旧身份证号。请填 18 位的号码")
    if not re.fullmatch(r"\d{17}[\dX]", number):
        return Reading(reason=f"身份证号应当是 18 位，这里有 {len(number)} 位或者含有别的字符。请对照身份证核对")
    if _valid_day(int(number[6:10]), int(number[10:12]), int(number[12:14])) is None:
        return Reading(reason="身份证号里的出生日期不对。请对照身份证核对")
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _ID_WEIGHTS, strict=True))
    if _ID_CHECKS[total % 11] != number[17]:
        return Reading(reason="身份证号的最后一位校验不对，可能有一位写错了。请对照身份证核对")
    return Reading(number)


def _parse_integer(field: Field, text: str) -> Reading:
    plain = re.sub(r"[\s,，]", "", half_width(text)).removesuffix(".0")
    found = re.fullmatch(r"([+-]?\d{1,15})\D{0,3}", plain)
    if not found or "." in plain:
        return Reading(reason=f"“{text}”不是整数。“{field.label}”请填数字，例如 {field.example or '12'}")
    number = int(found[1])
    if (field.lowest is not None and number < field.lowest) or (field.highest is not None and number > field.highest):
        bounds = [f"不小于 {field.lowest}"] * (field.lowest is not None) + [f"不大于 {field.highest}"] * (
            field.highest is not None
        )
        return Reading(reason=f"“{field.label}”应当{'、'.join(bounds)}，这里是 {number}。请核对")
    return Reading(number)


def _find_choice(choices: Sequence[Choice], text: str) -> Choice | None:
    wanted = normal_form(text)
    for choice in choices:
        if wanted in {normal_form(name) for name in (choice.label, choice.key, *choice.aliases)}:
            return choice
    return None


def _no_choice(field: Field, text: str) -> Reading:
    labels = [choice.label for choice in field.choices]
    near = difflib.get_close_matches(text, labels, n=1, cutoff=0.5)
    shown = "、".join(labels[:_SHOWN_CHOICES]) + (f"等 {len(labels)} 种" if len(labels) > _SHOWN_CHOICES else "")
    guess = f"是不是“{near[0]}”？" if near else ""
    return Reading(reason=f"“{field.label}”里没有“{text}”这一项。{guess}可以填：{shown}")


def _parse_choice(field: Field, text: str) -> Reading:
    choice = _find_choice(field.choices, text)
    return Reading(choice.key) if choice else _no_choice(field, text)


def _parse_multi(field: Field, text: str) -> Reading:
    whole = _find_choice(field.choices, text)
    if whole:
        return Reading((whole.key,))
    parts = list(dict.fromkeys(part for part in map(str.strip, _LIST_SEPARATORS.split(text)) if part))
    if not field.choices:
        return Reading(tuple(parts))
    keys: list[str] = []
    for part in parts:
        choice = _find_choice(field.choices, part)
        if choice is None:
            return _no_choice(field, part)
        keys.append(choice.key)
    return Reading(tuple(dict.fromkeys(keys)))


_PARSERS: dict[str, Callable[[Field, str], Reading]] = {
    "text": _parse_text,
    "name": _parse_name,
    "phone": _parse_phone,
    "id_number": _parse_id_number,
    "integer": _parse_integer,
    "choice": _parse_choice,
    "multi": _parse_multi,
}


def _valid_day(year: int, month: int, day: int) -> date | None:
    last_year = clock.year() + _YEARS_AHEAD
    if not _FIRST_YEAR <= year <= last_year:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _parse_date(cell: Any, uses_1904: bool) -> Reading:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        known = _valid_day(cell.year, cell.month, cell.day)
        return Reading(known) if known else _no_date(cell.isoformat())
    if isinstance(cell, float):
        return _parse_decimal_month(cell, uses_1904)
    text = re.sub(r"\s+", "", half_width(cell_text(cell)).removesuffix(".0"))
    if text.isdigit():
        return _parse_bare_number(text, uses_1904)
    return _parse_written_date(half_width(cell_text(cell)), text)


def _parse_written_date(shown: str, text: str) -> Reading:
    for form in (_DAY, _MONTH):
        found = form.fullmatch(text)
        if found:
            return _checked(shown, *(int(part) for part in found.groups()))
    found = _CHINESE_DAY.fullmatch(text)
    if found:
        year = int("".join(str(_CHINESE_DIGITS.get(char, char)) for char in found[1]))
        parts = [_small_number(part) for part in (found[2], found[3]) if part]
        if None not in parts:
            return _checked(shown, year, *parts)
    return _no_date(shown)


def _small_number(text: str) -> int | None:
    """A number below 100 written with Chinese or other digits, as in the day of a month."""
    if text.isdecimal():
        return int(text)
    text = text.replace("廿", "二十")
    tens, ten, ones = text.rpartition("十")
    if any(char not in _CHINESE_DIGITS for char in tens + ones) or len(tens) > 1 or len(ones) > 1:
        return None
    return (_CHINESE_DIGITS.get(tens, 1) * 10 if ten else 0) + _CHINESE_DIGITS.get(ones, 0)


def _parse_bare_number(text: str, uses_1904: bool) -> Reading:
    if len(text) == 8:
        return _checked(text, int(text[:4]), int(text[4:6]), int(text[6:]))
    if len(text) == 6:
        return _checked(text, int(text[:4]), int(text[4:]))
    if len(text) == 5:
        start = _SERIAL_START_1904 if uses_1904 else _SERIAL_START
        day = start + timedelta(days=int(text))
        return _checked(text, day.year, day.month, day.day)
    return _no_date(text)


def _parse_decimal_month(number: float, uses_1904: bool) -> Reading:
    """A date typed as 1975.3 or 1975.10 and kept by Excel as a number, or a moment as day number with a fraction."""
    if number >= 10_000:
        return _parse_bare_number(str(int(number)), uses_1904)
    year, _, month = f"{number:.15g}".partition(".")
    if month == "1":
        return Reading(
            reason=f"“{number}”分不清是 1 月还是 10 月（Excel 会去掉末尾的 0）。请写成“{year}年1月”或“{year}年10月”"
        )
    return _checked(f"{number}", int(year), int(month)) if len(month) <= 2 else _no_date(str(number))


def _checked(shown: str, year: int, month: int, day: int | None = None) -> Reading:
    known = _valid_day(year, month, day or 1)
    if known is None:
        return Reading(reason=f"“{shown}”不是存在的日期。请核对年、月、日")
    if day is None:
        return Reading(known, remark=f"“{shown}”没有写日，先按 {month} 月 1 日登记，请核对")
    return Reading(known)


def _no_date(shown: str) -> Reading:
    return Reading(reason=f"“{shown}”看不出是哪一天。请写成 2026-03-05 这样的日期")
