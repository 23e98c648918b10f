"""Articles named in a sentence as links to their text."""

from __future__ import annotations

from renda.kernel.library.citing import find_citations


def cited_parts(text: str) -> list[tuple[str, str]]:
    """The sentence in pieces: (words, address of the article or "")."""
    parts: list[tuple[str, str]] = []
    at = 0
    for one in find_citations(text):
        if one.start > at:
            parts.append((text[at : one.start], ""))
        parts.append((text[one.start : one.end], one.address))
        at = one.end
    if at < len(text):
        parts.append((text[at:], ""))
    return parts
