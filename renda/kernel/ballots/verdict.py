"""The verdict of a counted vote, worked out by ``renda.law`` and kept as plain data in ``Ballot.outcome``.

``outcome``: valid, passed (None where nothing is passed as a whole), sentence (what the chair reads out), rule, articles,
base, base_word, needed, statements, lines (per option: label, figures by answer, word), write_ins, and for an election
winners, tied, vacancies and next.
"""

from __future__ import annotations

from typing import Any

from renda.kernel.ballots import fields, rules
from renda.kernel.ballots.models import Ballot, CountSheet, Kind
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused
from renda.kernel.units.models import TownProfile
from renda.law import elections, votes
from renda.law.sheets import Sheet, Tally
from renda.law.statements import CountFault


def work_out(ballot: Ballot) -> dict[str, Any]:
    """The verdict on the agreed count. Raises Refused with what the law finds wrong about the figures."""
    sheet = rules.finished(ballot)[0]
    try:
        decided = election(ballot, sheet) if is_elected(ballot) else decision(ballot, sheet)
    except CountFault as fault:
        raise Refused(
            [Reason(f"{text}。", "请看原始计票单，监票人复点以后重新录入。") for text in fault.faults]
        ) from fault
    figures = sheet.figures
    return {
        "figures": {key: figures[key] for key, _ in fields.PAPER if key in figures},
        "write_ins": sheet.write_ins,
        **decided,
    }


def is_elected(ballot: Ballot) -> bool:
    """Is it the most votes that decide, and not each line for itself?"""
    return ballot.kind == Kind.ELECTION or (ballot.kind == Kind.CHOICE and ballot.on_paper)


def slips(sheet: CountSheet) -> Sheet | None:
    """The four figures of the box; None where no slips were given out."""
    got = [sheet.figures.get(key) for key, _ in fields.PAPER]
    return None if None in got else Sheet(*got)


def asked(ballot: Ballot) -> dict[str, Any]:
    """The law of the day of the vote, in this town."""
    profile = TownProfile.current()
    return {"on": ballot.held_on, "place": profile.place_code or None, "settings": profile.rule_settings}


def decision(ballot: Ballot, sheet: CountSheet) -> dict[str, Any]:
    """Each line is a motion of its own; a block vote has one line for everything on the list."""
    plan = fields.layout(ballot)
    results = [(line, motion(ballot, sheet, line, len(plan.lines) > 1)) for line in plan.lines]
    lines = [line_of(plan, line, sheet, result.outcome_zh, result.passed) for line, result in results]
    first = results[0][1]
    told = (
        first.sentence_zh
        if len(results) == 1
        else "；".join(f"{one['label']}：{one['word']}" for one in lines) + "。"
    )
    return {
        "valid": all(result.valid for _, result in results),
        "passed": first.passed if len(results) == 1 else None,
        "sentence": told,
        "rule": first.rule_id,
        "articles": list(dict.fromkeys(article for _, result in results for article in result.articles)),
        "base": first.base,
        "needed": first.needed,
        "statements": [one.as_json() for one in first.statements],
        "lines": lines,
    }


def motion(ballot: Ballot, sheet: CountSheet, line: fields.Line, several: bool) -> votes.VoteResult:
    got = {key: sheet.figures.get(f"{line.key}.{key}", 0) for key, _ in ballot.answers}
    roll, box = ballot.roll, slips(sheet)
    abstain = got.get(fields.ABSTAIN, 0)
    if box is not None and len(ballot.answers) == 1:
        abstain = box.valid - got.get(
            fields.FOR, 0
        )  # on a slip with one mark, who is not marked is not chosen
    return votes.decide(
        votes.VoteCase(
            kind=ballot.law_kind, title=line.label if several else ballot.title, total=roll.entitled,
            votes_for=got.get(fields.FOR, 0), basically=got.get("basically", 0), against=got.get(fields.AGAINST, 0),
            abstain=abstain, present=roll.voting, quota=roll.quota, sheet=box, method=ballot.method, **asked(ballot),
        )
    )  # fmt: skip


def line_of(
    plan: fields.Layout, line: fields.Line, sheet: CountSheet, word: str, passed: bool
) -> dict[str, Any]:
    """One line of the result as it is shown and printed."""
    return {
        "key": line.key,
        "label": plan.ballot.title if line.key == fields.TOGETHER else line.label,
        "votes": {key: sheet.figures.get(f"{line.key}.{key}", 0) for key, _ in plan.answers},
        "word": word,
        "passed": passed,
    }


def election(ballot: Ballot, sheet: CountSheet) -> dict[str, Any]:
    """Who is elected (or chosen), who tied, what is left, what comes next."""
    plan, roll, case = fields.layout(ballot), ballot.roll, ballot.case
    result = elections.decide(
        elections.ElectionCase(
            post=case.get("post", elections.PROJECT), seats=ballot.seats, total=roll.whole, sheet=slips(sheet),
            tallies=tuple(tallies(ballot, plan, sheet)), round=case.get("round", elections.FIRST),
            participants=None if roll.from_register else roll.voting, present=roll.voting if roll.from_register else None,
            nominated=case.get("nominated"), margin=case.get("margin"), title=ballot.title, **asked(ballot),
        )
    )  # fmt: skip
    won, tied = {one.id for one in result.winners}, {one.id for one in result.tied}
    words = {
        line.key: result.won if line.key in won else "票数相等" if line.key in tied else ""
        for line in plan.lines
    }
    return {
        "valid": result.valid,
        "passed": None,
        "sentence": result.sentence_zh,
        "rule": ballot.rule,
        "articles": list(result.articles),
        "base": rules.ahead(ballot, roll, None, sheet.figures).base,
        "needed": result.needed,
        "statements": [one.as_json() for one in result.statements],
        "lines": [line_of(plan, line, sheet, words[line.key], line.key in won) for line in plan.lines],
        "winners": [
            {"name": one.name, "key": one.id, "votes": one.votes, "write_in": one.write_in}
            for one in result.winners
        ],
        "tied": [{"name": one.name, "key": one.id, "votes": one.votes} for one in result.tied],
        "tied_seats": result.tied_seats,
        "vacancies": result.vacancies,
        "next": result.next_step.as_json(),
    }


def tallies(ballot: Ballot, plan: fields.Layout, sheet: CountSheet) -> list[Tally]:
    """Candidates in the order of the ballot, then the names written in."""
    gone = {f"o{option.position}" for option in ballot.options.all() if option.withdrawn_note}
    counted = [
        Tally(
            line.label, sheet.figures[f"{line.key}.{fields.FOR}"], sheet.figures.get(f"{line.key}.{fields.AGAINST}"),
            sheet.figures.get(f"{line.key}.{fields.ABSTAIN}"), key=line.key, withdrawn=line.key in gone,
        )
        for line in plan.lines
    ]  # fmt: skip
    return counted + [Tally(name, votes, write_in=True) for name, votes in sheet.write_ins]
