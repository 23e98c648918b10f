"""What other lines of work say about the same session: the published agenda, and who stands for election."""

from __future__ import annotations

from renda.modules.elections.models import Candidate
from renda.modules.sessions.attendance import duties
from renda.modules.sessions.sittings import selectors
from renda.modules.sessions.sittings.models import SignIn


def agenda(session) -> list[str]:
    """The published agenda of the session, a line for each item; empty while nothing is published."""
    programme = selectors.published(session, "agenda")
    return selectors.lines_of("agenda", programme.content).splitlines() if programme else []


def signing_in(attendee) -> list:
    """The sittings that take sign-ins now and have not seen this person."""
    rows = selectors.sittings_of(attendee.session).filter(
        sign_in_opened_at__isnull=False, closed_at__isnull=True, cancelled_at__isnull=True
    )
    return list(rows.exclude(sign_ins__in=SignIn.objects.filter(attendee=attendee, undone_at__isnull=True)))


def candidates(session) -> set:
    """Person keys of everybody who stands for election at the session."""
    rows = Candidate.objects.filter(election__congress_session=session, withdrawn_on__isnull=True)
    return set(rows.values_list("person_id", flat=True))


if candidates not in duties.candidate_sources:
    duties.candidate_sources.append(candidates)
