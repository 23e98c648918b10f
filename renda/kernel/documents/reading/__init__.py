"""Papers from outside as ``OfficialPaper``: docx, txt, doc and wps, PDF with text, OFD; scans by ``scans``.

    read_paper(data, "工作报告.docx").paper
"""

from __future__ import annotations

import re

from renda.kernel.documents.engine.model import PaperError
from renda.kernel.exchange import ole
from renda.kernel.files.errors import RefusedFile
from renda.kernel.files.kinds import PICTURES
from renda.kernel.files.kinds import kind_of as judge
from renda.kernel.files.limits import DEFAULT

from .converter import to_docx
from .errors import Scanned, Unreadable
from .items import Contents, Grid, Line
from .ofd import read_ofd
from .pdf import read_pdf
from .plain import read_text
from .result import ReadPaper, UnclearRow
from .structure import to_paper
from .word import read_docx

KNOWN = "可以读：docx、txt、doc、wps、PDF、OFD，和扫描件（PDF、jpg、png）。"
WHAT_CAN_BE_STORED = re.compile(r"可以上传：.*$")
TEXT_ENDINGS = ("txt", "text", "csv")
NOT_TEXT = (b"PK\x03\x04", ole.MAGIC, b"%PDF-", b"\x89PNG", b"\xff\xd8\xff")


def read_paper(data: bytes, filename: str) -> ReadPaper:
    """Read a file as an official paper.

    Args:
        data: the bytes of the file.
        filename: its name; the ending must say what it is.

    Raises:
        Scanned: a picture, or a PDF of pictures: ``scans`` reads it, which takes some seconds a page.
        Unreadable: encrypted, damaged, with macros, unknown … The message is Chinese and says what to do.
    """
    ending = filename.rpartition(".")[2].lower() if "." in filename else ""
    contents = _contents(data, ending)
    if not any(isinstance(item, Grid) or (isinstance(item, Line) and item.bare) for item in contents.items):
        raise Unreadable(_empty(contents))
    try:
        paper, notes = to_paper(contents)
    except PaperError as error:
        raise Unreadable(f"文件的内容排不成公文：{error}") from error
    return ReadPaper(paper, (*contents.notes, *notes), contents.lines())


def _contents(data: bytes, ending: str) -> Contents:
    if ending in TEXT_ENDINGS and data and not data.startswith(NOT_TEXT):
        return read_text(data)
    try:
        kind = judge(data, ending, DEFAULT)
    except RefusedFile as error:
        raise Unreadable(in_other_words(str(error))) from error
    if kind == "wps":
        kind = "docx" if data.startswith(b"PK") else "doc"
    if kind == "docx":
        return read_docx(data)
    if kind == "pdf":
        return read_pdf(data)
    if kind == "ofd":
        return read_ofd(data)
    if kind == "doc":
        contents = read_docx(to_docx(data))
        contents.notes.append("这是旧格式的文件，已自动转换，版面和序号请核对。")
        return contents
    if kind in PICTURES:
        raise Scanned("这是图片" + Scanned.ELSEWHERE, kind)
    raise Unreadable(f"这种文件读不成公文。{KNOWN}")


def in_other_words(message: str) -> str:
    """The refusal of an upload as the refusal of a reading: what can be read differs from what can be stored."""
    return WHAT_CAN_BE_STORED.sub(KNOWN, message).replace("不能上传", "没有读").replace("上传", "试")


def _empty(contents: Contents) -> str:
    if any("图片" in note for note in contents.notes):
        return (
            "文件里只有图片，没有文字。请打开后另存（输出）为 PDF，到“用去年的，改成今年的”里选它，会把图上的字认出来；也可以找电子版原件。"
        )
    return "文件里没有文字，请检查是不是选错了文件。"


__all__ = ["ReadPaper", "Scanned", "UnclearRow", "Unreadable", "read_paper"]
