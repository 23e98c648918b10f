"""What a county deputy without an account does by link at one session: read, sign, write, confirm, answer."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from renda.foundation.ids import as_id
from renda.kernel.access import policies
from renda.kernel.access.links import OpenedLink
from renda.kernel.procedures.offers import offers
from renda.modules.county_sessions import materials, policy, selectors
from renda.modules.county_sessions.models import Item, Participant
from renda.reports import county_mine
from renda.web.county_sessions.mine import furnish, opened_file
from renda.web.county_sessions.stepform import CountyPage
from renda.web.county_sessions.views_items import starting_with
from renda.web.session_people.frame import done
from renda.web.steps.engine import opening_of, step_of
from renda.web.steps.words import state_light
from renda.web.ui import Action

MODEL = Participant._meta.label_lower
PAPER, SEE = "paper", "see"
MAIN = ("confirm", "hand_in", "answer_cosign", "judge")
GRAVE = ("withdraw",)


def by_link(request: HttpRequest, opened: OpenedLink, here: str, verb: str = "") -> HttpResponse:
    """``verb``: nothing (the page of the place), ``sign``, ``write``, or a word with the key of a paper or an item."""
    rows = Participant.objects.select_related("session", "mandate__person")
    place = get_object_or_404(rows, pk=opened.link.object_id)
    request.actor = replace(opened.actor, mandate_ids=frozenset([place.mandate_id]))
    word, _, key = verb.partition("-")
    if word == PAPER:
        return opened_file(place, as_id(key))
    if verb == "write":
        return write(request, place, here)
    if key:
        return one_item(request, place, here, word, key)
    if request.method == "POST" and verb == "sign":
        words = lambda count: f"已签收{count}份材料，谢谢您。"  # noqa: E731
        return done(request, lambda: materials.sign(request.actor, place), words, here)
    if verb or request.method == "POST":
        raise Http404
    return own_page(request, opened, place, here)


def own_page(request: HttpRequest, opened: OpenedLink, place: Participant, here: str) -> HttpResponse:
    """Papers, what is asked, what this deputy has put forward at this session."""
    furnish(place, here)
    seen = policies.visible(request.actor, Item).order_by("-opened_at", "-id")
    own = list(seen.filter(author=place.mandate))
    for one in own:
        one.light = state_light(one)
    may_write = request.actor.has(policy.WRITE)
    facts = {
        "place": place,
        "until": opened.link.last_day,
        "own": own,
        "asks": county_mine.asks(request.actor, seen) if may_write else None,
        "may_write": may_write and place.session.state in selectors.OPEN_SESSIONS,
    }
    return render(request, "county_sessions/by_link.html", facts)


class LinkPage(CountyPage):
    """A step taken by link; afterwards the item is shown."""

    here: str = ""

    def after(self, outcome) -> str:
        return f"{self.here}{SEE}-{outcome.matter.pk}/"


def furnished(
    page: LinkPage, here: str, back_url: str, heading: str, item: Item | None = None
) -> HttpResponse:
    page.here, page.back_url, page.template = here, back_url, "county_sessions/link_step.html"
    page.extra = lambda form: {"heading": heading, "item": item, "signers": None}
    return page.answer()


def write(request: HttpRequest, place: Participant, here: str) -> HttpResponse:
    """A bill or suggestion is begun."""
    page = opening_of(request, "county_item", "draft", LinkPage)
    page.initial = {"session": place.session_id, "kind": "suggestion"}
    return furnished(page, here, here, "提议案、建议")


def one_item(request: HttpRequest, place: Participant, here: str, word: str, key: str) -> HttpResponse:
    """An item as it stands, or one step of it."""
    item = get_object_or_404(policies.visible(request.actor, Item), pk=as_id(key))
    seen_url = f"{here}{SEE}-{item.pk}/"
    if word != SEE:
        page = step_of(request, item, word, LinkPage)
        page.initial = starting_with(item, word)
        return furnished(page, here, seen_url, page.transition.label, item)
    if request.method == "POST":
        raise Http404
    facts = {
        "item": item,
        "light": state_light(item),
        "actions": actions(request, item, here),
        "cosigners": list(item.cosigners.select_related("mandate__person").order_by("asked_on", "id")),
        "signers": selectors.enough_signers(item) if item.is_bill else None,
        "articles": selectors.articles(selectors.BILL_RULE),
        "here": here,
    }
    return render(request, "county_sessions/link_item.html", facts)


def actions(request: HttpRequest, item: Item, here: str) -> list[Action]:
    """What this deputy can do with the item now; what is asked for stands out."""
    made = []
    for offer in offers(request.actor, item):
        verb = offer.transition.verb
        kind = "primary" if verb in MAIN and not made else "danger" if verb in GRAVE else "plain"
        reasons = (offer.problem,) if offer.problem else ()
        made.append(Action(offer.transition.label, f"{here}{verb}-{item.pk}/", kind, reasons=reasons))
    return sorted(made, key=lambda action: ("primary", "plain", "danger").index(action.kind))
