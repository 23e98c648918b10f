"""The steps of a suggestion: registering and handing over with what helps to decide, all others by one form."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from renda.foundation import clock
from renda.kernel.access import policies
from renda.kernel.deadlines import timing
from renda.kernel.people.models import CongressSession
from renda.kernel.procedures.offers import offers
from renda.modules.suggestions import gate, selectors
from renda.modules.suggestions.models import Suggestion
from renda.modules.suggestions.models.suggestion import Channel
from renda.web import ui
from renda.web.steps.engine import Next
from renda.web.suggestions import present
from renda.web.suggestions.engine import StepPage, opening_of, step_of
from renda.web.suggestions.near import near
from renda.web.suggestions.starts import initial_of

BESIDE = ("merge", "send_back", "turn_into_suggestion", "list_bill", "decline", "withdraw")
HAND_OVER_RULES = (
    ("签收或退回期限", "suggestion-wrong-body-return", {"name": "return_within"}),
    ("答复期限", "suggestion-reply-three-months", {}),
    ("答复期限（勾选“涉及面广、办理难度大”时）", "suggestion-reply-three-months", {"case": "complex"}),
    ("协办意见期限", "suggestion-co-handler-opinion", {}),
)


def seen_suggestion(request: HttpRequest, pk) -> Suggestion:
    """The suggestion when it is in the actor's reach; Http404 otherwise."""
    rows = policies.visible(request.actor, Suggestion)
    return get_object_or_404(
        rows.select_related("author__person", "village", "category", "lead_unit", "session"), pk=pk
    )


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, pk, verb: str) -> HttpResponse:
    """One step of a suggestion."""
    suggestion = seen_suggestion(request, pk)
    page = step_of(request, suggestion, verb)
    if verb == "publish" and request.method != "POST":
        return redirect("publish", pk)
    page.initial = {**initial_of(suggestion, verb, request.actor), **chosen(request, page)}
    special = {"register": registering, "assign": handing_over, "reassign": handing_over}.get(verb)
    if special:
        special(page)
    else:
        page.extra = lambda form: beside(page)
    return page.answer()


def chosen(request: HttpRequest, page: StepPage) -> dict:
    """What a link has already chosen (the suggestion to merge into)."""
    wanted = request.GET.get("target", "")
    return {"target": wanted} if wanted and page.transition.verb == "merge" else {}


def beside(page: StepPage) -> dict:
    """The suggestion's words stand beside every form about it; what is to be answered stands above it."""
    suggestion, verb = page.matter, page.transition.verb
    asked = {"suggestion": suggestion, "reply": suggestion.reply_set.last()}
    if verb in ("answer_objection", "reassign"):
        asked["objections"] = selectors.open_objections(suggestion)
    if verb in ("grant_extension", "refuse_extension"):
        asked["extension"] = selectors.open_extension(suggestion)
    if verb == "assign":
        asked["returned"] = suggestion.assignment_set.filter(returned_on__isnull=False).select_related(
            "unit", "better_unit"
        )
    return asked


def registering(page: StepPage) -> None:
    """Registration: the text, the gate's advice, what looks alike, and every other way out on one page."""
    page.template = "suggestions/register.html"
    suggestion, request = page.matter, page.request

    def extra(form) -> dict:
        text = gate.Text.of(suggestion)
        return {
            "suggestion": suggestion,
            "advice": gate.advise(suggestion),
            "signers": selectors.signers(suggestion),
            "categories": gate.suggest_category(text.all),
            "near": near(request.actor, text.title, f"{text.facts}\n{text.ask}", exclude=suggestion.pk),
            "merge_url": reverse("suggestions:step", args=[suggestion.pk, "merge"]),
            "ways_out": ways_out(request, suggestion),
        }

    page.extra = extra


def ways_out(request: HttpRequest, suggestion: Suggestion) -> list[ui.Action]:
    """The other decisions on a suggestion that has just come in."""
    return [
        ui.Action(
            offer.transition.label,
            reverse("suggestions:step", args=[suggestion.pk, offer.transition.verb]),
            "danger" if offer.transition.verb in present.GRAVE else "plain",
            reasons=tuple(filter(None, [offer.problem])),
        )
        for offer in offers(request.actor, suggestion)
        if offer.transition.verb in BESIDE
    ]


def handing_over(page: StepPage) -> None:
    """Handing over: units that did such things before, and the days that will be set, each with its why."""
    page.template = "suggestions/assign.html"
    suggestion = page.matter

    def extra(form) -> dict:
        return {
            **beside(page),
            "suggested_units": gate.suggest_units(gate.Text.of(suggestion).all),
            "days": coming_days(),
        }

    page.extra = extra


def coming_days() -> list[dict]:
    """The days that begin today when a suggestion is handed over."""
    made = []
    for label, rule, how in HAND_OVER_RULES:
        counted = timing.due(rule, clock.today(), **how)
        made.append(
            {
                "label": label,
                "due_on": counted.due_on,
                "provisional": counted.due.provisional,
                "why": present.why(counted.explain()),
            }
        )
    return made


class EnterPage(StepPage):
    """Papers come in piles: after one the next is at hand, for the same session."""

    def coming(self) -> Next:
        return Next(self.request.get_full_path(), "再录一件")


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """The office types in a suggestion that came on paper."""
    page = opening_of(request, "suggestion", "enter", EnterPage)
    page.template = "suggestions/enter.html"
    page.back_url = reverse("suggestions:list")
    page.initial = {
        "submitted_on": clock.today(),
        "kind": "suggestion",
        "channel": Channel.IN_RECESS,
        **in_session(request),
    }
    return page.answer()


def in_session(request: HttpRequest) -> dict:
    """Handed in at the session a link names: its channel and session are chosen already."""
    wanted = request.GET.get("session", "")
    found = [one for one in CongressSession.objects.all() if str(one.pk) == wanted] if wanted else []
    return {"channel": Channel.IN_SESSION, "session": found[0].pk} if found else {}


@require_GET
def similar(request: HttpRequest) -> HttpResponse:
    """Fragment while typing: suggestions that look like the words so far."""
    if not (request.actor.has("suggestion.view")):
        raise Http404
    title, body = request.GET.get("title", "")[:200], request.GET.get("body", "")
    body = body or "\n".join(request.GET.get(key, "") for key in ("facts", "ask"))
    return render(
        request, "suggestions/parts/near.html", {"near": near(request.actor, title, body), "merge_url": ""}
    )
