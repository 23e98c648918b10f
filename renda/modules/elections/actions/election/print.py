"""Ballots are printed: the list is lawful still, and there is one for every deputy."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.elections import candidacy, selectors
from renda.modules.elections.documents import ballot_paper, script_paper


def guard(step: Step) -> list[Reason]:
    election, printed = step.matter, step.data.get("printed") or 0
    reasons = candidacy.right_number(election, selectors.formal_candidates(election).count())
    total = selectors.total_on(election.congress_session.opens_on)
    if printed < total:
        text = f"全体代表{total}名，只印{printed}张不够每人一张。"
        reasons.append(Reason(text, "请核对张数；换票备用的另外多印几张，剩下的当场清点封存。"))
    return reasons


def effect(step: Step) -> None:
    election = step.matter
    election.printed_on, election.printed = step.data["printed_on"], step.data["printed"]
    ballot_paper(step)
    script_paper(step)
