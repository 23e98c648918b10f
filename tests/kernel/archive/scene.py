"""A town with an archive: its fonds named, a meeting of the presidium filed, old papers to take in."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from PIL import Image
from pypdf import PdfWriter

from renda.kernel.archive import numbering
from renda.kernel.archive.filing import NewItem, file_item
from renda.kernel.archive.models import ArchiveItem
from renda.kernel.files import store
from renda.kernel.files.models import StoredFile
from tests.harness.town import TownSet

FONDS = "Z109"
MEETING = {
    "held_on": date(2026, 6, 3),
    "starts": "上午9时",
    "venue": "镇人大会议室",
    "topics": "听取饮水安全专项工作报告",
    "observers": "",
}


def pdf(pages: int = 2, mark: str = "") -> bytes:
    """A PDF of empty pages; ``mark`` makes its bytes different."""
    writer, out = PdfWriter(), BytesIO()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    writer.add_metadata({"/Title": mark})
    writer.write(out)
    return out.getvalue()


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (60, 40), "white").save(out, "JPEG")
    return out.getvalue()


class Scene:
    def __init__(self, made: TownSet):
        self.made = made
        self.office = made.actor("office")

    def name_fonds(self) -> Scene:
        numbering.name_fonds(self.office, number=FONDS, name="云溪镇人民代表大会", repository="某县档案馆")
        return self

    def stored(self, mark: str = "一", pages: int = 2) -> StoredFile:
        return store.accept(pdf(pages, mark), f"{mark}.pdf", town_id=self.made.town.pk)

    def old_paper(self, title: str = "关于表彰先进代表小组的决定", mark: str = "一", **more) -> ArchiveItem:
        facts = {
            "dated_on": date(2015, 3, 2),
            "number": "云镇人发〔2015〕3号",
            "organ": "云溪镇人民代表大会",
            **more,
        }
        files = facts.pop("files", None) or (self.stored(mark),)
        return file_item(self.office, NewItem(title=title, files=files, **facts))
