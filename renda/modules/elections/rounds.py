"""Votes of an election: each round has its ballot in ``kernel/ballots``; who is elected is worked out there by law."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Max

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh
from renda.kernel.ballots import selectors as ballots
from renda.kernel.ballots import steps as voting
from renda.kernel.ballots.fields import USUAL_ANSWERS
from renda.kernel.ballots.models import Ballot, Kind, Method, Option
from renda.kernel.dossiers import filing
from renda.kernel.people.models import Person
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused, Step
from renda.law import elections as law
from renda.modules.elections import selectors
from renda.modules.elections.models import Candidate, Elected, Election, Round, RoundCandidate, RoundKind

PRIMARY_ANSWERS = (("for", "赞成"),)
VOTES = {"for": "votes", "against": "against", "abstain": "abstained"}
ELECTED, TIED, LEFT = "当选", selectors.TIED, "未当选"


def day_in_session(step: Step) -> list[Reason]:
    """Posts are filled in session only; a session that runs past midnight has its closing day moved first."""
    session, day = step.matter.congress_session, step.data["held_on"]
    if session.opens_on <= day <= session.closes_on:
        return []
    span = f"{date_zh(session.opens_on)}至{date_zh(session.closes_on)}"
    return [Reason(f"投票日期不在会期里（{span}）。", "会议延长的，先在会议安排里改闭幕日期；投票从哪天开始就写哪天，过了零点也算这一天。")]


def begin(step: Step, kind: str, candidates: Sequence[Candidate], seats: int) -> Round:
    """A new round with its ballot, the names in the order of the printed list."""
    election = step.matter
    number = (election.rounds.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Round.objects.create(election=election, number=number, kind=kind, seats=seats, held_on=step.data["held_on"])
    RoundCandidate.objects.bulk_create(
        [RoundCandidate(round=made, candidate=candidate, position=position) for position, candidate in enumerate(candidates, 1)]
    )
    ballot = voting.prepare(step.actor, session=election.congress_session, on=made.held_on, subject=made, **question(made, candidates))
    for option in ballot.options.filter(subject_id__in=[one.pk for one in candidates if one.withdrawn_on]):
        note = next(one.withdrawal for one in candidates if one.pk == option.subject_id)
        voting.strike(step.actor, ballot, option, note[:200])
    step.result["ballot"] = ballot
    return made


def ahead_of_the_vote(election: Election) -> tuple[Ballot, list[Option]]:
    """The first vote as it would be prepared today, not saved: what the ballots are printed from beforehand."""
    candidates = list(selectors.on_the_ballot(election))
    kind = RoundKind.FURTHER if selectors.is_further(election) else RoundKind.FORMAL
    asked = question(Round(election=election, kind=kind, seats=election.open_seats), candidates)
    options = [Option(position=place, label=row["label"], note=row["note"]) for place, row in enumerate(asked.pop("options"), 1)]
    answers = [list(pair) for pair in USUAL_ANSWERS[asked["kind"]]]
    return Ballot(congress_session=election.congress_session, answers=answers, **asked), options


def question(made: Round, candidates: Sequence[Candidate]) -> dict:
    """What the ballot asks. A primary counts votes in favour; an election is decided by the law."""
    election = made.election
    options = [
        {"label": one.name, "person": one.person, "subject_id": one.pk, "note": "" if not one.withdrawn_on else "已退出"}
        for one in candidates
    ]
    common = {"title": title_of(made), "method": Method.SECRET_PAPER, "options": options}
    if made.kind == RoundKind.PRIMARY:
        return {**common, "kind": Kind.CHOICE, "seats": made.seats, "answers": PRIMARY_ANSWERS, "case": law_case(election, law.PRIMARY)}
    word = law.REVOTE if made.kind == RoundKind.TIE else selectors.law_round(election)
    return {**common, "kind": Kind.ELECTION, "seats": made.seats, "write_ins": made.kind != RoundKind.TIE, "case": law_case(election, word)}


def title_of(made: Round) -> str:
    again = made.kind == RoundKind.PRIMARY and selectors.primaries_of(made.election)
    words = {RoundKind.PRIMARY: "预选再次投票" if again else "预选", RoundKind.TIE: "再次投票", RoundKind.FURTHER: "另行选举"}
    return f"选举{made.election.post_title}" + (f"（{words[made.kind]}）" if made.kind in words else "")


def law_case(election: Election, word: str) -> dict:
    """What ``renda.law.elections.ElectionCase`` wants to know besides the figures."""
    return {
        "post": election.post_key, "round": word, "nominated": selectors.nominated(election), "margin": selectors.margin_of(election),
    }  # fmt: skip


def result(made: Round) -> ballots.Result:
    """The declared result of a round's ballot. Raises Refused while there is none."""
    ballot = selectors.ballot_of(made)
    told = ballots.result_of(ballot) if ballot else None
    if told is None or not told.declared:
        raise Refused("这次投票还没有宣布结果。")
    return told


def take_votes(step: Step) -> tuple[Round, ballots.Result]:
    """Write the declared figures to the latest round and its candidates; the count report goes into this dossier too."""
    made = selectors.latest_round(step.matter)
    told = result(made)
    made.outcome = {
        "valid": told.valid, "sentence": told.sentence, "rule": told.rule, "articles": list(told.articles), "base": told.base,
        "needed": told.needed, "figures": told.figures, "write_ins": [list(row) for row in told.write_ins],
        "vacancies": told.vacancies, "next": told.next, "statements": list(told.statements),
    }  # fmt: skip
    made.confirmed_by, made.confirmed_at = told.ballot.declared_by, clock.now()
    made.save()
    won, tied = {row["key"] for row in told.winners}, {row["key"] for row in told.tied}
    by_key = {line["key"]: line["votes"] for line in told.lines}
    rows = {row.position: row for row in made.standing_in.all()}
    for position, row in rows.items():
        key = f"o{position}"
        for answer, field in VOTES.items():
            setattr(row, field, by_key[key].get(answer))
        row.result = (ELECTED if key in won else TIED if key in tied else LEFT) if told.valid else ""
        row.save()
    filing.put_from(told.ballot, "count", step.dossier)
    return made, told


def take_primary(step: Step) -> None:
    """Votes of the primary; who stands is settled by people, never below somebody with more votes."""
    take_votes(step)


def take_result(step: Step) -> None:
    """Votes, and a row for everybody elected; names written in are looked for among the persons of the town."""
    made, told = take_votes(step)
    candidates = {f"o{row.position}": row.candidate for row in made.standing_in.select_related("candidate__person")}
    for winner in told.winners:
        candidate = candidates.get(winner["key"])
        person = candidate.person if candidate else written_in(winner["name"])
        Elected.objects.get_or_create(
            election=step.matter, person=person,
            defaults={"round": made, "votes": winner["votes"], "was_candidate": candidate is not None},
        )  # fmt: skip
    step.result["sentence"] = told.sentence


def written_in(name: str) -> Person:
    """The person behind a name written in; one nobody registered yet is registered by name, to be completed.

    Raises Refused when two people of the town have this name: people must say which one.
    """
    found = list(Person.objects.filter(name=name)[:2])
    if len(found) > 1:
        raise Refused([Reason(f"另选的“{name}”有同名的人，系统不能认定是哪一位。", "请在“人员”里给其中一位的姓名加注区别，再宣布结果。")])
    return found[0] if found else Person.objects.create(name=name)


def tied_candidates(election: Election) -> list[Candidate]:
    """Those whose votes were equal in the latest round and who have not withdrawn."""
    made = selectors.latest_round(election)
    rows = made.standing_in.filter(result=TIED, candidate__withdrawn_on__isnull=True).select_related("candidate__person")
    return [row.candidate for row in rows]


def call_off(step: Step) -> None:
    """The latest round is off: its vote is voided with the reason unless it is void already."""
    made = selectors.latest_round(step.matter)
    ballot = selectors.ballot_of(made) if made else None
    if ballot is not None:
        voting.void(step.actor, ballot, step.data["reason"][:300])
