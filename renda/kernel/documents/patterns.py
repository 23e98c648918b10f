"""How the numbers of a register are written: ``{word}人函〔{year}〕{n}号``."""

from __future__ import annotations

import re

PLACE = re.compile(r"\{(\w*)\}")
KNOWN = {"word": "机关代字", "year": "年份", "n": "序号"}
LONGEST = 80


class PatternError(ValueError):
    """The pattern does not make numbers; the message (Chinese) says what is wrong."""


def check(pattern: str) -> None:
    """Raise PatternError unless ``pattern`` has {n} and {year} once each and no other place than {word}."""
    text = (pattern or "").strip()
    if not text:
        raise PatternError("请写编号样式，例如：{word}人函〔{year}〕{n}号。")
    if len(text) > LONGEST:
        raise PatternError(f"编号样式太长，最多{LONGEST}个字。")
    names = PLACE.findall(text)
    if strange := [name for name in names if name not in KNOWN]:
        raise PatternError(f"编号样式里的“{{{strange[0]}}}”不认识，只能用{{word}}、{{year}}、{{n}}。")
    for name in ("year", "n"):
        if names.count(name) != 1:
            raise PatternError(f"编号样式里要有一个{{{name}}}（{KNOWN[name]}），现在有{names.count(name)}个。")
    if re.search(r"[{}]", PLACE.sub("", text)):
        raise PatternError("编号样式里的大括号没有成对，请检查。")


def written(pattern: str, *, word: str, year: int, n: int) -> str:
    """The number n of ``year``; no leading zeros (GB/T 9704-2012, 7.2.5)."""
    values = {"word": word, "year": str(year), "n": str(n)}
    return PLACE.sub(lambda place: values.get(place[1], place[0]), pattern)
