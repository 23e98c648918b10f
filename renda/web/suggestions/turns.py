"""Working off a pile of the office's desk one after another: where a suggestion stands in it, which comes next."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from renda.kernel.access.actors import Actor
from renda.modules.suggestions.models import Suggestion
from renda.reports import desk
from renda.web.steps.engine import Next

#: The step that takes a suggestion off a pile, and the piles it may have lain on.
PILES_OF_STEP = {
    "register": ("submitted",),
    "send_back": ("submitted",),
    "decline": ("submitted",),
    "list_bill": ("submitted",),
    "merge": ("submitted", "returned", "registered"),
    "assign": ("returned", "registered"),
    "answer_objection": ("objections",),
    "grant_extension": ("extensions",),
    "refuse_extension": ("extensions",),
    "close": ("judged",),
}
#: Piles where only one step makes sense: the next one opens with its form.
STEP_OF_PILE = {"submitted": "register", "registered": "assign", "objections": "answer_objection"}


@dataclass(frozen=True)
class Turn:
    """One place in a pile: ``place`` of ``total``, counted from 1; addresses are empty at the ends."""

    key: str
    label: str
    place: int
    total: int
    before_url: str = ""
    after_url: str = ""


def keys_in(actor: Actor, key: str) -> list[UUID]:
    """The suggestions of a pile in its order, each once."""
    pile = desk.pile(key)
    return list(dict.fromkeys(pile.rows(actor).values_list(pile.suggestion, flat=True)))


def turn_of(request: HttpRequest, suggestion: Suggestion) -> Turn | None:
    """Where the reader is when the page was opened from a pile (``?pile=``); None otherwise."""
    key, actor = request.GET.get("pile", ""), request.actor
    if key not in walkable() or not actor.is_("office", "chair"):
        return None
    keys = keys_in(actor, key)
    if suggestion.pk not in keys:
        return None
    at = keys.index(suggestion.pk)
    before = address(key, keys[at - 1]) if at else ""
    after = address(key, keys[at + 1]) if at + 1 < len(keys) else ""
    return Turn(key, desk.pile(key).label, at + 1, len(keys), before, after)


def walkable() -> set[str]:
    return {pile.key for pile in desk.PILES if pile.suggestion}


def address(key: str, pk: UUID) -> str:
    return f"{reverse('suggestions:detail', args=[pk])}?pile={key}"


def next_after(actor: Actor, suggestion: Suggestion, verb: str) -> Next | None:
    """Asked before the step is taken: which of the same pile comes next, in the order of the pile."""
    if not actor.is_("office", "chair"):
        return None
    for key in PILES_OF_STEP.get(verb, ()):
        keys = keys_in(actor, key)
        if suggestion.pk not in keys:
            continue
        at = keys.index(suggestion.pk)
        others = keys[at + 1 :] + keys[:at]
        return next_of(key, others) if others else None
    return None


def next_of(key: str, others: list[UUID]) -> Next:
    step = STEP_OF_PILE.get(key)
    url = reverse("suggestions:step", args=[others[0], step]) if step else address(key, others[0])
    return Next(url, f"下一件{desk.pile(key).label}（还有{len(others)}件）")
