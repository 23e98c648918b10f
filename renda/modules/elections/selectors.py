"""Reading elections and motions: querysets and small summaries, no writing."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from renda.foundation import clock
from renda.foundation.chinese.strokes import unknown_in
from renda.kernel.ballots.models import Ballot
from renda.kernel.people.models import CongressSession
from renda.law import elections as law
from renda.modules.elections.common import deputies_on, here, method_of, valid_signatures
from renda.modules.elections.models import (
    Answer,
    Candidate,
    DefenceWay,
    Election,
    Nomination,
    NominationSignature,
    Occasion,
    Round,
    RoundKind,
    Standing,
)

COUNTING = (Standing.COLLECTING, Standing.HANDED_IN, Standing.ACCEPTED)
#: What stands beside a name whose votes were equal to another's at the edge.
TIED = "票数相等"
#: Defences spoken before the plenary are heard there; the others are given out (地方组织法第三十一条第四款).
GIVEN_OUT = (DefenceWay.PRESIDIUM_MEETING, DefenceWay.WRITTEN)


def elections_of(session: CongressSession) -> QuerySet[Election]:
    return Election.objects.filter(congress_session=session).order_by("opened_at", "id")


def margin_of(election: Election) -> int | None:
    """How many candidates more the method fixed for the post; None while it says nothing."""
    method = method_of(election.congress_session)
    found = method.margins.get(election.post_key) if method else None
    return found if found is None else int(found)


def nominate_by(election: Election) -> datetime | None:
    """Until when nominations are taken: the election's own moment, else the method's."""
    if election.nominate_by:
        return election.nominate_by
    method = method_of(election.congress_session)
    return method.nominate_by if method else None


def is_late(election: Election) -> bool:
    until = nominate_by(election)
    return until is not None and clock.now() > until


def counting_nominations(election: Election) -> QuerySet[Nomination]:
    """Those neither refused nor taken back."""
    return election.nominations.filter(standing__in=COUNTING).select_related("person")


def signed_by(election: Election, mandate) -> QuerySet[NominationSignature]:
    """A deputy's signatures under nominations of this election that count."""
    return NominationSignature.objects.filter(
        nomination__election=election, nomination__standing__in=COUNTING, mandate=mandate, taken_back_on__isnull=True
    )


def standing_candidates(election: Election) -> QuerySet[Candidate]:
    """Those on the list who have not withdrawn and are not elected yet."""
    elected = election.elected.values("person_id")
    return (
        election.candidates.filter(withdrawn_on__isnull=True).exclude(person_id__in=elected).select_related("person")
    )


def formal_candidates(election: Election) -> QuerySet[Candidate]:
    return standing_candidates(election).filter(is_formal=True)


def unknown_strokes(election: Election) -> dict[str, str]:
    """Name of a formal candidate → the characters whose strokes the table has not got; they stand at the end."""
    names = [one.person.name for one in formal_candidates(election).order_by("position", "id")]
    return {name: unknown for name in names if (unknown := unknown_in(name))}


def on_the_ballot(election: Election) -> QuerySet[Candidate]:
    """The names printed: the formal candidates and those who withdrew after printing."""
    there = Q(withdrawn_on__isnull=True) | Q(withdrawn_after_printing=True)
    elected = election.elected.values("person_id")
    return election.candidates.filter(there, is_formal=True).exclude(person_id__in=elected).select_related("person")


def latest_round(election: Election) -> Round | None:
    return election.rounds.order_by("-number").first()


def primaries_of(election: Election) -> list[Round]:
    """The valid primary of the present nominations and the votes among its tied, in order; called-off ones don't count."""
    found: list[Round] = []
    for made in election.rounds.filter(confirmed_at__isnull=False).order_by("-number"):
        if made.kind != RoundKind.PRIMARY or (found and made.next_key != "revote"):
            break
        if made.outcome.get("valid"):
            found.insert(0, made)
    return found


def primary_of(election: Election) -> Round | None:
    """The primary that decides who stands: the latest valid one."""
    found = primaries_of(election)
    return found[-1] if found else None


def primary_votes(election: Election) -> dict:
    """Key of a candidate → the votes in the primary, then in each vote among its tied; {} when there was none.

    Compared like words in a dictionary these give the order of the primary.
    """
    chain = primaries_of(election)
    rows = [{row.candidate_id: row.votes or 0 for row in made.standing_in.all()} for made in chain]
    return {key: tuple(votes.get(key, 0) for votes in rows) for key in (rows[0] if rows else {})}


def tied_in_primary(election: Election) -> list[Candidate]:
    """Those with equal votes for the last places on the list; [] when enough of them withdrew since."""
    made = primary_of(election)
    if made is None or made.next_key != "revote":
        return []
    rows = made.standing_in.filter(result=TIED, candidate__withdrawn_on__isnull=True)
    tied = [row.candidate for row in rows.select_related("candidate__person").order_by("position")]
    return tied if len(tied) > made.outcome["next"]["seats"] else []


def is_further(election: Election) -> bool:
    """Has the post been voted on already, in this session or the last, without filling all places?"""
    return election.occasion == Occasion.FURTHER or election.elected.exists() or election.rounds.filter(
        kind__in=(RoundKind.FORMAL, RoundKind.FURTHER), outcome__valid=True
    ).exists()  # fmt: skip


def law_round(election: Election) -> str:
    """The word of ``renda.law`` for this kind of vote."""
    if election.occasion == Occasion.BY_ELECTION:
        return law.BY_ELECTION
    return law.FURTHER if is_further(election) else law.FIRST


def numbers(election: Election) -> law.CandidateNumbers:
    """How many candidates there may be for the places still open. Raises CountFault for a margin the law forbids."""
    return law.candidate_numbers(
        election.post_key, max(election.open_seats, 1), clock.today(), here()["place"], round=law_round(election),
        nominated=nominated(election) or None, margin=margin_of(election), settings=here()["settings"],
    )  # fmt: skip


def nominated(election: Election) -> int:
    """How many people are put forward: without those elected already and those who withdrew before printing."""
    gone = Q(withdrawn_on__isnull=False, withdrawn_after_printing=False)
    found = election.candidates.exclude(gone).exclude(person_id__in=election.elected.values("person_id"))
    return found.count() or counting_nominations(election).values("person").distinct().count()


def most_candidates(election: Election) -> int | None:
    """The largest lawful number; None where the law sets no limit."""
    return numbers(election).maximum


def wants_primary(election: Election) -> bool:
    """Are there more people than may stand (地方组织法第二十七条第一款)?"""
    most = most_candidates(election)
    return most is not None and standing_candidates(election).count() > most


def ballots_about(model_label: str, object_id) -> QuerySet[Ballot]:
    """The votes about one row, the latest last."""
    return Ballot.objects.filter(subject_model=model_label, subject_id=object_id).order_by("round", "opened_at", "id")


def ballot_of(matter) -> Ballot | None:
    """The vote about a motion or a round that holds: the latest not void."""
    return ballots_about(matter._meta.label_lower, matter.pk).exclude(state="void").last()


def undistributed(removal) -> QuerySet:
    return removal.defences.filter(way__in=GIVEN_OUT, distributed_on__isnull=True)


def current_answer(questioning) -> Answer | None:
    return questioning.answers.order_by("-number").first()


def movers_of(questioning) -> QuerySet:
    """The deputies whose signatures count, those who signed first first."""
    return valid_signatures(questioning)


def movers_without_opinion(questioning) -> QuerySet:
    answer = current_answer(questioning)
    given = answer.opinions.values("mandate_id") if answer else []
    return valid_signatures(questioning).exclude(mandate_id__in=given)


def total_on(day) -> int:
    """All deputies in office on a day."""
    return deputies_on(day).count()
