"""What is asked about sessions: which is next, who counts, what was done the last time."""

from __future__ import annotations

from datetime import date

from renda.foundation import clock
from renda.kernel.deadlines import timing
from renda.kernel.people.models import CongressSession, Mandate, Term
from renda.kernel.people.register import MandateLevel
from renda.kernel.units.models import TownProfile
from renda.law.session_plan import Where, kind
from renda.modules.sessions.models import PlanStep, SessionWork

BEFORE_OPENING = ("planned", "noticed")
OPEN = (*BEFORE_OPENING, "opened", "closed")
TASK_RULE = "session-task-reminders"


def where() -> Where:
    """The town's place, settings and calendar."""
    profile = TownProfile.current()
    return Where(profile.place_code or None, profile.rule_settings, timing.town_calendar())


def base_on(day: date) -> int:
    """The number majorities and quorums are counted from: deputies in office on the day (rule ``deputies-total-base``)."""
    return Mandate.objects.on(day).filter(level=MandateLevel.TOWN).count()


def open_works():
    """Sessions somebody still works on."""
    return (
        SessionWork.objects.filter(state__in=OPEN)
        .select_related("session__term")
        .order_by("session__opens_on", "id")
    )


def of_session(session: CongressSession) -> SessionWork | None:
    """The work for a session; None for one held before this system was used."""
    return SessionWork.objects.select_related("session__term").filter(session=session).first()


def of_kind(kind_key: str):
    """The sessions of a kind; what was registered by mistake was none."""
    return SessionWork.objects.filter(kind=kind_key).exclude(state="cancelled")


def previous_of(work: SessionWork) -> SessionWork | None:
    """The last session of the same kind before this one: its plan is where this one starts."""
    rows = of_kind(work.kind).filter(session__opens_on__lt=work.session.opens_on).exclude(pk=work.pk)
    return rows.select_related("session").order_by("-session__opens_on", "-id").first()


def since(session: CongressSession) -> date:
    """Papers and facts of a session are those after the last one closed."""
    before = (
        CongressSession.objects.filter(opens_on__lt=session.opens_on).order_by("-opens_on", "-id").first()
    )
    return before.closes_on if before else date.min


def until(session: CongressSession) -> date:
    """Papers of a session are those before the next one opens."""
    after = CongressSession.objects.filter(opens_on__gt=session.opens_on).order_by("opens_on", "id").first()
    return after.opens_on if after else date.max


def term_for(kind_key: str, opens_on: date) -> tuple[Term | None, bool]:
    """The congress a session belongs to, and whether it has still to be opened.

    The first session after an election opens the next congress, unless somebody has registered it already.
    """
    latest = Term.objects.order_by("-number").first()
    if kind(kind_key).opens_term:
        fresh = latest is not None and latest.sessions.exists()
        return latest, fresh
    found = Term.objects.filter(starts_on__lte=opens_on).order_by("-starts_on", "-number").first()
    return found, False


def next_number(term: Term | None) -> int:
    """The number after the last session of a congress."""
    last = term.sessions.order_by("-number").first() if term else None
    return last.number + 1 if last else 1


def unprepared():
    """Sessions of today and later that were only registered with their days: nobody has begun to prepare them."""
    rows = CongressSession.objects.filter(closes_on__gte=clock.today(), work__isnull=True)
    return rows.select_related("term").order_by("opens_on", "id")


def registered_for(opens_on: date, closes_on: date) -> CongressSession | None:
    """The session already registered for these days, which the preparation then takes over."""
    return unprepared().filter(opens_on__lte=closes_on, closes_on__gte=opens_on).first()


def suggested_opening(kind_key: str) -> date | None:
    """The working day a year after the last session of this kind; nothing when there was none."""
    last = of_kind(kind_key).select_related("session").order_by("-session__opens_on", "-id").first()
    if last is None:
        return None
    then = last.session.opens_on
    try:
        day = then.replace(year=then.year + 1)
    except ValueError:
        day = date(then.year + 1, 3, 1)
    return timing.town_calendar().next_workday(day)


def tasks_near():
    """Steps of open sessions that are due within the reminder's reach and not done, the nearest first."""
    until = clock.today().toordinal() + timing.practice(TASK_RULE)["days_ahead"]
    rows = PlanStep.objects.filter(
        work__state__in=OPEN,
        done_on__isnull=True,
        removed_on__isnull=True,
        due_on__lte=date.fromordinal(until),
    )
    rows = rows.exclude(phase="after", work__state__in=(*BEFORE_OPENING, "opened"))
    return rows.select_related("work__session__term").order_by("due_on", "position", "id")
