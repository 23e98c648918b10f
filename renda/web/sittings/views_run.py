"""Running the entries of a sitting: begin, end, who speaks, the vote of an entry."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from renda.foundation.ids import as_id
from renda.kernel.access import policies
from renda.kernel.ballots import steps as votes
from renda.kernel.ballots.models import Method
from renda.kernel.procedures.execute import Refused
from renda.modules.sessions.attendance.models import Attendee
from renda.modules.sessions.sittings.actions import course, programme
from renda.modules.sessions.sittings.models import Entry
from renda.web import ui
from renda.web.sittings.course import address_of
from renda.web.sittings.forms import EntryForm
from renda.web.sittings.reach import attempt, entry_for, gone, sitting_for
from renda.web.sittings.views_sittings import page_of

STEPS = {"start": (course.start_entry, "开始"), "finish": (course.finish_entry, "结束")}


def back_to(entry: Entry) -> tuple[str, list]:
    return "sittings:sitting", [entry.sitting.session_id, entry.sitting_id]


@require_POST
def run(request: HttpRequest, pk, sitting, entry, verb: str) -> HttpResponse:
    """An entry begins or ends; somebody begins to speak or has ended."""
    held = entry_for(request, pk, sitting, entry, "sitting.run")
    if verb in STEPS:
        do, word = STEPS[verb]
        done = f"{word}：{held.text}"
        return attempt(
            request,
            lambda: do(request.actor, held),
            done,
            back_to(held),
            lambda refused: page_of(request, held.sitting, refused),
        )
    if verb == "speak":
        return speak(request, held)
    if verb == "silence":
        course.end_speech(request.actor, held)
        return redirect(*flat(back_to(held)))
    raise Http404


def speak(request: HttpRequest, held: Entry) -> HttpResponse:
    """Somebody of the list, or a name that was typed."""
    who = request.POST.get("attendee", "")
    attendee = None
    if who:
        rows = Attendee.objects.filter(session_id=held.sitting.session_id)
        attendee = get_object_or_404(rows, pk=who) if as_id(who) else None
    name = request.POST.get("name", "")[:80]
    return attempt(
        request, lambda: course.begin_speech(request.actor, held, name, attendee), lambda one: f"{one.name}开始发言。",
        back_to(held), lambda refused: page_of(request, held.sitting, refused),
    )  # fmt: skip


def flat(back: tuple[str, list]) -> list:
    return [back[0], *back[1]]


@require_POST
def vote(request: HttpRequest, pk, sitting, entry) -> HttpResponse:
    """Put the entry to the vote: a show of hands is prepared, everything else about it is kept on the pages of votes."""
    held = entry_for(request, pk, sitting, entry, "sitting.run")
    policies.require_verb(request.actor, "ballot.prepare")
    if not held.takes_ballots:
        raise Http404
    title = held.text.removeprefix("表决")
    try:
        made = votes.prepare(
            request.actor, session=held.sitting.session, title=title, question=f"请表决：{title}", method=Method.HANDS,
            subject=held, on=held.sitting.roll_day,
        )  # fmt: skip
    except Refused as refused:
        answer = page_of(request, held.sitting, refused)
        answer.status_code = 422
        return answer
    ui.flash.done(request, f"已准备表决：{title}。")
    return redirect(address_of(made) or reverse(back_to(held)[0], args=back_to(held)[1]))


@require_http_methods(["GET", "HEAD", "POST"])
def new_entry(request: HttpRequest, pk, sitting) -> HttpResponse:
    """One more thing to do at a sitting."""
    held = sitting_for(request, pk, sitting, "sitting.plan")
    form = EntryForm(request.POST or None, session=held.session)
    return entry_page(
        request, held, form, lambda: programme.add_entry(request.actor, held, form.cleaned_data), None
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit_entry(request: HttpRequest, pk, sitting, entry) -> HttpResponse:
    planned = sitting_for(request, pk, sitting, "sitting.plan")
    if request.method == "POST" and not planned.entries.filter(pk=entry).exists():
        return gone(request, request.POST.get("text", ""), ("sittings:sitting", [pk, sitting]))
    held = entry_for(request, pk, sitting, entry, "sitting.plan")
    initial = {
        "text": held.text,
        "kind": held.kind,
        "speaker": held.speaker,
        "agenda_item": held.agenda_item_id,
    }
    form = EntryForm(request.POST or None, initial=initial, session=held.sitting.session)
    return entry_page(
        request,
        held.sitting,
        form,
        lambda: programme.change_entry(
            request.actor, held, form.cleaned_data, seen=request.POST.get("seen", "")
        ),
        held,
    )


def entry_page(request: HttpRequest, held, form, do, entry: Entry | None) -> HttpResponse:
    back = ("sittings:sitting", [held.session_id, held.pk])

    def page(refused=None) -> HttpResponse:
        facts = {
            "session": held.session, "sitting": held, "entry": entry, "form": form, "back_url": reverse(back[0], args=back[1]),
            "reasons": refused.reasons if refused else [], "seen": programme.as_seen(entry) if entry else "",
        }  # fmt: skip
        return render(request, "sittings/entry.html", facts, status=422 if form.errors else 200)

    if request.method != "POST" or not form.is_valid():
        return page()
    return attempt(request, do, "已记下。已经公布的日程要另外公布变更。", back, page)


@require_POST
def arrange(request: HttpRequest, pk, sitting, entry, verb: str) -> HttpResponse:
    """Move an entry up or down, or take it off."""
    held = entry_for(request, pk, sitting, entry, "sitting.plan")
    policies.require_verb(request.actor, "sitting.plan")
    if verb == "drop":
        return attempt(request, lambda: programme.drop_entry(request.actor, held), f"已划掉：{held.text}", back_to(held),
                       lambda refused: page_of(request, held.sitting, refused))  # fmt: skip
    if verb not in (programme.UP, programme.DOWN):
        raise Http404
    programme.move_entry(request.actor, held, verb)
    return redirect(*flat(back_to(held)))
