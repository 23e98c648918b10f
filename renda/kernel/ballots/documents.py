"""The report of the count, which the tellers sign; void when the round is."""

from __future__ import annotations

from typing import Any

from renda.foundation.chinese.dates import date_zh
from renda.kernel.ballots import fields, rules, words
from renda.kernel.ballots.models import Ballot, Kind
from renda.kernel.documents import papers
from renda.kernel.documents.models import Paper, PaperState
from renda.kernel.procedures.execute import Step

COLUMNS = {fields.FOR: "in_favour", fields.AGAINST: "against", fields.ABSTAIN: "abstained"}
WAYS = {"hands": "举手表决", "block": "一揽子表决", "named": "记名表决", "secret_paper": "无记名投票"}


def count_report(step: Step) -> Paper:
    """The report of the count from the agreed sheet and the verdict, into the dossier."""
    ballot = step.matter
    if ballot.kind in (Kind.ELECTION, Kind.CHOICE):
        return step.paper("count_report", of_election(ballot), role="count")
    return step.paper("vote_record", of_votes([ballot]), role="count")


def void_papers(ballot: Ballot) -> None:
    """What was set for this round holds no more."""
    for paper in Paper.objects.filter(
        model=ballot._meta.label_lower, object_id=ballot.pk, state=PaperState.ISSUED
    ):
        papers.void(paper)


def of_election(ballot: Ballot) -> dict[str, Any]:
    """The fields of the count report of an election."""
    outcome, roll = ballot.outcome, ballot.roll
    figures = outcome["figures"]
    rows = []
    for line in outcome["lines"]:
        got = line["votes"]
        rows.append(
            {
                "name": line["label"], "sum": sum(got.values()), "result": line["word"],
                **{column: got.get(key, "") for key, column in COLUMNS.items()},
            }
        )  # fmt: skip
    return {
        "session": words.session_name(ballot),
        "post": str(ballot),
        "deputies_total": roll.entitled,
        "present": roll.voting if roll.voting is not None else "",
        "seats": ballot.seats,
        "majority": rules.ahead(ballot, roll, None, figures).condition,
        **{key: f"{figures[key]}张" for key, _ in fields.PAPER if key in figures},
        "results": rows,
        "write_ins": "、".join(f"{name}{votes}票" for name, votes in outcome["write_ins"]) or "无",
        "date": date_zh(ballot.held_on),
    }


def of_votes(ballots: list[Ballot]) -> dict[str, Any]:
    """The fields of the record of one or several votes of a day."""
    first = ballots[0]
    items = []
    for ballot in ballots:
        for line in ballot.outcome["lines"]:
            got = line["votes"]
            items.append(
                {
                    "matter": line["label"], "result": line["word"],
                    **{column: got.get(key, 0) for key, column in COLUMNS.items()},
                }
            )  # fmt: skip
    present = first.roll.voting
    return {
        "session": words.session_name(first),
        "passed_on": date_zh(first.held_on),
        "voting_way": WAYS[first.method],
        "deputies_total": first.roll.entitled,
        "present": present if present is not None else first.roll.entitled,
        "majority": rules.ahead(first, first.roll, None, first.outcome["figures"]).condition,
        "items": items,
        "date": date_zh(first.held_on),
    }
