"""Real files, made by real libraries."""

from __future__ import annotations

import io
import zipfile

import docx
import openpyxl
import xlwt
from PIL import Image
from pypdf import PdfWriter
from pypdf.annotations import FreeText


def docx_bytes(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs or ("关于修缮东坑村道路的建议",):
        document.add_paragraph(text)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "主办单位", "农业农村办公室"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx_bytes(rows=(("姓名", "村"), ("张三", "东坑村"))) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls_bytes() -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("代表")
    sheet.write(0, 0, "李四")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def pdf_bytes(pages: int = 3, password: str = "") -> bytes:
    writer = PdfWriter()
    for number in range(pages):
        writer.add_blank_page(595, 842)
        writer.add_annotation(number, FreeText(text="note", rect=(50, 50, 200, 100)))
    if password:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def typst_pdf(text: str) -> bytes:
    import typst

    return typst.compile(f"#set page(width: 10cm, height: 10cm)\n{text}\n#pagebreak()\nB".encode())


def picture_bytes(kind: str = "JPEG", size: tuple[int, int] = (800, 600), **options) -> bytes:
    image = Image.new("RGB", size, "navy")
    image.paste("orange", (0, 0, size[0] // 2, size[1] // 2))
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def camera_photo() -> bytes:
    """A photo taken upside right on its side, with position and time."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8769)[0x9003] = "2026:03:05 09:30:00"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (30.0, 15.0, 36.0), "E", (120.0, 9.0, 0.0)
    return picture_bytes(size=(4000, 3000), exif=exif)


def zip_bytes(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


def with_member(package: bytes, name: str, data: bytes) -> bytes:
    """The Office package with one more member (or another content for one it has)."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        entries = {entry: archive.read(entry) for entry in archive.namelist()}
    return zip_bytes({**entries, name: data})


def ofd_bytes(text: str) -> bytes:
    page = f'<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:TextCode>{text}</ofd:TextCode></ofd:Page>'
    return zip_bytes({"OFD.xml": b"<OFD/>", "Doc_0/Pages/Page_0/Content.xml": page.encode()})
