"""Facts of suggestions brought into the words and lights of the pages; no rules, no writing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import NoReverseMatch, reverse

from renda.kernel.procedures.offers import offers
from renda.modules.suggestions.procedure import suggestion as way
from renda.web.steps.facts import open_deadlines as open_deadlines
from renda.web.steps.facts import waits_for as waits_for
from renda.web.steps.facts import why as why
from renda.web.steps.words import state_light as state_light
from renda.web.ui import Action, lights

MAIN_VERBS = (
    "answer_objection", "grant_extension", "register", "assign", "sign_for", "consult", "reply", "give_opinion",
    "presidium_review", "publish", "close", "withhold", "show", "record", "file",
)  # fmt: skip
DANGERS = ("withdraw", "decline", "close", "discard", "give_up", "send_back", "hand_back", "file")
GRAVE = ("withdraw", "decline", "discard", "give_up")
MENDING = ("correct", "withhold")
STEPS = (
    ("提交", "submitted_on"),
    ("登记", "registered_on"),
    ("交办", "assigned_on"),
    ("签收", ""),
    ("答复", "replied_on"),
    ("测评", "judged_on"),
    ("结案", "closed_on"),
)
REACHED = {
    way.DRAFT: 0, way.SUBMITTED: 1, way.REGISTERED: 2, way.ASSIGNED: 3, way.HANDLING: 4,
    way.REPLIED: 5, way.JUDGED: 6, way.CLOSED: 7,
}  # fmt: skip
#: Deputies take these steps on pages of their own, made for the phone.
DEPUTY_PAGES = {
    "edit": "suggestions:edit",
    "submit": "suggestions:review",
    "judge": "suggestions:judge",
    "object": "suggestions:object",
    "withdraw": "suggestions:withdraw",
    "confirm": "suggestions:promise-confirm",
}
WITHOUT_DEADLINE = {
    way.DRAFT: "代表写完并提交",
    way.SUBMITTED: "人大办登记",
    way.REGISTERED: "人大办交办",
    way.ASSIGNED: "承办单位签收",
    way.HANDLING: "承办单位答复代表",
    way.REPLIED: "代表测评",
    way.JUDGED: "人大办结案归档",
    way.LISTED: "会议审议，人大办记下决定",
}


def address(*names: str, args: Iterable = ()) -> str:
    """The address of the first of the named pages that exists; an empty string when none does."""
    for name in names:
        try:
            return reverse(name, args=list(args))
        except NoReverseMatch:
            continue
    return ""


def due_light(due_on: date | None, provisional: bool = False) -> dict[str, str] | None:
    """The light of an open deadline; nothing for no date."""
    return lights.due(due_on, provisional=provisional) if due_on else None


def step_bar(suggestion, signed_on: date | None) -> list[dict]:
    """The main way with the dates reached; what no longer comes is marked as not needed."""
    reached = REACHED.get(suggestion.state)
    bar = []
    for place, (label, field) in enumerate(STEPS):
        on = getattr(suggestion, field) if field else signed_on
        if reached is None:
            state = "done" if on and field != "closed_on" else "skipped"
        else:
            state = "done" if place < reached else "current" if place == reached else "todo"
        note = f"第{suggestion.round}次办理" if label == "答复" and suggestion.round > 1 else ""
        bar.append({"label": label, "state": state, "note": note, "on": on if state == "done" else None})
    return bar


def actions(actor, matter, url_name: str, *, found=None, not_main: Iterable[str] = ()) -> list[Action]:
    """The buttons of a matter: one main one first, the grave ones last, grey ones with their reason.

    ``found``: these offers instead of all; ``not_main``: verbs that are not the next thing to do.
    """
    open_ones = offers(actor, matter) if found is None else found
    wanted = [offer.transition.verb for offer in first_wanted(open_ones)]
    main = next((verb for verb in wanted if verb not in not_main), "")
    made = []
    for offer in sorted(open_ones, key=lambda offer: rank(offer.transition.verb, main)):
        verb = offer.transition.verb
        kind = "primary" if verb == main else "danger" if verb in GRAVE else "plain"
        if verb == "withhold" and "publish" in wanted:
            continue
        url = deputy_page(actor, matter, verb) or publish_page(matter, verb) or reverse(url_name, args=[matter.pk, verb])
        label = "决定公开不公开" if verb == "publish" else offer.transition.label
        made.append(Action(label, url, kind, reasons=tuple(filter(None, [offer.problem]))))
    return made


def deputy_page(actor, matter, verb: str) -> str:
    """The deputies' own page of a step, when a deputy acts and there is one."""
    if not actor.is_("deputy") or actor.is_("office") or verb not in DEPUTY_PAGES:
        return ""
    return address(DEPUTY_PAGES[verb], args=[matter.pk])


def publish_page(matter, verb: str) -> str:
    """Whether to publish is decided on a page that looks for private data first."""
    undecided = verb in ("publish", "withhold") and not matter.published_on
    return address("publish", args=[matter.pk]) if undecided else ""


def first_wanted(found) -> list:
    """Open offers among the main verbs, in the order of the work."""
    wanted = [offer for offer in found if offer.is_open and offer.transition.verb in MAIN_VERBS]
    return sorted(wanted, key=lambda offer: MAIN_VERBS.index(offer.transition.verb))


def rank(verb: str, main: str) -> int:
    """Main one, the others, corrections, the grave ones."""
    return 0 if verb == main else 3 if verb in GRAVE else 2 if verb in MENDING else 1
