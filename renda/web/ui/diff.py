"""Old and new text side by side, with the changed characters marked."""

from __future__ import annotations

from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_ALIKE = 0.35


def _marked(text: str, spans: list[tuple[int, int]], tag: str) -> SafeString:
    pieces, at = [], 0
    for start, end in spans:
        pieces.append(format_html("{}<{}>{}</{}>", text[at:start], tag, text[start:end], tag))
        at = end
    pieces.append(format_html("{}", text[at:]))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _pair(old: str, new: str) -> dict[str, object]:
    """One changed line: character by character when the two are alike, whole when they are not."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _ALIKE:
        old_spans, new_spans = [(0, len(old))], [(0, len(new))]
    else:
        changes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
        old_spans = [(code[1], code[2]) for code in changes if code[1] < code[2]]
        new_spans = [(code[3], code[4]) for code in changes if code[3] < code[4]]
    return {
        "kind": "changed",
        "old": _marked(old, old_spans, "del") if old else "",
        "new": _marked(new, new_spans, "ins") if new else "",
    }


def rows(old: str, new: str) -> list[dict[str, object]]:
    """The lines of both texts, paired.

    Each row has kind ("same" or "changed") and the marked `old` and `new` line; a line that exists on one
    side only has an empty string on the other.
    """
    before, after = old.splitlines(), new.splitlines()
    result: list[dict[str, object]] = []
    for code, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if code == "equal":
            result.extend({"kind": "same", "old": line, "new": line} for line in before[a:b])
            continue
        for offset in range(max(b - a, d - c)):
            left = before[a + offset] if a + offset < b else ""
            right = after[c + offset] if c + offset < d else ""
            result.append(_pair(left, right))
    return result
