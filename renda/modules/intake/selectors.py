"""What the pages and the command line show of old papers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, Least

from renda.kernel.archive.models import ArchiveItem
from renda.kernel.documents.engine.layout import width_chars
from renda.kernel.documents.reading.scans import Row
from renda.kernel.documents.reading.scans.layout import rows_in_order
from renda.kernel.documents.reading.scans.punctuation import as_printed
from renda.kernel.files.limits import SCANS
from renda.kernel.search.marks import marked
from renda.kernel.search.query import Query
from renda.modules.intake.models import Intake, IntakeFile, IntakePage, IntakePaper


def being_read(at: str = "") -> Q:
    """The condition for papers that are still to be read; ``at``: the way to them."""
    return Q(
        **{f"{at}read_at": None, f"{at}problem": "", f"{at}set_aside_at": None, f"{at}id__isnull": False}
    )


def to_check(at: str = "") -> Q:
    """The condition for papers that wait for a person."""
    known = Q(**{f"{at}read_at__isnull": False}) | ~Q(**{f"{at}problem": ""})
    return known & Q(**{f"{at}item": None, f"{at}set_aside_at": None, f"{at}id__isnull": False})


def with_counts(rows: QuerySet[Intake]) -> QuerySet[Intake]:
    """Lists with how many papers are being read, wait for a look, are filed, were set aside, were not read."""

    def number(condition: Q) -> Count:
        return Count("papers", filter=condition, distinct=True)

    return rows.annotate(
        papers_count=Count("papers", distinct=True), reading=number(being_read("papers__")),
        to_check=number(to_check("papers__")), filed=number(Q(papers__item__isnull=False)),
        aside=number(Q(papers__set_aside_at__isnull=False)),
        unread=number(to_check("papers__") & ~Q(papers__problem="")), out=Count("left_out", distinct=True),
    )  # fmt: skip


@dataclass(frozen=True)
class Pages:
    """How many pages of scans are recognised, of how many."""

    done: int
    wanted: int


def pages_of(intake: Intake) -> Pages:
    """How far the scans of a list are."""
    scans = IntakeFile.objects.filter(paper__intake=intake, paper__is_scan=True, paper__set_aside_at=None)
    wanted = scans.aggregate(all=Sum(Least(Coalesce(F("stored__pages"), 1), SCANS.archive_pages)))["all"]
    return Pages(IntakePage.objects.filter(file__in=scans).count(), wanted or 0)


def paper_of_item(item: ArchiveItem) -> IntakePaper | None:
    """The old paper that an item of the archive was made from."""
    return IntakePaper.objects.filter(item=item).first()


# ------------------------------------------------------------------ where words stand on a page


@dataclass(frozen=True)
class Spot:
    """A stretch of a page: left, top, width, height in the pixels of its picture."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class LitPage:
    """A page with the places of the words looked for, the rows that are doubtful, its rows as text, and each row as it
    was recognised with its number (for correcting it) and whether it is doubtful."""

    row: IntakePage
    width: int
    height: int
    hits: tuple[Spot, ...]
    doubtful: tuple[Spot, ...]
    lines: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[int, str, bool], ...]


def lit(row: IntakePage, query: Query | None) -> LitPage:
    """A page as it is shown. A word that goes on in the next row lights up in both."""
    page = row.page()
    rows = [one for line in rows_in_order(page) for one in line]
    hits = tuple(_hits(rows, query)) if query is not None and query.words else ()
    doubtful = tuple(_spot(one.box) for one in rows if one.doubtful)
    lines = tuple(
        ("\u3000".join(as_printed(one.text) for one in line), any(one.doubtful for one in line))
        for line in rows_in_order(page)
    )
    single = tuple((number, one.text, bool(one.doubtful)) for number, one in enumerate(page.rows))
    return LitPage(row, page.width, page.height, hits, doubtful, lines, single)


def _spot(box: tuple[int, int, int, int]) -> Spot:
    left, top, right, bottom = box
    return Spot(left, top, max(1, right - left), max(1, bottom - top))


def _hits(rows: list[Row], query: Query):
    """The stretches of rows in which found words stand, each as wide as its share of the row."""
    owners = [(place, at) for place, one in enumerate(rows) for at in range(len(one.text))]
    text = "".join(one.text for one in rows)
    at = 0
    for part in marked(text, query):
        if part.marked:
            for place, group in groupby(owners[at : at + len(part.text)], key=lambda owner: owner[0]):
                places = [owner[1] for owner in group]
                yield _stretch(rows[place], places[0], places[-1] + 1)
        at += len(part.text)


def _stretch(row: Row, start: int, end: int) -> Spot:
    left, top, right, bottom = row.box
    unit = (right - left) / max(1.0, width_chars(row.text))
    begin, stop = (round(left + width_chars(row.text[:at]) * unit) for at in (start, end))
    return _spot((begin, top, stop, bottom))
