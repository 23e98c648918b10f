"""Attachments that the text speaks of, and those that are there (AGR-04)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from renda.foundation.chinese.numbers import from_chinese
from renda.kernel.proofreading.context import Context, say
from renda.kernel.proofreading.findings import Finding
from renda.kernel.proofreading.text import SourceText

MENTION = re.compile(r"(?:见|详见|按|参照|填写|附)附件(?P<n>[一二三四五六七八九十]|\d{1,2})?")
NOTE = re.compile(r"^\s*附件[：:]\s*(?:(?P<n>1)[.．、])?(?P<title>\S.*)$")
NOTE_ITEM = re.compile(r"^\s*(?P<n>\d{1,2})[.．、]\s*(?P<title>\S.*)$")
HEAD = re.compile(r"^\s*附\s*件\s*(?P<n>\d{1,2}|[一二三四五六七八九十])?\s*$")
PAGES = re.compile(r"附件[^，。；\n]{0,4}(?:共|计)?(?P<n>[一二两三四五六七八九十]|\d{1,2})(?:个|份)")


def find(text: SourceText, context: Context) -> Iterator[Finding]:
    """A number of an attachment that is not listed; listed attachments that are not there."""
    if context.paper is not None:
        return  # the checks on the model look at the attachments of a paper
    listed = notes(text)
    heads = [index for index, line in enumerate(text.paragraphs) if HEAD.match(line)]
    present = max(len(listed), len(heads))
    for found in MENTION.finditer(text.whole):
        number = from_chinese(found["n"]) if found["n"] else 1
        if (listed or heads) and number > present:
            yield say(text, "attachment-number", found.start(), found.end(), count=present)
    if listed and heads and len(listed) != len(heads):
        start = text.start_of(listed[0][0])
        yield say(
            text,
            "attachment-count",
            start,
            start + len(text.paragraphs[listed[0][0]]),
            listed=len(listed),
            present=len(heads),
        )
    yield from _titles(text, listed, heads)


def notes(text: SourceText) -> list[tuple[int, str]]:
    """The attachments listed under the text: paragraph and title."""
    for index, line in enumerate(text.paragraphs):
        found = NOTE.match(line)
        if not found:
            continue
        rows = [(index, found["title"].strip())]
        if found["n"]:
            for more, following in enumerate(text.paragraphs[index + 1 : index + 40], index + 1):
                item = NOTE_ITEM.match(following)
                if not item or int(item["n"]) != len(rows) + 1:
                    break
                rows.append((more, item["title"].strip()))
        return rows
    return []


def _titles(text: SourceText, listed: list[tuple[int, str]], heads: list[int]) -> Iterator[Finding]:
    """The title over each attachment equals the one listed."""
    if len(listed) != len(heads):
        return
    for (at, title), head in zip(listed, heads, strict=True):
        own = next((line.strip() for line in text.paragraphs[head + 1 : head + 4] if line.strip()), "")
        plain = re.sub(r"\s|[《》]", "", title)
        if own and len(own) < 60 and re.sub(r"\s|[《》]", "", own) != plain and at < head:
            index = next(n for n in range(head + 1, head + 4) if text.paragraphs[n].strip())
            start = text.start_of(index)
            yield say(text, "attachment-title", start, start + len(text.paragraphs[index]), listed=title)
