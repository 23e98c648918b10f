"""The Word file as a package: judged before anything is read, its parts parsed without anything that could act."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from renda.kernel.files.errors import RefusedFile
from renda.kernel.files.kinds import kind_of
from renda.kernel.files.limits import MB, Limits
from renda.kernel.files.names import extension

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LIMITS = Limits(other_bytes=10 * MB, unpacked_bytes=60 * MB, archive_members=2_000)
PART = re.compile(r"^word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml$")
ORDER = ("document", "header", "footer", "footnotes", "endnotes")
DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
OUTSIDE = re.compile(rb'<Relationship\b(?=[^>]*TargetMode\s*=\s*"External")(?![^>]*/hyperlink")[^>]*>', re.IGNORECASE)
EMBEDDED = re.compile(r"^word/(embeddings|activeX)/", re.IGNORECASE)
ACTING_FIELDS = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|DATABASE|LINK|MACROBUTTON)\b", re.IGNORECASE)

NOT_DOCX = "范本要用 docx 文件。请用 WPS 或 Word 打开，另存为“docx”再上传。"
BROKEN = "文件打不开，可能没有传完或者已损坏。请重新保存后再上传。"
ENTITIES = "文件里带有不该有的外部引用，为了安全不能上传。请用 WPS 打开，把内容复制到新文件再上传。"
LINKED = "文件里有从别处取内容的图片或对象，为了安全不能上传。请把图片直接插入文件，断开链接再上传。"
OBJECTS = "文件里嵌有别的文件或控件，为了安全不能上传。请删掉嵌入的对象再上传。"
ACTING = "文件里有会自动取内容的域，为了安全不能上传。请把它改成普通文字再上传。"
CHANGES = "文件里还有没处理的修订，范本要用定稿。请在 WPS 的“审阅”里接受全部修订，保存后再上传。"


def open_template(data: bytes, filename: str) -> dict[str, Any]:
    """The parts that hold text, parsed, in reading order: body, headers, footers, notes.

    Args:
        data: the bytes of the upload.
        filename: its name; must end in .docx.

    Raises:
        RefusedFile: not a docx, encrypted, macros, outside references, embedded objects, tracked changes, too large,
            damaged. The message is Chinese and says what to do.
    """
    if extension(filename) != "docx":
        raise RefusedFile(NOT_DOCX)
    if len(data) > LIMITS.other_bytes:
        raise RefusedFile(f"文件太大，范本最大{LIMITS.other_bytes // MB}MB。请压缩或者删掉图片再上传。")
    if kind_of(data, "docx", LIMITS) != "docx":
        raise RefusedFile(NOT_DOCX)
    try:
        return parts_of(data)
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, OSError, EOFError, KeyError, RuntimeError, ValueError) as error:
        if isinstance(error, RefusedFile):
            raise
        raise RefusedFile(BROKEN) from error


def parts_of(data: bytes) -> dict[str, Any]:
    """The parsed text parts of a docx by name. Raises RefusedFile, or what zip and XML raise."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        if any(EMBEDDED.match(name) for name in names):
            raise RefusedFile(OBJECTS)
        for name in names:
            if name.endswith((".xml", ".rels")):
                _refuse_acting(name, archive.read(name))
        wanted = sorted((name for name in names if PART.match(name)), key=_place_in_order)
        parts = {name: etree.fromstring(archive.read(name), _parser()) for name in wanted}
    if "word/document.xml" not in parts:
        raise RefusedFile(BROKEN)
    for root in parts.values():
        _refuse_changes(root)
    return parts


def written(data: bytes, parts: Mapping[str, Any]) -> bytes:
    """The file with these parts in place of its own; everything else stays byte for byte."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            content = source.read(member.filename)
            if member.filename in parts:
                content = etree.tostring(parts[member.filename], xml_declaration=True, encoding="UTF-8", standalone=True)
            fresh = zipfile.ZipInfo(member.filename, member.date_time)
            fresh.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(fresh, content)
    return buffer.getvalue()


def paragraphs(root: Any) -> Iterator[Any]:
    """Every paragraph of a part in reading order, those in tables and text boxes too."""
    return root.iter(f"{W}p")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _refuse_acting(name: str, raw: bytes) -> None:
    if DOCTYPE.search(raw):
        raise RefusedFile(ENTITIES)
    if name.endswith(".rels") and OUTSIDE.search(raw):
        raise RefusedFile(LINKED)


def _refuse_changes(root: Any) -> None:
    if root.find(f".//{W}ins") is not None or root.find(f".//{W}del") is not None:
        raise RefusedFile(CHANGES)
    fields = [node.text or "" for node in root.iter(f"{W}instrText")]
    fields += [node.get(f"{W}instr", "") for node in root.iter(f"{W}fldSimple")]
    if ACTING_FIELDS.search(" ".join(fields)):
        raise RefusedFile(ACTING)


def _place_in_order(name: str) -> tuple[int, str]:
    kind = PART.match(name)[1].rstrip("0123456789")
    return ORDER.index(kind), name
