"""What a form is filled with before anybody types: what is already known, nothing invented."""

from __future__ import annotations

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.modules.suggestions import gate, selectors
from renda.modules.suggestions.models.suggestion import Urgency

CONTENT = ("kind", "title", "facts", "place", "ask", "village", "confidential")


def initial_of(suggestion, verb: str, actor: Actor) -> dict:
    """The first content of a step's form. Unknown verbs start empty."""
    maker = MAKERS.get(verb)
    return maker(suggestion, actor) if maker else {}


def content(suggestion, actor) -> dict:
    filled = {key: getattr(suggestion, key) for key in CONTENT}
    filled["cosigners"] = [cosigner.mandate_id for cosigner in suggestion.cosigners.all()]
    filled["opinions"] = list(suggestion.opinions.all())
    return filled


def registration(suggestion, actor) -> dict:
    likeliest = gate.suggest_category(gate.Text.of(suggestion).all)
    doubts = {advice.key for advice in gate.advise(suggestion) if advice.doubt}
    return {
        "category": likeliest[0][0] if likeliest else None,
        "urgency": suggestion.urgency or Urgency.NORMAL,
        "beyond_powers": "beyond_powers" in doubts,
    }


def correction(suggestion, actor) -> dict:
    return {"category": suggestion.category_id, "urgency": suggestion.urgency}


def hand_over(suggestion, actor) -> dict:
    returned = list(suggestion.assignment_set.filter(returned_on__isnull=False).order_by("-returned_on", "-id"))
    proposed = [share.better_unit_id for share in returned if share.better_unit_id]
    likely = [*proposed, *(unit.pk for unit in gate.suggest_units(gate.Text.of(suggestion).all))]
    refused = {share.unit_id for share in returned}
    return {
        "lead_unit": next((unit for unit in likely if unit not in refused), None),
        "is_complex": suggestion.is_complex,
    }


def signature(suggestion, actor) -> dict:
    return {} if actor.is_("office") else {"signed_by": actor.label}


def meeting(suggestion, actor) -> dict:
    people = [suggestion.author.person.name]
    if not actor.is_("office"):
        people.append(actor.label)
    return {"held_on": clock.today(), "present": "、".join(people), "place": suggestion.place[:80]}


def progress(suggestion, actor) -> dict:
    return {"happened_on": clock.today()}


def reply(suggestion, actor) -> dict:
    """Contact of the last answer of the same way, else the person who writes."""
    last = suggestion.reply_set.last()
    lead = selectors.lead_assignment(suggestion)
    return {
        "asked": last.asked if last else suggestion.ask,
        "contact": last.contact if last else ("" if actor.is_("office") else actor.label),
        "contact_phone": last.contact_phone if last else (lead.unit.phone if lead else ""),
        "signer": last.signer if last else "",
    }


def publication(suggestion, actor) -> dict:
    answer = suggestion.reply_set.filter(taken_back_on__isnull=True).last()
    words = "\n".join(filter(None, (answer.done, answer.planned, answer.cannot))) if answer else ""
    return {"title": suggestion.title, "ask": suggestion.ask, "reply": words}


def granting(suggestion, actor) -> dict:
    return {"decision": "同意延期。"}


MAKERS = {
    "grant_extension": granting,
    "edit": content,
    "submit": content,
    "register": registration,
    "correct": correction,
    "assign": hand_over,
    "sign_for": signature,
    "consult": meeting,
    "progress": progress,
    "reply": reply,
    "publish": publication,
}
