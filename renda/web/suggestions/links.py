"""Which one-time links make sense for a suggestion now: for a unit or a deputy without an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.deadlines import timing
from renda.modules.suggestions import selectors
from renda.modules.suggestions.models import Suggestion
from renda.web.suggestions import present

LEAD = ["suggestion.view", "suggestion.sign_for", "suggestion.hand_back", "suggestion.consult", "suggestion.progress", "suggestion.ask_extension", "suggestion.reply"]
SUPPORT = ["suggestion.view", "suggestion.sign_for", "suggestion.hand_back", "suggestion.progress", "suggestion.give_opinion"]
CEILING = "suggestion-reply-six-months"


@dataclass(frozen=True)
class LinkChoice:
    """One link that may be made. ``key`` names it in the form; ``until`` is its last day."""

    key: str
    label: str
    purpose: str
    verbs: tuple[str, ...]
    until: date
    unit: object = None
    person: object = None
    single_use: bool = True


def link_choices(actor: Actor, suggestion: Suggestion) -> list[LinkChoice]:
    """Every link that makes sense now; none when the page behind links is not there or the actor may not."""
    if not actor.has("link.make") or not present.address("link", args=["x"]):
        return []
    return [*unit_links(suggestion), *judging_links(suggestion), *cosigning_links(suggestion)]


def unit_links(suggestion: Suggestion) -> list[LinkChoice]:
    if suggestion.state not in ("assigned", "handling"):
        return []
    until = timing.due(CEILING, suggestion.assigned_on).due_on
    return [
        LinkChoice(
            f"unit-{share.unit_id}",
            str(share.unit),
            f"{share.get_part_display()}：签收、记进展、{'答复' if share.part == 'lead' else '报意见'}",
            tuple(LEAD if share.part == "lead" else SUPPORT),
            max(until, clock.today()),
            unit=share.unit,
            single_use=False,
        )
        for share in selectors.active_assignments(suggestion)
    ]


def judging_links(suggestion: Suggestion) -> list[LinkChoice]:
    return [
        LinkChoice(
            f"verdict-{verdict.mandate_id}",
            f"{verdict.mandate.person.name}代表",
            "测评",
            ("suggestion.view", "suggestion.judge"),
            max(verdict.due_on, clock.today()),
            person=verdict.mandate.person,
        )
        for verdict in selectors.open_verdicts(suggestion)
    ]


def cosigning_links(suggestion: Suggestion) -> list[LinkChoice]:
    if suggestion.state not in ("draft", "submitted"):
        return []
    asked = suggestion.cosigners.filter(agrees__isnull=True).select_related("mandate__person")
    return [
        LinkChoice(
            f"cosign-{cosigner.mandate_id}",
            f"{cosigner.mandate.person.name}代表",
            "确认联名",
            ("suggestion.view", "suggestion.confirm_cosign"),
            max(timing.due("suggestion-cosign-confirmation", cosigner.asked_on).due_on, clock.today()),
            person=cosigner.mandate.person,
        )
        for cosigner in asked
    ]


def end_of(day: date) -> datetime:
    return clock.at(day + timedelta(days=1), 0)
