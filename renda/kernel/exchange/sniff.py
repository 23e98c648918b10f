"""What a file really is, judged from its bytes and never from its name."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from renda.kernel.exchange import ole
from renda.kernel.exchange.errors import (
    MAX_ARCHIVE_MEMBERS,
    MAX_FILE_BYTES,
    MAX_PACK_RATIO,
    MAX_UNPACKED_BYTES,
    RATIO_COUNTS_FROM_BYTES,
    SAVE_AS_XLSX,
    UnreadableFile,
    broken_file,
    encrypted_file,
)

_NOT_A_TABLE = "，不是表格。请把内容做成 Excel 表格（可以先下载空表照着填），再上传。"
_OTHER_FILES = [
    (b"%PDF", "这是 PDF 文件"),
    (b"\x89PNG", "这是图片"),
    (b"\xff\xd8\xff", "这是图片"),
    (b"GIF8", "这是图片"),
    (b"{\\rtf", "这是 Word（RTF）文件"),
    (b"MZ", "这是程序文件"),
]
_PACKED = [b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"]
_PACKED_ADVICE = "这是压缩包，请先解压，再上传里面的 Excel 表格。"
_WEB_PAGE = re.compile(r"<\s*(!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE)


def kind_of(data: bytes) -> str:
    """``xlsx``, ``xls``, ``ods`` or ``text``.

    Raises:
        UnreadableFile: empty, too big, encrypted, with macros, damaged, or not a table at all.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile("文件是空的。请检查是不是选错了文件，或者保存后再上传。")
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableFile(
            f"文件有 {len(data) / 1024 / 1024:.1f} MB，最大 {MAX_FILE_BYTES // 1024 // 1024} MB。"
            "请删掉表格里的图片，或者拆成几个文件分别上传。"
        )
    for magic, what in _OTHER_FILES:
        if data.startswith(magic):
            raise UnreadableFile(what + _NOT_A_TABLE)
    if data.startswith(tuple(_PACKED)):
        raise UnreadableFile(_PACKED_ADVICE)
    if data.startswith(ole.MAGIC):
        return _judge_container(data)
    if data.startswith(b"PK"):
        return _judge_archive(data)
    return "text"


def refuse_web_page(text: str) -> None:
    """Raise UnreadableFile when decoded text is a web page or an XML table that calls itself Excel."""
    head = text[:4000]
    if _WEB_PAGE.search(head) or head.startswith("MIME-Version:"):
        raise UnreadableFile("这个文件其实是网页，只是名字写成了表格（网上系统导出的常是这样）。" + SAVE_AS_XLSX)
    if head.lstrip().startswith("<?xml"):
        raise UnreadableFile("这个文件是 XML 格式的表格。" + SAVE_AS_XLSX)


def _judge_container(data: bytes) -> str:
    try:
        container = ole.open_container(data)
        names = set(container.entries)
        if "EncryptedPackage" in names:
            raise encrypted_file()
        if "WordDocument" in names or "PowerPoint Document" in names:
            raise UnreadableFile("这是 Word 或 PPT 文件" + _NOT_A_TABLE)
        if names & {"_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA"}:
            raise UnreadableFile(_macros())
        if "Workbook" not in names:
            raise UnreadableFile("这个文件是太旧的表格格式，或者不是表格。" + SAVE_AS_XLSX)
        if ole.scan_workbook(container.stream("Workbook")).encrypted:
            raise encrypted_file()
    except ole.DamagedContainer as error:
        raise broken_file() from error
    return "xls"


def _macros() -> str:
    return "表格里带有宏（小程序），为了安全不能上传。" + SAVE_AS_XLSX


def _judge_archive(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            _refuse_bomb(members)
            kind = _archive_kind(archive, names)
            _check_sizes_are_honest(archive, members)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise broken_file() from error
    return kind


def _refuse_bomb(members: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    suspicious = unpacked > RATIO_COUNTS_FROM_BYTES and unpacked > packed * MAX_PACK_RATIO
    if unpacked > MAX_UNPACKED_BYTES or suspicious or len(members) > MAX_ARCHIVE_MEMBERS:
        raise UnreadableFile(
            "文件展开以后大得不正常，为了安全不能打开。请新建一个 Excel 表格，把要导入的内容复制过去（选“只粘贴数值”），再上传。"
        )


def _archive_kind(archive: zipfile.ZipFile, names: set[str]) -> str:
    if any(member.flag_bits & 1 for member in archive.infolist()):
        raise UnreadableFile("压缩包加了密码，读不出来。请先解压，再上传里面的 Excel 表格。")
    if "[Content_Types].xml" in names:
        types = archive.read("[Content_Types].xml")
        if any(n.startswith("word/") for n in names) or any(n.startswith("ppt/") for n in names):
            raise UnreadableFile("这是 Word 或 PPT 文件" + _NOT_A_TABLE)
        if b"macroEnabled" in types or any("vbaProject" in n or "macrosheets/" in n for n in names):
            raise UnreadableFile(_macros())
        if any(n.endswith("workbook.bin") for n in names):
            raise UnreadableFile("这是二进制表格（.xlsb）。" + SAVE_AS_XLSX)
        if any(n.endswith("workbook.xml") for n in names):
            return "xlsx"
        raise broken_file()
    if "mimetype" in names and "content.xml" in names:
        mimetype = archive.read("mimetype")
        if not mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            raise UnreadableFile("这是文字或演示文件" + _NOT_A_TABLE)
        if any(n.startswith("Basic/") for n in names):
            raise UnreadableFile(_macros())
        if b"encryption-data" in archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else False:
            raise encrypted_file()
        return "ods"
    raise UnreadableFile(_PACKED_ADVICE)


def _check_sizes_are_honest(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """Unpack every member once: a size written too small shows as a wrong checksum (BadZipFile)."""
    for member in members:
        with archive.open(member) as stream:
            while stream.read(1 << 20):
                pass
