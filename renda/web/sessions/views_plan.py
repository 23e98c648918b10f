"""The checklist of a session: what is to be done by when; ticking; the print; what comes after the session."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from renda.kernel.access import policies
from renda.kernel.dossiers import filing
from renda.kernel.people.models import CongressSession
from renda.kernel.procedures import registry
from renda.kernel.procedures.execute import Refused, execute
from renda.law import session_plan
from renda.modules.sessions import filing_plan, standing
from renda.modules.sessions.models import Phase, PlanStep, SessionWork
from renda.modules.sessions.procedure import CLOSED, WORKED_ON
from renda.modules.sessions.selectors import BEFORE_OPENING
from renda.modules.suggestions.models import Suggestion
from renda.web import ui
from renda.web.sessions import present
from renda.web.sessions.reach import session_of, work_of
from renda.web.sessions.stepform import ChecklistPage
from renda.web.steps.facts import item_url

PLAN = "session.plan"


def may_prepare(request: HttpRequest, work: SessionWork) -> bool:
    return work.state in WORKED_ON and policies.can(request.actor, "session.prepare", work)


def checklist(request: HttpRequest, work: SessionWork, phase: str) -> dict:
    """The lines of one phase, grouped, with how many are done."""
    lines = standing.lines(work, phase)
    return {
        "work": work,
        "session": work.session,
        "groups": present.groups(request.actor, work, lines),
        "removed": standing.lines(work, phase, removed=True),
        "total": len(lines),
        "done": sum(line.is_done for line in lines),
        "writes": may_prepare(request, work),
        "phase": phase,
        "actions": head_actions(request, work, phase),
    }


def head_actions(request: HttpRequest, work: SessionWork, phase: str) -> list[ui.Action]:
    """What can be done with the list as a whole."""
    key, made = work.session_id, []
    if phase == Phase.BEFORE:
        made.append(ui.Action("打印还缺什么", reverse("sessions:missing", args=[key]), icon="print"))
    if not may_prepare(request, work):
        return made
    made.append(ui.Action("加一项", f"{reverse('sessions:step-add', args=[key])}?phase={phase}", icon="pen"))
    if phase == Phase.BEFORE and work.state in BEFORE_OPENING:
        made.append(ui.Action("改日期", reverse("sessions:step", args=[key, "move"]), icon="calendar"))
    if phase == Phase.AFTER and work.state == CLOSED:
        made.append(ui.Action("归档", reverse("sessions:step", args=[key, "file"]), "primary", icon="folder"))
    return made


@require_GET
def plan(request: HttpRequest, pk) -> HttpResponse:
    """What is to be done before the opening day."""
    session = session_of(request, pk, PLAN)
    work = work_of(session)
    if work is None:
        return render(request, "sessions/no_work.html", {"session": session})
    return render(request, "sessions/plan.html", checklist(request, work, Phase.BEFORE))


@require_GET
def missing(request: HttpRequest, pk) -> HttpResponse:
    """One list of what is missing for the opening day, to be printed."""
    session = session_of(request, pk, PLAN)
    work = work_of(session)
    if work is None:
        return render(request, "sessions/no_work.html", {"session": session})
    facts = {"session": session, "work": work, "lines": standing.missing(work)}
    return render(request, "sessions/missing.html", facts)


@require_GET
def after(request: HttpRequest, pk) -> HttpResponse:
    """What is to be done when the session is over, and its dossier."""
    session = session_of(request, pk, PLAN)
    work = work_of(session)
    if work is None:
        return render(request, "sessions/no_work.html", {"session": session})
    facts = checklist(request, work, Phase.AFTER)
    return render(
        request, "sessions/after.html", {**facts, **suggestions_of(request, session), **dossier_of(work)}
    )


def suggestions_of(request: HttpRequest, session: CongressSession) -> dict:
    """How many suggestions the session brought and how many wait, with the way to them."""
    if not request.actor.has("suggestion.view"):
        return {"brought": None}
    rows = policies.visible(request.actor, Suggestion).filter(session=session).order_by()
    waiting = rows.filter(state__in=("submitted", "registered")).count()
    url = f"{reverse('suggestions:list')}?when=s{session.pk}"
    return {"brought": {"total": rows.count(), "waiting": waiting, "url": url}}


def dossier_of(work: SessionWork) -> dict:
    """What the dossier holds and what it still lacks."""
    dossier = filing.dossier_of(work)
    items = dossier.items.select_related("paper", "file", "dossier").order_by("position")
    roles = dict(filing_plan.ROLES) | {"contents": "目录"}
    return {
        "dossier": dossier,
        "dossier_url": reverse("dossier", args=[dossier.pk]),
        "items": [
            {"item": item, "role": roles.get(item.role, "其他"), "url": item_url(item)} for item in items
        ],
        "lacking": [] if dossier.sealed_at else filing_plan.lacking(work, dossier),
    }


# ------------------------------------------------------------------ the rows


def row_of(request: HttpRequest, pk, step_pk) -> tuple[SessionWork, PlanStep]:
    """A row of the checklist somebody wants to write to."""
    session = session_of(request, pk, PLAN)
    work = work_of(session)
    row = get_object_or_404(PlanStep.objects.filter(work__session=session), pk=step_pk)
    policies.require(request.actor, "session.prepare", work)
    return work, row


def taken(
    request: HttpRequest, work: SessionWork, row: PlanStep, verb: str, said: str, undo: str
) -> HttpResponse:
    """Take a step about a row at once, say so, and show the list again; with script only the row itself changes."""
    list_url = row.get_absolute_url().partition("#")[0]
    try:
        outcome = execute(request.actor, work, verb, {"step": row.key})
    except Refused as refused:
        for reason in refused.reasons:
            ui.flash.wrong(request, f"{reason.text}{reason.mend}{'、'.join(reason.articles)}")
        return HttpResponseClientRedirect(list_url) if request.htmx else redirect(list_url)
    for warning in outcome.warnings:
        ui.flash.warn(request, f"{warning.text}{warning.mend}")
    if request.htmx and verb in ("tick", "untick"):
        return fragment(request, outcome.matter, row)
    ui.flash.done(request, said, undo_url=reverse(f"sessions:{undo}", args=[work.session_id, row.pk]))
    return redirect(list_url)


def fragment(request: HttpRequest, work: SessionWork, row: PlanStep) -> HttpResponse:
    """The row as it stands now, in its place: what was just ticked is not moved away from under the hand."""
    line = next(line for line in standing.lines(work, row.phase) if line.step.pk == row.pk)
    shown = present.rows_of(request.actor, work, [line])[0]
    facts = {"row": shown, "line": line, "step": line.step, "session": work.session, "writes": True}
    return render(request, "sessions/plan/row.html", facts)


@require_POST
def tick(request: HttpRequest, pk, step_pk) -> HttpResponse:
    work, row = row_of(request, pk, step_pk)
    return taken(request, work, row, "tick", f"“{row.label}”办好了。", "untick")


@require_POST
def untick(request: HttpRequest, pk, step_pk) -> HttpResponse:
    work, row = row_of(request, pk, step_pk)
    return taken(request, work, row, "untick", f"“{row.label}”的勾取消了。", "tick")


@require_POST
def strike(request: HttpRequest, pk, step_pk) -> HttpResponse:
    work, row = row_of(request, pk, step_pk)
    return taken(request, work, row, "remove_step", f"“{row.label}”划掉了，下次也不列。", "restore")


@require_POST
def restore(request: HttpRequest, pk, step_pk) -> HttpResponse:
    work, row = row_of(request, pk, step_pk)
    return taken(request, work, row, "restore_step", f"“{row.label}”又列上了。", "strike")


def page_of(request: HttpRequest, work: SessionWork, verb: str, back_url: str, **options) -> ChecklistPage:
    procedure = registry.procedure("session")
    return ChecklistPage(
        request,
        procedure,
        procedure.transition(verb),
        work,
        back_url=back_url,
        template="sessions/row_form.html",
        **options,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk, step_pk) -> HttpResponse:
    """Word or date a row the office's own way."""
    work, row = row_of(request, pk, step_pk)
    initial = {name: getattr(row, name) for name in ("label", "who", "hint", "count", "unit")}
    page = page_of(request, work, "change_step", row.get_absolute_url(), initial=initial)
    page.row = row
    page.extra = lambda form: {"row": row}
    return page.answer()


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk) -> HttpResponse:
    """A row of the office's own."""
    session = session_of(request, pk, PLAN)
    work = get_object_or_404(SessionWork.objects.select_related("session__term"), session=session)
    policies.require(request.actor, "session.prepare", work)
    phase = request.GET.get("phase")
    phase = phase if phase in Phase.values else Phase.BEFORE
    back = reverse("sessions:plan" if phase == Phase.BEFORE else "sessions:after", args=[pk])
    page = page_of(request, work, "add_step", back, initial={"phase": phase, "unit": session_plan.DAYS})
    page.extra = lambda form: {"row": None}
    return page.answer()
