"""When a step of a secret vote applies."""

from __future__ import annotations

from renda.kernel.secret_votes import rules

APPRAISAL, STATUTORY = "appraisal", "statutory"
PURPOSES = (
    (APPRAISAL, "评议、满意度测评（结果供参考）"),
    (STATUTORY, "选举、罢免、决议等依法要作出决定的"),
)
GRADES = tuple((key, words) for key, (words, _) in rules.GRADES.items())


def is_complete(vote) -> bool:
    """Are there no paper ballots, or have two people keyed them alike?"""
    sheets = [sheet.figures for sheet in vote.paper_counts.all()]
    return not vote.figures.get("exchanged") or (len(sheets) == 2 and sheets[0] == sheets[1])
