"""Lists whose length is announced (AGR-02) and ordinals that must run on (AGR-03)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from renda.foundation.chinese.numbers import from_chinese, to_chinese
from renda.kernel.proofreading.context import Context, say
from renda.kernel.proofreading.findings import Finding
from renda.kernel.proofreading.text import SourceText

CN = "[一二三四五六七八九十]{1,3}"
N = r"(?P<n>[一二两三四五六七八九十]{1,3}|\d{1,2})"
MEASURE = r"(?:个方面|个(?!月)|项|点|条|件|类|种|大|方面|步|名|位)"
ANNOUNCED = re.compile(rf"(?:(?:以下|下列|如下|下面)(?:这)?{N}{MEASURE}[^，。；：\n]{{0,10}}[：。，]?)")
ANNOUNCED_COLON = re.compile(
    rf"(?<![第\d一二三四五六七八九十百千零]){N}{MEASURE}[^，。；：、\n]{{0,12}}(?:如下)?[：]"
)
STYLES = {
    "一是": re.compile(rf"(?:^|[，。；：\s])(?P<n>{CN})是(?!否|非)"),
    "第一，": re.compile(rf"(?:^|[。；：\s])第(?P<n>{CN})[，,、]"),
    "（一）": re.compile(rf"(?:^|[。；：\s])（(?P<n>{CN})）"),
    "一、": re.compile(rf"^\s*(?P<n>{CN})、", re.MULTILINE),
    "1.": re.compile(r"(?:^|[。；：\s])(?P<n>\d{1,2})[.．](?!\d)"),
    "（1）": re.compile(r"(?:^|[。；：\s])（(?P<n>\d{1,2})）"),
    "①": re.compile(r"(?P<n>[①-⑳])"),
}
LINE_STYLES = {
    "一、": re.compile(rf"^\s*(?P<n>{CN})、"),
    "（一）": re.compile(rf"^\s*（(?P<n>{CN})）"),
    "1.": re.compile(r"^\s*(?P<n>\d{1,2})[.．](?!\d)"),
    "（1）": re.compile(r"^\s*（(?P<n>\d{1,2})）"),
}
RANK = ("一、", "（一）", "1.", "（1）")
ITEM = r"[\u4e00-\u9fffA-Za-z“”《》]{1,12}"
LISTED = re.compile(rf"(?P<items>(?:{ITEM}、)+{ITEM}?)(?P<etc>等){N}(?P<u>个|家|名|位|项|类|种|大)")
LISTED_EXACTLY = re.compile(
    r"(?<=[，。；：\n])(?P<items>(?:[\u4e00-\u9fff]{2,6}、)+[\u4e00-\u9fff]{2,5}?)(?P<n>[两三四五六七八九十])(?:个|家)(?P<u>部门|单位|村|站所|社区|小组|代表小组|乡镇)"
)
COLON_LIST = re.compile(
    r"(?P<n>[两三四五六七八九十])(?:个|项|名|家|位)[^，。；：、\n]{1,8}[：](?P<items>(?:[^，。；：、\n]{2,14}、)+[^，。；：、\n]{2,14})。"
)
HIDDEN_FIRST = re.compile(r"一是(?!否|非)|第一[^\u4e00-\u9fff]|其一|首先")
LOOK_AHEAD = 100_000
LEAST = 2
NEAR = 40  # characters between the announcement and the first item in one paragraph


def as_number(text: str) -> int:
    """一, 两, 12 or ② as a number."""
    if "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    return from_chinese(text)


def find(text: SourceText, context: Context) -> Iterator[Finding]:
    """Announced lists that are longer or shorter, and ordinals that jump or repeat."""
    yield from announced(text)
    yield from listed(text)
    yield from inline_order(text)
    yield from line_order(text)


def announced(text: SourceText) -> Iterator[Finding]:
    """以下三项：一是…二是…"""
    done: set[int] = set()
    for pattern in (ANNOUNCED, ANNOUNCED_COLON):
        for found in pattern.finditer(text.whole):
            if found.start("n") in done:
                continue
            done.add(found.start("n"))
            try:
                stated = as_number(found["n"])
            except ValueError:
                continue
            count, style = count_after(text, found.end())
            if count >= LEAST and count != stated and stated > 1:
                start, end = found.span("n")
                yield say(text, "announced", start, end, stated=stated, count=count, style=style)


def count_after(text: SourceText, start: int) -> tuple[int, str]:
    """How many items of the first list after ``start`` follow one another from one on, and their style."""
    index = text.index_at(start)
    same = text.whole[start : text.start_of(index) + len(text.paragraphs[index])]
    rest = text.whole[start : start + LOOK_AHEAD]
    scope = same if any(_is_first(style, same) for style in STYLES) else rest
    first: tuple[int, str] | None = None
    for style, pattern in STYLES.items():
        found = pattern.search(scope)
        near = len(same) + 2 if scope is rest else NEAR
        if (
            found
            and as_number(found["n"]) == 1
            and found.start() <= near
            and (first is None or found.start() < first[0])
        ):
            first = (found.start(), style)
    if first is None:
        return 0, ""
    expected = 1
    for found in STYLES[first[1]].finditer(scope, first[0]):
        number = as_number(found["n"])
        if number == expected:
            expected += 1
        elif number == 1:
            break
    return expected - 1, first[1]


def _is_first(style: str, scope: str) -> bool:
    found = STYLES[style].search(scope)
    return bool(found) and as_number(found["n"]) == 1 and found.start() <= NEAR


def listed(text: SourceText) -> Iterator[Finding]:
    """甲、乙、丙等两个村; 甲村、乙村三个村; 三个村：甲村、乙村."""
    for found in LISTED.finditer(text.whole):
        count = found["items"].rstrip("、").count("、") + 1
        if count > as_number(found["n"]) > 1:
            yield say(
                text, "listed", found.start("n"), found.end("n"), count=count, stated=as_number(found["n"])
            )
    for pattern in (LISTED_EXACTLY, COLON_LIST):
        for found in pattern.finditer(text.whole):
            items = found["items"].split("、")
            more = sum("和" in item[1:-1] or "及" in item[1:-1] or "与" in item[1:-1] for item in items[-1:])
            if as_number(found["n"]) not in (len(items), len(items) + more) and "等" not in items[-1]:
                yield say(
                    text,
                    "listed",
                    found.start("n"),
                    found.end("n"),
                    count=len(items) + more,
                    stated=as_number(found["n"]),
                )


def inline_order(text: SourceText) -> Iterator[Finding]:
    """一是…三是… in one paragraph."""
    for index, paragraph in enumerate(text.paragraphs):
        base = text.start_of(index)
        for style in ("一是", "第一，"):
            previous = last = 0
            for found in STYLES[style].finditer(paragraph):
                number = as_number(found["n"])
                anew = HIDDEN_FIRST.search(paragraph, last, found.start())
                if previous and number not in (1, previous + 1) and not anew:
                    yield _jump(text, base + found.start("n"), base + found.end("n"), previous, number)
                previous, last = number, found.end()


def line_order(text: SourceText) -> Iterator[Finding]:
    """Ordinals at the beginning of paragraphs, level by level."""
    last: dict[str, int] = {}
    ended: dict[str, list[int]] = {style: [] for style in RANK}
    seen_at = 0
    for index, paragraph in enumerate(text.paragraphs):
        if text.segments[index].kind == "cell":
            continue
        for rank, style in enumerate(RANK):
            found = LINE_STYLES[style].match(paragraph)
            if not found:
                continue
            number, previous = as_number(found["n"]), last.get(style, 0)
            start = text.start_of(index)
            if number == 1 and previous:
                ended[style].append(previous)
            elif previous and number != previous + 1:
                inside = _written(style, previous + 1) in text.whole[seen_at:start]
                if number - 1 not in ended[style] and not inside:
                    yield _jump(text, start + found.start("n"), start + found.end("n"), previous, number)
            seen_at = start
            last = {key: value for key, value in last.items() if RANK.index(key) < rank}
            last[style] = number
            break


def _jump(text: SourceText, start: int, end: int, previous: int, number: int) -> Finding:
    """The ordinal comes twice, or something was left out."""
    written = text.whole[start:end]
    expected = str(previous + 1) if written.isdigit() else to_chinese(previous + 1)
    key = "repeated-ordinal" if number == previous else "jumped-ordinal"
    level = "疑似" if number < previous else None  # going back, another list may have begun
    return say(text, key, start, end, level=level, number=written, expected=expected)


def _written(style: str, number: int) -> str:
    """（三） or 三、, as it would stand inside a paragraph."""
    return style.replace("一", to_chinese(number)).replace("1", str(number))
