"""The other ways to write the numbers and dates of a search word.

Single digits are equal already after folding (二〇二六 = 2026, 三 = 3). What is left are numbers
with 十 and 百 (十二月 = 12月, 第二十三次 = 第23次) and whole dates (2026-3-5 = 2026年3月5日): the
other writings are looked for as well. Input and output are folded texts.
"""

from __future__ import annotations

import re

from renda.kernel.search.fold import SEPARATOR

MOST_FORMS = 12

_COUNTED = "年月日号届次条章款项期批组周岁"
_NUMBER = re.compile(rf"(?:(?<=第)([0-9百十]+))|([0-9百十]+)(?=[{_COUNTED}])")
_DATE = re.compile(
    rf"([12][0-9]{{3}})[年{SEPARATOR}]([0-9十]{{1,3}})(?:月|{SEPARATOR}|$)(?:([0-9十]{{1,3}})(?:[日号]|$))?"
)
_UNITS = re.compile(r"(?:([1-9])?百0?)?(?:([1-9])?十)?([1-9])?")


def value_of(number: str) -> int | None:
    """The value of ``number`` (12, 十2, 1百05), None when it is not a number from 1 to 999."""
    if number.isdecimal():
        value = int(number)
        return value if 0 < value < 1000 else None
    found = _UNITS.fullmatch(number)
    if not found or not number:
        return None
    hundreds, tens, ones = found.groups()
    value = int(ones or 0)
    value += 10 * int(tens or 1) if "十" in number else 0
    value += 100 * int(hundreds or 1) if "百" in number else 0
    return value


def writings(value: int) -> list[str]:
    """Arabic and Chinese writing of 1–999, folded: 12 → 12, 十2; 23 → 23, 2十3."""
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    text = f"{hundreds}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{tens}十"
    elif hundreds and ones:
        text += "0"
    text += str(ones) if ones else ""
    return list(dict.fromkeys([str(value), text]))


def _date_forms(word: str) -> list[str]:
    found = _DATE.search(word)
    if not found:
        return []
    year, month, day = found.group(1), value_of(found.group(2)), value_of(found.group(3) or "")
    if not month or month > 12 or (day or 1) > 31 or (found.group(3) and not day):
        return []
    before, after = word[: found.start()], word[found.end() :]
    forms = []
    for m in writings(month):
        if not day:
            forms.append(f"{year}年{m}月")
        else:
            forms += [f"{year}年{m}月{d}日" for d in writings(day)]
    pieces = [year, str(month)] + ([str(day)] if day else [])
    forms.append(SEPARATOR.join(pieces))
    forms.append(SEPARATOR.join([year, *(piece.zfill(2) for piece in pieces[1:])]))
    return [before + form + after for form in forms]


def forms(word: str) -> list[str]:
    """All writings of the folded ``word`` to look for, itself first, at most ``MOST_FORMS``."""
    out = [""]
    end = 0
    for found in _NUMBER.finditer(word):
        literal = found.group()
        value = value_of(literal)
        choices = [literal]
        if value and not (word[found.end() : found.end() + 1] == "年" and value < 100):
            choices = list(dict.fromkeys([literal, *writings(value)]))
        gap = word[end : found.start()]
        out = [head + gap + choice for head in out for choice in choices][:MOST_FORMS]
        end = found.end()
    out = [head + word[end:] for head in out]
    return list(dict.fromkeys([word, *_date_forms(word), *out]))[:MOST_FORMS]
