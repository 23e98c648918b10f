"""File names as they come from phones, Windows and old browsers, made safe to store and to hand out."""

from __future__ import annotations

import re
import unicodedata

UNSAFE = re.compile(r'[<>:"|?*]')
EXTENSION = re.compile(r"\.[0-9A-Za-z]{1,8}$")
UNNAMED = "未命名"


def clean_name(raw: str | bytes, limit: int = 200) -> str:
    """The name without folders, control and direction characters, at most ``limit`` long, extension kept.

    Bytes, and text that is GB18030 or UTF-8 read as Latin-1 by mistake, are decoded properly.
    """
    name = _decoded(raw).replace("\\", "/").rpartition("/")[2]
    name = "".join(
        char for char in name if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    )
    name = UNSAFE.sub("_", unicodedata.normalize("NFC", name)).rstrip(" .").lstrip(" ")
    name = UNNAMED + name if not name or EXTENSION.fullmatch(name) else name.lstrip(" .")
    if len(name) > limit:
        suffix = extension(name, dotted=True)
        name = name[: limit - len(suffix)].rstrip(" .") + suffix
    return name


def extension(name: str, *, dotted: bool = False) -> str:
    """The extension in lower case without its dot (``dotted``: as written, with it); empty when there is none."""
    found = EXTENSION.search(name)
    if not found:
        return ""
    return found[0] if dotted else found[0][1:].lower()


def _decoded(raw: str | bytes) -> str:
    if isinstance(raw, str):
        try:
            octets = raw.encode("latin-1")
        except UnicodeEncodeError:
            return raw
        if octets.isascii():
            return raw
        return _from_bytes(octets) or raw
    return _from_bytes(raw) or raw.decode("utf-8", "replace")


def _from_bytes(octets: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return octets.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""
