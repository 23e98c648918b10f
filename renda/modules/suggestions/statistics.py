"""Figures about a period, and the rows behind every figure.

The cohort of a period are the suggestions handed in between its two days (bills are no suggestions, drafts
are not handed in). A figure is a condition over the cohort: the count and the list of rows use the same one.
What came in is either accepted, waiting, merged, declined or withdrawn; what was replied to is either judged
or not judged. Everything is as it stands now, not as it stood on the last day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cached_property
from statistics import fmean
from typing import Any

from django.db.models import (
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from renda.foundation import clock
from renda.foundation.chinese.dates import day_zh
from renda.kernel.deadlines.models import Deadline, DeadlineStatus
from renda.modules.suggestions.models import Category, Progress, Suggestion
from renda.modules.suggestions.models.judging import Attitude
from renda.modules.suggestions.models.suggestion import Channel, Kind, ResultClass
from renda.modules.suggestions.predicates import predicate

NOT_HANDLED = ("merged", "declined", "withdrawn")
REPLY_CLOCKS = ("reply", "rehandle")
BANDS = (30, 60, 90, 180)
"""Upper ends of the classes of the picture of days used; the last class is open."""

ACCEPTED = Q(registered_on__isnull=False) & ~Q(state__in=NOT_HANDLED)
REPLIED = ACCEPTED & Q(replied_on__isnull=False)
JUDGED = REPLIED & Q(judged_on__isnull=False, satisfaction__in=Attitude.values)
ASSIGNED = ACCEPTED & Q(assigned_on__isnull=False, lead_unit__isnull=False)

FIGURES: dict[str, Q] = {
    "received": Q(),
    "accepted": ACCEPTED,
    "waiting": Q(registered_on__isnull=True) & ~Q(state__in=NOT_HANDLED),
    "merged": Q(state="merged"),
    "declined": Q(state="declined"),
    "withdrawn": Q(state="withdrawn"),
    "in_session": ACCEPTED & Q(channel=Channel.IN_SESSION),
    "in_recess": ACCEPTED & Q(channel=Channel.IN_RECESS),
    "key": ACCEPTED & Q(is_key=True),
    "replied": REPLIED,
    "on_time": REPLIED & Q(in_time=True),
    "solved": REPLIED & Q(result=ResultClass.SOLVED),
    "solving": REPLIED & Q(result=ResultClass.IN_PROGRESS),
    "planned": REPLIED & Q(result=ResultClass.PLANNED),
    "limited": REPLIED & Q(result=ResultClass.NOT_YET),
    "reference": REPLIED & Q(result=ResultClass.REFERENCE),
    "passed_up": REPLIED & Q(result=ResultClass.PASSED_UP),
    "satisfied": JUDGED & Q(satisfaction=Attitude.GOOD),
    "mostly": JUDGED & Q(satisfaction=Attitude.FAIR),
    "dissatisfied": JUDGED & Q(satisfaction=Attitude.POOR),
    "not_judged": REPLIED & ~Q(judged_on__isnull=False, satisfaction__in=Attitude.values),
    "reopened": ACCEPTED & Q(round__gt=1),
    "late_now": ACCEPTED & Q(is_late=True),
    "assigned": ASSIGNED,
    "unit_replied": ASSIGNED & REPLIED,
    "unit_on_time": ASSIGNED & REPLIED & Q(in_time=True),
    "unit_satisfied": ASSIGNED & JUDGED & Q(satisfaction=Attitude.GOOD),
    "unit_mostly": ASSIGNED & JUDGED & Q(satisfaction=Attitude.FAIR),
    "unit_dissatisfied": ASSIGNED & JUDGED & Q(satisfaction=Attitude.POOR),
    "unit_reopened": ASSIGNED & Q(round__gt=1),
    "unit_late_now": ASSIGNED & Q(is_late=True),
}
SUMMARY = tuple(FIGURES)[: tuple(FIGURES).index("assigned")]
OF_UNIT = tuple(FIGURES)[tuple(FIGURES).index("assigned") :]
RESULTS = {
    "solved": ResultClass.SOLVED,
    "solving": ResultClass.IN_PROGRESS,
    "planned": ResultClass.PLANNED,
    "limited": ResultClass.NOT_YET,
    "reference": ResultClass.REFERENCE,
    "passed_up": ResultClass.PASSED_UP,
}
VERDICTS = {"satisfied": "满意", "mostly": "基本满意", "dissatisfied": "不满意", "not_judged": "未测评"}


def with_clocks(rows: QuerySet) -> QuerySet:
    """Annotate ``in_time`` (replied, and in no round late), ``is_late`` (a reply is overdue today) and
    ``used`` (time from hand-over to the reply that stands)."""
    label = Suggestion._meta.label_lower
    replies = Deadline.objects.filter(model=label, object_id=OuterRef("pk"), key__in=REPLY_CLOCKS)
    overdue = replies.filter(status__in=DeadlineStatus.open(), due_on__lt=clock.today())
    return rows.annotate(
        in_time=Exists(replies.filter(status=DeadlineStatus.MET))
        & ~Exists(replies.filter(status=DeadlineStatus.MET_LATE)),
        is_late=Exists(overdue),
        used=ExpressionWrapper(F("replied_on") - F("assigned_on"), output_field=DurationField()),
    )


def handed_in() -> QuerySet:
    """Every suggestion that was handed in."""
    rows = Suggestion.objects.filter(kind=Kind.SUGGESTION, submitted_on__isnull=False)
    return rows.exclude(state="draft")


def suggestions() -> QuerySet:
    """Every suggestion that was handed in, with its clocks."""
    return with_clocks(handed_in()).order_by("submitted_on", "number", "id")


def cohort(start: date, end: date) -> QuerySet:
    """The suggestions handed in between two days, both included."""
    return suggestions().filter(submitted_on__range=(start, end))


COLUMNS = tuple(
    "registered_on state channel is_key replied_on in_time result satisfaction judged_on round is_late assigned_on".split()
)
"""What the conditions of the figures look at, but for ``used``."""


class Period:
    """The figures of a period, all counted over the cohort's rows read once."""

    def __init__(self, start: date, end: date) -> None:
        self.start, self.end = start, end

    @cached_property
    def rows(self) -> list[dict]:
        grouping = ("category_id", "lead_unit_id", "lead_unit__name", "lead_unit__position", "submitted_on")
        rows = cohort(self.start, self.end).order_by().values(*COLUMNS, *grouping)
        return [{**row, "lead_unit": row["lead_unit_id"], "used": used(row)} for row in rows]

    @cached_property
    def counts(self) -> dict[str, int]:
        """Every figure of the whole period."""
        return counted(self.rows, SUMMARY)

    def by_unit(self) -> list[dict]:
        """A line for every lead unit, most suggestions first, with average days from hand-over to reply
        (one decimal, None without a reply)."""
        lines = []
        for unit_id, rows in grouped(filter(HOLDS["assigned"], self.rows), "lead_unit_id").items():
            days = [row["used"] / timedelta(days=1) for row in rows if row["used"] is not None]
            lines.append(
                {
                    "unit": rows[0]["lead_unit__name"],
                    "unit_id": unit_id,
                    "position": rows[0]["lead_unit__position"],
                    **counted(rows, OF_UNIT),
                    "average_days": round(fmean(days), 1) if days else None,
                }
            )
        return sorted(lines, key=lambda line: (-line["assigned"], line["position"], line["unit"]))

    def by_category(self) -> list[dict]:
        """Received, accepted, replied and judged of every category of the period; one query more."""
        keys = ("received", "accepted", "replied", "satisfied", "dissatisfied")
        categories = Category.objects.in_bulk()
        lines = [
            {"category": categories.get(category_id), "category_id": category_id, **counted(rows, keys)}
            for category_id, rows in grouped(self.rows, "category_id").items()
        ]
        return sorted(
            lines, key=lambda line: (-line["received"], line["category"].position if line["category"] else 0)
        )

    def by_result(self) -> list[dict]:
        """How many of each result."""
        return [
            {"key": key, "label": result.label, "count": self.counts[key]} for key, result in RESULTS.items()
        ]

    def by_satisfaction(self) -> list[dict]:
        """How many of each verdict, those not judged told apart."""
        return [{"key": key, "label": label, "count": self.counts[key]} for key, label in VERDICTS.items()]

    def by_month(self) -> list[dict]:
        """For every month: handed in (``came``) and answered (``went``, whenever handed in); one query more."""
        came = Counter(row["submitted_on"].replace(day=1) for row in self.rows)
        answers = handed_in().filter(answered(self.start, self.end)).order_by()
        went = Counter(day.replace(day=1) for day in answers.values_list("replied_on", flat=True))
        return [
            {"month": month, "came": came[month], "went": went[month]}
            for month in months(self.start, self.end)
        ]

    def days_used(self) -> list[dict]:
        """How many replies took how many days since hand-over."""
        bands = [predicate(in_band(band)) for band in range(len(BANDS) + 1)]
        return [
            {"band": band, "label": band_label(band), "count": sum(map(holds, self.rows))}
            for band, holds in enumerate(bands)
        ]


HOLDS = {key: predicate(condition) for key, condition in FIGURES.items()}


def counted(rows: Sequence[dict], keys: Iterable[str]) -> dict[str, int]:
    return {key: sum(map(HOLDS[key], rows)) for key in keys}


def grouped(rows: Iterable[dict], column: str) -> dict[Any, list[dict]]:
    groups = defaultdict(list)
    for row in rows:
        groups[row[column]].append(row)
    return groups


def used(row: dict) -> timedelta | None:
    """What the rows of the database carry as ``used``: SQLite takes longer over it than over the whole row."""
    known = row["replied_on"] and row["assigned_on"]
    return row["replied_on"] - row["assigned_on"] if known else None


def answered(start: date, end: date) -> Q:
    """Replied to between two days, whenever handed in."""
    return REPLIED & Q(replied_on__range=(start, end))


def months(start: date, end: date) -> list[date]:
    """The first day of every month between two days."""
    count = (end.year - start.year) * 12 + end.month - start.month
    return [
        date(start.year + (start.month - 1 + n) // 12, (start.month - 1 + n) % 12 + 1, 1)
        for n in range(count + 1)
    ]


def in_band(band: int) -> Q:
    """Replies whose time falls into the class: above the end before, up to its own end."""
    within = REPLIED & Q(assigned_on__isnull=False)
    if band:
        within &= Q(used__gt=timedelta(days=BANDS[band - 1]))
    if band < len(BANDS):
        within &= Q(used__lte=timedelta(days=BANDS[band]))
    return within


def band_label(band: int) -> str:
    if band == len(BANDS):
        return f"{BANDS[-1]}天以上"
    return f"{BANDS[band - 1] + 1}—{BANDS[band]}天" if band else f"{BANDS[0]}天以内"


def rows_of(figure_key: str, start: date, end: date, **narrow) -> QuerySet:
    """The rows a figure counts: ``rows_of(key, …).count()`` is the figure.

    ``figure_key``: a key of ``SUMMARY`` or ``OF_UNIT``, or ``came``, ``went`` (with ``month=``: first day of a
    month), or ``days_used`` (with ``band=``). ``unit=`` (a unit or its id) narrows to its lead,
    ``category=`` (a category, its id, or None for those without one) to a category. KeyError for an unknown figure.
    """
    if figure_key == "went":
        rows = suggestions().filter(answered(start, end))
    else:
        rows = cohort(start, end).filter(filter_of(figure_key, narrow))
    if "month" in narrow:
        field = "replied_on" if figure_key == "went" else "submitted_on"
        month = narrow["month"]
        rows = rows.filter(**{f"{field}__year": month.year, f"{field}__month": month.month})
    if "unit" in narrow:
        rows = rows.filter(lead_unit_id=getattr(narrow["unit"], "pk", narrow["unit"]))
    if "category" in narrow:
        rows = rows.filter(in_category(narrow["category"]))
    return rows.select_related("lead_unit", "category", "author__person")


def filter_of(figure_key: str, narrow: dict) -> Q:
    if figure_key == "days_used":
        return in_band(narrow["band"])
    return FIGURES["received" if figure_key == "came" else figure_key]


def in_category(category) -> Q:
    if category is None:
        return Q(category__isnull=True)
    return Q(category_id=getattr(category, "pk", category))


def in_hand_between(start: date, end: date) -> list[Suggestion]:
    """What units had in hand in the period: handed over by its last day, not answered before its first
    (or given back for another round), by number; one query."""
    latest = Progress.objects.filter(suggestion=OuterRef("pk"), happened_on__lte=end).order_by(
        "-happened_on", "-id"
    )
    rows = (
        suggestions()
        .filter(ASSIGNED, assigned_on__lte=end)
        .filter(Q(replied_on__isnull=True) | Q(replied_on__gte=start) | Q(state__in=("assigned", "handling")))
        .annotate(
            progress_on=Subquery(latest.values("happened_on")[:1]),
            progress_text=Subquery(latest.values("text")[:1]),
        )
    )
    return list(rows.select_related("lead_unit").order_by("number", "id"))


def latest_progress(row: Suggestion) -> str:
    """The newest progress of a row of ``in_hand_between``, with its day; no query."""
    return (
        f"{day_zh(row.progress_on)}：{row.progress_text}"
        if row.progress_on
        else "暂无进展"
    )
