"""What other lines of work say about the same session: the published agenda, and who stands for election."""

from __future__ import annotations

from renda.modules.elections.models import Candidate
from renda.modules.sessions.attendance import duties
from renda.modules.sessions.sittings import selectors


def agenda(session) -> list[str]:
    """The published agenda of the session, a line for each item; empty while nothing is published."""
    programme = selectors.published(session, "agenda")
    return selectors.lines_of("agenda", programme.content).splitlines() if programme else []


def candidates(session) -> set:
    """Person keys of everybody who stands for election at the session."""
    rows = Candidate.objects.filter(election__congress_session=session, withdrawn_on__isnull=True)
    return set(rows.values_list("person_id", flat=True))


if candidates not in duties.candidate_sources:
    duties.candidate_sources.append(candidates)
