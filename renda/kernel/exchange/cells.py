"""Reading one cell as the kind its field asks for, with a reason in plain Chinese when it cannot."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from renda.foundation.chinese import dates, id_number, names, numbers
from renda.foundation.chinese import text as chinese_text
from renda.kernel.exchange.fields import Choice, Field, normal_form
from renda.kernel.exchange.grid import Cell, Unusable

Value = str | int | date | tuple[str, ...] | None

_START_1904 = date(1904, 1, 1)
_YEAR_AND_MONTH = re.compile(r"(\d{4})(0[1-9]|1[0-2])")
_DAY_NUMBER = re.compile(r"\d{5}")
_SCIENTIFIC = re.compile(r"\d(\.\d+)?[eE]\+\d+")
_MOBILE = re.compile(r"1[3-9]\d{9}")
# No local number begins with 0 or 1: seven digits from 1 are a mobile number cut short.
_LANDLINE = re.compile(r"(0\d{2,3})?([2-9]\d{6,7})")
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


def _parse_text(field: Field, text: str) -> Reading:
    return Reading(chinese_text.squeeze_spaces(chinese_text.normalize_width(text)))


def _parse_name(field: Field, text: str) -> Reading:
    unknown = [char for char in text if unicodedata.category(char) in ("Co", "Cn")]
    if unknown:
        return Reading(reason=f"“{text}”里有一个字（编码 {ord(unknown[0]):X}）电脑不认识。请用输入法重新打这个字")
    name = names.normalize_name(text)
    if any(char.isdigit() for char in name):
        return Reading(reason=f"“{text}”里有数字，不像姓名。请检查这一列是不是填错了位置")
    if re.search(r"[、，,;；/]", name):
        return Reading(reason=f"“{text}”像是几个人的姓名。请一行只写一个人")
    if name in names.NOT_NAMES:
        return Reading(reason=f"“{text}”不是姓名。请填写本人的姓名，没有这个人就删掉这一行")
    remark = "" if names.looks_like_name(name) else f"“{name}”不太像姓名，请核对"
    return Reading(name, remark=remark)


def _parse_phone(field: Field, text: str) -> Reading:
    plain = unicodedata.normalize("NFKC", text).removesuffix(".0")
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
    number = id_number.normalize(text).removesuffix(".0")
    if _SCIENTIFIC.fullmatch(number.casefold()):
        return Reading(reason=_LOST_DIGITS)
    if re.fullmatch(r"\d{15}", number):
        return Reading(reason="这是 15 位的旧身份证号。请填 18 位的号码")
    try:
        return Reading(id_number.parse(number).number)
    except ValueError as error:
        return Reading(reason=f"{error}。请对照身份证核对")


def _parse_integer(field: Field, text: str) -> Reading:
    plain = re.sub(r"[\s,，]", "", unicodedata.normalize("NFKC", text)).removesuffix(".0")
    found = re.fullmatch(r"([+-]?\d{1,15})(?:人次|[人名个件次条项岁票份期元])?", plain)
    try:
        number = int(found[1]) if found else numbers.from_chinese(plain)
    except ValueError:
        return Reading(reason=f"“{text}”不是整数。“{field.label}”请填数字，例如 {field.example or '12'}")
    bounds = []
    if field.lowest is not None and number < field.lowest:
        bounds.append(f"不小于 {field.lowest}")
    if field.highest is not None and number > field.highest:
        bounds.append(f"不大于 {field.highest}")
    if bounds:
        return Reading(reason=f"“{field.label}”应当{bounds[0]}，这里是 {number}。请核对")
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


def _parse_date(cell: Any, uses_1904: bool) -> Reading:
    shown = cell_text(cell)
    if isinstance(cell, float) and cell < 10_000:
        year, _, month = shown.partition(".")
        if month == "1":
            return Reading(
                reason=f"“{shown}”分不清是 1 月还是 10 月（Excel 会去掉末尾的 0）。请写成“{year}年1月”或“{year}年10月”"
            )
    if isinstance(cell, bool):
        return _no_date(shown)
    text = re.sub(r"\s", "", shown).removesuffix(".0")
    if uses_1904 and _DAY_NUMBER.fullmatch(text):
        cell = _START_1904 + timedelta(days=int(text))
    elif found := _YEAR_AND_MONTH.fullmatch(text):
        cell = f"{found[1]}年{found[2]}月"
    try:
        known = dates.parse(cell)
    except ValueError as error:
        return Reading(reason=str(error) if "请" in str(error) else f"{error}。请核对年、月、日")
    if known.precision == "year":
        return _no_date(shown)
    if known.precision == "month":
        return Reading(known.first_day(), remark=f"“{shown}”没有写日，先按 {known.month} 月 1 日登记，请核对")
    return Reading(known.to_date())


def _no_date(shown: str) -> Reading:
    return Reading(reason=f"“{shown}”看不出是哪一天。请写成 2026-03-05 这样的日期")
