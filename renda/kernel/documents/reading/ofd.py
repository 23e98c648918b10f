"""Lines of an OFD paper (GB/T 33190-2016): a zip archive of XML in which every text stands at its place in millimetres.

The places are those of a scan's rows, so the layout is read in the same way (``scans.layout``).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field

from renda.kernel.documents.engine.layout import width_chars
from renda.kernel.exchange import safe_xml
from renda.kernel.exchange.errors import UnreadableFile

from .errors import Unreadable
from .items import Contents
from .scans.layout import contents_of
from .scans.process import Page, Row

ENTRY = "OFD.xml"
PART_BYTES = 60 * 1024 * 1024
MOST_PAGES = 3000
PARTS_A_MM = 10
A4 = (210.0, 297.0)
RED, NOT_RED = 180, 90
DAMAGED = "这份 OFD 打不开，可能没有传完或者已损坏。请用阅读器打开，另存为 PDF 再试。"
NO_TEXT = "这份 OFD 里只有图片，没有文字。请用阅读器打开，打印成 PDF 再试。"
NOTE = "这是从 OFD 读出的文字，标题、表格和分段是按版面推测的，请对照原件核对。"
TORN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    KeyError,
    UnreadableFile,
)


def read_ofd(data: bytes) -> Contents:
    """The contents of an OFD file that was judged safe before.

    Raises:
        Unreadable: damaged, with outside references, or pictures only.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            pages = [_page(_part(archive, name)) for name in _page_parts(archive)]
    except TORN as error:
        raise Unreadable(DAMAGED) from error
    if not any(page.rows for page in pages):
        raise Unreadable(NO_TEXT)
    contents, _ = contents_of(pages)
    contents.notes.append(NOTE)
    return contents


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > PART_BYTES:
        raise Unreadable(DAMAGED)
    return archive.read(name)


def _page_parts(archive: zipfile.ZipFile) -> list[str]:
    """The pages in the order of the document; when it names none, by the numbers in their names."""
    names = set(archive.namelist())
    found: list[str] = []
    for root in _values(_part(archive, ENTRY), "DocRoot"):
        root = root.strip().lstrip("/")
        if root not in names:
            continue
        folder = posixpath.dirname(root)
        for place in _attributes(_part(archive, root), "Page", "BaseLoc"):
            found.append(
                place.lstrip("/") if place.startswith("/") else posixpath.normpath(f"{folder}/{place}")
            )
    found = [name for name in found if name in names]
    loose = [name for name in names if name.endswith("Content.xml") and "/Pages/" in name]
    return (found or sorted(loose, key=lambda name: (len(name), name)))[:MOST_PAGES]


def _values(xml: bytes, element: str) -> list[str]:
    found: list[str] = []
    inside = False

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal inside
        inside = name == element
        if inside:
            found.append("")

    def text(piece: str) -> None:
        if inside:
            found[-1] += piece

    safe_xml.parse(xml, start, lambda name: start("", {}), text)
    return found


def _attributes(xml: bytes, element: str, attribute: str) -> list[str]:
    found: list[str] = []
    safe_xml.parse(
        xml, lambda name, given: found.append(given.get(attribute, "")) if name == element else None
    )
    return found


# ------------------------------------------------------------------ one page


@dataclass
class _Text:
    """A text object: its frame in millimetres, its size, its strings with their places in the frame."""

    box: list[float]
    size: float
    red: bool = False
    codes: list[tuple[float, float, str]] = field(default_factory=list)


class _PageReader:
    """Collects the text objects of a page's XML."""

    def __init__(self) -> None:
        self.size = list(A4)
        self.texts: list[_Text] = []
        self._open: _Text | None = None
        self._words: list[str] | None = None
        self._in_size = False
        self._read_size: list[str] = []

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == "TextObject":
            self._open = _Text(
                numbers(given.get("Boundary", "")), (numbers(given.get("Size", "")) or [0.0])[0]
            )
        elif name == "FillColor" and self._open is not None:
            self._open.red = is_red(given.get("Value", ""))
        elif name == "TextCode":
            # some makers write strings outside a text object; they stand where they are told
            self._open = self._open or _Text([], 0.0)
            at = [(numbers(given.get(key, "")) or [0.0])[0] for key in ("X", "Y")]
            self._open.codes.append((at[0], at[1], ""))
            self._words = []
        elif name == "PhysicalBox":
            self._in_size, self._read_size = True, []

    def text(self, piece: str) -> None:
        if self._words is not None:
            self._words.append(piece)
        elif self._in_size:
            self._read_size.append(piece)

    def end(self, name: str) -> None:
        if name == "TextCode" and self._open is not None and self._words is not None:
            x, y, _ = self._open.codes[-1]
            self._open.codes[-1] = (x, y, "".join(self._words).strip("\n\r\t"))
            self._words = None
            if not self._open.box:
                self.end("TextObject")
        elif name == "TextObject" and self._open is not None:
            self.texts.append(self._open)
            self._open = None
        elif name == "PhysicalBox":
            self._in_size = False
            box = numbers("".join(self._read_size))
            if len(box) == 4 and box[2] > 0 and box[3] > 0:
                self.size = box[2:]


def numbers(text: str) -> list[float]:
    """The numbers in an attribute; none when one of them is no number."""
    try:
        return [float(part) for part in text.split()]
    except ValueError:
        return []


def is_red(value: str) -> bool:
    """Whether a colour (three numbers to 255) is the red of the organ's mark."""
    parts = numbers(value)
    return len(parts) == 3 and parts[0] >= RED and max(parts[1:]) <= NOT_RED


def _page(xml: bytes) -> Page:
    """The page as rows with places, in tenths of a millimetre."""
    reader = _PageReader()
    safe_xml.parse(xml, reader.start, reader.end, reader.text)
    rows, below = [], 0.0
    for one in reader.texts:
        for x, y, words in one.codes:
            if not words.strip():
                continue
            row, below = _row(one, x, y, words, below)
            rows.append(row)
    return Page(*(round(side * PARTS_A_MM) for side in reader.size), tuple(_joined(rows)))


def _row(one: _Text, x: float, y: float, words: str, below: float) -> tuple[Row, float]:
    """One string as a row; without a frame it stands under the one before."""
    left, top, width, height = one.box if len(one.box) == 4 else (20.0, below + 2.0, 0.0, 5.6)
    size = one.size or height
    bottom = top + min(y, height) if y and len(one.codes) > 1 else top + height
    if len(one.codes) > 1 or not width:
        left, width = left + x, width_chars(words) * size
        top = bottom - size
    edges = tuple(round(edge * PARTS_A_MM) for edge in (left, top, left + width, bottom))
    return Row(words, edges, red=one.red), bottom


def _joined(rows: list[Row]) -> list[Row]:
    """Strings that go on where the one before ended are one row: makers cut a line at every change of type."""
    joined: list[Row] = []
    for row in sorted(rows, key=lambda one: ((one.box[1] + one.box[3]) // 30, one.box[0])):
        last = joined[-1] if joined else None
        if last is not None and _touches(last, row):
            edges = (last.box[0], min(last.box[1], row.box[1]), row.box[2], max(last.box[3], row.box[3]))
            joined[-1] = Row(last.text + re.sub(r"^\s+", "", row.text), edges, red=last.red and row.red)
        else:
            joined.append(row)
    return joined


def _touches(left: Row, right: Row) -> bool:
    overlap = min(left.box[3], right.box[3]) - max(left.box[1], right.box[1])
    height = min(left.box[3] - left.box[1], right.box[3] - right.box[1])
    return overlap > height / 2 and -height / 2 < right.box[0] - left.box[2] < height / 2
