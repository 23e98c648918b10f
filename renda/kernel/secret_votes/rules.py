"""What the rulebook says about a secret vote: the line above which an object passes, and the limits of what is told."""

from __future__ import annotations

from renda.kernel.deadlines import timing
from renda.kernel.procedures.declaration import Reason
from renda.law import majorities

LIMITS, LINE, SPARES, STATUTORY, MAJORITY = (
    "secret-vote-limits", "satisfaction-line", "ballot-printing", "officials-secret-ballot", "decision-majority",
)  # fmt: skip
ABSTAIN = "abstain"
#: Usual sets of grades: (key, word, counts as good). An abstention is a vote cast; who leaves without casting has none.
GRADES: dict[str, tuple[str, tuple[tuple[str, str, bool], ...]]] = {
    "satisfied": (
        "满意、基本满意、不满意",
        (("satisfied", "满意", True), ("mostly", "基本满意", True), ("not", "不满意", False)),
    ),
    "trust": (
        "信任、基本信任、不信任",
        (("trust", "信任", True), ("mostly", "基本信任", True), ("not", "不信任", False)),
    ),
    "competent": (
        "优秀、称职、基本称职、不称职",
        (
            ("excellent", "优秀", True),
            ("good", "称职", True),
            ("mostly", "基本称职", True),
            ("not", "不称职", False),
        ),
    ),
}


def options_of(grades: str) -> list[list]:
    """The options of a set of grades, with the abstention."""
    return [list(row) for row in GRADES[grades][1]] + [[ABSTAIN, "弃权", False]]


def limit(name: str, on=None) -> int:
    """A limit of rule ``secret-vote-limits``: small_group, progress_percent, wrong_per_device, wrong_per_vote."""
    return timing.rule(LIMITS, on).value(name)


def spares() -> int:
    """How many slips are printed besides one for each entitled."""
    return timing.rule(SPARES).value("spares")


def has_passed(good: int, valid: int, on) -> bool:
    """Is the share of good grades among the valid votes above the line of rule ``satisfaction-line``?"""
    return majorities.meets(good, valid, timing.rule(LINE, on).share())


def refusal(rule_id: str, text: str, mend: str = "", *, blocks: bool = True) -> Reason:
    """A reason with the articles of its rule."""
    found = timing.rule(rule_id)
    return Reason(text, mend, rule_id, tuple(citation.text for citation in found.citations), blocks)
