"""Which pictures are the pages of one paper, and in which order: by their names, later by the numbers on the pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from renda.kernel.documents.reading import patterns
from renda.kernel.documents.reading.scans import Page
from renda.kernel.documents.reading.scans.layout import in_margin
from renda.kernel.documents.reading.scans.punctuation import as_printed

PICTURES = ("jpg", "jpeg", "jfif", "png", "webp", "gif", "heic", "heif", "tif", "tiff", "bmp")
#: Cameras and scanners number whatever they take: alike names alone say nothing about one paper.
BY_MACHINE = re.compile(
    r"^(?:img|dsc|dscn|pic|p|photo|scan|scn|image|mmexport|wx_camera|微信图片|扫描|扫描件|图片|照片|截图|新建图像)?[\s_\-.]*$",
    re.I,
)
LAST_NUMBER = re.compile(r"[\s_\-—－.第(（\[【]*\d{1,4}[页张\s)）\]】]*$")
DIGITS = re.compile(r"(\d+)")


def group_of(name: str) -> str:
    """A key that the pages of one paper share; empty when a picture is a paper of its own.

    ``name``: with its folders. Pictures called alike but for a number at the end go together; those that only a
    camera numbered do when they have a folder of their own.
    """
    folder, _, last = name.replace("\\", "/").rpartition("/")
    stem, dot, ending = last.rpartition(".")
    if not dot or ending.lower() not in PICTURES or not LAST_NUMBER.search(stem):
        return ""
    bare = LAST_NUMBER.sub("", stem).strip()
    if not BY_MACHINE.match(bare):
        return f"{folder}/{bare}"[-240:]
    return f"{folder}/"[-240:] if "/" in folder else ""


def in_order(name: str) -> list[tuple[int, int, str]]:
    """A sort key by which page 2 comes before page 10."""
    parts = DIGITS.split(name)
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts if part]


def printed_numbers(pages: Sequence[Page]) -> list[int] | None:
    """The page numbers printed on the pages; None unless every page has one and no two the same."""
    found = []
    for page in pages:
        here = [
            int(DIGITS.search(text)[1])
            for row in page.rows
            if in_margin(row, page)
            and patterns.PAGE_NUMBER.match(text := as_printed(row.text))
            and DIGITS.search(text)
        ]
        if len(here) != 1:
            return None
        found += here
    return found if len(set(found)) == len(found) else None
