"""An archive with old papers, a box, a check, and one of each of its lists."""

from __future__ import annotations

from datetime import date

from renda.kernel.archive import boxing, numbering, selectors
from renda.kernel.archive.filing import NewItem, file_item
from renda.kernel.archive.four import running
from renda.kernel.files.store import accept
from renda.kernel.procedures.execute import open_matter
from tests.kernel.archive.scene import pdf

FIRST, SECOND, LASTING = "旧件之一", "旧件之二", "永久的旧件"


def archive(world, nasty) -> None:
    office, town = world.made.actor("office"), world.made.town
    numbering.name_fonds(office, number="Z109", name=nasty("立档单位", 60), repository=nasty("档案馆", 60))

    def filed(mark: str, day: date, line: str = "archive-routine"):
        file = accept(pdf(1, f"{town.pk}{mark}"), "旧件.pdf", town_id=town.pk)
        facts = {"organ": nasty("责任者", 60), "number": nasty("文号", 60), "remark": nasty("备注", 100)}
        return file_item(office, NewItem(nasty(mark, 120), (file,), day, line=line, **facts))

    first, second = filed(FIRST, date(2015, 3, 2)), filed(SECOND, date(2015, 3, 2))
    filed(LASTING, date(2012, 3, 2), "archive-retention-session-core")
    klass = next(one for one in selectors.classes(2015))
    box = boxing.fill_box(office, klass, first=1, last=1, spine_mm=20, place=nasty("位置", 50))
    loan = {
        "item": first.code,
        "borrower": nasty("借阅人", 38),
        "organ": nasty("单位", 60),
        "purpose": nasty("用途"),
        "way": "read",
        "approved_by": nasty("批准", 38),
    }
    world.objects.update(
        archive_item=first.pk,
        archive_part=first.parts.get().pk,
        archive_box=box.pk,
        archive_check=running.yearly(office).pk,
        archive_loan=open_matter(office, "archive_loan", "lend", loan).matter.pk,
        archive_transfer=open_matter(
            office, "archive_transfer", "list", {"repository": nasty("接收", 60)}
        ).matter.pk,
        archive_destruction=open_matter(office, "archive_destruction", "list").matter.pk,
    )
    assert second.box_id is None
