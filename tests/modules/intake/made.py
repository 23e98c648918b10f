"""Old papers as they come: files of every kind, pages as the recognition would give them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from PIL import Image

from renda.kernel.documents.engine.docx import render_docx
from renda.kernel.documents.engine.layout import width_chars
from renda.kernel.documents.engine.model import OfficialPaper, text
from renda.kernel.documents.reading.scans import Page, Row
from tests.kernel.documents.reading import scanned

NUMBER, TITLE = "云人大〔2015〕7号", "关于开展代表视察活动的通知"
PAPER = OfficialPaper(
    "通知", "general", TITLE, organ_mark="云岭镇人民代表大会主席团文件", number=NUMBER,
    addressees=("各代表小组",), blocks=(text("定于3月12日视察东渠，请各小组做好准备，于当日八时到镇政府集合，午饭自理。"),),
    signature=("云岭镇人民代表大会主席团",), date="2015年3月5日",
)  # fmt: skip
WORDS = (NUMBER, "关于修东渠的决定", "会议决定修东渠，工程由水利站承办，", "年底以前完工。", "2016年4月6日")


def docx(paper: OfficialPaper = PAPER) -> bytes:
    return render_docx(paper)


def picture(shade: int = 255, size: tuple[int, int] = (600, 800)) -> bytes:
    out = io.BytesIO()
    Image.new("L", size, shade).save(out, "PNG")
    return out.getvalue()


def scan(pages: int = 2) -> bytes:
    """A PDF of pictures only; a page is told from another one by its shade."""
    return scanned.as_pdf([Image.new("L", (60, 80), 250 - number % 200) for number in range(pages)])


def page_of(*rows: str, doubtful: tuple[int, ...] = (), foot: str = "") -> Page:
    """A page on which every row is its own paragraph; ``foot`` is its printed number."""
    ends = [100 + round(30 * width_chars(words)) for words in rows]
    made = [
        Row(words, (100, 200 + 60 * n, ends[n], 230 + 60 * n), doubtful if n == 2 else ())
        for n, words in enumerate(rows)
    ]
    if foot:
        made.append(Row(foot, (480, 1350, 520, 1380)))
    return Page(1000, 1414, tuple(made))


def zipped(files: Mapping[str, bytes], encoding: str = "") -> bytes:
    """An archive; with ``encoding`` its names are written in it without saying so, as Windows does."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    data = out.getvalue()
    if not encoding:
        return data
    for name in files:
        data = data.replace(name.encode(), _same_length(name, encoding))
    return _unflagged(data)


def _same_length(name: str, encoding: str) -> bytes:
    """The name in another encoding, filled up with letters to the bytes it had."""
    stem, _, ending = name.rpartition(".")
    short = f".{ending}".encode(encoding)
    body = stem.encode(encoding)
    return body + b"x" * (len(name.encode()) - len(body) - len(short)) + short


def _unflagged(data: bytes) -> bytes:
    """Without the mark that names are UTF-8: bit 11 of the flags, in both kinds of headers."""
    raw = bytearray(data)
    for magic, place in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        at = raw.find(magic)
        while at >= 0:
            raw[at + place] &= 0xF7
            at = raw.find(magic, at + 4)
    return bytes(raw)
