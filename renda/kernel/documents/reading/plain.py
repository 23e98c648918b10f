"""Lines of a text file."""

from __future__ import annotations

import codecs

from .errors import Unreadable
from .items import Contents, Line, Piece

CHARACTERS = 2_000_000
INDENT = ("\u3000", "  ", "\t")


def read_text(data: bytes) -> Contents:
    """The contents of a text file in UTF-8, UTF-16 or GB18030.

    Raises:
        Unreadable: another encoding, no text, or too much of it.
    """
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")
    if len(text) > CHARACTERS:
        raise Unreadable("文件太长（超过两百万字），不像一份公文。请分成几份再试。")
    return from_rows(text.split("\n"))


def from_rows(rows: list[str]) -> Contents:
    """Contents of rows that are paragraphs."""
    return Contents([Line((Piece(row),), indented=row.startswith(INDENT)) for row in rows])


def decode(data: bytes) -> str:
    """``data`` as text. Raises Unreadable."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        order = ["utf-16"]
    elif b"\x00" in data[:2000]:
        order = ["utf-16-le", "utf-16-be"] if data[1:2] == b"\x00" or data[:1] != b"\x00" else ["utf-16-be"]
    else:
        order = ["utf-8-sig", "gb18030"]
    for encoding in order:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Unreadable("文字的编码认不出来，读出来会是乱码。请用 WPS 打开，另存为 docx 再试。")
