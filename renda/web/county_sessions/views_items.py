"""Bills and suggestions to the county: written, typed in, looked at, taken from step to step."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from renda.foundation import clock
from renda.foundation.ids import as_id
from renda.kernel.access import policies
from renda.kernel.access.actors import Actor
from renda.kernel.search import similar as alike
from renda.kernel.units.scope import active_town_id
from renda.modules.county_sessions import policy, selectors
from renda.modules.county_sessions.models import CountySession, Item
from renda.modules.county_sessions.search_source import ITEM
from renda.modules.suggestions import gate
from renda.web.county_sessions.stepform import CheckPage, CountyPage
from renda.web.steps import facts
from renda.web.steps.engine import opening_of, step_of
from renda.web.steps.words import state_light
from renda.web.suggestions.near import near

MAIN = ("confirm", "hand_in", "check", "register", "reply", "judge", "settle", "close", "again")
GRAVE = ("withdraw", "drop")
#: What the gate asks that only concerns a town: the county's powers are wider.
OF_TOWNS = ("beyond_powers",)


def opening(request: HttpRequest, verb: str, back: str, template: str, heading: str) -> HttpResponse:
    """The page that begins an item; the session named in the address, else the next one that takes items in."""
    page = opening_of(request, "county_item", verb, CountyPage, template=template, back_url=back)
    coming = CountySession.objects.filter(state="preparing").order_by("opens_on", "id").first()
    named = as_id(request.GET.get("session", "")) or (coming.pk if coming else None)
    page.initial, page.extra = {"session": named, "kind": "suggestion"}, lambda form: {"heading": heading}
    return page.answer()


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """The office types in what a deputy brought."""
    return opening(
        request, "enter", reverse("county_sessions:list"), "county_sessions/new.html", "代录一件议案、建议"
    )


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """A county deputy writes on the phone."""
    return opening(
        request, "draft", reverse("county_sessions:mine"), "county_sessions/write.html", "提议案、建议"
    )


def seen(request: HttpRequest, pk) -> Item:
    policies.require_verb(request.actor, policy.ITEM_VIEW)
    return get_object_or_404(policies.visible(request.actor, Item), pk=pk)


@require_GET
def item(request: HttpRequest, pk) -> HttpResponse:
    """One item: its words, who signed, what became of it in the county."""
    found = seen(request, pk)
    context = {
        "item": found,
        "light": state_light(found),
        "actions": facts.actions(request.actor, found, "county_sessions:item-step", main=MAIN, grave=GRAVE),
        "cosigners": list(found.cosigners.select_related("mandate__person").order_by("asked_on", "id")),
        "signers": selectors.enough_signers(found) if found.is_bill else None,
        "articles": selectors.articles(selectors.BILL_RULE),
        "sees_session": request.actor.has(policy.VIEW),
        **facts.told(request.actor, found),
    }
    return render(request, "county_sessions/item.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def item_step(request: HttpRequest, pk, verb: str) -> HttpResponse:
    """One step of an item."""
    found = seen(request, pk)
    page = step_of(request, found, verb, CheckPage if verb == "check" else CountyPage)
    page.initial = starting_with(found, verb)
    if verb == "check":
        checking(page, request.actor)
    elif verb in ("judge", "confirm"):
        page.template, page.extra = f"county_sessions/{verb}.html", lambda form: {"item": found, "signers": None}
    return page.answer()


def starting_with(found: Item, verb: str) -> dict:
    """What the form of a step shows at first."""
    if verb in ("edit", "correct"):
        words = {key: getattr(found, key) for key in ("kind", "title", "facts", "place", "ask", "others")}
        return {**words, "cosigners": list(found.cosigners.values_list("mandate_id", flat=True))}
    today = clock.today()
    return {
        "register": {"handling": "suggestion", "assigned_on": today},
        "transfer": {"county_unit": found.county_unit},
        "again": {"assigned_on": today},
    }.get(verb, {"done_on": today})


def checking(page: CheckPage, actor: Actor) -> None:
    """The gate's advice and what looks alike, beside the decision."""
    found = page.matter
    advice = [one for one in gate.advise(found) if one.key not in OF_TOWNS]
    page.doubts = tuple(f"{one.question}{one.why}" for one in advice if one.doubt)
    page.template = "county_sessions/check.html"

    def extra(form) -> dict:
        text = f"{found.facts}\n{found.ask}"
        return {
            "item": found,
            "advice": advice,
            "doubts": sum(one.doubt for one in advice),
            "twins": twins(actor, found, text),
            "near": near(actor, found.title, text),
            "signers": selectors.enough_signers(found) if found.is_bill else None,
            "names": selectors.signer_names(found),
            "articles": selectors.articles(selectors.BILL_RULE),
        }

    page.extra = extra


def twins(actor: Actor, found: Item, text: str) -> list:
    """Items to the county, of this year or earlier, that look like this one."""
    hits = alike.similar(active_town_id(), found.title, text, ITEM, found.pk)
    known = policies.visible(actor, Item).in_bulk([one.object_id for one in hits])
    return [
        {"item": known[one.object_id], "why": "；".join(one.why_zh), "strong": one.score >= alike.SAME_MATTER}
        for one in hits
        if one.object_id in known
    ]
