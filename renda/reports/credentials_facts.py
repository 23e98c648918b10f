"""What the election of deputies knows about a session: whose credentials were reviewed, and whose were not."""

from __future__ import annotations

from renda.kernel.people.models import CongressSession
from renda.modules.deputy_elections.credentials import unreviewed
from renda.modules.sessions import facts

RULE = "credentials-review"
MOST_NAMED = 6


def not_reviewed(session: CongressSession) -> list[facts.Unfinished]:
    """Whoever was elected and has not been reviewed is no deputy yet, and does not count."""
    names = [f"{one.name}（{one.contest.constituency.name}）" for one in unreviewed()]
    if not names:
        return []
    text = f"当选的{len(names)}人还没有审查代表资格：{'、'.join(names[:MOST_NAMED])}{'等' if len(names) > MOST_NAMED else ''}。"
    mend = "他们没有算进代表总数。请先到“代表选举”里审查确认。"
    return [facts.Unfinished(text, mend, must=False, rule=RULE)]


def start() -> None:
    """Tell the sessions; called once when the application is ready."""
    facts.before_opening_with(not_reviewed)
