"""Tables in plain text (csv, tsv, txt): which encoding, which separator, which rows."""

from __future__ import annotations

import codecs
import csv
import io
import re
from itertools import islice

from renda.kernel.exchange import sniff
from renda.kernel.exchange.errors import (
    MAX_COLUMNS,
    MAX_ROWS,
    UnreadableFile,
    too_many_columns,
    too_many_rows,
)
from renda.kernel.exchange.grid import Grid, clean_text

# Equal shares go to the earlier one: commas and semicolons also stand inside texts.
_SEPARATORS = "\t,;|，"
_RECORDS_TO_JUDGE = 30
_AS_TEXT_FORMULA = re.compile(r'="(.*)"', re.DOTALL)
_GUARDED = re.compile(r"^'(?=[=+\-@＝＋－＠])")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")

# GB18030-2022 gives these bytes their own characters; the codec still has the private-use ones of 2000.
_PRIVATE_TO_2022 = {
    0xE81E: 0x9FB4, 0xE826: 0x9FB5, 0xE82B: 0x9FB6, 0xE82C: 0x9FB7, 0xE832: 0x9FB8, 0xE843: 0x9FB9,
    0xE854: 0x9FBA, 0xE864: 0x9FBB, 0xE816: 0x20087, 0xE817: 0x20089, 0xE818: 0x200CC, 0xE831: 0x215D7,
    0xE83B: 0x2298F, 0xE855: 0x241FE,
}  # fmt: skip


def decode(data: bytes) -> tuple[str, str]:
    """Text and the name of its encoding, found from the bytes. Raises UnreadableFile."""
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    candidates = ["utf-8", "gb18030"]
    if b"\x00" in data:
        # Commas and line ends of unmarked UTF-16 have one zero byte each; its place tells the order.
        candidates = ["utf-16-le", "utf-16-be"] if data[1::2].count(0) >= data[::2].count(0) else ["utf-16-be", "utf-16-le"]
    for encoding in candidates:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text.translate(_PRIVATE_TO_2022), encoding
    raise UnreadableFile(
        "认不出这个文件的格式，不是 Excel 表格，也不是文本表格。请用 Excel 或 WPS 把内容另存为 .xlsx 再上传。"
    )


def separator_of(text: str) -> str:
    """The separator that splits most of the first records into equally many cells; else a comma."""
    best, best_share = ",", 0.0
    for separator in _SEPARATORS:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        try:
            widths = [len(record) for record in islice(reader, _RECORDS_TO_JUDGE) if any(record)]
        except csv.Error:
            continue
        split = [width for width in widths if width > 1]
        share = max((split.count(width) for width in set(split)), default=0) / (len(widths) or 1)
        if share > best_share:
            best, best_share = separator, share
    return best


def read_text(data: bytes) -> tuple[list[Grid], str]:
    """The one grid of a text table and its encoding. Raises UnreadableFile."""
    text, encoding = decode(data)
    sniff.refuse_web_page(text)
    rows: list[list[str]] = []
    for record in _records(text, separator_of(text)):
        cells = [_plain(cell) for cell in record]
        while cells and not cells[-1]:
            cells.pop()
        rows.append(cells)
        if cells and len(rows) > MAX_ROWS:
            raise too_many_rows(len(rows))
        if len(cells) > MAX_COLUMNS:
            raise too_many_columns(len(cells))
    return [Grid("", rows)], encoding


def _records(text: str, separator: str) -> list[list[str]]:
    text = text.lstrip("\ufeff")
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
    for strict in (True, False):
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
        try:
            return list(reader)
        except csv.Error as error:
            if "unexpected end" in str(error) or not strict:
                raise UnreadableFile(
                    f"第 {reader.line_num} 行以前有一个英文双引号没有配对，后面的内容分不开。"
                    "请用 Excel 或 WPS 打开检查，另存为 .xlsx 再上传。"
                ) from error
    return []


def _plain(cell: str) -> str:
    as_text = _AS_TEXT_FORMULA.fullmatch(cell.strip())
    return clean_text(_GUARDED.sub("", as_text[1] if as_text else cell, count=1))
