"""The result sheet, which the monitors sign."""

from __future__ import annotations

from typing import Any

from renda.foundation.chinese.dates import date_zh
from renda.kernel.deadlines import timing
from renda.kernel.documents.models import Paper
from renda.kernel.procedures.execute import Step
from renda.kernel.secret_votes import rules, statement
from renda.kernel.secret_votes.models import SecretVote
from renda.law.statements import share_zh


def result_sheet(step: Step) -> Paper:
    """The sheet with figures, lines and the honest statement, into the dossier."""
    return step.paper("secret_vote_result", fields_of(step.matter), role="count")


def fields_of(vote: SecretVote) -> dict[str, Any]:
    """The fields of the result sheet."""
    has, outcome = vote.figures, vote.outcome
    return {
        "vote": vote.title,
        "voted_on": date_zh(vote.held_on),
        "entitled": has["entitled"],
        "present": has["present"],
        "printed": has["printed"],
        "voided": has["voided"],
        "drawn": has["drawn"],
        "cast": outcome["cast"],
        "digest": vote.slip_digest[:16],
        "line_of_passing": line_zh(vote),
        "results": [
            {"unit": line["label"], "votes": votes_zh(vote, line), "result": word_of(line)}
            for line in outcome["lines"]
        ],
        "monitors": "、".join(dict.fromkeys([*vote.opened_with, *vote.closed_with])),
        "statement": statement.paragraphs(),
        "date": date_zh(vote.held_on),
    }


def line_zh(vote: SecretVote) -> str:
    """满意、基本满意合计应为有效票的过半数"""
    words = "、".join(word for _, word, good in vote.options if good)
    return f"{words}合计应为有效票的{share_zh(timing.rule(rules.LINE, vote.held_on).share())}"


def votes_zh(vote: SecretVote, line: dict) -> str:
    """满意47票，基本满意8票，不满意2票，弃权1票; nothing with too few votes."""
    if vote.outcome["hidden"]:
        return f"投票不满{vote.outcome['least']}张，各项票数不公布"
    parts = [f"{word}{line['votes'][key]}票" for key, word, _ in vote.options]
    return "，".join(parts + ([f"无效{line['invalid']}票"] if line["invalid"] else []))


def word_of(line: dict) -> str:
    """达到, 没有达到 or nothing."""
    if "passed" not in line:
        return "—"
    return "达到" if line["passed"] else "没有达到"
