"""Whether an item may be opened to everybody: when it is due, and the opinion a person gives."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require
from renda.kernel.archive.errors import CannotFile
from renda.kernel.archive.models import ArchiveItem, Opening
from renda.kernel.archive.numbering import FILE
from renda.kernel.audit.record import record
from renda.kernel.deadlines import timing
from renda.law.counting import add_months

OPENING_RULE, TRANSFER_RULE = "archive-opening-25-years", "archive-transfer-ten-years"


def due_on(item: ArchiveItem) -> date:
    """The day from which an item is open, unless its opinion says otherwise (rule ``archive-opening-25-years``)."""
    return after(item, OPENING_RULE, "open_after")


def transfer_on(item: ArchiveItem) -> date:
    """The day from which an item is due at the county's archive (rule ``archive-transfer-ten-years``)."""
    return after(item, TRANSFER_RULE, "transfer_after")


def after(item: ArchiveItem, rule: str, name: str) -> date:
    return add_months(item.dated_on, timing.rule(rule).duration(name).months())


def review(actor: Actor, item: ArchiveItem, opinion: str, reason: str) -> None:
    """Note the opinion. Raises CannotFile when an item is kept back without a reason."""
    require(actor, FILE, item)
    if opinion == Opening.RESTRICTED and not reason.strip():
        raise CannotFile("控制使用的要写理由。")
    with transaction.atomic():
        item.opening, item.opening_reason, item.opening_by = opinion, reason.strip()[:200], actor.label[:80]
        item.save(update_fields=["opening", "opening_reason", "opening_by"])
        record(
            actor, "archive.opening", item, {"opinion": item.get_opening_display(), "reason": reason.strip()}
        )
