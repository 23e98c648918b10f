"""The presidium: its meetings, who comes, what it decided and what became of it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from renda.foundation import clock
from renda.kernel.access import policies
from renda.kernel.people.models import Term
from renda.modules.presidium import documents, selectors
from renda.modules.presidium.models import Decision, Meeting
from renda.modules.presidium.procedure import OPEN
from renda.web.presidium.stepform import PresidiumPage
from renda.web.steps import facts
from renda.web.steps.engine import opening_of, step_of
from renda.web.steps.words import state_light
from renda.web.ui import lights

PER_PAGE = 25
MAIN = ("call", "open", "record", "close", "file")
GRAVE = ("call_off",)
TABS = (("open", "正在落实"), ("carried_out", "已落实"), ("dropped", "不再落实"))


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All meetings, the newest first, and by when the next one has to be held."""
    policies.require_verb(request.actor, "presidium.view")
    rows = policies.visible(request.actor, Meeting).annotate(
        topic_count=Count("topics", distinct=True),
        open_count=Count("topics__decisions", filter=Q(topics__decisions__state=OPEN), distinct=True),
    )
    page = Paginator(rows.order_by("-held_on", "-id"), PER_PAGE).get_page(request.GET.get("page"))
    for one in page.object_list:
        one.light = state_light(one)
    waiting = selectors.next_due()
    context = {
        "page": page,
        "waiting": waiting,
        "light": lights.due(waiting.due_on, provisional=waiting.provisional) if waiting else None,
        "why": facts.why(waiting.explanation) if waiting else None,
        "members": selectors.members(clock.today()),
        "may_plan": request.actor.has("presidium.prepare"),
        "report_url": reverse("drafting:from-template", args=["presidium_report"])
        if request.actor.has("draft.write")
        else "",
    }
    return render(request, "presidium/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """Put a meeting on the calendar."""
    page = opening_of(
        request,
        "presidium",
        "plan",
        PresidiumPage,
        template="presidium/plan.html",
        back_url=reverse("presidium:list"),
    )
    last = Meeting.objects.order_by("-held_on", "-id").first()
    if last is not None:
        page.initial = {"starts": last.starts, "venue": last.venue, "observers": last.observers}
    return page.answer()


def seen_meeting(request: HttpRequest, pk) -> Meeting:
    policies.require_verb(request.actor, "presidium.view")
    return get_object_or_404(policies.visible(request.actor, Meeting), pk=pk)


@require_GET
def meeting(request: HttpRequest, pk) -> HttpResponse:
    """One meeting: agenda with what was said and decided, who came, its papers."""
    found = seen_meeting(request, pk)
    context = {
        "meeting": found,
        "light": state_light(found),
        "actions": facts.actions(request.actor, found, "presidium:meeting-step", main=MAIN, grave=GRAVE),
        "topics": list(found.topics.prefetch_related("decisions__unit")),
        "attendances": found.attendances.select_related("person").order_by("-presence", "person__name", "id"),
        "may_record": found.state == "opened" and policies.can(request.actor, "presidium.prepare", found),
        **facts.told(request.actor, found),
    }
    return render(request, "presidium/meeting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_step(request: HttpRequest, pk, verb: str) -> HttpResponse:
    """One step of a meeting."""
    found = seen_meeting(request, pk)
    page = step_of(request, found, verb, PresidiumPage)
    page.initial = starting_with(request, found, verb)
    return page.answer()


def starting_with(request: HttpRequest, found: Meeting, verb: str) -> dict:
    """What the form of a step shows at first."""
    if verb == "change":
        fields = ("held_on", "starts", "venue", "observers", "is_extra", "cause")
        return {"topics": documents.topics_in(found), **{key: getattr(found, key) for key in fields}}
    if verb == "open":
        everybody = selectors.members(found.held_on)
        return {"present": everybody, "host": everybody[0].pk if everybody else None}
    if verb == "record":
        first = found.topics.filter(recorded=False).first()
        return {"topic": request.GET.get("topic") or (str(first.pk) if first else "")}
    return {}


@require_GET
def decisions(request: HttpRequest) -> HttpResponse:
    """Everything the presidium decided: who carries it out, by when, what became of it."""
    policies.require_verb(request.actor, "decision.view")
    seen = policies.visible(request.actor, Decision)
    counts = dict(seen.order_by().values_list("state").annotate(Count("id")))
    state = request.GET.get("state", OPEN)
    state = state if state in dict(TABS) else OPEN
    rows = seen.filter(state=state).order_by("due_on", "id")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    for one in page.object_list:
        one.light = lights.due(one.due_on, inner=True) if one.state == OPEN else state_light(one)
    tabs = [
        {"label": label, "url": f"?state={key}", "count": counts.get(key, 0), "current": key == state}
        for key, label in TABS
    ]
    return render(request, "presidium/decisions.html", {"page": page, "tabs": tabs})


def seen_decision(request: HttpRequest, pk) -> Decision:
    policies.require_verb(request.actor, "decision.view")
    return get_object_or_404(policies.visible(request.actor, Decision), pk=pk)


@require_GET
def decision(request: HttpRequest, pk) -> HttpResponse:
    """One decision with its progress."""
    found = seen_decision(request, pk)
    context = {
        "decision": found,
        "light": state_light(found),
        "actions": facts.actions(
            request.actor, found, "presidium:decision-step", main=("finish", "progress"), grave=("drop",)
        ),
        "meeting": found.topic.meeting if request.actor.has("presidium.view") else None,
        **facts.told(request.actor, found),
    }
    return render(request, "presidium/decision.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def decision_step(request: HttpRequest, pk, verb: str) -> HttpResponse:
    """One step of a decision."""
    found = seen_decision(request, pk)
    page = step_of(request, found, verb, PresidiumPage)
    page.initial = {"finish": {"done_on": clock.today()}, "postpone": {"due_on": found.due_on}}.get(verb, {})
    return page.answer()


@require_GET
def attendance(request: HttpRequest) -> HttpResponse:
    """How each member came to the meetings of a term; those who stayed away without leave first."""
    policies.require_verb(request.actor, "presidium.view")
    terms = list(Term.objects.order_by("-number"))
    asked = request.GET.get("term", "")
    term = next((one for one in terms if str(one.number) == asked), terms[0] if terms else None)
    tabs = [
        {"label": str(one), "url": f"?term={one.number}", "count": None, "current": one == term}
        for one in terms
    ]
    rows = selectors.attendance_of(term) if term else []
    return render(request, "presidium/attendance.html", {"rows": rows, "tabs": tabs, "term": term})
