"""What a file is, judged from its bytes; the extension must say the same."""

from __future__ import annotations

import codecs
import io
import re
import zipfile

from renda.kernel.exchange import ole
from renda.kernel.files.errors import RefusedFile
from renda.kernel.files.limits import Limits
from renda.kernel.files.office import judge_archive, judge_container

MIME = {
    "pdf": "application/pdf",
    "ofd": "application/ofd",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "doc": "application/msword",
    "wps": "application/vnd.ms-works",
    "xls": "application/vnd.ms-excel",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "gif": "image/gif",
    "heic": "image/heic",
    "tif": "image/tiff",
    "bmp": "image/bmp",
}
PICTURES = frozenset({"jpg", "png", "webp", "gif", "heic", "tif", "bmp"})
ALLOWED_TEXT = "可以上传：PDF、OFD、Word（doc、docx、wps）、Excel（xls、xlsx）、文本（txt、csv）和照片（jpg、png、webp、gif、heic、tif、bmp）。"

SAME_AS = {"jpeg": "jpg", "jfif": "jpg", "heif": "heic", "tiff": "tif", "dib": "bmp", "log": "txt"}
# An extension that may stand for a content with another name: WPS writes both of Word's formats.
ALSO_STANDS_FOR = {"wps": {"doc", "docx"}, "csv": {"txt"}}

HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"}
PACKED = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"#!", b"dex\n")
PROGRAM_EXTENSIONS = frozenset(
    {
        "exe",
        "com",
        "bat",
        "cmd",
        "scr",
        "pif",
        "msi",
        "dll",
        "js",
        "jse",
        "vbs",
        "vbe",
        "wsf",
        "wsh",
        "ps1",
        "hta",
        "jar",
        "apk",
        "lnk",
        "reg",
        "sh",
        "py",
        "php",
        "jsp",
        "asp",
        "aspx",
    }
)
WEB_EXTENSIONS = frozenset({"html", "htm", "svg", "xml", "mht", "mhtml", "xhtml"})
MACRO_EXTENSIONS = frozenset({"docm", "dotm", "xlsm", "xltm", "xlsb", "xlam", "pptm"})
WEB_PAGE = re.compile(r"<\s*(!doctype\s+html|html|head|body|script|iframe|svg|meta)\b", re.IGNORECASE)
TEXT_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def kind_of(data: bytes, extension: str, limits: Limits) -> str:
    """The kind (a key of ``MIME``) of ``data`` whose file name ends in ``extension``.

    Raises:
        RefusedFile: not on the list, dangerous, encrypted, or the name says something else.
    """
    _refuse_by_extension(extension)
    if not data:
        raise RefusedFile("文件是空的，请检查是不是选错了文件。")
    claimed = SAME_AS.get(extension, extension)
    real = _from_bytes(data, limits)
    if claimed == real or real in ALSO_STANDS_FOR.get(claimed, ()):
        return claimed
    if claimed not in MIME:
        raise RefusedFile(f"不能上传“.{extension or '无扩展名'}”这种文件。{ALLOWED_TEXT}")
    raise RefusedFile(f"文件名写的是“.{extension}”，内容却是“{real}”。请用原来的软件打开，另存一份再上传。")


def decode_text(data: bytes) -> str:
    """Text in UTF-8, UTF-16 with mark, or GB18030. Raises UnicodeDecodeError."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _refuse_by_extension(extension: str) -> None:
    if extension in PROGRAM_EXTENSIONS:
        raise RefusedFile("这是程序文件，为了安全不能上传。" + ALLOWED_TEXT)
    if extension in MACRO_EXTENSIONS:
        raise RefusedFile("这种文件带有宏（小程序），为了安全不能上传。请打开后另存为 docx 或 xlsx 再上传。")
    if extension in WEB_EXTENSIONS:
        raise RefusedFile("这是网页文件，为了安全不能上传。请打开后打印成 PDF 再上传。")


def _from_bytes(data: bytes, limits: Limits) -> str:
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return judge_archive(data, limits)
    if data.startswith(ole.MAGIC):
        return judge_container(data)
    if picture := _picture(data):
        return picture
    if data.startswith(PACKED) or zipfile.is_zipfile(io.BytesIO(data)):
        raise RefusedFile("这是压缩包，请先解压，再逐个上传里面的文件。")
    if data.startswith(PROGRAMS):
        raise RefusedFile("这是程序文件，为了安全不能上传。" + ALLOWED_TEXT)
    return _text(data)


def _picture(data: bytes) -> str:
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS:
        return "heic"
    if data.startswith((b"II*\0", b"MM\0*")):
        return "tif"
    if data.startswith(b"BM") and data[6:10] == bytes(4):
        return "bmp"
    return ""


def _text(data: bytes) -> str:
    try:
        text = decode_text(data)
    except UnicodeDecodeError:
        text = "\0"
    if TEXT_CONTROLS.search(text):
        raise RefusedFile("认不出这是什么文件，可能已损坏。" + ALLOWED_TEXT)
    if WEB_PAGE.search(text[:4000]) or text.lstrip("\ufeff \r\n\t").startswith("<?xml"):
        raise RefusedFile("这个文件其实是网页，为了安全不能上传。请打开后打印成 PDF 再上传。")
    if text.startswith("{\\rtf"):
        raise RefusedFile("这是 RTF 文件，请用 WPS 或 Word 打开，另存为 docx 再上传。")
    return "txt"
