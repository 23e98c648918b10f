"""Text as it is stored and compared: one width, no stray spaces, no control characters."""

from __future__ import annotations

import re
import unicodedata

# Blocks of Han characters (Unicode 16): the basic block, extensions A to I, compatibility, 〇.
HAN_RANGES = (
    (0x3007, 0x3007),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2EBEF),
    (0x2EBF0, 0x2EE5F),
    (0x2F800, 0x2FA1F),
    (0x30000, 0x323AF),
)
# Wide forms that are Chinese punctuation and therefore stay wide.
KEEP_WIDE = set("！（），：；？～＂＇［］｛｝")
WIDE_FIRST, WIDE_LAST, WIDE_OFFSET = 0xFF01, 0xFF5E, 0xFEE0
NARROW = {0x3000: " "} | {
    code: chr(code - WIDE_OFFSET) for code in range(WIDE_FIRST, WIDE_LAST + 1) if chr(code) not in KEEP_WIDE
}
COMPATIBILITY_HAN = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]")

EMOJI = re.compile(
    "[\U0001f000-\U0001faff\U0001fb00-\U0001fbff\u2600-\u27bf\u2b00-\u2bff\ufe0e\ufe0f\u20e3\U000e0020-\U000e007f]"
)
# Marks used in forms that lie inside the symbol blocks but are not emoji.
PLAIN_SYMBOLS = set("★☆☑☐☒✓✔✗✘☎")
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u00ad]")
SPACES = re.compile(r"[^\S\n]+")


def is_han(char: str) -> bool:
    """Whether the one character is a Han character, rare planes included."""
    code = ord(char)
    return any(first <= code <= last for first, last in HAN_RANGES)


def all_han(text: str) -> bool:
    """Whether there is text and all of it is Han."""
    return bool(text) and all(is_han(ch) for ch in text)


def normalize_width(text: str) -> str:
    """Wide letters, digits and signs become narrow; Chinese punctuation stays as it is.

    Letters are composed (NFC), never NFKC: ① stays ①, and compatibility Han stay the character
    a person's name is written with.
    """
    narrow = text.translate(NARROW)
    return narrow if COMPATIBILITY_HAN.search(narrow) else unicodedata.normalize("NFC", narrow)


def squeeze_spaces(text: str) -> str:
    """Runs of spaces become one, spaces between Han go, ends are trimmed, line breaks stay."""
    lines = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        line = SPACES.sub(" ", line).strip()
        chars = [
            ch
            for n, ch in enumerate(line)
            if not (ch == " " and 0 < n < len(line) - 1 and is_han(line[n - 1]) and is_han(line[n + 1]))
        ]
        lines.append("".join(chars))
    return "\n".join(lines).strip("\n")


def strip_control(text: str) -> str:
    """Without control and invisible characters; line breaks and tabs (as a space) stay.

    Private-use and not yet known characters stay too: rare characters in names live there.
    """
    text = INVISIBLE.sub("", text).replace("\t", " ")
    return "".join(ch for ch in text if ch == "\n" or unicodedata.category(ch) not in ("Cc", "Cs"))


def strip_emoji(text: str) -> str:
    """Without emoji and other decorations; the tick and star marks of forms stay."""
    return EMOJI.sub(lambda m: m[0] if m[0] in PLAIN_SYMBOLS else "", text)


def clean(text: str) -> str:
    """A line or text as it should be stored: control characters out, one width, spaces squeezed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return squeeze_spaces(normalize_width(strip_control(text)))


def one_line(text: str) -> str:
    """``clean`` with line breaks as spaces, for titles and names."""
    return squeeze_spaces(clean(text).replace("\n", " "))


def display_width(text: str) -> int:
    """Columns the text takes where a Han character takes two."""
    return sum(2 if unicodedata.east_asian_width(ch) in "WF" else 1 for ch in text)
