"""The county deputies of a session: those in office on its first day, whoever goes and whoever does not."""

from __future__ import annotations

from uuid import UUID

from renda.modules.county_sessions import selectors
from renda.modules.county_sessions.models import CountySession, Participant

ENDED = "代表资格已经终止"


def fill(session: CountySession) -> None:
    """Bring the list up to the register: who is in office on the first day comes on it, who is not does not go."""
    seats = {mandate.pk: mandate for mandate in selectors.county_deputies(session.opens_on)}
    present = {row.mandate_id: row for row in session.participants.all()}
    for key, mandate in seats.items():
        if key not in present:
            Participant.objects.create(session=session, mandate=mandate)
    gone = [row.pk for key, row in present.items() if key not in seats]
    session.participants.filter(pk__in=gone).update(goes=False, note=ENDED)


def set_going(session: CountySession, going: set[UUID], note: str) -> None:
    """Tick those who go; ``note`` says why the others do not."""
    for row in session.participants.exclude(note=ENDED):
        row.goes = row.mandate_id in going
        row.note = "" if row.goes else note[:120]
        row.save(update_fields=["goes", "note"])
