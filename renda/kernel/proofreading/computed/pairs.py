"""Marks that come in pairs (TXT-02), paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from renda.kernel.proofreading.context import Context, say
from renda.kernel.proofreading.findings import Finding
from renda.kernel.proofreading.text import SourceText

PAIRS = {"（": "）", "《": "》", "〈": "〉", "“": "”", "‘": "’", "〔": "〕", "【": "】"}
CLOSERS = {close: open_ for open_, close in PAIRS.items()}
MARKS = re.compile("[" + "".join(PAIRS) + "".join(CLOSERS) + "]")
INNER = {"《": ("〈", "〉"), "“": ("‘", "’")}
OUTER = {opener: outer + PAIRS[outer] for outer, (opener, _) in INNER.items()}
ORDINAL = re.compile(r"(?:^|[\s，。；：、])(?:\d{1,2}|[一二三四五六七八九十]{1,2}|[a-zA-Z])$")


def find(text: SourceText, context: Context) -> Iterator[Finding]:
    """Marks without their other half, and marks of one kind inside each other."""
    for index, paragraph in enumerate(text.paragraphs):
        if not MARKS.search(paragraph):
            continue
        base = text.start_of(index)
        found, left = _read(text, base, paragraph)
        yield from found
        following = text.paragraphs[index + 1] if index + 1 < len(text.paragraphs) else ""
        goes_on = following.startswith("“")  # a quotation of several paragraphs opens each of them anew
        for char, at in left:
            if not (char == "“" and goes_on):
                yield _lonely(text, "pair-open", base + at, PAIRS[char])


def _read(text: SourceText, base: int, paragraph: str) -> tuple[list[Finding], list[tuple[str, int]]]:
    """Findings inside a paragraph, and the marks still open at its end."""
    stack: list[tuple[str, int]] = []
    found: list[Finding] = []
    for mark in MARKS.finditer(paragraph):
        char, at = mark[0], mark.start()
        if char in PAIRS:
            if stack and stack[-1][0] == char and char in INNER:
                if paragraph.count(char) == paragraph.count(PAIRS[char]):
                    found.append(_nested(text, base, paragraph, char, at))
                else:  # the one before was never closed: said once, not of every pair that follows
                    found.append(_lonely(text, "pair-open", base + stack.pop()[1], PAIRS[char]))
            stack.append((char, at))
            continue
        opener = CLOSERS[char]
        if stack and stack[-1][0] == opener:
            _, begun = stack.pop()
            if opener in OUTER and OUTER[opener][0] not in (open_ for open_, _ in stack):
                found.append(_outer(text, base + begun, base + at + 1, OUTER[opener]))
        elif any(open_ == opener for open_, _ in stack):
            while stack and stack[-1][0] != opener:
                lost, where = stack.pop()
                found.append(_lonely(text, "pair-open", base + where, PAIRS[lost]))
            stack.pop()
        elif not (char == "）" and ORDINAL.search(paragraph[:at])):
            found.append(_lonely(text, "pair-close", base + at, opener))
    return found, stack


def _nested(text: SourceText, base: int, paragraph: str, char: str, at: int) -> Finding:
    """The same mark inside itself: 《…《…》…》."""
    opener, closer = INNER[char]
    end = paragraph.find(PAIRS[char], at)
    if end < 0:
        return say(text, "pair-nested", base + at, base + at + 1, inner=opener + closer)
    inner = paragraph[at + 1 : end]
    return say(
        text,
        "pair-nested",
        base + at,
        base + end + 1,
        inner=opener + closer,
        replacement=opener + inner + closer,
    )


def _outer(text: SourceText, start: int, end: int, outer: str) -> Finding:
    """‘…’ and 〈…〉 that stand in no “…” and 《…》."""
    inner = text.whole[start + 1 : end - 1]
    return say(text, "pair-outer", start, end, outer=outer, replacement=outer[0] + inner + outer[1])


def _lonely(text: SourceText, key: str, at: int, other: str) -> Finding:
    """A mark without its other half; quotation marks may belong to a piece that was not given, so they are only doubted."""
    return say(text, key, at, at + 1, other=other, level="疑似" if text.whole[at] in "“”‘’" else None)
