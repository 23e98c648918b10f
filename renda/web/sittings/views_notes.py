"""What was said in the groups: noting it, striking it out, the record of a group and the bulletin of all."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renda.kernel.procedures.execute import Refused
from renda.modules.sessions.sittings import documents, selectors
from renda.modules.sessions.sittings.actions import notes
from renda.modules.sessions.sittings.models import GroupNote
from renda.web import ui
from renda.web.sittings.forms import BulletinForm, NoteForm, ReasonForm
from renda.web.sittings.reach import attempt, open_paper, sitting_for

NOTE = "sitting.note"


@require_GET
def page(request: HttpRequest, pk, sitting) -> HttpResponse:
    """Every group with what was noted, and the papers that can be made of it."""
    held = sitting_for(request, pk, sitting, NOTE)
    noted: dict = {}
    for row in selectors.notes_of(held):
        noted.setdefault(row.group_id, []).append(row)
    groups = [
        {"group": group, "notes": noted.get(group.pk, [])} for group in selectors.groups_of(held.session)
    ]
    facts = {
        "session": held.session, "sitting": held, "groups": groups,
        "total": sum(1 for rows in noted.values() for row in rows if not row.struck_at),
    }  # fmt: skip
    return render(request, "sittings/notes.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def group(request: HttpRequest, pk, sitting, group) -> HttpResponse:
    """Writing down what is said in one group, one speaker after the other."""
    held = sitting_for(request, pk, sitting, NOTE)
    found = get_object_or_404(selectors.groups_of(held.session), pk=group)
    chosen = request.GET.get("entry", "")
    form = NoteForm(request.POST or None, sitting=held, group=found, initial={"entry": chosen})
    back = ("sittings:group", [held.session_id, held.pk, found.pk])

    def show(refused: Refused | None = None) -> HttpResponse:
        facts = {
            "session": held.session, "sitting": held, "group": found, "form": form, "notes": selectors.notes_of(held, found),
            "reasons": refused.reasons if refused else [],
        }  # fmt: skip
        return render(request, "sittings/group.html", facts, status=422 if form.errors else 200)

    if request.method != "POST" or not form.is_valid():
        return show()
    given = form.cleaned_data
    return attempt(
        request,
        lambda: notes.note(
            request.actor, held, found, said=given["said"], speaker=given["speaker"], attendee=given["attendee"],
            entry=given["entry"], answer=given["answer"],
        ),
        lambda row: f"已记下{row.speaker}的发言。", back, show,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def strike(request: HttpRequest, pk, sitting, note) -> HttpResponse:
    """Strike a point out, with the reason."""
    held = sitting_for(request, pk, sitting, NOTE)
    row = get_object_or_404(
        GroupNote.objects.select_related("sitting", "group"), pk=note, sitting=held, struck_at__isnull=True
    )
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        notes.strike(request.actor, row, form.cleaned_data["reason"])
        ui.flash.done(request, "已划掉，原文和原因还在，不写进简报。")
        return redirect("sittings:group", held.session_id, held.pk, row.group_id)
    facts = {
        "title": f"划掉{row.speaker}的这条发言", "what": [row.said, "划掉以后不写进记录和简报，原文和原因仍然看得到。"], "confirm_label": "划掉",
        "danger": True, "form": form, "back_url": reverse("sittings:group", args=[held.session_id, held.pk, row.group_id]),
    }  # fmt: skip
    return render(request, "components/confirm.html", facts, status=422 if form.errors else 200)


@require_POST
def record(request: HttpRequest, pk, sitting, group) -> HttpResponse:
    """The record of one group as a paper."""
    held = sitting_for(request, pk, sitting, NOTE)
    found = get_object_or_404(selectors.groups_of(held.session), pk=group)
    return made(request, held, lambda: documents.group_record(request.actor, held, found))


def made(request: HttpRequest, held, do) -> HttpResponse:
    """Make a paper and open it; where something lacks, say what."""
    try:
        paper = do()
    except Refused as refused:
        ui.flash.wrong(request, str(refused))
        return redirect("sittings:notes", held.session_id, held.pk)
    done = f"已生成《{paper.title}》，可以打印，也可以下载改。"
    return open_paper(request, paper, done, ("sittings:notes", [held.session_id, held.pk]))


@require_http_methods(["GET", "HEAD", "POST"])
def bulletin(request: HttpRequest, pk, sitting) -> HttpResponse:
    """The bulletin of the discussion in all groups."""
    held = sitting_for(request, pk, sitting, NOTE)
    first = held.entries.first()
    form = BulletinForm(
        request.POST or None,
        initial={"headline": f"代表{first.text}" if first else f"代表{held.title}", "number": "第1期"},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        return made(request, held, lambda: documents.bulletin(
            request.actor, held, number=given["number"], headline=given["headline"], opening=given["opening"]
        ))  # fmt: skip
    facts = {
        "session": held.session,
        "sitting": held,
        "form": form,
        "back_url": reverse("sittings:notes", args=[held.session_id, held.pk]),
    }
    return render(request, "sittings/bulletin.html", facts, status=422 if form.errors else 200)
