"""Recognised pages as an official paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from renda.kernel.documents.engine.model import PaperError

from ..errors import Unreadable
from ..result import ReadPaper
from ..structure import to_paper
from .layout import contents_of
from .process import Page, recognise

NOTE = "这是从扫描件认出的文字，标题、分段和表格是按版面推测的，请对照原件核对，数字和姓名要特别留心。"
UNCLEAR = "有{}行看不清，请对照原件一行一行定。"
MISSED = "第{}页有一部分没有认出字（可能是漏了的行、表格线、公章或图片），请对照原件补上。"
MOSTLY_UNCLEAR = "这份扫描件不清楚，大半的行都要对照原件。最好按 200 dpi 以上重新扫描，摆正，再认一次。"
NOTHING = "这份扫描件上没有认出字。请检查是不是空白页、是不是放反了，重新扫描再试，或者找电子版原件（docx）。"


def read_scan(data: bytes, kind: str, tell: Callable[[int, int], None] = lambda done, of: None) -> ReadPaper:
    """Read a scan at once. ``kind``: pdf, or the kind of a picture; ``tell(done, of)`` hears of every page.

    Raises Unreadable.
    """
    pages = []
    for page, count in recognise(data, kind):
        pages.append(page)
        tell(len(pages), count)
    return paper_of(pages)


def paper_of(pages: Sequence[Page]) -> ReadPaper:
    """The paper on these pages.

    Raises Unreadable: there is nothing on them.
    """
    contents, unclear = contents_of(pages)
    if not contents.items:
        raise Unreadable(NOTHING)
    try:
        paper, notes = to_paper(contents)
    except PaperError as error:
        raise Unreadable(f"认出的内容排不成公文：{error}") from error
    told = [NOTE]
    told += [MISSED.format(number) for number, page in enumerate(pages, 1) if page.missed]
    if unclear:
        rows = sum(len(page.rows) for page in pages)
        told.append(MOSTLY_UNCLEAR if len(unclear) * 2 > rows else UNCLEAR.format(len(unclear)))
    return ReadPaper(paper, (*told, *notes), contents.lines(), unclear)
