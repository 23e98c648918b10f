"""The dossier is closed: complete, with its list of contents."""

from __future__ import annotations

from renda.foundation import clock
from renda.kernel.archive import table
from renda.kernel.deadlines import service as deadlines
from renda.kernel.dossiers.filing import count_pages
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused, Step
from renda.kernel.units.models import TownProfile
from renda.law.session_plan import AFTER
from renda.modules.sessions import filing_plan, standing

OWN = "dossier"
RETENTION = "archive-retention-session-core"


def guard(step: Step) -> list[Reason]:
    """What is still to be done afterwards: people decide whether to file all the same."""
    left = [line for line in standing.lines(step.matter, AFTER) if not line.is_done and line.step.key != OWN]
    if not left:
        return []
    names = "、".join(line.step.label for line in left)
    return [Reason(f"会后还有{len(left)}件事没有办：{names}。", "归档以后照样要办。", blocks=False)]


def complete(step: Step) -> None:
    """Everything but the list of contents, which is made last of all."""
    lacking = filing_plan.lacking(work := step.matter, step.dossier)
    if lacking:
        raise Refused([Reason(f"{work}的案卷还缺：{'、'.join(lacking)}。", "补齐以后再归档。")])


def effect(step: Step) -> None:
    work = step.matter
    filing_plan.gather(work, step.dossier)
    complete(step)
    count_pages(step.dossier)
    items = list(step.dossier.items.select_related("paper", "file"))
    lines = [
        {
            "item_number": item.position,
            "responsible": item.responsible or TownProfile.current().congress_name,
            "number": item.paper.number if item.paper_id else "",
            "title": item.title,
            "dated_on": f"{item.dated_on:%Y%m%d}",
            "pages": item.pages or "",
            "remark": "",
        }
        for item in items
    ]
    retention = table.line(RETENTION).get_retention_display()
    facts = {
        "fonds": "—", "year": f"{work.session.opens_on.year}年", "retention": retention, "category": "大会", "box": "—",
        "range": f"1—{len(lines)}" if lines else "—", "items": lines,
    }  # fmt: skip
    step.paper("archive_catalogue", facts, role="contents")
    for row in work.steps.filter(key=OWN, done_on__isnull=True):
        row.done_on, row.done_by = clock.today(), step.actor.label[:40]
        row.save(update_fields=["done_on", "done_by"])
    deadlines.cancel(work)
