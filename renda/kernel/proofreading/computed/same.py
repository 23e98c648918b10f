"""The same quantity everywhere in a paper (TXT-17)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from renda.kernel.proofreading.computed.numbers import Quantities, Quantity
from renda.kernel.proofreading.context import Context, say
from renda.kernel.proofreading.findings import Finding
from renda.kernel.proofreading.text import SourceText

WORDS = re.compile(r"[\u4e00-\u9fff]+$")
FILLER = re.compile(r"^(?:共|共计|一共|总共|目前|已|已经|现|了|的)+|(?:共计|共|达到|达|为|了|的|有)+$")
DEFINED = (
    "应到代表",
    "实到代表",
    "代表总数",
    "建议总数",
    "全体代表",
    "应到会代表",
    "实到会代表",
    "收到代表建议",
    "收到建议",
    "代表建议",
)
LEAST = 7
SMALL = 10  # small numbers of things repeat by chance
LIMIT = re.compile(r"以上|以下|以内|之内|至|左右")
PERIOD = re.compile(
    r"(?:19|20)\d{2}年?|去年|上年|前年|今年|明年|上届|本届|上半年|下半年|\d{1,2}月|季度|第[一二三四五六七八九十]+[届次]|每[个年月户]|[各另再又新]|其中|县|市|省|全国|村|小组|选区"
)


def find(text: SourceText, context: Context) -> Iterator[Finding]:
    """A quantity with the same words before it but another number."""
    groups: dict[tuple[str, str], list[tuple[Quantity, frozenset[str]]]] = defaultdict(list)
    for one in Quantities(text).all:
        if (
            one.rough
            or one.unit in ("%", "元", "年", "岁", "天", "次", "期", "个百分点")
            or text.segment_at(one.start).kind == "cell"
        ):
            continue
        if LIMIT.match(text.whole, one.end):
            continue
        key = label(text, one)
        if key:
            start, _ = text.sentence(one.start)
            groups[key, one.unit].append((one, frozenset(PERIOD.findall(text.whole[start : one.end]))))
    for (words, _), members in groups.items():
        first, scope = members[0]
        for other, there in members[1:]:
            if other.value != first.value and scope == there:
                yield say(
                    text,
                    "not-same",
                    other.start,
                    other.end,
                    words=words,
                    first=first.text(text.whole),
                    other=other.text(text.whole),
                )


def label(text: SourceText, one: Quantity) -> str:
    """What the quantity is of: a defined word, or the last words before it when there are enough of them."""
    found = WORDS.search(text.whole[max(0, one.start - 14) : one.start])
    if not found:
        return ""
    words = FILLER.sub("", found[0])
    for known in DEFINED:
        if words.endswith(known):
            return known
    return words[-LEAST:] if len(words) >= LEAST and one.value >= SMALL else ""
