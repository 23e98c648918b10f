"""One shape for all text: same length, Chinese characters as they are, the rest as a few signs."""

from __future__ import annotations

MARK, DIGIT, LETTER = "，", "0", "a"
FIRST, LAST = "\u4e00", "\u9fff"


class _Shape(dict):
    def __missing__(self, code: int) -> str:
        character = chr(code)
        if FIRST <= character <= LAST:
            shape = character
        elif character.isdigit():
            shape = DIGIT
        elif character.isalpha() and code < 0x3000:
            shape = LETTER
        else:
            shape = MARK
        self[code] = shape
        return shape


_SHAPES = _Shape()


def is_han(character: str) -> bool:
    """Whether it is a common Chinese character (of the first CJK block)."""
    return FIRST <= character <= LAST


def normal(text: str) -> str:
    """``text`` with digits, letters, and all marks brought to one sign each; the length stays."""
    return text.translate(_SHAPES)
