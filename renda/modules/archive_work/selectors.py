"""Which items are due: at the county's archive, for appraisal, back from whoever borrowed them."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, Max, OuterRef, QuerySet

from renda.kernel.archive.models import ArchiveItem
from renda.kernel.archive.opening import TRANSFER_RULE
from renda.kernel.archive.selectors import HELD
from renda.kernel.deadlines import timing
from renda.kernel.dossiers.models import Retention
from renda.law.counting import add_months
from renda.law.model import MONTHS_IN_YEAR
from renda.modules.archive_work.models import Destruction, DestructionLine, Loan, Transfer, TransferLine

OUT = "lent"
CLOSED = ("handed", "destroyed", "dropped")


def lent() -> Exists:
    """Whether an item is out of the house."""
    return Exists(Loan.objects.filter(item=OuterRef("pk"), state=OUT, way=Loan.Way.OUT))


def held() -> QuerySet[ArchiveItem]:
    """Items in the archive that stand on no open list of transfer or destruction."""
    on_transfer = TransferLine.objects.filter(item=OuterRef("pk")).exclude(transfer__state__in=CLOSED)
    on_destruction = DestructionLine.objects.filter(item=OuterRef("pk"), kept_for="").exclude(
        destruction__state__in=CLOSED
    )
    return ArchiveItem.objects.filter(HELD, ~Exists(on_transfer), ~Exists(on_destruction))


def due_for_transfer(today: date) -> QuerySet[ArchiveItem]:
    """Items of lasting value that are old enough (rule ``archive-transfer-ten-years``)."""
    months = timing.rule(TRANSFER_RULE).duration("transfer_after").months()
    lasting = held().exclude(retention=Retention.TEN)
    return lasting.filter(dated_on__lte=add_months(today, -months)).order_by(
        "year", "retention", "category", "serial", "id"
    )


def expired(today: date) -> list[ArchiveItem]:
    """Items whose term is over, the oldest first."""
    found: list[ArchiveItem] = []
    for term in (Retention.TEN, Retention.THIRTY):
        last = add_months(today, -months_of(term))
        found += held().filter(retention=term, dated_on__lte=last)
    return sorted(found, key=lambda item: (expires_on(item), item.code, str(item.pk)))


def months_of(term: str) -> int:
    """How long a term is; its code says the years."""
    return int(term.removeprefix("D")) * MONTHS_IN_YEAR


def expires_on(item: ArchiveItem) -> date:
    return add_months(item.dated_on, months_of(item.retention))


def next_number(model: type[Transfer] | type[Destruction], year: int) -> int:
    return (model.objects.filter(year=year).aggregate(last=Max("number"))["last"] or 0) + 1


def loans_open() -> QuerySet[Loan]:
    return Loan.objects.filter(state=OUT).select_related("item").order_by("due_on", "id")
