"""The files of an import: single ones, a folder, or archives with many laws in them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from renda.kernel.files.limits import MB
from renda.kernel.library.reading import Unreadable
from renda.kernel.library.reading.lines import LARGEST

MOST_MEMBERS = 5000
MOST_UNPACKED = 400 * MB
RATIO = 200
SUFFIXES = {".docx", ".html", ".htm", ".md", ".txt", ".zip"}
WORD_MAIN = "word/document.xml"
UTF8_NAMES = 0x800


@dataclass(frozen=True)
class SourceFile:
    """One file of an import: its name, its bytes, or the reason why it has none."""

    name: str
    data: bytes = b""
    refused: str = ""


def opened(files: Iterable[tuple[str, bytes]]) -> Iterator[SourceFile]:
    """The files, archives replaced by what is in them."""
    for name, data in files:
        if is_archive(data):
            yield from _members(name, data)
        else:
            yield SourceFile(name, data)


def is_archive(data: bytes) -> bool:
    """Whether the bytes are a zip archive that is not a Word file (or another office file)."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "[Content_Types].xml" not in archive.namelist() and "OFD.xml" not in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def _members(name: str, data: bytes) -> Iterator[SourceFile]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [one for one in archive.infolist() if not one.is_dir()]
        if len(members) > MOST_MEMBERS or sum(one.file_size for one in members) > MOST_UNPACKED:
            yield SourceFile(name, refused="压缩包里的文件太多或者太大，请分成几个小一些的压缩包。")
            return
        for member in members:
            shown = _member_name(member)
            if _is_clutter(shown):
                continue
            yield _member(archive, member, shown)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, shown: str) -> SourceFile:
    if member.flag_bits & 1:
        return SourceFile(shown, refused="压缩包加了密码，读不了。请解压后再导入。")
    if member.file_size > LARGEST or member.file_size > RATIO * max(member.compress_size, 1) + MB:
        return SourceFile(shown, refused="压缩包里的这个文件大得不正常，没有读取。")
    try:
        content = archive.read(member)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        return SourceFile(shown, refused="压缩包里的这个文件已损坏，请重新下载。")
    if is_archive(content):
        return SourceFile(shown, refused="压缩包里还有压缩包，请先解压，再导入里面的文件。")
    return SourceFile(shown, content)


def _member_name(member: zipfile.ZipInfo) -> str:
    """The name as written; Windows archives keep Chinese names in GB18030 without saying so."""
    if member.flag_bits & UTF8_NAMES:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return member.filename


def _is_clutter(name: str) -> bool:
    last = name.replace("\\", "/").rpartition("/")[2]
    return name.startswith("__MACOSX/") or last.startswith((".", "~$")) or last == "Thumbs.db"


def from_path(path: Path) -> Iterator[tuple[str, bytes]]:
    """The file, or all law files in the folder and below, by name. Raises OSError."""
    if not path.is_dir():
        yield path.name, path.read_bytes()
        return
    for one in sorted(path.rglob("*")):
        if one.is_file() and one.suffix.lower() in SUFFIXES and not _is_clutter(one.name):
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
