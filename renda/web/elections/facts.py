"""What the pages of an election and of the motions show, gathered with a fixed number of queries."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from renda.kernel.access import policies
from renda.kernel.access.actors import Actor
from renda.kernel.ballots.models import Ballot
from renda.kernel.deadlines import timing
from renda.kernel.people.models import CongressSession
from renda.kernel.procedures.offers import offers
from renda.law.statements import CountFault
from renda.modules.elections import judging, nominating, selectors
from renda.modules.elections.common import deputies_on, enough_signers, method_of, share_of_deputies
from renda.modules.elections.models import Election, NominatedBy, Questioning, Removal, Round
from renda.modules.elections.procedure.questioning import THRESHOLD
from renda.modules.elections.procedure.removal import PROPOSAL
from renda.modules.sessions.attendance.models import Duty, DutyKind
from renda.modules.sessions.sittings.models import EntryKind, Sitting
from renda.web.elections import present
from renda.web.elections.stepform import CHOSEN_IN

SCRUTINEERS = "officials-scrutineers"
SIGNING = ("sign", "enter_signatures", "unsign", "hand_in")
#: Whoever stands for election neither watches nor counts the votes (rule officials-scrutineers).
COUNTERS = (DutyKind.CHIEF_SCRUTINEER, DutyKind.SCRUTINEER, DutyKind.CHIEF_TELLER, DutyKind.TELLER)


def of_election(actor: Actor, election: Election) -> dict[str, Any]:
    """Nominations with what can be done with each, candidates, votes, who was elected, what the law says of numbers."""
    until = selectors.nominate_by(election)
    return {
        "nominations": nominations_of(actor, election),
        "candidates": list(election.candidates.select_related("person").order_by("-is_formal", "position", "id")),
        "unknown_strokes": selectors.unknown_strokes(election) if election.formal_on else {},
        "rounds": rounds_of(actor, election),
        "elected": list(election.elected.select_related("person", "round", "notice", "appointment").order_by("-votes", "id")),
        "numbers": numbers_of(election),
        "counting_themselves": counting_themselves(election),
        "method": method_of(election.congress_session),
        "nominate_by": nominating.moment_words(until) if until else "",
        "slips_url": slips_url(actor, election),
        "is_late": selectors.is_late(election),
        "voted_before": voted_before_the_deadline(election.congress_session, until) if election.state == "nominating" else None,
        "needed_signers": nominating_rule().value("min_signers"),
        "signer_articles": list(nominating_rule().articles),
    }


def counting_themselves(election: Election) -> dict[str, Any] | None:
    """Candidates who are down as scrutineers or tellers of the session, with the rule; nothing when there are none."""
    standing = election.candidates.filter(withdrawn_on__isnull=True).order_by().values("person_id")
    duties = Duty.objects.filter(attendee__session=election.congress_session, kind__in=COUNTERS, attendee__person_id__in=standing)
    names = list(duties.order_by("attendee__name").values_list("attendee__name", flat=True).distinct())
    if not names:
        return None
    return {"names": names, "articles": list(timing.rule(SCRUTINEERS).articles)}


def slips_url(actor: Actor, election: Election) -> str:
    """Where the ballots are printed for everybody, from the settled list until the vote begins."""
    if election.state not in ("listed", "printed") or not actor.has("election.manage"):
        return ""
    return reverse("elections:slips", args=[election.pk])


def voted_before_the_deadline(session: CongressSession | None, until: datetime | None) -> Sitting | None:
    """The sitting that elects although nominations are still taken then; None where the days fit."""
    if session is None or until is None:
        return None
    electing = Sitting.objects.filter(session=session, cancelled_at__isnull=True, entries__kind=EntryKind.ELECTION)
    return electing.filter(begins_at__lte=until).order_by("begins_at", "id").first()


def nominating_rule():
    return timing.rule(nominating.SIGNERS)


def nominations_of(actor: Actor, election: Election) -> list[dict]:
    """Each nomination with its valid signatures and the steps that fit it."""
    valid = Q(signatures__taken_back_on__isnull=True, signatures__mandate__in=deputies_on().order_by().values("pk"))
    mine = Q(signatures__taken_back_on__isnull=True, signatures__mandate_id__in=actor.mandate_ids)
    rows = election.nominations.select_related("person__village").annotate(
        signed=Count("signatures", filter=valid, distinct=True), by_me=Count("signatures", filter=mine, distinct=True)
    )
    found = [one for one in offers(actor, election) if one.transition.verb in present.OF_A_NOMINATION and one.is_open]
    return [
        {
            "nomination": row,
            "by_deputies": row.proposed_by == NominatedBy.DEPUTIES,
            "light": {"accepted": "done", "refused": "withheld", "taken_back": "withheld"}.get(row.standing, "waiting"),
            "actions": [present.button(election, one, "plain", nomination=row.pk) for one in found if fits(actor, one.transition.verb, row)],
        }
        for row in rows.order_by("begun_at", "id")
    ]


def fits(actor: Actor, verb: str, row) -> bool:
    """Does the step make sense for this nomination and this person?"""
    if row.standing not in CHOSEN_IN[verb] or (verb in SIGNING and row.proposed_by != NominatedBy.DEPUTIES):
        return False
    if verb == "consent":
        return row.consented is None
    if actor.is_("office"):
        return verb != "sign"
    if verb == "sign":
        return not row.by_me
    return verb != "unsign" or bool(row.by_me)


def numbers_of(election: Election) -> dict[str, Any] | None:
    """How many candidates the law allows here, with its article; a margin it forbids is told as such."""
    if election.state in ("decided", "announced", "closed"):
        return None
    try:
        found = selectors.numbers(election)
    except CountFault as fault:
        return {"sentence": "；".join(fault.faults), "articles": [], "fault": True}
    return {"sentence": found.sentence_zh, "articles": list(found.rule.articles), "fault": False}


def rounds_of(actor: Actor, election: Election) -> list[dict]:
    """Every vote with its figures, and where its count is kept; the latest first."""
    rows = list(election.rounds.prefetch_related("standing_in__candidate__person").order_by("-number"))
    sees = policies.visible(actor, Ballot).filter(subject_model=Round._meta.label_lower, subject_id__in=[row.pk for row in rows])
    ballots = {ballot.subject_id: ballot for ballot in sees.exclude(state="void").order_by("round", "opened_at", "id")}
    return [
        {"round": row, "lines": list(row.standing_in.all()), "ballot": ballots.get(row.pk), "statements": spoken(row)} for row in rows
    ]


def spoken(row: Round) -> list[dict]:
    return [one for one in row.outcome.get("statements", []) if one.get("sentence")]


def signing_of_removal(removal: Removal) -> dict[str, Any] | None:
    """How many have signed and how many it takes; nothing where the presidium moves."""
    if removal.movers != "deputies":
        return None
    verdict = share_of_deputies(removal, PROPOSAL)
    return signing(verdict, removal)


def of_questioning(motion: Questioning) -> dict[str, Any]:
    """Signers, answers and what the movers think of the last one."""
    verdict = enough_signers(motion, THRESHOLD)
    answers = list(motion.answers.prefetch_related("opinions__mandate__person").order_by("number"))
    return {
        "signing": signing(verdict, motion),
        "answers": answers,
        "judged": judging.dissatisfied(motion) if any(answer.answered_on for answer in answers) else None,
    }


def signing(verdict, motion) -> dict[str, Any]:
    """The count of signatures in the words of the page."""
    lacking = max(verdict.needed - verdict.count, 0)
    return {"verdict": verdict, "lacking": lacking, "names": names(motion), "articles": [one.text for one in verdict.rule.citations]}


def names(motion) -> list[str]:
    rows = motion.signatures.filter(taken_back_on__isnull=True).select_related("mandate__person")
    return [row.mandate.person.name for row in rows]

