"""The rounds of appraisal: the list, a new one, one round with all that belongs to it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from renda.foundation import clock
from renda.foundation.ids import as_id
from renda.kernel.access import policies
from renda.kernel.procedures.offers import offers
from renda.modules.appraisals import selectors
from renda.modules.appraisals.models import Appraisal, Appraised, NoteKind
from renda.web.appraisals.stepform import AppraisalPage, filled
from renda.web.appraisals.words import BAR, result, unit_light
from renda.web.steps import facts
from renda.web.steps.engine import opening_of, step_of
from renda.web.steps.words import state_light, way
from renda.web.ui import Action

PER_PAGE = 25
VIEW, PREPARE = "appraisal.view", "appraisal.prepare"
MAIN = ("ask", "approve", "publish", "vote", "vote_again", "tell", "file")
GRAVE = ("decline", "cancel")
PLACED = ("plan", "leaders", "arrange", "add_line", "strike_line", "speak", "minute")
"""Steps whose button stands beside what they change."""
OVER = ("filed", "declined", "cancelled")
TABS = (("open", "正在办"), ("done", "办完的"))


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All rounds, those under way first."""
    policies.require_verb(request.actor, VIEW)
    over = Q(state__in=OVER)
    current = "done" if request.GET.get("tab") == "done" else "open"
    rows = policies.visible(request.actor, Appraisal).filter(over if current == "done" else ~over)
    rows = rows.annotate(
        unit_count=Count("units", filter=~Q(units__state="dropped"), distinct=True),
        settled_count=Count("units", filter=Q(units__state="settled"), distinct=True),
    )
    page = Paginator(rows.order_by("-year", "-opened_at", "-id"), PER_PAGE).get_page(request.GET.get("page"))
    for one in page.object_list:
        one.light = state_light(one)
    new = [Action("拟定评议", reverse("appraisals:new"), "primary")] if request.actor.has(PREPARE) else []
    context = {
        "page": page,
        "tabs": [{"label": words, "url": f"?tab={key}", "current": key == current} for key, words in TABS],
        "actions": [*new, Action("历年对比", reverse("appraisals:years"))],
        "is_done": current == "done",
    }
    return render(request, "appraisals/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """A new round."""
    page = opening_of(
        request,
        "appraisal",
        "propose",
        AppraisalPage,
        template="appraisals/propose.html",
        back_url=reverse("appraisals:list"),
    )
    page.initial = {"year": clock.today().year}
    return page.answer()


def seen(request: HttpRequest, pk) -> Appraisal:
    policies.require_verb(request.actor, VIEW)
    return get_object_or_404(policies.visible(request.actor, Appraisal), pk=pk)


@require_GET
def appraisal(request: HttpRequest, pk) -> HttpResponse:
    """One round: approval, units, plan, the heads' meeting, run sheet, what was said, the votes."""
    found, actor = seen(request, pk), request.actor
    open_now = {offer.transition.verb for offer in offers(actor, found) if offer.is_open}
    context = {
        "appraisal": found,
        "light": state_light(found),
        "bar": way(found, BAR),
        "actions": to_the_vote(actor, found)
        + facts.actions(actor, found, "appraisals:step", main=MAIN, grave=GRAVE, other=PLACED),
        "open": open_now,
        "chosen": found.chosen.order_by("position", "name", "id"),
        "units": unit_rows(actor, found),
        "deputies": found.deputies.select_related("person").order_by("person__name", "id"),
        "meetings": found.notes.filter(kind=NoteKind.LEADERS).order_by("on", "id"),
        "lines": found.lines.select_related("appraised__unit").order_by("position", "id"),
        "votes": vote_rows(actor, found),
        "sees_agenda": actor.has("sitting.view"),
        **facts.told(actor, found),
    }
    return render(request, "appraisals/appraisal.html", context)


def unit_rows(actor, found: Appraisal) -> list[Appraised]:
    """The units with their light and result."""
    rows = selectors.with_counts(policies.visible(actor, Appraised).filter(appraisal=found))
    rows = list(rows.order_by("position", "id"))
    for one in rows:
        one.light, one.result = unit_light(one), result(one.last_outcome)
    return rows


def to_the_vote(actor, found: Appraisal) -> list[Action]:
    """While a vote is prepared or under way, the work is done on its page."""
    vote = selectors.open_vote(found)
    if vote is None or not actor.has("secret_vote.view"):
        return []
    return [Action("去办无记名测评", vote.get_absolute_url(), "primary")]


def vote_rows(actor, found: Appraisal) -> list[dict]:
    """The secret votes, with the address where the actor may open them."""
    may = actor.has("secret_vote.view")
    return [
        {"vote": vote, "light": state_light(vote), "url": vote.get_absolute_url() if may else ""}
        for vote in selectors.votes_of(found)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, pk, verb: str) -> HttpResponse:
    """One step of a round."""
    found = seen(request, pk)
    page = step_of(request, found, verb, AppraisalPage)
    asked = {key: request.GET[key] for key in ("line", "appraised") if key in request.GET}
    line = found.lines.filter(pk=as_id(asked.get("line", ""))).first()
    if line is not None:
        asked |= {"kind": line.kind, "who": line.who, "appraised": str(line.appraised_id or "")}
    page.initial = {**filled(found, verb), **asked}
    return page.answer()
