"""Pattern rules over a text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from renda.kernel.proofreading import wordlist
from renda.kernel.proofreading.findings import Finding
from renda.kernel.proofreading.rulefile import Rule, rules
from renda.kernel.proofreading.text import SourceText, Spans

SHORT, LONG = 2, 8


def scan(text: SourceText, *, kind: str = "", known_names: Collection[str] = ()) -> Iterator[Finding]:
    """What the pattern rules find. ``kind`` is the kind of paper (some rules are for some kinds only); places that
    touch one of ``known_names`` are left alone."""
    names = name_spans(text.whole, known_names)
    yield from wordlist.scan(text, names)
    for rule in rules():
        if not rule.kinds or kind in rule.kinds:
            yield from by_habit(rule, text, list(apply(rule, text, names)))


def by_habit(rule: Rule, text: SourceText, findings: list[Finding]) -> list[Finding]:
    """``findings``, as hints where the whole text is written that way."""
    if not rule.habit or len(findings) < sum(1 for _ in rule.habit.finditer(text.whole)):
        return findings
    return [replace(finding, strength="提示") for finding in findings]


def name_spans(whole: str, known_names: Collection[str]) -> Spans:
    """Where known names stand."""
    words = sorted((re.escape(name) for name in known_names if len(name) > 1), key=len, reverse=True)
    return Spans(found.span() for found in re.finditer("|".join(words), whole)) if words else Spans(())


def apply(rule: Rule, text: SourceText, names: Spans) -> Iterator[Finding]:
    """What one rule finds."""
    for found in rule.find.finditer(text.whole):
        start, end = narrowed(found)
        if start == end or not holds(rule, text, found, start, end) or start in names or end - 1 in names:
            continue
        excerpt = text.whole[start:end]
        replacement = replacement_of(rule, found, excerpt)
        if replacement == excerpt:
            continue
        message = (
            found.expand(rule.message) if rule.message else default_message(found, start, end, replacement)
        )
        yield Finding(
            rule.check.id, rule.level, text.place(start, end), message, rule.why, rule.source, rule.mend,
            replacement, rule.check.gate, rule.id,
        )  # fmt: skip


def narrowed(found: re.Match[str]) -> tuple[int, int]:
    """The place a match points at: its group x, y or z, else all of it."""
    for name in ("x", "y", "z"):
        if name in found.re.groupindex and found.start(name) >= 0:
            return found.span(name)
    return found.span()


def replacement_of(rule: Rule, found: re.Match[str], excerpt: str) -> str | None:
    """What the rule puts in place of ``excerpt``, None when a person has to word it."""
    if rule.map:
        by_character = all(len(wrong) == 1 for wrong in rule.map)
        return "".join(rule.map.get(char, char) for char in excerpt) if by_character else rule.map.get(excerpt)
    return found.expand(rule.replace) if rule.replace is not None else None


def default_message(found: re.Match[str], start: int, end: int, replacement: str | None) -> str:
    """What is wrong; a single character is shown with its neighbours."""
    excerpt = found.string[start:end]
    if replacement is None:
        return f"“{excerpt}”用得不对或者要核对"
    if len(excerpt) < SHORT <= len(found[0]) <= LONG and replacement:
        before, after = found.string[found.start() : start], found.string[end : found.end()]
        return f"“{found[0].strip()}”应为“{(before + replacement + after).strip()}”"
    return f"“{excerpt}”应为“{replacement}”" if replacement else f"“{excerpt}”应当删去"


def holds(rule: Rule, text: SourceText, found: re.Match[str], start: int, end: int) -> bool:
    """Whether the neighbours of the place and of all that matched let the rule speak here."""
    whole = text.whole
    for first in {start, found.start()} if rule.unless_before else ():
        if whole.endswith(rule.unless_before, max(0, first - 12), first):
            return False
    for last in {end, found.end()} if rule.unless_after else ():
        if whole.startswith(rule.unless_after, last):
            return False
    if rule.quoted == "skip" and (start in text.titles or start in text.quoted):
        return False
    if rule.unless_near or rule.only_near:
        sentence = text.sentence_text(start)
        if rule.unless_near and rule.unless_near.search(sentence):
            return False
        if rule.only_near and not rule.only_near.search(sentence):
            return False
    return True
