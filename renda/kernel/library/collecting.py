"""The files of an import: single ones, a folder, or archives with many laws in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from renda.kernel.files import archives
from renda.kernel.library.reading import Unreadable
from renda.kernel.library.reading.lines import LARGEST

BOUNDS = archives.Bounds(one=LARGEST)
SUFFIXES = {".docx", ".html", ".htm", ".md", ".txt", ".zip"}
SourceFile = archives.Member


def opened(files: Iterable[tuple[str, bytes]]) -> Iterator[SourceFile]:
    """The files, archives replaced by what is in them."""
    for name, data in files:
        if archives.is_archive(data):
            yield from archives.members(name, data, BOUNDS)
        else:
            yield SourceFile(name, data)


def from_path(path: Path) -> Iterator[tuple[str, bytes]]:
    """The file, or all law files in the folder and below, by name. Raises OSError."""
    if not path.is_dir():
        yield path.name, path.read_bytes()
        return
    for one in sorted(path.rglob("*")):
        if one.is_file() and one.suffix.lower() in SUFFIXES and not archives.is_clutter(one.name):
            yield str(one.relative_to(path)), one.read_bytes()


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The files in one archive, to be put aside until somebody confirms."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for number, (name, data) in enumerate(files):
            archive.writestr(f"{number:05d}/{name}", data)
    return out.getvalue()


def unpacked(data: bytes) -> list[tuple[str, bytes]]:
    """What ``packed`` put together. Raises Unreadable when it is none of ours."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [(name.partition("/")[2], archive.read(name)) for name in sorted(archive.namelist())]
    except zipfile.BadZipFile as error:
        raise Unreadable("上传的文件已经过期，请重新上传。") from error
