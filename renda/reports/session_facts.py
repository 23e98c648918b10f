"""What other lines of work know about a session: papers that went out, suggestions registered and handed over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Max, Q
from django.db.models.functions import Coalesce

from renda.kernel.people.models import CongressSession
from renda.modules.drafting.models import Draft
from renda.modules.sessions import facts, selectors
from renda.modules.suggestions.models import Suggestion

RESOLUTIONS = ("resolution_", "decision_projects", "decision_resignation")
WITHDRAWN = ("draft", "withdrawn")


def sent_papers(templates: Iterable[str], since: date, until: date) -> list[facts.SentPaper]:
    """Papers written in this system that were sent, or filed without being sent."""
    rows = (
        Draft.objects.filter(template__in=list(templates), paper__isnull=False)
        .exclude(state="recalled")
        .annotate(out_on=Coalesce("sent_on", "filed_on"))
        .filter(out_on__gt=since, out_on__lt=until)
    )
    rows = rows.select_related("paper").order_by("out_on", "id")
    return [facts.SentPaper(row.template, row.out_on, row.paper) for row in rows]


def resolutions_out(session: CongressSession) -> date | None:
    """The day the last of the session's resolutions went out; None while one is still on its way."""
    named = Q()
    for start in RESOLUTIONS:
        named |= Q(template__startswith=start)
    rows = Draft.objects.filter(named, opened_at__date__lt=selectors.until(session)).exclude(
        state__in=("discarded", "recalled")
    )
    rows = rows.filter(opened_at__date__gt=selectors.since(session)).annotate(
        out_on=Coalesce("sent_on", "filed_on")
    )
    days = list(rows.order_by().values_list("out_on", flat=True))
    return None if not days or None in days else max(days)


def registered(session: CongressSession) -> date | None:
    """Every suggestion handed in at the session has its number; the day of the last."""
    return when_none_waits(session, ("submitted",), "registered_on")


def handed_over(session: CongressSession) -> date | None:
    """Every suggestion of the session has a unit; the day of the last."""
    return when_none_waits(session, ("submitted", "registered"), "assigned_on")


def when_none_waits(session: CongressSession, waiting: tuple[str, ...], field: str) -> date | None:
    rows = Suggestion.objects.filter(session=session).exclude(state__in=WITHDRAWN).order_by()
    if rows.filter(state__in=waiting).exists():
        return None
    return rows.aggregate(last=Max(field))["last"]


def start() -> None:
    """Tell the sessions; called once when the application is ready."""
    facts.papers_with(sent_papers)
    facts.register("resolutions_out", "决议都发出了", resolutions_out)
    facts.register("suggestions_registered", "会上的建议都登记了", registered)
    facts.register("suggestions_handed_over", "会上的建议都交办了", handed_over)
