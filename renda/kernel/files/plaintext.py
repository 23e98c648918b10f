"""Taking the text out of a paper. Plain Python: runs in a process of its own, which may be stopped.

``python -m renda.kernel.files.plaintext KIND`` reads the file from standard input and writes one JSON
object ``{"text": …, "pages": …}`` to standard output.
"""

from __future__ import annotations

import io
import json
import logging
import sys
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from renda.kernel.files.limits import TEXT_CHARACTERS, TEXT_MEMORY

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PROPERTIES = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
WORD_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
BLANKS = {f"{WORD}tab": "\t", f"{WORD}br": "\n", f"{WORD}cr": "\n"}

Found = tuple[str, int | None]


class _Collector:
    """Gathers pieces up to the limit."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.left = TEXT_CHARACTERS

    def add(self, piece: str) -> bool:
        """False when the limit is reached."""
        self.pieces.append(piece[: self.left])
        self.left -= len(piece)
        return self.left > 0

    def text(self) -> str:
        return "".join(self.pieces).strip()


def _elements(stream: Any) -> Iterator[Any]:
    """The elements of an XML part as they end; entities are not resolved, nothing is fetched."""
    from lxml import etree

    events = etree.iterparse(
        stream, events=("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    for _, element in events:
        yield element
        element.clear()


def from_docx(data: bytes) -> Found:
    """Paragraphs, tables and notes; the page count that Word or WPS wrote into the file."""
    out, pages = _Collector(), None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        for part in WORD_PARTS:
            if part in names:
                with archive.open(part) as stream:
                    _word_text(stream, out)
        if "docProps/app.xml" in names:
            with archive.open("docProps/app.xml") as stream:
                counts = [e.text for e in _elements(stream) if e.tag == f"{PROPERTIES}Pages"]
                pages = int(counts[0]) if counts and counts[0] and counts[0].isdigit() else None
    return out.text(), pages


def _word_text(stream: Any, out: _Collector) -> None:
    for element in _elements(stream):
        if element.tag == f"{WORD}t":
            piece = element.text or ""
        elif element.tag == f"{WORD}p":
            piece = "\n"
        else:
            piece = BLANKS.get(element.tag, "")
        if piece and not out.add(piece):
            return


def from_table(data: bytes) -> Found:
    """The values of all sheets of an Excel file, cells apart by tabs."""
    from python_calamine import CalamineWorkbook

    out = _Collector()
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in workbook.sheet_names:
        out.add(f"{name}\n")
        for row in workbook.get_sheet_by_name(name).iter_rows():
            line = "\t".join(str(value) for value in row if value not in ("", None))
            if line and not out.add(line + "\n"):
                break
    return out.text(), None


def from_pdf(data: bytes) -> Found:
    """The text layer (a scan has none) and the number of pages."""
    from pypdf import PdfReader

    out = _Collector()
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        reader.decrypt("")
    pages = len(reader.pages)
    for page in reader.pages:
        if not out.add(page.extract_text() + "\n"):
            break
    return out.text(), pages


def from_ofd(data: bytes) -> Found:
    """The text objects of all pages (GB/T 33190-2016: TextCode in each page's Content.xml)."""
    out, pages = _Collector(), 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [name for name in archive.namelist() if name.endswith("Content.xml") and "/Pages/" in name]
        for part in sorted(parts, key=lambda name: (len(name), name)):
            pages += 1
            with archive.open(part) as stream:
                for element in _elements(stream):
                    if (
                        element.tag.endswith("}TextCode")
                        and element.text
                        and not out.add(element.text + "\n")
                    ):
                        return out.text(), len(parts)
    return out.text(), pages or None


def from_text(data: bytes) -> Found:
    """Text in any of the encodings that offices use."""
    from renda.kernel.files.kinds import decode_text

    return decode_text(data)[:TEXT_CHARACTERS].strip(), None


READERS: dict[str, Callable[[bytes], Found]] = {
    "docx": from_docx,
    "xlsx": from_table,
    "xls": from_table,
    "pdf": from_pdf,
    "ofd": from_ofd,
    "txt": from_text,
    "csv": from_text,
}


def _limit_memory() -> None:
    """A file that swells must not take the machine with it (Windows has no such limit)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (TEXT_MEMORY, TEXT_MEMORY))


def main() -> None:
    """Read one file, write its text as JSON."""
    logging.disable()
    _limit_memory()
    text, pages = READERS[sys.argv[1]](sys.stdin.buffer.read())
    answer = {"text": text.encode("utf-8", "replace").decode(), "pages": pages}
    sys.stdout.buffer.write(json.dumps(answer).encode())


if __name__ == "__main__":
    main()
