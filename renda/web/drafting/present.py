"""A paper on its way in the words of the page: the bar of steps, the buttons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.urls import reverse

from renda.kernel.access import policies
from renda.kernel.access.actors import Actor
from renda.kernel.procedures.offers import Offer, offers
from renda.modules.drafting import texts
from renda.modules.drafting.models import Draft
from renda.web.ui import Action

STEPS = ("起草", "审核", "签发", "编号", "发出", "归档")
REACHED = {"drafting": 0, "reviewing": 1, "reviewed": 2, "signed": 3, "ready": 4, "sent": 5, "filed": 6}
MAIN_VERBS = ("give_opinion", "sign", "ask_review", "number", "send", "file")
#: Rare ones, and what ends the paper: behind the others.
GRAVE = ("discard", "recall", "void_number")
SELDOM = (
    "skip_review",
    "go_unnumbered",
    "waive",
    "reopen",
    "key_opinion",
    "key_sign",
    "send_more",
    "add_reviewer",
    "settle",
)
DANGERS = (*GRAVE, "file")


def step_bar(draft: Draft) -> list[dict]:
    """The way of the paper with what is reached; nothing comes any more for one that was given up."""
    reached = REACHED.get(draft.state)
    dates = {"签发": draft.signed_on, "发出": draft.sent_on, "归档": draft.filed_on}
    bar = []
    for place, label in enumerate(STEPS):
        if reached is None:
            state = "done" if dates.get(label) else "skipped"
        else:
            state = "done" if place < reached else "current" if place == reached else "todo"
        note = draft.number.text if label == "编号" and draft.number_id else ""
        bar.append(
            {
                "label": label,
                "state": state,
                "note": note,
                "on": dates.get(label) if state == "done" else None,
            }
        )
    return bar


def actions(actor: Actor, draft: Draft) -> tuple[list[Action], list[Action]]:
    """The buttons of the page, and the seldom ones that stand folded below."""
    found = offers(actor, draft)
    often = [offer for offer in found if offer.transition.verb not in (*SELDOM, *GRAVE)]
    seldom = [offer for offer in found if offer.transition.verb in (*SELDOM, *GRAVE)]
    main = next((offer.transition.verb for offer in ranked(often) if offer.is_open), "")
    buttons = [
        button(draft, offer, "primary" if offer.transition.verb == main else "plain")
        for offer in ranked(often)
    ]
    if writes(actor, draft):
        kind = "primary" if draft.state in texts.WRITTEN_IN else "plain"
        edit = Action(
            "接着写" if kind == "primary" else "改文字",
            reverse("drafting:edit", args=[draft.pk]),
            kind,
            icon="pen",
        )
        buttons = [edit, *(plainer(one) if kind == "primary" else one for one in buttons)]
    rest = [button(draft, offer, "danger" if offer.transition.verb in GRAVE else "plain") for offer in seldom]
    return buttons, rest


def plainer(action: Action) -> Action:
    """The same button, not the main one: a page has only one of these."""
    return replace(action, kind="plain")


def ranked(found: Iterable[Offer]) -> list[Offer]:
    def rank(offer: Offer) -> int:
        verb = offer.transition.verb
        return MAIN_VERBS.index(verb) if verb in MAIN_VERBS else len(MAIN_VERBS)

    return sorted(found, key=rank)


def button(draft: Draft, offer: Offer, kind: str) -> Action:
    verb = offer.transition.verb
    url = reverse("drafting:step", args=[draft.pk, verb])
    return Action(offer.transition.label, url, kind, reasons=tuple(filter(None, [offer.problem])))


def writes(actor: Actor, draft: Draft) -> bool:
    """May this actor change the text now?"""
    open_now = draft.state in (*texts.WRITTEN_IN, *texts.SIGNED_IN)
    return open_now and policies.can(actor, "draft.write", draft)
