"""Sheets of the supervision rhythm, filled from the data of the period."""

from __future__ import annotations

from renda.foundation.chinese.dates import date_zh
from renda.kernel.deadlines.models import Deadline, DeadlineStatus
from renda.kernel.procedures.execute import Step
from renda.kernel.units.models import TownProfile
from renda.modules.suggestions import judging, statistics
from renda.modules.suggestions.documents import report_words
from renda.modules.suggestions.documents.common import numbered, office_facts
from renda.modules.suggestions.models import Promise, Suggestion
from renda.modules.suggestions.models.promise import PromiseKind
from renda.modules.suggestions.models.rhythm import RhythmKind
from renda.modules.suggestions.models.suggestion import ResultClass

IN_HAND = ("registered", "assigned", "handling")


def rhythm_sheet(step: Step):
    """The sheet of an event, by its kind."""
    template, fields = SHEETS[step.matter.kind](step.matter)
    return step.paper(template, {**office_facts(), **fields}, role="sheet")


def rhythm_record(step: Step):
    """What happened, written up."""
    event = step.matter
    fields = {
        **office_facts(),
        "kind": event.get_kind_display(),
        "period_from": event.period_from,
        "period_to": event.period_to,
        "held_on": event.held_on,
        "place": event.place,
        "present": event.present,
        "summary": event.summary,
        "opinions": event.opinions,
        "recorder": step.actor.label,
    }
    return step.paper("rhythm_record", fields, role="record")


def hearing(event) -> tuple[str, dict]:
    """Progress of everything in hand in the period."""
    rows = statistics.in_hand_between(event.period_from, event.period_to)
    reply_by = reply_days(rows)
    items = [
        {
            "suggestion_number": numbered(row),
            "suggestion_title": row.title,
            "unit": row.lead_unit.name,
            "reply_by": reply_by.get(row.pk),
            "state": row.state_label(),
            "progress": statistics.latest_progress(row),
        }
        for row in rows
    ]
    return "progress_hearing", {
        "period_from": event.period_from,
        "period_to": event.period_to,
        "total": len(rows),
        "replied": sum(1 for row in rows if row.state not in IN_HAND),
        "running": sum(1 for row in rows if row.state in IN_HAND),
        "late": sum(1 for row in rows if row.is_late),
        "items": items,
    }


def reply_days(rows) -> dict:
    """The day by which each suggestion is or was to be answered: that of its newest clock not cancelled."""
    clocks = Deadline.objects.filter(
        model=Suggestion._meta.label_lower, key__in=statistics.REPLY_CLOCKS, object_id__in=[row.pk for row in rows]
    ).exclude(status=DeadlineStatus.CANCELLED)
    return dict(clocks.order_by("start_on", "due_on").values_list("object_id", "due_on"))


def site_visit(event) -> tuple[str, dict]:
    """What was said to be solved or promised in the period, to be looked at on the spot."""
    replied = (
        Suggestion.objects.filter(replied_on__range=(event.period_from, event.period_to))
        .filter(result__in=(ResultClass.SOLVED, ResultClass.IN_PROGRESS, ResultClass.PLANNED))
        .order_by("replied_on", "id")
    )
    items = [
        {
            "suggestion_number": numbered(row),
            "suggestion_title": row.title,
            "spot": row.place,
            "claimed": row.get_result_display(),
            "seen": "",
        }
        for row in replied
    ]
    empty = {"suggestion_number": "—", "suggestion_title": "本季度没有需要到现场核实的建议"}
    return "site_visit", {"period_from": event.period_from, "period_to": event.period_to, "items": items or [empty]}


def publication(event) -> tuple[str, dict]:
    """What is shown on the open column for the half year."""
    counts = statistics.Period(event.period_from, event.period_to).counts
    judged = Suggestion.objects.filter(judged_on__range=(event.period_from, event.period_to)).select_related("lead_unit")
    shown = judged.filter(published_on__isnull=False).order_by("number", "id")
    held = judged.exclude(withheld_reason="").order_by("number", "id")
    return "open_column", {
        "town": TownProfile.current().town.name,
        "period_from": event.period_from,
        "period_to": event.period_to,
        "total": counts["accepted"],
        **{key: counts[key] for key in ("replied", "solved", "solving", "planned", "satisfied", "mostly", "dissatisfied")},
        "items": [
            {
                "suggestion_number": numbered(row),
                "suggestion_title": row.public_text.get("title", row.title),
                "unit": row.lead_unit.name if row.lead_unit else "",
                "outcome": row.get_result_display(),
                "verdict": judging.words(row.satisfaction),
            }
            for row in shown
        ],
        "withheld": "；".join(f"{numbered(row)}：{row.withheld_reason}" for row in held),
    }


def report(event) -> tuple[str, dict]:
    """The report to the congress, drafted from the year's rows."""
    return "yearly_report", yearly_report_fields(event.period_from, event.period_to)


def yearly_report_fields(start, end) -> dict:
    """Every figure and list of the yearly report."""
    figures = statistics.Period(start, end)
    counts, units = figures.counts, figures.by_unit()
    promises = list(promises_due(start, end))
    not_kept = [row for row in promises if row.state != "kept"]
    return {
        **counts,
        "organ": TownProfile.current().presidium_name,
        "session": report_words.session_name_after(end),
        "since_session": report_words.session_name_before(start),
        "period_from": start,
        "period_to": end,
        "unit_count": len(units),
        "units": units,
        "promises_due": len(promises),
        "promises_kept": len(promises) - len(not_kept),
        "promises_open": len(not_kept),
        "open_promises": [f"{row.text}，承诺{date_zh(row.due_on)}前完成，{row.state_label()}" for row in not_kept],
        "practices": report_words.practices_in_words(start, end),
        "problems": report_words.problems_in_words(counts),
        "plans": report_words.plans_in_words(counts, len(not_kept)),
    }


def promises_due(start, end):
    """What was promised for the period; not what was only passed up, nor what stood in a reply taken back."""
    due = Promise.objects.filter(kind=PromiseKind.PLANNED, due_on__range=(start, end), reply__taken_back_on__isnull=True)
    return due.order_by("due_on", "id")


SHEETS = {
    RhythmKind.HEARING: hearing,
    RhythmKind.SITE_VISIT: site_visit,
    RhythmKind.PUBLICATION: publication,
    RhythmKind.REPORT: report,
}
