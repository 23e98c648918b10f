"""An assessment in progress with one item and its evidence, one that has gone to the county, and a note for a successor."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from renda.foundation import clock
from renda.kernel.files.store import keep
from renda.kernel.procedures.execute import execute, open_matter
from renda.modules.assessment.models import Evidence
from renda.modules.handover import keeping
from renda.modules.handover.models import Note


def assessment(world, nasty) -> None:
    office, year = world.made.actor("office"), clock.today().year

    def begun(year: int):
        data = {"year": year, "title": nasty("考评办法", 110), "organ": nasty("县人大", 70), "from_on": date(year, 1, 1),
                "until_on": date(year, 12, 31), "hand_in_on": date(year, 12, 20)}  # fmt: skip
        made = open_matter(office, "assessment", "begin", data).matter
        item = {"title": nasty("召开主席团会议不少于4次", 200), "group": nasty("会议", 70), "standard": nasty("每少一次扣1分"),
                "points": Decimal(4), "wanted": nasty("纪要"), "period": "whole"}  # fmt: skip
        made = execute(office, made, "add", item).matter
        return made, made.items.get()

    current, item = begun(year)
    file = keep(b"signed", "签到册.txt", "txt", town_id=world.made.town.pk)
    execute(office, current, "attach", {"item": item.pk, "files": [file], "title": nasty("签到册", 110)})
    past, old = begun(year - 1)
    settled = {"item": old.pk, "done": nasty("开了"), "score": Decimal(2), "remark": nasty("纸质记录")}
    past = execute(office, past, "settle", settled).matter
    past = execute(office, past, "hand_in", {"handed_in_on": clock.today()}).matter
    note = keeping.save(
        office,
        Note(
            kind="seal",
            title=nasty("印章", 70),
            place=nasty("保密柜"),
            keeper=nasty("何", 38),
            remark=nasty("登记簿"),
        ),
    )
    world.objects.update(
        assessment=current.pk, assessed=item.pk, assessed_proof=Evidence.objects.get().pk, assessment_past=past.pk, assessed_past=old.pk,
        handover_note=note.pk,
    )  # fmt: skip
