"""Headings with a full stop (TXT-07), units in two spellings (TXT-16)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from renda.kernel.proofreading.context import Context, say
from renda.kernel.proofreading.findings import Finding
from renda.kernel.proofreading.text import SourceText

HEADING = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)[^，。；：！？]{2,24}(?P<x>[。，；：])$"
)
SPELLINGS = (("公里", "千米"), ("公斤", "千克"), ("平方米", "㎡"), ("平方公里", "平方千米"))


def find(text: SourceText, context: Context) -> Iterator[Finding]:
    """Marks after headings that stand alone, and one unit written in two ways."""
    for index, paragraph in enumerate(text.paragraphs):
        kind = text.segments[index].kind
        start = text.start_of(index)
        if kind in ("heading", "title"):
            if paragraph.rstrip()[-1:] == "。":
                end = start + len(paragraph.rstrip())
                yield say(text, "heading-stop", end - 1, end, replacement="")
        elif (found := HEADING.match(paragraph)) and found["x"] == "。" and _alone(text, index):
            yield say(
                text,
                "heading-stop",
                start + found.start("x"),
                start + found.end("x"),
                replacement="",
                level="提示" if "（" in paragraph[:3] else "疑似",
            )
    for one, other in SPELLINGS:
        first = re.search(rf"\d\s?{one}", text.whole)
        second = re.search(rf"\d\s?{other}", text.whole)
        if first and second:
            later = max(first, second, key=lambda found: found.start())
            yield say(text, "unit-spelling", later.start() + 1, later.end(), one=one, other=other)


def _alone(text: SourceText, index: int) -> bool:
    """Whether running text follows, so that the line is a heading and no item of a list."""
    following = next((line for line in text.paragraphs[index + 1 : index + 3] if line.strip()), "")
    return len(following) > 40 and not HEADING.match(following)
