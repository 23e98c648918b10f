"""Agenda and schedule: what is prepared, what was published, what changed since and why."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renda.foundation import clock
from renda.kernel.access import policies
from renda.kernel.documents.models import Paper
from renda.kernel.procedures.execute import Refused
from renda.modules.sessions.sittings import selectors
from renda.modules.sessions.sittings.actions import programme
from renda.modules.sessions.sittings.models import AgendaItem, Programme, ProgrammeKind, Sitting
from renda.web import ui
from renda.web.sittings import heard
from renda.web.sittings.forms import ItemForm, PublishForm
from renda.web.sittings.reach import attempt, gone, session_for


@require_GET
def page(request: HttpRequest, pk) -> HttpResponse:
    """Both, side by side with what was published."""
    session = session_for(request, pk)
    return show(request, session, ItemForm())


def show(request: HttpRequest, session, form: ItemForm, status: int = 200) -> HttpResponse:
    items = list(AgendaItem.objects.filter(session=session))
    links, may_plan = heard.addresses(request.actor, items), request.actor.has("sitting.plan")
    for item in items:
        item.about = links.get(heard.key_of(item.subject_model, item.subject_id), "")
    facts = {
        "session": session, "form": form, "items": items, "to_hear": heard.offered(request.actor, session, items) if may_plan else [],
        "sittings": Sitting.objects.filter(session=session, cancelled_at__isnull=True).prefetch_related("entries"),
        "parts": [part_of(session, kind) for kind in ProgrammeKind], "papers": papers_of(request, session),
        "may_plan": may_plan, "may_publish": request.actor.has("sitting.publish"),
    }  # fmt: skip
    return render(request, "sittings/programme.html", facts, status=status)


def papers_of(request: HttpRequest, session) -> set:
    """The published papers the reader may open."""
    rows = Programme.objects.filter(session=session, paper__isnull=False).order_by().values("paper")
    return set(
        policies.visible(request.actor, Paper).filter(pk__in=rows).order_by().values_list("pk", flat=True)
    )


def part_of(session, kind: ProgrammeKind) -> dict:
    """One of the two: every published version with what it changed, and whether more is waiting."""
    versions = selectors.versions(session, kind)
    told = [
        {
            "version": one, "text": selectors.lines_of(kind, one.content),
            "before": selectors.lines_of(kind, versions[place - 1].content) if place else "",
        }
        for place, one in enumerate(versions)
    ]  # fmt: skip
    draft = selectors.draft_content(session, kind)
    return {
        "kind": kind.value, "label": kind.label, "versions": list(reversed(told)), "last": versions[-1] if versions else None,
        "draft": selectors.lines_of(kind, draft), "is_empty": not draft["items"],
        "waits": bool(versions) and versions[-1].content != draft,
        "published": selectors.lines_of(kind, versions[-1].content) if versions else "",
    }  # fmt: skip


@require_POST
def add_item(request: HttpRequest, pk) -> HttpResponse:
    session = session_for(request, pk, "sitting.plan")
    form = ItemForm(request.POST)
    if not form.is_valid():
        return show(request, session, form, status=422)
    about = request.POST.get("about", "")
    reports = (
        heard.offered(request.actor, session, AgendaItem.objects.filter(session=session)) if about else []
    )
    matter = next((report.matter for report in reports if report.key == about), None)
    try:
        if about and matter is None:
            raise Refused("这一项已经在议程里了。")
        programme.add_item(request.actor, session, form.cleaned_data["text"], matter)
    except Refused as refused:
        ui.flash.wrong(request, str(refused))
    else:
        ui.flash.done(request, "已加入议程。")
    return redirect("sittings:programme", session.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_item(request: HttpRequest, pk, item) -> HttpResponse:
    session = session_for(request, pk, "sitting.plan")
    back = ("sittings:programme", [session.pk])
    row = AgendaItem.objects.filter(pk=item, session=session).first()
    if row is None and request.method == "POST":
        return gone(request, request.POST.get("text", ""), back)
    row = row or get_object_or_404(AgendaItem, pk=item, session=session)
    form = ItemForm(request.POST or None, initial={"text": row.text})

    def again(refused: Refused | None = None) -> HttpResponse:
        facts = {
            "session": session, "form": form, "back_url": reverse(back[0], args=back[1]), "seen": programme.as_seen(row),
            "reasons": refused.reasons if refused else [],
        }  # fmt: skip
        return render(request, "sittings/item.html", facts, status=422 if form.errors else 200)

    if request.method != "POST" or not form.is_valid():
        return again()
    return attempt(
        request,
        lambda: programme.change_item(
            request.actor, row, form.cleaned_data["text"], seen=request.POST.get("seen", "")
        ),
        "已改好。已经公布的议程要另外公布变更。", back, again,
    )  # fmt: skip


@require_POST
def arrange(request: HttpRequest, pk, item, verb: str) -> HttpResponse:
    """Move an item of the agenda up or down, or take it off."""
    session = session_for(request, pk, "sitting.plan")
    row = get_object_or_404(AgendaItem, pk=item, session=session)
    if verb == "drop":
        programme.drop_item(request.actor, row)
        ui.flash.done(request, f"已划掉：{row.text}")
    elif verb in (programme.UP, programme.DOWN):
        programme.move_item(request.actor, row, verb)
    else:
        raise Http404
    return redirect("sittings:programme", session.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk, kind: str) -> HttpResponse:
    """Publish the agenda or the schedule; after the first time it is an amendment."""
    session = session_for(request, pk, "sitting.publish")
    if kind not in ProgrammeKind.values:
        raise Http404
    part = part_of(session, ProgrammeKind(kind))
    form = PublishForm(request.POST or None, amends=bool(part["last"]), initial={"decided_on": clock.today()})
    back = ("sittings:programme", [session.pk])

    def again(refused: Refused | None = None) -> HttpResponse:
        facts = {
            "session": session, "part": part, "form": form, "back_url": reverse(back[0], args=back[1]),
            "reasons": refused.reasons if refused else [],
        }  # fmt: skip
        return render(request, "sittings/publish.html", facts, status=422 if form.errors else 200)

    if request.method != "POST" or not form.is_valid():
        return again()
    given = form.cleaned_data
    return attempt(
        request,
        lambda: programme.publish(
            request.actor, session, kind, decided_by=given["decided_by"], decided_on=given["decided_on"], reason=given.get("reason", "")
        ),
        lambda row: f"已公布{row}。", back, again,
    )  # fmt: skip
