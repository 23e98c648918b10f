"""What the vote on livelihood projects knows about the preparation of its session."""

from __future__ import annotations

from datetime import date

from renda.kernel.people.models import CongressSession
from renda.modules.livelihood.models import Campaign
from renda.modules.sessions import facts


def listed(session: CongressSession) -> date | None:
    """The day the list of candidates for this session was settled; None while it is open or taken back."""
    rows = Campaign.objects.filter(congress_session=session, listed_on__isnull=False).exclude(
        state="cancelled"
    )
    found = rows.order_by("-listed_on", "-id").first()
    return found.listed_on if found else None


def start() -> None:
    """Tell the sessions; called once when the application is ready."""
    facts.register("projects_listed", "民生实事候选项目的名单定了", listed)
