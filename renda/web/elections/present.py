"""Elections and motions in the words of the pages: buttons, bars of steps, papers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import NoReverseMatch, reverse

from renda.kernel.access import policies
from renda.kernel.access.actors import Actor
from renda.kernel.procedures.offers import Offer, offers
from renda.web.steps.words import state_light
from renda.web.ui import Action

#: Long words of a state as the bar of steps says them.
SHORT = {
    "提名截止，待定候选人": "定候选人", "正式候选人已定": "印选票", "选票已印，待投票": "待投票", "结果已定，待公告": "公告", "已公告": "任职宣誓",
    "已提交主席团": "告知申辩", "待主席团决定答复方式": "定答复方式", "等待答复": "答复", "已答复，待代表表示意见": "代表意见", "已结案": "结案",
}  # fmt: skip
#: Steps about one nomination: they stand beside it, not among the buttons of the page.
OF_A_NOMINATION = (
    "sign",
    "enter_signatures",
    "unsign",
    "hand_in",
    "consent",
    "accept",
    "refuse",
    "take_back",
)
GRAVE = ("cancel", "withdraw", "drop", "call_off", "call_back", "call_primary_off")
SELDOM = ("reopen", "unsign")
#: The next thing to do comes first.
MAIN = (
    "adopt", "put_to_vote", "vote_again", "vote", "print", "settle", "hold_primary", "nominate", "announce", "take_office", "swear",
    "close", "sign", "hand_in", "tell", "put", "distribute", "decide_form", "answer", "opine", "end_post", "presidium_decides",
)  # fmt: skip


def light(matter) -> dict[str, str]:
    return state_light(matter)


def step_bar(matter) -> list[dict]:
    """The main states of the procedure with the present one; a side way stands where it happens."""
    procedure = matter.procedure
    main = [state for state in procedure.states if state.main]
    keys = [state.key for state in procedure.states]
    here = max(keys.index(state.key) for state in main if keys.index(state.key) <= keys.index(matter.state))
    closed = procedure.state(matter.state).closed
    bar = []
    for state in main:
        place = keys.index(state.key)
        current = place == here
        done = place < here or (current and closed)
        bar.append(
            {
                "label": SHORT.get(state.label, state.label),
                "state": "done" if done else "current" if current else "todo",
            }
        )
    return bar


def url_of_step(matter, verb: str, **query: Any) -> str:
    address = reverse(
        f"elections:{matter._meta.model_name.replace('electionmethod', 'method')}-step",
        args=[matter.pk, verb],
    )
    return address + "".join(f"?{name}={value}" for name, value in query.items())


def actions(actor: Actor, matter) -> tuple[list[Action], list[Action]]:
    """The buttons of the page, the next thing to do first, and the seldom ones folded below."""
    found = [
        one
        for one in offers(actor, matter)
        if not (has_nominations(matter) and one.transition.verb in OF_A_NOMINATION)
    ]
    often = [one for one in found if one.transition.verb not in (*GRAVE, *SELDOM)]
    main = next(
        (one.transition.verb for one in ranked(often) if one.is_open and one.transition.verb in MAIN), ""
    )
    buttons = [
        button(matter, one, "primary" if one.transition.verb == main else "plain") for one in ranked(often)
    ]
    seldom = [
        button(matter, one, "danger" if one.transition.verb in GRAVE else "plain")
        for one in found
        if one.transition.verb in (*GRAVE, *SELDOM)
    ]
    return buttons, seldom


def has_nominations(matter) -> bool:
    return matter._meta.model_name == "election"


def ranked(found: Iterable[Offer]) -> list[Offer]:
    return sorted(
        found, key=lambda one: MAIN.index(one.transition.verb) if one.transition.verb in MAIN else len(MAIN)
    )


def button(matter, offer: Offer, kind: str, **query) -> Action:
    url = url_of_step(matter, offer.transition.verb, **query)
    return Action(offer.transition.label, url, kind, reasons=tuple(filter(None, [offer.problem])))


def ballot_url(actor: Actor, ballot) -> str:
    """Where the count is kept, for whoever may look."""
    if ballot is None or not policies.can(actor, "ballot.view", ballot):
        return ""
    try:
        return reverse("ballots:one", args=[ballot.pk])
    except NoReverseMatch:
        return ""
