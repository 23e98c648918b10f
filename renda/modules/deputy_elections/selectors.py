"""What is asked about elections of deputies: results of a constituency, what comes next, who is waiting."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet, Sum

from renda.kernel.ballots.models import Ballot
from renda.kernel.ballots.selectors import Result, ballots_about, result_of
from renda.law import elections, quota
from renda.law.candidacies import CandidateNumbers
from renda.law.statements import CountFault, Statement
from renda.modules.deputy_elections.models import Candidate, Contest, DeputyElection, Elected
from renda.modules.deputy_elections.models.contest import Credentials, Stage
from renda.modules.deputy_elections.words import asked

STANDING = (Stage.NOMINATED, Stage.FORMAL)


def contests_of(election: DeputyElection) -> QuerySet[Contest]:
    """Its constituencies, with how many candidates stand, objections are open and people are elected."""
    return election.contests.select_related("constituency", "election__term").annotate(
        candidate_count=Count("candidates", filter=Q(candidates__stage__in=STANDING), distinct=True),
        open_objections=Count("objections", filter=Q(objections__decided_on__isnull=True), distinct=True),
        elected_count=Count("elected", filter=~Q(elected__credentials=Credentials.INVALID), distinct=True),
    ).order_by("constituency__number", "constituency__name", "id")  # fmt: skip


def standing(contest: Contest) -> QuerySet[Candidate]:
    """Whoever was put forward and has not withdrawn or been left out."""
    return contest.candidates.filter(stage__in=STANDING).order_by("position")


def on_ballot(contest: Contest) -> QuerySet[Candidate]:
    """Whoever stands in the vote that comes next or is under way."""
    return contest.candidates.filter(on_ballot=True).order_by("position")


def ballots_of(contest: Contest) -> QuerySet[Ballot]:
    """Every vote of the constituency, oldest first."""
    return ballots_about(contest)


def ballot_now(contest) -> Ballot | None:
    """The last vote about a constituency or a recall."""
    return ballots_about(contest).order_by("-round", "-opened_at", "-id").first()


def last_result(contest) -> Result | None:
    """The declared result of the last vote."""
    ballot = ballot_now(contest)
    found = result_of(ballot) if ballot else None
    return found if found and found.declared else None


def next_key(contest: Contest) -> str:
    """done, revote, further or repeat after the last vote; "" before there was one."""
    found = last_result(contest)
    return found.next.get("key", "") if found else ""


def elected_of(contest: Contest) -> QuerySet[Elected]:
    """Whoever was elected and not found void."""
    return contest.elected.exclude(credentials=Credentials.INVALID)


def vacancies(contest: Contest) -> int:
    """Seats nobody holds by this election."""
    return max(contest.seats - elected_of(contest).count(), 0)


def numbers(contest: Contest, seats: int, round: str) -> CandidateNumbers:
    """How many candidates the next vote may have."""
    return elections.candidate_numbers(
        elections.DEPUTY, seats, round=round, **asked(contest.voting_on or contest.election.polling_on)
    )


def plan_of(election: DeputyElection) -> tuple[Statement, ...]:
    """What the law says to the constituencies as they are cut."""
    plan = [
        quota.Constituency(contest.constituency.name, contest.population, contest.seats)
        for contest in election.contests.select_related("constituency")
    ]
    return quota.check_plan(election.quota, plan, **asked(election.polling_on)) if plan else ()


def totals(election: DeputyElection) -> dict[str, int]:
    """Sums over the constituencies."""
    told = election.contests.aggregate(
        count=Count("pk"), seats=Sum("seats"), population=Sum("population"), voters=Sum("voters")
    )
    return {key: value or 0 for key, value in told.items()}


def quota_words(election: DeputyElection) -> quota.Quota | None:
    """The ceiling by the formula, where the population is known."""
    if not election.population or not election.is_general:
        return None
    try:
        return quota.quota(election.population, **asked(election.polling_on))
    except CountFault:  # registered before the number was looked at
        return None
