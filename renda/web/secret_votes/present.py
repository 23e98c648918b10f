"""How a secret vote looks on its pages: the way, the buttons, what comes next, the results."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from renda.kernel.access.actors import Actor
from renda.kernel.secret_votes import selectors
from renda.kernel.secret_votes.models import SecretVote
from renda.web.steps import facts
from renda.web.ui import Action

BAR = ("prepared", "printed", "open", "counted", "declared", "sealed")
WORDS = {
    "prepared": "准备",
    "printed": "印票抽票",
    "open": "投票",
    "counted": "合计",
    "declared": "宣布",
    "sealed": "封存",
}
MAIN, GRAVE = ("declare",), ("void",)
#: What is done next in each state: words, address, verb.
NEXT = {
    "prepared": (("印票", "secret_votes:slips", "secret_vote.prepare"),),
    "printed": (
        ("开始投票", "secret_votes:open", "secret_vote.open"),
        ("作废剩下的票", "secret_votes:left", "secret_vote.open"),
    ),
    "open": (
        ("截止投票", "secret_votes:close", "secret_vote.open"),
        ("换成纸票", "secret_votes:exchange", "secret_vote.open"),
    ),
    "closed": (("录纸票", "secret_votes:paper", "secret_vote.key"),),
}


def step_bar(vote: SecretVote) -> list[dict]:
    """准备 → 印票抽票 → 投票 → 合计 → 宣布 → 封存."""
    if vote.state == "void":
        return [{"label": "准备", "state": "done"}, {"label": "已作废", "state": "current"}]
    here = BAR.index("counted" if vote.state == "closed" else vote.state)
    return [
        {"label": WORDS[key], "state": "done" if n < here else "current" if n == here else "todo"}
        for n, key in enumerate(BAR)
    ]


def actions(request: HttpRequest, vote: SecretVote) -> list[Action]:
    """The buttons; what carries on is the main one."""
    ahead = [row for row in NEXT.get(vote.state, ()) if request.actor.has(row[2])]
    first = [
        Action(words, reverse(name, args=[vote.pk]), "primary" if place == 0 else "plain")
        for place, (words, name, _) in enumerate(ahead)
    ]
    return first + facts.actions(request.actor, vote, "secret_votes:step", main=MAIN, grave=GRAVE)


def monitors(actor: Actor, vote: SecretVote) -> list[dict]:
    """The monitors, whether each has a code, and where to get one before the opening."""
    may = vote.state in ("prepared", "printed") and actor.has("secret_vote.open")
    return [
        {
            "name": one.name,
            "has_code": one.has_code,
            "url": reverse("secret_votes:code", args=[vote.pk, one.position]) if may else "",
        }
        for one in vote.monitors.all()
    ]


def result_rows(vote: SecretVote, result: selectors.Result | None) -> list[dict]:
    """For each object the numbers by option, the share of good ones, the word."""
    if result is None or result.hidden:
        return []
    has_invalid = any(line["invalid"] for line in result.lines)
    return [
        {
            "label": line["label"],
            "numbers": [(word, line["votes"][key]) for key, word, _ in vote.options]
            + ([("无效", line["invalid"])] if has_invalid else []),
            "share": line["good"] / line["valid"] if line["valid"] else None,
            "passed": line["passed"],
            "word": "达到" if line["passed"] else "没有达到",
        }
        for line in result.lines
    ]
