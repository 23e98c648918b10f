"""The sittings of a session: the list, planning them, and the page of one with its course."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renda.foundation import clock
from renda.kernel.access import policies
from renda.kernel.procedures.execute import Refused
from renda.modules.sessions.sittings import selectors
from renda.modules.sessions.sittings.actions import course, planning
from renda.modules.sessions.sittings.models import ProgrammeKind, Sitting
from renda.modules.sessions.sittings.quorum import quorum_of
from renda.web import ui
from renda.web.sittings.course import presented
from renda.web.sittings.forms import ReasonForm, SittingForm, UsualForm
from renda.web.sittings.reach import attempt, session_for, sitting_for

#: What a button of the sitting's page does, and what is said afterwards.
ACTS: dict[str, tuple[Callable[..., Any], str]] = {
    "open_sign_in": (course.open_sign_in, "已开始签到。"),
    "open": (course.open_sitting, "已宣布开会。"),
    "close": (course.close_sitting, "已散会，签到名单已存档。"),
}


@require_GET
def index(request: HttpRequest, pk) -> HttpResponse:
    """All sittings of the session: when, where, how it stands."""
    session = session_for(request, pk)
    sittings = list(selectors.sittings_of(session))
    now = next((one for one in sittings if one.is_on), None) or next(
        (one for one in sittings if one.takes_sign_ins), None
    )
    facts = {
        "session": session, "sittings": sittings, "now": now, "quorum": quorum_of(now) if now else None, "at": clock.now(),
        "may_plan": request.actor.has("sitting.plan"), "usual_form": UsualForm(),
        "unpublished": [kind.label for kind in ProgrammeKind if selectors.has_unpublished(session, kind)],
        "may_sign_self": request.actor.has("sitting.sign_self"), "may_screen": request.actor.has("sitting.screen"),
    }  # fmt: skip
    return render(request, "sittings/index.html", facts)


@require_POST
def usual(request: HttpRequest, pk) -> HttpResponse:
    """The usual sittings at once."""
    session = session_for(request, pk, "sitting.plan")
    form = UsualForm(request.POST)
    if not form.is_valid():
        ui.flash.wrong(request, "会场或主持人写得太长，请改短。")
        return redirect("sittings:index", session.pk)
    try:
        made = planning.plan_usual(
            request.actor, session, form.cleaned_data["place"], form.cleaned_data["chair"]
        )
    except Refused as refused:
        ui.flash.wrong(request, str(refused))
    else:
        ui.flash.done(request, f"已安排{len(made)}场会议，时间、地点和内容都可以改。")
    return redirect("sittings:index", session.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk) -> HttpResponse:
    """One more sitting."""
    session = session_for(request, pk, "sitting.plan")
    form = SittingForm(request.POST or None, initial={"day": session.opens_on, "kind": "plenary"})
    back = reverse("sittings:index", args=[session.pk])

    def page(refused: Refused | None = None) -> HttpResponse:
        facts = {
            "session": session,
            "sitting": None,
            "form": form,
            "back_url": back,
            "reasons": refused.reasons if refused else [],
        }
        return render(request, "sittings/edit.html", facts, status=422 if form.errors else 200)

    if request.method != "POST" or not form.is_valid():
        return page()
    return attempt(
        request, lambda: planning.plan_sitting(request.actor, session, form.facts()), lambda one: f"已安排“{one.title}”。",
        ("sittings:index", [session.pk]), page,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk, sitting) -> HttpResponse:
    """Another time, place, chair or name."""
    held = sitting_for(request, pk, sitting, "sitting.plan")
    form = SittingForm(request.POST or None, initial=SittingForm.initial_of(held))
    back = reverse("sittings:sitting", args=[held.session_id, held.pk])

    def page(refused: Refused | None = None) -> HttpResponse:
        facts = {
            "session": held.session,
            "sitting": held,
            "form": form,
            "back_url": back,
            "reasons": refused.reasons if refused else [],
        }
        return render(request, "sittings/edit.html", facts, status=422 if form.errors else 200)

    if request.method != "POST" or not form.is_valid():
        return page()
    return attempt(
        request, lambda: planning.change_sitting(request.actor, held, form.facts()), "已改好。已经公布的日程要另外公布变更。",
        ("sittings:sitting", [held.session_id, held.pk]), page,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def with_reason(request: HttpRequest, pk, sitting, verb: str) -> HttpResponse:
    """Cancelling a sitting, or going on after it was closed by mistake: with a reason."""
    kinds = {
        "cancel": (
            "sitting.plan",
            "取消这场会议",
            planning.cancel_sitting,
            ["这场会议不再召开，名称、时间和原因仍然看得到。"],
        ),
        "resume": (
            "sitting.run",
            "恢复会议",
            course.resume_sitting,
            ["会议回到“正在开会”，签到和名单可以继续改。"],
        ),
    }
    if verb not in kinds:
        raise Http404
    right, title, do, what = kinds[verb]
    held = sitting_for(request, pk, sitting, right)
    form = ReasonForm(request.POST or None)
    back = ("sittings:sitting", [held.session_id, held.pk])

    def page(refused: Refused | None = None) -> HttpResponse:
        if refused is not None:
            form.add_error(None, str(refused))
        facts = {
            "title": f"{title}：{held.title}", "what": what, "confirm_label": title, "danger": verb == "cancel", "form": form,
            "back_url": reverse(back[0], args=back[1]),
        }  # fmt: skip
        return render(request, "components/confirm.html", facts, status=422 if form.errors else 200)

    if request.method != "POST" or not form.is_valid():
        return page()
    return attempt(
        request, lambda: do(request.actor, held, form.cleaned_data["reason"]), "已办。", back, page
    )


@require_GET
def sitting(request: HttpRequest, pk, sitting) -> HttpResponse:
    """One sitting: who is there, what is being done, what can be done now."""
    return page_of(request, sitting_for(request, pk, sitting))


def page_of(request: HttpRequest, held: Sitting, refused: Refused | None = None) -> HttpResponse:
    """The page of a sitting; ``refused``: what stood in the way of the button just pressed."""
    return render(request, "sittings/sitting.html", presented(request, held, refused))


@require_POST
def act(request: HttpRequest, pk, sitting, verb: str) -> HttpResponse:
    """A button of the sitting's page."""
    if verb not in ACTS:
        raise Http404
    held = sitting_for(request, pk, sitting)
    policies.require_verb(request.actor, "sitting.sign_in" if verb == "open_sign_in" else "sitting.run")
    do, done = ACTS[verb]
    back = ("sittings:sitting", [held.session_id, held.pk])
    return attempt(
        request, lambda: do(request.actor, held), done, back, lambda refused: page_of(request, held, refused)
    )


@require_GET
def now(request: HttpRequest, pk, sitting) -> HttpResponse:
    """Fragment: the numbers of the sitting as they stand."""
    held = sitting_for(request, pk, sitting)
    return render(
        request, "sittings/parts/quorum.html", {"sitting": held, "quorum": quorum_of(held), "at": clock.now()}
    )
