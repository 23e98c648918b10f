"""Files that cannot be used: each is refused with a sentence that says what to do."""

from __future__ import annotations

import io
import struct
import zipfile

import openpyxl
import pytest

from renda.kernel.exchange import errors
from renda.kernel.exchange.sheets import UnreadableFile, read_table
from tests.kernel.exchange import makers
from tests.kernel.exchange.makers import FIELDS

GOOD = [["姓名", "性别"], ["张三", "男"]]
CONTENT_TYPES = b"<Types/>"


def _macro_book() -> bytes:
    return makers.repacked(makers.xlsx(GOOD), add={"xl/vbaProject.bin": b"\x00"})


def _macro_type() -> bytes:
    def change(name, content):
        return content.replace(b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main") if name.startswith("[") else content

    return makers.repacked(makers.xlsx(GOOD), change=change)


def _bomb() -> bytes:
    return makers.repacked(makers.xlsx(GOOD), add={"xl/media/image1.bin": b"\x00" * (30 << 20)})


def _lying_bomb() -> bytes:
    """A member whose stated size is far smaller than what comes out."""
    data = bytearray(_bomb())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        member = archive.getinfo("xl/media/image1.bin")
    central = data.rfind(b"xl/media/image1.bin") - 46
    for at in (member.header_offset + 22, central + 24):
        assert struct.unpack_from("<I", data, at)[0] == 30 << 20
        struct.pack_into("<I", data, at, 1000)
    return bytes(data)


def _far_cell() -> bytes:
    data = makers.xlsx(GOOD)
    return makers.with_sheet_xml(data, rb"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')


def _wide() -> bytes:
    return makers.with_sheet_xml(makers.xlsx(GOOD), rb"</sheetData>", b'<row r="3"><c r="XFD3"><v>1</v></c></row></sheetData>')


def _entities() -> bytes:
    return makers.with_sheet_xml(
        makers.xlsx(GOOD), rb"^", b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    )


def _encrypted_xls() -> bytes:
    """A real .xls whose second record says that the rest is encrypted."""
    data = bytearray(makers.xls(GOOD))
    start = data.find(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    after = start + 20
    struct.pack_into("<HH", data, after, 0x002F, struct.unpack_from("<H", data, after + 2)[0])
    return bytes(data)


def _boasting_xls(record: int, offset: int) -> bytes:
    """A real .xls in which one record announces billions of texts or rows; the file ends long before."""
    data = bytearray(makers.xls(GOOD))
    at = data.find(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    while (found := struct.unpack_from("<HH", data, at))[0] != record:
        at += 4 + found[1]
        if found[0] == 0x000A:
            at = data.find(b"\x09\x08\x10\x00\x00\x06\x10\x00")
    struct.pack_into("<I", data, at + 4 + offset, 0x7FFFFFFF)
    return bytes(data)


def _wide_xls() -> bytes:
    return makers.xls([["姓名"], ["张三"]], edit=lambda book, sheet: sheet.write(60_000, 1, "x"))


def _only_hidden() -> bytes:
    def edit(book, sheet):
        book.create_sheet("空")
        sheet.sheet_state = "hidden"
        book.active = 1

    return makers.xlsx(GOOD, edit=edit)


def _xlsb() -> bytes:
    return makers.packed({"[Content_Types].xml": CONTENT_TYPES, "xl/workbook.bin": b"\x00"})


def _damaged(data: bytes) -> bytes:
    return data[: len(data) // 2]


REFUSED = {
    "empty": (b"", "空的"),
    "blank text": (b"\xef\xbb\xbf \r\n\r\n", "空的"),
    "empty sheet": (lambda: makers.xlsx([]), "没有内容"),
    "only a hidden sheet": (_only_hidden, "没有内容"),
    "too big": (b"a" * (errors.MAX_FILE_BYTES + 1), "拆成几个文件"),
    "encrypted xlsx": (lambda: makers.compound("EncryptionInfo", "EncryptedPackage"), "密码清空"),
    "encrypted xls": (_encrypted_xls, "密码清空"),
    "macros in xlsm": (_macro_book, "宏.*另存为"),
    "macro content type": (_macro_type, "宏.*另存为"),
    "macros in xls": (lambda: makers.compound("Workbook", "_VBA_PROJECT_CUR", "VBA"), "宏.*另存为"),
    "binary workbook": (_xlsb, "另存为"),
    "web page": (b"<html><body><table><tr><td>\xe5\xa7\x93\xe5\x90\x8d</td></tr></table></body></html>", "网页.*另存为"),
    "web page in gb18030": ("<META charset=gbk>\n<TABLE><tr><td>姓名".encode("gb18030"), "网页.*另存为"),
    "mhtml": (b"MIME-Version: 1.0\nX-Document-Type: Workbook\n", "网页.*另存为"),
    "xml 2003": (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "另存为"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF.*做成 Excel"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "图片.*做成 Excel"),
    "docx": (lambda: makers.packed({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": "<a/>"}), "Word"),
    "doc": (lambda: makers.compound("WordDocument"), "Word"),
    "odt": (lambda: makers.packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), "文字"),
    "very old excel": (lambda: makers.compound("Book"), "另存为"),
    "plain zip": (lambda: makers.packed({"名册.xlsx": b"x"}), "先解压"),
    "rar": (b"Rar!\x1a\x07\x00", "先解压"),
    "zip bomb": (_bomb, "不正常"),
    "zip bomb that lies": (_lying_bomb, "损坏"),
    "far cell": (_far_cell, "删掉表格下方"),
    "wide": (_wide, "多余的列"),
    "long xls": (_wide_xls, "拆成几个文件"),
    "entities": (_entities, "损坏"),
    "broken zip": (lambda: _damaged(makers.xlsx(GOOD)), "损坏"),
    "broken xls": (lambda: _damaged(makers.xls(GOOD)), "损坏"),
    "broken sheet": (lambda: makers.with_sheet_xml(makers.xlsx(GOOD), rb"</sheetData>", b""), "损坏"),
    "xls that announces endless texts": (lambda: _boasting_xls(0x00FC, 4), "损坏"),
    "xls that announces endless rows": (lambda: _boasting_xls(0x0200, 4), "损坏"),
    "xls whose first row is after its last": (lambda: _boasting_xls(0x0200, 0), "损坏"),
    "missing sheet": (lambda: makers.repacked(makers.xlsx(GOOD), drop=["xl/worksheets/sheet1.xml"]), "损坏"),
    "binary rubbish": (bytes(range(1, 256)) * 40, "认不出"),
    "open quote": ("姓名,性别\n\"张三,男\n李四,女\n".encode(), "双引号"),
    "no header": (lambda: makers.xlsx([["甲", "乙"], ["1", "2"]]), "没有找到表头.*“姓名”.*空表"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_advice(name):
    data, message = REFUSED[name]
    data = data if isinstance(data, bytes) else data()
    with pytest.raises(UnreadableFile, match=f"(?s)^“名册.xls”.*{message}") as caught:
        read_table(data, "名册.xls", FIELDS)
    assert caught.value.message_zh == str(caught.value)
    assert not any(word in caught.value.message_zh for word in ("Error", "Exception", "None"))


@pytest.mark.parametrize("maker", [makers.xlsx, makers.xls])
def test_no_cut_or_flipped_byte_gives_anything_but_a_table_or_advice(maker):
    data = maker([["姓名", "性别"], ["张三", "男"], ["李四", "女"]])
    for at in range(0, len(data), max(len(data) // 150, 1)):
        for bad in (data[:at], data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]):
            try:
                sheet = read_table(bad, "a.xls", FIELDS)
            except UnreadableFile as error:
                assert error.message_zh
            else:
                assert "姓名" in "".join(sheet.header)


def test_the_good_file_behind_these_is_read():
    for maker in (makers.xlsx, makers.xls):
        assert [row.cells for row in read_table(maker(GOOD), "a.xlsx", FIELDS).rows] == [("张三", "男")]
    assert openpyxl.load_workbook(io.BytesIO(makers.xlsx(GOOD))).active["A1"].value == "姓名"
