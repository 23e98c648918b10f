"""One unit's part in a round, seen by the office, by deputies and by the unit itself; what it has to put right; its link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renda.foundation import clock
from renda.kernel.access import policies
from renda.kernel.access.actors import Actor
from renda.kernel.procedures.offers import offers
from renda.modules.appraisals import linking, questionnaires, selectors
from renda.modules.appraisals.models import Appraised, Demand
from renda.web.appraisals.stepform import AppraisalPage, filled_unit
from renda.web.appraisals.words import DEMAND_BAR, demand_light, result, unit_light, unit_way
from renda.web.steps import facts
from renda.web.steps.engine import step_of
from renda.web.steps.words import state_light, way

VIEW, SEE_DEMAND, WHOLE = "appraised.view", "demand.view", "appraisal.view"
MAIN = ("report", "opinion", "hand_in_plan", "hand_in_result", "settle", "to_second")
GRAVE = ("drop",)
PLACED = ("team", "note", "list_demand", "check")
DEMAND_MAIN = ("measure", "show", "close")


def seen(request: HttpRequest, pk) -> Appraised:
    policies.require_verb(request.actor, VIEW)
    return get_object_or_404(policies.visible(request.actor, Appraised), pk=pk)


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """A unit's own parts, the latest first."""
    policies.require_verb(request.actor, VIEW)
    rows = list(policies.visible(request.actor, Appraised).order_by("-appraisal__year", "-opened_at", "-id"))
    for one in rows:
        one.light = unit_light(one)
    return render(request, "appraisals/mine.html", {"rows": rows})


@require_GET
def one(request: HttpRequest, pk) -> HttpResponse:
    """The whole part; what was heard about it is told to the office and the deputies, never to the unit."""
    part, actor = seen(request, pk), request.actor
    whole = actor.has(WHOLE)
    open_now = {offer.transition.verb for offer in offers(actor, part) if offer.is_open}
    context = {
        **shown(actor, part),
        "whole": whole,
        "actions": facts.actions(
            actor, part, "appraisals:appraised-step", main=MAIN, grave=GRAVE, other=PLACED
        ),
        "open": open_now,
        "may_link": actor.has("link.make")
        and policies.can(actor, "appraisal.prepare", part)
        and part.state not in selectors.OVER,
        **(heard(actor, part) if whole else {"heard": None}),
        **told(actor, part, whole),
    }
    return render(request, "appraisals/appraised.html", context)


def shown(actor: Actor, part: Appraised) -> dict:
    """What the page and the link's page both show."""
    demands = list(selectors.demands(part)) if may_see_demands(actor, part) else []
    for row in demands:
        row.light = demand_light(row)
    return {
        "part": part,
        "light": unit_light(part),
        "state_light": state_light(part),
        "bar": unit_way(part),
        "result": result(part.outcome),
        "second": result(part.second),
        "demands": demands,
    }


def may_see_demands(actor: Actor, part: Appraised) -> bool:
    """Until the letter is out only the office and whoever sees all."""
    return part.state in selectors.HANDED_OVER or actor.is_("office", "chair", "presidium", "leader")


def heard(actor: Actor, part: Appraised) -> dict:
    """Talks, visits and questionnaires."""
    may_note = policies.can(actor, "appraised.note", part)
    return {
        "heard": selectors.heard(part),
        "notes": selectors.notes(part),
        "asked": selectors.asked(part),
        "answers": [words for _, words in selectors.ANSWERS],
        "team": part.team.select_related("person").order_by("person__name", "id"),
        "may_key": may_note and part.state == questionnaires.TAKING,
        "may_print": policies.can(actor, "appraisal.prepare", part) and part.state == questionnaires.TAKING,
        "slips_left": part.question_slips.count(),
    }


def told(actor: Actor, part: Appraised, whole: bool) -> dict:
    """What stands at the foot. A unit is not shown the log: it names who went where."""
    found = facts.told(actor, part)
    return found if whole else {**found, "course": []}


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, pk, verb: str) -> HttpResponse:
    """One step of a unit's part."""
    part = seen(request, pk)
    page = step_of(request, part, verb, AppraisalPage)
    page.initial = filled_unit(part, verb)
    return page.answer()


@require_POST
def link(request: HttpRequest, pk) -> HttpResponse:
    """Make the link of the unit; the answer shows it, this once."""
    part = seen(request, pk)
    made, secret = linking.make_unit_link(request.actor, part)
    address = request.build_absolute_uri(reverse("link", args=[secret]))
    words = f"{part.unit.name}：{part.appraisal}的工作报告、整改方案和结果请点开报送，不用登录，请不要转发。{address}"
    context = {"part": part, "address": address, "message": words, "until": made.last_day}
    answer = render(request, "appraisals/link.html", context)
    answer.headers["Referrer-Policy"] = "strict-origin"
    return answer


# ------------------------------------------------------------------ what has to be put right


def seen_demand(request: HttpRequest, pk) -> Demand:
    policies.require_verb(request.actor, SEE_DEMAND)
    return get_object_or_404(policies.visible(request.actor, Demand), pk=pk)


@require_GET
def demand(request: HttpRequest, pk) -> HttpResponse:
    """One thing to put right: what is wrong, how and by when it is mended, what was shown, what the look at it gave."""
    row, actor = seen_demand(request, pk), request.actor
    context = {
        "demand": row,
        "light": demand_light(row),
        "state_light": state_light(row),
        "bar": way(row, DEMAND_BAR),
        "actions": facts.actions(
            actor, row, "appraisals:demand-step", main=DEMAND_MAIN, grave=("drop", "send_back")
        ),
        "may_see_record": actor.has("inspection.view"),
        **facts.told(actor, row),
    }
    return render(request, "appraisals/demand.html", context)


def demand_filled(row: Demand, verb: str) -> dict:
    """What the form of a step shows at first."""
    if verb == "amend":
        return {"fault": row.fault, "ask": row.ask}
    if verb in ("measure", "change"):
        return {"measure": row.measure, "person": row.person, "due_on": row.due_on}
    return {"on": clock.today()} if verb in ("close", "send_back") else {}


@require_http_methods(["GET", "HEAD", "POST"])
def demand_step(request: HttpRequest, pk, verb: str) -> HttpResponse:
    """One step of a thing to put right."""
    row = seen_demand(request, pk)
    page = step_of(request, row, verb, AppraisalPage)
    page.initial = demand_filled(row, verb)
    return page.answer()
