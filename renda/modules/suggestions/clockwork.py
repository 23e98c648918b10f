"""What follows by itself when a day comes: notices, silence as acceptance, lapsed verdicts, reminders, rhythm."""

from __future__ import annotations

from datetime import date, timedelta

from django.apps import apps

from renda.foundation import clock
from renda.kernel.access.actors import system
from renda.kernel.deadlines import loop, timing
from renda.kernel.deadlines.models import Deadline
from renda.kernel.notices import outbox
from renda.kernel.people.models import CongressSession
from renda.kernel.procedures.execute import MovedMeanwhile, execute, open_matter
from renda.kernel.units.scope import active_town_id
from renda.law.counting import add_months
from renda.modules.suggestions.models import RhythmEvent, Suggestion
from renda.modules.suggestions.models.rhythm import RhythmKind

SUGGESTION = "suggestions.suggestion"
OURS = (SUGGESTION, "suggestions.promise", "suggestions.rhythmevent")


def on_deadline(deadline: Deadline, event: str) -> None:
    """Tell whoever it waits for, and take the declared step of a deadline that is over."""
    if deadline.model not in OURS:
        return
    if not (deadline.internal and event == "late"):
        outbox.post(f"deadline.{event}", deadline, {}, url=deadline.url)
    step = LATE_STEPS.get(deadline.key)
    if event == "late" and step is not None:
        matter = apps.get_model(deadline.model).objects.get(pk=deadline.object_id)
        try:
            step(matter)
        except MovedMeanwhile:
            return


def accept_by_silence(suggestion: Suggestion) -> None:
    execute(system(active_town_id()), suggestion, "accept_by_silence")


def lapse(suggestion: Suggestion) -> None:
    execute(system(active_town_id()), suggestion, "lapse")


def urge(suggestion: Suggestion) -> None:
    execute(system(active_town_id()), suggestion, "urge", {"reason": "答复期限已过，还没有答复代表"})


LATE_STEPS = {"sign_for": accept_by_silence, "verdict": lapse, "reply": urge, "rehandle": urge}


def plan_rhythm() -> None:
    """Create the rhythm events whose time has come; each period once, however often this runs."""
    today = clock.today()
    ahead = timing.practice("suggestion-rhythm-due")["created_days_ahead"]
    wanted = [(kind, start, end) for kind, (start, end) in periods(today) if end - timedelta(days=ahead) <= today]
    known = set(RhythmEvent.objects.filter(period_from__in=[row[1] for row in wanted]).values_list("kind", "period_from"))
    missing = [row for row in wanted if (row[0], row[1]) not in known]
    first = first_day() if missing else None
    for kind, start, end in missing:
        if end < first:
            continue
        due_on = timing.town_calendar().next_workday(end + timedelta(days=1))
        fields = {"kind": kind, "period_from": start, "period_to": end, "due_on": due_on}
        open_matter(system(active_town_id()), "rhythm", "plan", fields)


def first_day() -> date:
    """The day of the oldest suggestion: before it there was nothing to supervise."""
    first = Suggestion.objects.filter(submitted_on__isnull=False).order_by("submitted_on").first()
    return first.submitted_on if first else date.max


def periods(today: date) -> list[tuple[str, tuple[date, date]]]:
    """The present and the last finished period of each rhythm, counted from the beginning of the year."""
    rules = {
        RhythmKind.HEARING: "rhythm-tracking-bimonthly",
        RhythmKind.SITE_VISIT: "rhythm-site-observation-quarterly",
        RhythmKind.PUBLICATION: "rhythm-publication-half-year",
    }
    found = []
    for kind, rule in rules.items():
        months = timing.rule(rule).duration().months()
        present = period_of(today, months)
        previous = period_of(present[0] - timedelta(days=1), months)
        found += [(kind, previous), (kind, present)]
    return found + report_periods(today)


def period_of(day: date, months: int) -> tuple[date, date]:
    """The stretch of ``months`` (counted from January) that ``day`` falls into."""
    first_month = (day.month - 1) // months * months + 1
    start = date(day.year, first_month, 1)
    return start, add_months(start, months) - timedelta(days=1)


def report_periods(today: date) -> list[tuple[str, tuple[date, date]]]:
    """From the close of the last session to the eve of the next one that has a date."""
    upcoming = CongressSession.objects.filter(opens_on__gt=today).order_by("opens_on").first()
    last = CongressSession.objects.filter(closes_on__lte=today).order_by("-closes_on").first()
    if upcoming is None or last is None:
        return []
    return [(RhythmKind.REPORT, (last.closes_on + timedelta(days=1), upcoming.opens_on - timedelta(days=1)))]


def start() -> None:
    """Hook into the loop; called once when the app is ready."""
    loop.listeners.append(on_deadline)
    loop.daily.append(plan_rhythm)
