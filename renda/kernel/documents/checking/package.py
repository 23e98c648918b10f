"""Opening a docx from outside safely, and writing it back with changed parts.

Nothing is run, fetched or resolved: document types are refused, sizes are limited before anything is unpacked, and
what cannot be opened says in words what to do.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping

from lxml import etree

LARGEST_FILE = 50 * 2**20
LARGEST_PART = 64 * 2**20
LARGEST_SUM = 300 * 2**20
MOST_PARTS = 5000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
SAVE_AS = "请用 WPS 或 Word 打开，“另存为” docx 后再来"


class Unopenable(ValueError):
    """The file cannot be checked; the message (Chinese) says why and what to do."""


def q(name: str) -> str:
    """``w:name`` with its namespace."""
    return f"{{{W}}}{name}"


class Package:
    """The parts of a docx; XML parts are parsed when asked for and written back when they were changed."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = dict(parts)
        self._trees: dict[str, etree._Element] = {}

    def tree(self, name: str) -> etree._Element | None:
        """The root of an XML part, or None when there is no such part. Raises :class:`Unopenable` for broken XML."""
        if name not in self._trees:
            if name not in self.parts:
                return None
            self._trees[name] = parse(self.parts[name])
        return self._trees[name]

    def main(self) -> str:
        """The name of the main document part."""
        for relation in self.relations(""):
            if relation.get("Type", "").endswith("/officeDocument"):
                return posixpath.normpath(relation.get("Target", "").lstrip("/"))
        return "word/document.xml"

    def relations(self, part: str) -> list[etree._Element]:
        """The relations of ``part`` (empty for those of the package)."""
        folder, name = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        return [] if root is None else list(root.iter(f"{{{RELATIONS}}}Relationship"))

    def related(self, part: str, kind: str) -> dict[str, str]:
        """Relation id → part name, of the relations of ``part`` whose type ends in ``kind``, inside the file."""
        folder = posixpath.dirname(part)
        return {
            item.get("Id", ""): posixpath.normpath(posixpath.join("" if item.get("Target", "").startswith("/") else folder, item.get("Target", "").lstrip("/")))
            for item in self.relations(part)
            if item.get("Type", "").endswith("/" + kind) and item.get("TargetMode") != "External"
        }

    def outside(self, part: str) -> list[str]:
        """Targets outside the file that opening it would fetch (pictures, templates, objects; not mere links)."""
        return [
            item.get("Target", "")
            for item in self.relations(part)
            if item.get("TargetMode") == "External" and not item.get("Type", "").endswith("/hyperlink")
        ]

    def macros(self) -> bool:
        """Whether the file carries a macro project."""
        return any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in self.parts)

    def write(self) -> bytes:
        """The file with the changed trees; the other parts are untouched."""
        result = io.BytesIO()
        with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.parts.items():
                if name in self._trees:
                    data = etree.tostring(self._trees[name], xml_declaration=True, encoding="UTF-8", standalone=True)
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, data)
        return result.getvalue()


def open_docx(data: bytes) -> Package:
    """The parts of the docx in ``data``. Raises :class:`Unopenable`."""
    if not data:
        raise Unopenable("文件是空的，请重新上传")
    if len(data) > LARGEST_FILE:
        raise Unopenable(f"文件超过 {LARGEST_FILE // 2**20} 兆，请压缩里面的图片后再来")
    _known_as_something_else(data)
    parts = _unpack(data)
    package = Package(parts)
    if package.main() not in parts:
        raise Unopenable(_which_office_file(parts))
    main = package.tree(package.main())
    if main is None or main.tag != q("document") or main.find(q("body")) is None:
        words = "是“严格 Open XML”格式" if STRICT in parts[package.main()][:4000] else "里没有正文"
        raise Unopenable(f"这个文件{words}，{SAVE_AS}")
    return package


def parse(data: bytes) -> etree._Element:
    """The XML in ``data``; no document types, no entities, nothing from outside. Raises :class:`Unopenable`."""
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise Unopenable("文件里有不安全的定义（DOCTYPE），不打开。请向来文单位要一份重新保存过的文件")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unopenable(f"文件已损坏，里面的内容读不出来。{SAVE_AS}，或向来文单位重新要一份") from error
    if root.getroottree().docinfo.doctype:
        raise Unopenable("文件里有不安全的定义（DOCTYPE），不打开。请向来文单位要一份重新保存过的文件")
    return root


def _known_as_something_else(data: bytes) -> None:
    """Say what the file really is when it is no docx."""
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Unopenable("文件加了打开密码。请用 WPS 或 Word 打开，去掉密码，另存为 docx 后再来")
        raise Unopenable(f"这是旧格式文件（doc 或 wps）。{SAVE_AS}")
    if data.startswith(b"{\\rtf"):
        raise Unopenable(f"这是 RTF 文件。{SAVE_AS}")
    if data.startswith(b"%PDF"):
        raise Unopenable("这是 PDF 文件，看不到字体和缩进的设置。请找到原来的 docx 文件")
    if data.lstrip()[:14].lower().startswith((b"<!doctype html", b"<html")):
        raise Unopenable(f"这是网页文件。{SAVE_AS}")
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM")):
        raise Unopenable("这是图片，没有可以检查的文字。请找到原来的 docx 文件")
    if not data.startswith(b"PK"):
        raise Unopenable(f"这不是 docx 文件，或已损坏。{SAVE_AS}")


def _unpack(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if len(infos) > MOST_PARTS:
                raise Unopenable("文件里的零件多得不正常，不打开。请向来文单位要一份重新保存过的文件")
            if any(info.flag_bits & 1 for info in infos):
                raise Unopenable("文件加了密码。请去掉密码，另存为 docx 后再来")
            return _read_members(archive, infos)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        if isinstance(error, Unopenable):
            raise
        raise Unopenable(f"文件已损坏，打不开。{SAVE_AS}，或向来文单位重新要一份") from error


def _read_members(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    """Each member read up to its limit; the sizes written in the archive are not trusted."""
    parts: dict[str, bytes] = {}
    total = 0
    for info in infos:
        with archive.open(info) as stream:
            content = stream.read(LARGEST_PART + 1)
        total += len(content)
        if len(content) > LARGEST_PART or total > LARGEST_SUM:
            raise Unopenable("文件解开后大得不正常（可能是压缩炸弹），不打开。请向来文单位要一份重新保存过的文件")
        parts[info.filename.lstrip("/")] = content
    return parts


def _which_office_file(parts: Mapping[str, bytes]) -> str:
    if any(name.startswith("xl/") for name in parts):
        return "这是 Excel 表格，不是公文文件。请选择 docx 文件"
    if any(name.startswith("ppt/") for name in parts):
        return "这是演示文稿，不是公文文件。请选择 docx 文件"
    if "content.xml" in parts:
        return f"这是 ODF 文件（odt）。{SAVE_AS}"
    return f"压缩包里没有公文内容，不是 docx 文件。{SAVE_AS}"
