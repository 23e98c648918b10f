"""Office files: which one it is, and whether it is safe to keep (macros, passwords, packing bombs)."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from renda.kernel.exchange import ole
from renda.kernel.files.errors import RefusedFile
from renda.kernel.files.limits import Limits

MACROS = "文件里带有宏（小程序），为了安全不能上传。请打开后另存为 docx 或 xlsx 再上传。"
LOCKED = "文件加了打开密码，别人看不了。请打开后取消密码，保存再上传。"
BROKEN = "文件打不开，可能没有传完或者已损坏。请重新保存后再上传。"
BOMB = "文件展开后大得不正常，为了安全不能上传。请用 WPS 打开，另存一份再上传。"
REMOTE = "文件里带有从网上取内容的模板，为了安全不能上传。请把内容复制到一份新文件再上传。"

WORD_MAIN = "word/document.xml"
EXCEL_MAIN = "xl/workbook.xml"
OFD_MAIN = "OFD.xml"
VBA_STREAMS = {"VBA", "_VBA_PROJECT", "_VBA_PROJECT_CUR", "Macros"}
REMOTE_TEMPLATE = re.compile(
    rb"attachedTemplate[^>]*(?:https?:|\\\\|file:)|(?:https?:|\\\\|file:)[^>]*attachedTemplate", re.I
)
# MS-DOC 2.5.2 FibBase: bit 8 of the flags at offset 10 says that the text is encrypted.
WORD_FLAGS_AT, WORD_ENCRYPTED = 10, 0x0100


def judge_archive(data: bytes, limits: Limits) -> str:
    """``docx``, ``xlsx`` or ``ofd`` for a zip archive. Raises RefusedFile."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _refuse_bomb(members, limits)
            names = {member.filename for member in members}
            if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
                raise RefusedFile(MACROS)
            if "[Content_Types].xml" in names:
                return _judge_package(archive, names)
            if OFD_MAIN in names:
                return "ofd"
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise RefusedFile(BROKEN) from error
    raise RefusedFile("这是压缩包，请先解压，再逐个上传里面的文件。")


def _refuse_bomb(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    unpacked = sum(member.file_size for member in members)
    if len(members) > limits.archive_members or unpacked > limits.unpacked_bytes:
        raise RefusedFile(BOMB)
    for member in members:
        if member.flag_bits & 1:
            raise RefusedFile(LOCKED)
        swollen = member.file_size > limits.pack_ratio * max(member.compress_size, 1)
        if swollen and member.file_size > limits.ratio_counts_from_bytes:
            raise RefusedFile(BOMB)


def _judge_package(archive: zipfile.ZipFile, names: set[str]) -> str:
    if b"macroEnabled" in archive.read("[Content_Types].xml"):
        raise RefusedFile(MACROS)
    relations = "word/_rels/settings.xml.rels"
    if relations in names and REMOTE_TEMPLATE.search(archive.read(relations)):
        raise RefusedFile(REMOTE)
    if WORD_MAIN in names:
        return "docx"
    if EXCEL_MAIN in names:
        return "xlsx"
    raise RefusedFile("只能上传 Word 和 Excel 文件。演示文稿请另存为 PDF 再上传。")


def judge_container(data: bytes) -> str:
    """``doc`` or ``xls`` for a compound file. Raises RefusedFile."""
    try:
        container = ole.open_container(data)
        names = set(container.entries)
        if "EncryptedPackage" in names:
            raise RefusedFile(LOCKED)
        if names & VBA_STREAMS:
            raise RefusedFile(MACROS)
        if "WordDocument" in names:
            return _judge_word(container.stream("WordDocument"))
        if "Workbook" in names:
            if ole.scan_workbook(container.stream("Workbook")).encrypted:
                raise RefusedFile(LOCKED)
            return "xls"
    except (ole.DamagedContainer, IndexError, ValueError, MemoryError) as error:
        if isinstance(error, RefusedFile):
            raise
        raise RefusedFile(BROKEN) from error
    raise RefusedFile("只能上传 Word 和 Excel 文件。演示文稿请另存为 PDF 再上传。")


def _judge_word(stream: bytes) -> str:
    if len(stream) < WORD_FLAGS_AT + 2:
        raise RefusedFile(BROKEN)
    flags = int.from_bytes(stream[WORD_FLAGS_AT : WORD_FLAGS_AT + 2], "little")
    if flags & WORD_ENCRYPTED:
        raise RefusedFile(LOCKED)
    return "doc"
