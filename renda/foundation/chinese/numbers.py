"""Arabic and Chinese numerals, both ways.

Two Chinese styles: counting (一百零五) and digit by digit (二〇二六, as in years).
"""

from __future__ import annotations

DIGITS = "零一二三四五六七八九"
UNITS = ("", "十", "百", "千")
SECTIONS = ("", "万", "亿")
SECTION = 10_000
LIMIT = SECTION ** len(SECTIONS)

_VALUES = {ch: n for n, ch in enumerate(DIGITS)} | {"〇": 0, "○": 0, "两": 2, "兩": 2}
_VALUES |= dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True))
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG = {"万": SECTION, "亿": SECTION**2}


def to_chinese(number: int) -> str:
    """105 → 一百零五, 10 → 十, 20000 → 二万. ValueError below zero or from 10**12 on."""
    if not 0 <= number < LIMIT:
        raise ValueError(f"数字超出范围：{number}")
    if number == 0:
        return DIGITS[0]
    parts: list[str] = []
    index, gap = 0, False
    while number:
        number, section = divmod(number, SECTION)
        if section:
            text = _section(section) + SECTIONS[index]
            # 零 stands where a lower section leaves its thousands empty
            parts.append(text + (DIGITS[0] if gap and parts else ""))
            gap = section < SECTION // 10
        elif parts:
            gap = True
        index += 1
    result = "".join(reversed(parts))
    return result[1:] if result.startswith("一十") else result


def _section(number: int) -> str:
    text, zero = "", False
    for power in range(3, -1, -1):
        digit = number // 10**power % 10
        if digit:
            text += (DIGITS[0] if zero and text else "") + DIGITS[digit] + UNITS[power]
            zero = False
        else:
            zero = True
    return text


def to_digits(number: int | str) -> str:
    """2026 → 二〇二六 (digit by digit, with 〇)."""
    return "".join("〇" if ch == "0" else DIGITS[int(ch)] for ch in str(number))


def from_chinese(text: str) -> int:
    """The number a Chinese or Arabic numeral stands for: 一百零五, 十二, 二〇二六, 两万, 3万, １２.

    Raises ValueError when it is no numeral, or an ambiguous one (一百五: 105 or 150).
    """
    text = text.strip()
    if not text:
        raise ValueError("没有数字")
    if text.isdecimal():
        return int(text)
    if all(ch in _VALUES for ch in text):
        return int("".join(str(_VALUES[ch]) for ch in text))
    for mark, size in reversed(_BIG.items()):
        if mark in text:
            head, _, tail = text.rpartition(mark)
            if not head:
                raise ValueError(f"不是数字：{text}")
            return from_chinese(head) * size + (_tail(tail) if tail else 0)
    return _small(text)


def _tail(text: str) -> int:
    if len(text) == 1 and text in _VALUES and _VALUES[text]:
        raise ValueError(f"说不清是多少：{text}")
    return from_chinese(text.lstrip("零〇○")) if text.lstrip("零〇○") else 0


def _small(text: str) -> int:
    total, digit, last_unit = 0, None, SECTION
    for place, ch in enumerate(text, 1):
        if ch in _VALUES:
            # 一百五 could be 105 or 150
            unclear = digit is None and last_unit in (100, 1000) and _VALUES[ch] and place == len(text)
            if digit or unclear:
                raise ValueError(f"不是数字，或者说不清是多少：{text}")
            digit = _VALUES[ch]
        elif ch.isdecimal():
            digit = (digit or 0) * 10 + int(ch)
        elif ch in _UNITS and _UNITS[ch] < last_unit:
            last_unit = _UNITS[ch]
            total += (digit if digit else 1) * last_unit
            digit = None
        else:
            raise ValueError(f"不是数字：{text}")
    return total + (digit or 0)
