"""Files of every kind an office sends, made on the spot."""

from __future__ import annotations

import io
import re
import struct
import zipfile

import openpyxl
import xlwt

from renda.kernel.exchange.fields import Choice, Field

FIELDS = (
    Field("name", "姓名", ("代表姓名",), required=True, kind="name", example="张三"),
    Field(
        "sex",
        "性别",
        kind="choice",
        choices=(Choice("male", "男", ("男性",)), Choice("female", "女", ("女性",))),
        example="男",
    ),
    Field("phone", "联系电话", ("手机", "电话", "联系方式/电话"), kind="phone", example="13800000000"),
    Field("address", "住址", ("联系方式/地址",), max_length=40),
    Field("born_on", "出生日期", ("出生年月",), kind="date", example="1975-03-05"),
    Field("id_number", "身份证号", kind="id_number"),
    Field("skills", "特长", kind="multi"),
)


def xlsx(rows, *, merges=(), epoch_1904=False, edit=None) -> bytes:
    """A workbook with ``rows`` on one sheet; ``edit(book, sheet)`` may change it before saving."""
    book = openpyxl.Workbook()
    if epoch_1904:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet = book.active
    for row in rows:
        sheet.append(list(row))
    for area in merges:
        sheet.merge_cells(area)
    if edit:
        edit(book, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls(rows, *, merges=(), date_format="yyyy-mm-dd", edit=None) -> bytes:
    """A real Excel 97 workbook."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("名册")
    style = xlwt.XFStyle()
    style.num_format_str = date_format
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value is not None:
                sheet.write(r, c, value, style) if hasattr(value, "year") else sheet.write(r, c, value)
    for r1, r2, c1, c2 in merges:
        sheet.merge(r1, r2, c1, c2)
    if edit:
        edit(book, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(data: bytes, *, drop=(), change=None, add=None) -> bytes:
    """A zip with members dropped, changed (``change(name, bytes) -> bytes``) or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in drop:
                content = old.read(name)
                new.writestr(name, change(name, content) if change else content)
        for name, content in (add or {}).items():
            new.writestr(name, content)
    return out.getvalue()


def with_sheet_xml(data: bytes, pattern: bytes, replacement: bytes) -> bytes:
    """The workbook with one change in the XML of its first sheet."""

    def change(name: str, content: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return content
        changed, count = re.subn(pattern, replacement, content)
        assert count, "nothing matched"
        return changed

    return repacked(data, change=change)


def ods(body: str, styles: str = "") -> bytes:
    """An OpenDocument spreadsheet around ``body`` (table elements)."""
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"' for prefix in ("office", "table", "text", "style")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    return packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def ods_row(*texts: str, repeats: int = 1) -> str:
    """One row of text cells."""
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' if text else "<table:table-cell/>"
        for text in texts
    )
    return f'<table:table-row table:number-rows-repeated="{repeats}">{cells}</table:table-row>'


def packed(members: dict) -> bytes:
    """A zip of ``members``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def compound(*stream_names: str) -> bytes:
    """A minimal compound file (512-byte sectors) whose directory names empty streams, built by hand.

    Sector 0 is the allocation table, the directory follows from sector 1.
    """
    end, free, fat_mark = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    entries = [_entry("Root Entry", 5)] + [_entry(name, 2) for name in stream_names]
    while len(entries) % 4:
        entries.append(b"\x00" * 128)
    sectors = len(entries) // 4
    fat = [fat_mark, *range(2, sectors + 1), end] + [free] * (128 - sectors - 1)
    header = bytes.fromhex("D0CF11E0A1B11AE1") + b"\x00" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += b"\x00" * 6 + struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0, 0)
    header += b"\xff" * (512 - len(header))
    return header + struct.pack("<128I", *fat) + b"".join(entries)


def _entry(name: str, kind: int) -> bytes:
    encoded = name.encode("utf-16-le") + b"\x00\x00"
    head = encoded.ljust(64, b"\x00") + struct.pack("<HBB", len(encoded), kind, 1) + b"\xff" * 12
    return head.ljust(116, b"\x00") + struct.pack("<IQ", 0xFFFFFFFE, 0)
