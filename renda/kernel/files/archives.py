"""Files packed into a zip archive: names in any Chinese encoding, no bombs, no archives within archives."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from renda.kernel.files.limits import MB

MAGIC = b"PK\x03\x04"
UTF8_NAMES = 0x800
TORN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


@dataclass(frozen=True)
class Bounds:
    """How much may be in an archive: members, bytes of all and of one, and how many times one may have been packed."""

    members: int = 5000
    unpacked: int = 400 * MB
    one: int = 100 * MB
    ratio: int = 200


@dataclass(frozen=True)
class Member:
    """One file handed in: its name with its folders, its bytes, or the reason (Chinese) why it has none."""

    name: str
    data: bytes = b""
    refused: str = ""


def is_archive(data: bytes | BinaryIO) -> bool:
    """Whether this is a zip archive of files, and not an office file that is packed in the same way."""
    stream = _stream(data)
    stream.seek(0)
    if stream.read(len(MAGIC)) != MAGIC:
        return False
    try:
        with zipfile.ZipFile(stream) as archive:
            names = archive.namelist()
    except TORN:
        return False
    return "[Content_Types].xml" not in names and "OFD.xml" not in names


def members(name: str, data: bytes | BinaryIO, bounds: Bounds) -> Iterator[Member]:
    """The files in an archive, one after the other, so that only one lies in memory.

    ``name``: what the archive is called, for the message when it is refused as a whole.
    """
    with zipfile.ZipFile(_stream(data)) as archive:
        files = [one for one in archive.infolist() if not one.is_dir()]
        if len(files) > bounds.members or sum(one.file_size for one in files) > bounds.unpacked:
            yield Member(name, refused="压缩包里的文件太多或者太大，请分成几个小一些的压缩包。")
            return
        for one in files:
            shown = name_of(one)
            if not is_clutter(shown):
                yield _member(archive, one, shown, bounds)


def _member(archive: zipfile.ZipFile, one: zipfile.ZipInfo, shown: str, bounds: Bounds) -> Member:
    if one.flag_bits & 1:
        return Member(shown, refused="压缩包加了密码，读不了。请解压以后再来。")
    if one.file_size > bounds.one or one.file_size > bounds.ratio * max(one.compress_size, 1) + MB:
        return Member(shown, refused="压缩包里的这个文件大得不正常，没有读取。")
    try:
        content = archive.read(one)
    except TORN:
        return Member(shown, refused="压缩包里的这个文件已损坏，请重新取得。")
    if is_archive(content):
        return Member(shown, refused="压缩包里还有压缩包，请先解压，再把里面的文件放进来。")
    return Member(shown, content)


def name_of(member: zipfile.ZipInfo) -> str:
    """The name as written; Windows archives keep Chinese names in GB18030 without saying so."""
    if member.flag_bits & UTF8_NAMES:
        return member.filename
    try:
        octets = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return octets.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


def is_clutter(name: str) -> bool:
    """Whether a file is what systems and office programs leave beside the papers."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return (
        name.startswith("__MACOSX/") or last.startswith((".", "~$")) or last in ("Thumbs.db", "desktop.ini")
    )


def _stream(data: bytes | BinaryIO) -> BinaryIO:
    return io.BytesIO(data) if isinstance(data, bytes) else data
