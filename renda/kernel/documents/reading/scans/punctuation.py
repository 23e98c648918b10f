"""Punctuation as printed: the recognition writes wide marks narrow and narrow ones wide, as they look alike."""

from __future__ import annotations

import re

from renda.foundation.chinese.text import normalize_width

HAN = "\u3007\u3400-\u9fff"
WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
BETWEEN_DIGITS = re.compile(r"(?<=\d)[，：．。](?=\d)")
NARROW = {"，": ",", "：": ":", "．": ".", "。": "."}
MARKS = re.compile(r"[,;:?!]")
BRACKETS = re.compile(r"[(（]([^()（）]*)[)）]")
YEAR = re.compile(r"[\[［【〔(（]\s?(\d{4})\s?[\]］】〕)）]\s?(?=\d+\s?号)")
FULL_STOP = re.compile(rf"(?<=[{HAN}）”》])\s?\.(?=\s*$)")
QUOTED = re.compile(r'"([^"]*)"')
AROUND_HAN = re.compile(rf"(?<=[{HAN}，。；：、（）“”《》])[ ]+(?=[{HAN}，。；：、（）“”《》])")


def as_printed(text: str) -> str:
    """``text`` with Chinese punctuation wide and that between digits narrow; rows without a Chinese character keep
    theirs."""
    text = normalize_width(text)
    text = BETWEEN_DIGITS.sub(lambda found: NARROW[found[0]], text)
    text = YEAR.sub(r"〔\1〕", text)
    if not re.search(rf"[{HAN}]", text):
        return text.replace(";", "；")
    text = MARKS.sub(lambda found: found[0] if _in_number(text, found.start()) else WIDE[found[0]], text)
    text = BRACKETS.sub(r"（\1）", text)
    text = text.replace("(", "（").replace(")", "）") if text.count("(") + text.count(")") else text
    text = QUOTED.sub(r"“\1”", text)
    return AROUND_HAN.sub("", FULL_STOP.sub("。", text)).strip()


def _in_number(text: str, at: int) -> bool:
    """Whether the mark stands between two digits: 8:30, 1,200."""
    return 0 < at < len(text) - 1 and text[at - 1].isdigit() and text[at + 1].isdigit()
