"""The archive's stamp (归档章) on the first page of a paper as it is printed: in the top margin, never over anything.

Source: DA/T 22-2015 clause 5.4. Fonds, year, item number above; category, term, pages below.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import pypdf
import pypdfium2

from renda.kernel.archive.models import ArchiveItem, ItemPart
from renda.kernel.archive.printing.drawing import draw, sizes
from renda.kernel.documents import papers
from renda.kernel.files import blobs

MM_PT = 72 / 25.4


class CannotStamp(ValueError):
    """There is no page to stamp or no room on it; the message (Chinese) says what to do."""


def cells(item: ArchiveItem) -> list[str]:
    """The six cells of the stamp."""
    fonds = item.code.partition("-")[0]
    pages = str(item.pages) if item.pages else ""
    return [
        fonds,
        str(item.year),
        f"{item.serial:04d}",
        item.category_label,
        item.get_retention_display(),
        pages,
    ]


def printed(part: ItemPart) -> bytes:
    """The first part of an item as PDF with its stamp.

    Raises:
        CannotStamp: not numbered yet, no PDF, or nothing free in the top margin.
        DamagedFile: the file is missing or changed.
    """
    item = part.item
    if not item.code:
        raise CannotStamp("这一件还没有档号，请先登记全宗号。")
    if part.paper_id:
        return stamped(papers.as_pdf(part.paper).bytes, cells(item))
    if part.file is None or part.file.kind != "pdf":
        raise CannotStamp("这份文件不是 PDF，请用原来的软件打印出来，再盖归档章。")
    return stamped(blobs.read(part.file.sha256), cells(item))


def stamped(data: bytes, words: list[str]) -> bytes:
    """``data`` (a PDF) with the stamp on its first page. Raises CannotStamp."""
    try:
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
        page = writer.pages[0]
        page.transfer_rotation_to_content()
        x, y = free_place(data)
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        overlay = draw("stamp", "归档章", cells=words, x=x, y=y, width=width, height=height)
        page.merge_page(pypdf.PdfReader(io.BytesIO(overlay)).pages[0])
    except (pypdf.errors.PyPdfError, pypdfium2.PdfiumError) as error:
        raise CannotStamp("这份 PDF 打不开，请从备份恢复或者重新扫描。") from error
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def places(width_mm: float) -> Iterator[tuple[float, float]]:
    """Where the stamp may stand (left and top edge in millimetres), the best first: right, middle, left."""
    size = sizes()["stamp"]
    room = width_mm - size["width_mm"]
    for top in size["top_mm"]:
        for left in (room - size["side_mm"], room / 2, size["side_mm"]):
            if left >= 0:
                yield left, top


def free_place(data: bytes) -> tuple[float, float]:
    """The first place where the page shows nothing. Raises CannotStamp where there is none."""
    size = sizes()["stamp"]
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[0]
        scale = size["clear_dpi"] / 72
        picture = page.render(scale=scale).to_pil().convert("L")
        width_mm = page.get_width() / MM_PT
    finally:
        document.close()
    dot = size["clear_dpi"] / 25.4
    for left, top in places(width_mm):
        spot = (left * dot, top * dot, (left + size["width_mm"]) * dot, (top + size["height_mm"]) * dot)
        darkest = picture.crop(tuple(round(edge) for edge in spot)).getextrema()[0]
        if darkest >= size["clear_ink"]:
            return left, top
    raise CannotStamp("第一页上端没有空白的地方，请把归档章盖在另一张纸上，附在前面。")
