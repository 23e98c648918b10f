"""Figures about a period, and the rows behind every figure.

The cohort of a period are the suggestions handed in between its two days (bills are no suggestions, drafts
are not handed in). A figure is a filter over the cohort: the count and the list of rows use the same one.
What came in is either accepted, waiting, merged, declined or withdrawn; what was replied to is either judged
or not judged. Everything is as it stands now, not as it stood on the last day.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from django.db.models import (
    Avg,
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import TruncMonth

from renda.foundation import clock
from renda.kernel.deadlines.models import Deadline, DeadlineStatus
from renda.modules.suggestions.models import Category, Progress, Suggestion
from renda.modules.suggestions.models.judging import Attitude
from renda.modules.suggestions.models.suggestion import Channel, Kind, ResultClass

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
        in_time=Exists(replies.filter(status=DeadlineStatus.MET)) & ~Exists(replies.filter(status=DeadlineStatus.MET_LATE)),
        is_late=Exists(overdue),
        used=ExpressionWrapper(F("replied_on") - F("assigned_on"), output_field=DurationField()),
    )


def suggestions() -> QuerySet:
    """Every suggestion that was handed in, with its clocks."""
    handed_in = Suggestion.objects.filter(kind=Kind.SUGGESTION, submitted_on__isnull=False).exclude(state="draft")
    return with_clocks(handed_in).order_by("submitted_on", "number", "id")


def cohort(start: date, end: date) -> QuerySet:
    """The suggestions handed in between two days, both included."""
    return suggestions().filter(submitted_on__range=(start, end))


def counted(*keys: str) -> dict[str, Count]:
    return {key: Count("pk", filter=FIGURES[key]) if FIGURES[key] else Count("pk") for key in keys}


def summary(start: date, end: date) -> dict[str, int]:
    """Every figure of the period; one query."""
    return cohort(start, end).order_by().aggregate(**counted(*SUMMARY))


def by_unit(start: date, end: date) -> list[dict]:
    """A line for every lead unit, most suggestions first, with average days from hand-over to reply
    (one decimal, None without a reply); one query."""
    grouped = (
        cohort(start, end)
        .filter(ASSIGNED)
        .order_by()
        .values("lead_unit_id", "lead_unit__name", "lead_unit__position")
        .annotate(**counted(*OF_UNIT), average=Avg("used"))
    )
    lines = sorted(grouped, key=lambda row: (-row["assigned"], row["lead_unit__position"], row["lead_unit__name"]))
    return [
        {
            "unit": row["lead_unit__name"],
            "unit_id": row["lead_unit_id"],
            **{key: row[key] for key in OF_UNIT},
            "average_days": round(row["average"] / timedelta(days=1), 1) if row["average"] is not None else None,
        }
        for row in lines
    ]


def by_category(start: date, end: date) -> list[dict]:
    """Received, accepted, replied and satisfied of every category of the period; two queries."""
    keys = ("received", "accepted", "replied", "satisfied", "dissatisfied")
    grouped = cohort(start, end).order_by().values("category_id").annotate(**counted(*keys))
    categories = Category.objects.in_bulk()
    lines = [{"category": categories.get(row["category_id"]), **row} for row in grouped]
    return sorted(lines, key=lambda row: (-row["received"], row["category"].position if row["category"] else 0))


def by_result(start: date, end: date) -> list[dict]:
    """How many of each result; one query."""
    counts = summary(start, end)
    return [{"key": key, "label": result.label, "count": counts[key]} for key, result in RESULTS.items()]


def by_satisfaction(start: date, end: date) -> list[dict]:
    """How many of each verdict, those not judged told apart; one query."""
    counts = summary(start, end)
    return [{"key": key, "label": label, "count": counts[key]} for key, label in VERDICTS.items()]


def by_month(start: date, end: date) -> list[dict]:
    """For every month of the period: handed in (``came``) and answered (``went``, whenever handed in); two queries."""
    came = per_month(cohort(start, end), "submitted_on")
    went = per_month(answered(start, end), "replied_on")
    return [{"month": month, "came": came[month], "went": went[month]} for month in months(start, end)]


def answered(start: date, end: date) -> QuerySet:
    return suggestions().filter(REPLIED, replied_on__range=(start, end))


def per_month(rows: QuerySet, field: str) -> Counter:
    grouped = rows.order_by().annotate(month=TruncMonth(field)).values("month").annotate(count=Count("pk"))
    return Counter({row["month"]: row["count"] for row in grouped})


def months(start: date, end: date) -> list[date]:
    """The first day of every month between two days."""
    count = (end.year - start.year) * 12 + end.month - start.month
    return [date(start.year + (start.month - 1 + n) // 12, (start.month - 1 + n) % 12 + 1, 1) for n in range(count + 1)]


def days_used(start: date, end: date) -> list[dict]:
    """How many replies took how many days since hand-over; one query."""
    counts = cohort(start, end).order_by().aggregate(
        **{f"band_{band}": Count("pk", filter=in_band(band)) for band in range(len(BANDS) + 1)}
    )
    return [{"band": band, "label": band_label(band), "count": counts[f"band_{band}"]} for band in range(len(BANDS) + 1)]


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

    ``figure_key``: a key of ``summary`` or ``by_unit``, or ``came``, ``went`` (with ``month=``: first day of a
    month), or ``days_used`` (with ``band=``). ``unit=`` (a unit or its id) narrows to its lead,
    ``category=`` (a category, its id, or None for those without one) to a category. KeyError for an unknown figure.
    """
    if figure_key == "went":
        rows = answered(start, end)
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
    latest = Progress.objects.filter(suggestion=OuterRef("pk"), happened_on__lte=end).order_by("-happened_on", "-id")
    rows = (
        suggestions()
        .filter(ASSIGNED, assigned_on__lte=end)
        .filter(Q(replied_on__isnull=True) | Q(replied_on__gte=start) | Q(state__in=("assigned", "handling")))
        .annotate(progress_on=Subquery(latest.values("happened_on")[:1]), progress_text=Subquery(latest.values("text")[:1]))
    )
    return list(rows.select_related("lead_unit").order_by("number", "id"))


def latest_progress(row: Suggestion) -> str:
    """The newest progress of a row of ``in_hand_between``, with its day; no query."""
    return f"{row.progress_on.month}月{row.progress_on.day}日：{row.progress_text}" if row.progress_on else "暂无进展"
