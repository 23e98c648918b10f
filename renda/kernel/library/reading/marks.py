"""How lines of a law begin: headings, articles, items. Plain Python."""

from __future__ import annotations

import re
from dataclasses import dataclass

from renda.foundation.chinese.numbers import from_chinese

NUM = "零〇○一二三四五六七八九十百千两0-9"
ARTICLE = re.compile(
    rf"^第\s?([{NUM}]+)\s?条(?:\s?之\s?([一二三四五六七八九十]+))?(\s+|[：:]\s*|$|)(.*)$", re.DOTALL
)
#: After an article's number without a space: words that make the line speak of an article instead of being one.
SPEAKS_OF = re.compile(r"^(?:[、，,；;。和与及或至到的所]|第|规定|之规定|中|修改|改为|增加|删去|分别)")
HEADING = re.compile(
    rf"^第\s?([{NUM}]+)\s?(编|分编|章|节|目)(?:\s?之[一二三四五六七八九十])?(\s+|$|)(.{{0,60}})$"
)
BARE = re.compile(r"^(?:附\s*则|总\s*则|序\s*言|序言|分\s*则)$")
CONTENTS = re.compile(r"^目\s*[录次]$")
ITEM = re.compile(rf"^[（(]\s?([{NUM}]{{1,4}})\s?[）)]\s*(.*)$", re.DOTALL)
POINT = re.compile(
    r"^(?:\d{1,2}[.．、]|[一二三四五六七八九十]{1,3}、|[（(]\d{1,2}[）)]|[①-⑳])\s*(.*)$", re.DOTALL
)
NUMBERED = re.compile(r"^([一二三四五六七八九十百]{1,4})、\s*(.*)$", re.DOTALL)
ATTACHMENT = re.compile(r"^附\s*(?:件|表|录|图|注)?\s*[一二三四五六七八九十0-9]{0,3}\s*(?:[：:].*|\s.*|)$")
DEPTHS = {"编": 1, "分编": 2, "章": 3, "节": 4, "目": 5}
NO_HEADING_ENDS = "。；：，"


@dataclass(frozen=True)
class ArticleMark:
    """The beginning of an article: its number, 之几, the words behind, and whether a space follows the number."""

    number: int
    sub: int
    words: str
    spaced: bool


def article_mark(text: str) -> ArticleMark | None:
    """The article a line begins, or None."""
    found = ARTICLE.match(text)
    if not found:
        return None
    try:
        number, sub = from_chinese(found[1]), from_chinese(found[2]) if found[2] else 0
    except ValueError:
        return None
    spaced = bool(found[3]) or not found[4]
    words = found[4].strip()
    if not spaced and SPEAKS_OF.match(words):
        return None
    return ArticleMark(number, sub, words, spaced)


def heading_of(text: str) -> tuple[int, str] | None:
    """(depth, heading) for 编, 分编, 章, 节, 目 and a bare 总则 or 附则; None for other lines."""
    if CONTENTS.match(text):
        return None
    if BARE.match(text):
        return DEPTHS["章"], re.sub(r"\s+", "", text)
    found = HEADING.match(text)
    if not found or text.endswith(tuple(NO_HEADING_ENDS)):
        return None
    if not found[3] and found[4] and len(found[4]) > 24:
        return None
    name = re.sub(r"\s+", "", found[4]) if len(found[4]) < 8 else found[4].strip()
    mark = re.sub(r"\s+", "", text[: found.start(3)])
    return DEPTHS[found[2]], f"{mark} {name}".strip()
