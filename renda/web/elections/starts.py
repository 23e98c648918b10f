"""What the form of a step begins with."""

from __future__ import annotations

from datetime import timedelta

from renda.foundation import clock
from renda.kernel.ballots.rules import spares
from renda.modules.elections import methods, offices, selectors
from renda.modules.elections.models import Election, ElectionMethod

TODAY = ("consented_on", "asked_on", "printed_on", "announced_on", "sworn_on", "told_on", "made_on", "distributed_on", "decided_on", "answered_on", "until_on")


def start_of(matter, verb: str, request) -> dict:
    """Days default to today (votes to the session's day), the rest to what the data say."""
    facts = dict.fromkeys(TODAY, clock.today())
    facts["held_on"] = day_of_vote(matter)
    facts["nomination"] = request.GET.get("nomination", "")
    facts["candidate"] = request.GET.get("candidate", "")
    facts["session"] = matter.congress_session
    facts["method"] = "secret_paper" if matter._meta.model_name == "removal" else "hands"
    if isinstance(matter, ElectionMethod):
        facts |= of_method(matter)
    if isinstance(matter, Election):
        facts |= of_election(matter, verb)
    return facts


def day_of_vote(matter):
    """Today while the session is on, else its last day, when elections are usual."""
    session = matter.congress_session
    if session is None or session.opens_on <= clock.today() <= session.closes_on:
        return clock.today()
    return session.closes_on


def of_method(method: ElectionMethod) -> dict:
    there = method.nominate_by.astimezone(clock.ZONE)
    kept = {name: getattr(method, name) for name in methods.FIELDS}
    return {**kept, "nominate_on": there.date(), "nominate_at": there.time()}


def of_election(election: Election, verb: str) -> dict:
    if verb == "nominate":
        return {"proposed_by": "presidium"}
    if verb == "settle":
        standing = list(selectors.standing_candidates(election))
        return {"candidates": in_order(election, standing), "told_apart": {str(one.pk): one.told_apart for one in standing}}
    if verb == "arrange":
        listed = selectors.formal_candidates(election).order_by("position", "id")
        return {"order": "\n".join(one.name for one in listed)}
    if verb == "print":
        return {"printed": selectors.total_on(election.congress_session.opens_on) + spares()}
    if verb == "take_office":
        former = offices.holders_of(election.post).first()
        return {"from_on": clock.today() + timedelta(days=1), "former": former, "elected": election.elected.filter(appointment__isnull=True).first()}
    if verb == "swear":
        return {"sworn": list(election.elected.filter(sworn_on__isnull=True))}
    return {}


def in_order(election: Election, standing: list) -> list:
    """All of them, or after a primary those with the most votes."""
    primary, most = selectors.primary_of(election), selectors.most_candidates(election)
    if primary is None or most is None:
        return standing
    votes = selectors.primary_votes(election)
    return sorted(standing, key=lambda one: votes.get(one.pk, (0,)), reverse=True)[:most]
