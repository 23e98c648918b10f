"""The one form of a text in which it is indexed, looked for and compared.

Folding works character by character (width, case, traditional forms, Chinese digits, padding
spaces), so a piece of a text always folds to a piece of the folded text: that is what makes the
search exact. Punctuation becomes one separator, so a word never reaches across a comma.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from renda.kernel.search.variants import SIMPLIFIED

VERSION = 1
"""Raise it when folding changes: entries indexed under an older number are rebuilt."""

SEPARATOR = "·"
"""Stands for any run of punctuation. Not ASCII: the index takes it for a character like any other."""

_DIGITS = dict(zip("〇零○一二三四五六七八九", "000123456789", strict=True))


@cache
def _fold_char(char: str) -> str:
    """What one character becomes: nothing (spaces, controls), the separator, or its folded form."""
    if char in _DIGITS:
        return _DIGITS[char]
    out = []
    for part in unicodedata.normalize("NFKD", char):
        category = unicodedata.category(part)
        if category in ("Cc", "Cf", "Cs", "Mn", "Me") or category[0] == "Z":
            continue
        if category[0] in "PS":
            out.append(SEPARATOR)
            continue
        part = SIMPLIFIED.get(part, part)
        out.append(_DIGITS.get(part) or part.casefold())
    return "".join(out)


class _Table(dict):
    """A table for ``str.translate`` that fills itself with the characters it meets."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_char(chr(code))
        return folded


_TABLE = _Table()


def fold(text: str) -> str:
    """The folded form of ``text``; runs of punctuation are one ``SEPARATOR``.

    Full width equals half width, capital equals small, traditional equals simplified, 二〇二六 equals
    2026, "王　伟" equals "王伟". Any text is accepted, also half surrogates and control characters.
    """
    out = text.translate(_TABLE)
    while SEPARATOR * 2 in out:
        out = out.replace(SEPARATOR * 2, SEPARATOR)
    return out


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """``fold(text)`` and, for each of its characters, the position in ``text`` it came from."""
    out: list[str] = []
    places: list[int] = []
    last = ""
    for place, char in enumerate(text):
        for part in _TABLE[ord(char)]:
            if part == SEPARATOR and last == SEPARATOR:
                continue
            out.append(part)
            places.append(place)
            last = part
    return "".join(out), places


def fold_parts(*parts: str) -> str:
    """Several texts (title, names, body) folded into one, a separator between them."""
    folded = (fold(part).strip(SEPARATOR) for part in parts)
    return SEPARATOR.join(part for part in folded if part)
