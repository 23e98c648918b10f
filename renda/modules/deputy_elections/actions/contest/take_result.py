"""The declared result is taken over: who is elected, what is still open. People written in who tied become candidates."""

from __future__ import annotations

from renda.kernel.ballots.models import Ballot
from renda.kernel.procedures.execute import Refused, Step
from renda.modules.deputy_elections import selectors
from renda.modules.deputy_elections.models import Candidate, Elected
from renda.modules.deputy_elections.models.contest import Nominator, Stage

UNKNOWN = "—"


def effect(step: Step) -> None:
    contest, found = step.matter, selectors.last_result(step.matter)
    if found is None:
        raise Refused("计票结果还没有宣布。")
    ballot = found.ballot
    by_key = {f"o{option.position}": option.subject_id for option in ballot.options.all()}
    for row in found.winners:
        Elected.objects.create(
            contest=contest, candidate_id=by_key.get(row["key"]), name=name_of(row, ballot, by_key), votes=row["votes"],
            round=contest.round, elected_on=ballot.held_on, ballot_id=ballot.pk,
        )  # fmt: skip
    for row in found.tied:
        if row["key"] not in by_key:
            written_in(contest, row["name"], ballot)
    step.result["sentence"] = found.sentence


def name_of(row, ballot: Ballot, by_key) -> str:
    """The person's own name, without what told two people of one name apart on the ballot."""
    candidate = Candidate.objects.filter(pk=by_key.get(row["key"])).first()
    return candidate.name if candidate else row["name"]


def written_in(contest, name: str, ballot: Ballot) -> Candidate:
    """Somebody written in who goes into the next vote; the facts are still to be asked for."""
    return Candidate.objects.create(
        contest=contest, position=contest.candidates.count() + 1, name=name[:40], gender="", ethnicity=UNKNOWN, born=UNKNOWN,
        education=UNKNOWN, post="选民另选", nominated_by=Nominator.VOTERS, nominator="选民另选", received_on=ballot.held_on,
        stage=Stage.FORMAL, note="另选他人得票进入再次投票",
    )  # fmt: skip
