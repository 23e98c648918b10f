"""The chair's script on a tablet, step by step, and on paper."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from renda.kernel.procedures.execute import Refused
from renda.modules.sessions.sittings.models import Sitting
from renda.modules.sessions.sittings.script import Script, as_paper, file_script, script_of
from renda.web import ui
from renda.web.papers.preview import parts
from renda.web.sittings.course import address_of
from renda.web.sittings.reach import open_paper, sitting_for


def script_for(request: HttpRequest, pk, sitting) -> tuple[Sitting, Script]:
    held = sitting_for(request, pk, sitting, "sitting.run")
    script = script_of(held)
    if script is None:
        raise Http404
    return held, script


def place_of(request: HttpRequest, script: Script) -> int:
    """Which step is being read, counted from one; whatever else stands in the address is the first."""
    asked = request.GET.get("step", "1")
    return min(max(int(asked), 1), len(script.steps)) if asked.isdecimal() and len(asked) < 5 else 1


def presented(request: HttpRequest, held: Sitting, script: Script) -> dict[str, Any]:
    place = place_of(request, script)
    step = script.steps[place - 1]
    return {
        "session": held.session, "sitting": held, "script": script, "step": step, "place": place, "total": len(script.steps),
        "before": place - 1, "after": place + 1 if place < len(script.steps) else 0,
        "following": script.steps[place].heading if place < len(script.steps) else "",
        "votes": [(ballot, address_of(ballot)) for ballot in step.ballots],
    }  # fmt: skip


@require_GET
def script(request: HttpRequest, pk, sitting) -> HttpResponse:
    """One step in large type, and the button to the next."""
    held, made = script_for(request, pk, sitting)
    return render(request, "sittings/script.html", presented(request, held, made))


@require_GET
def step(request: HttpRequest, pk, sitting) -> HttpResponse:
    """Fragment: the same step with the numbers and the result as they stand now."""
    held, made = script_for(request, pk, sitting)
    return render(request, "sittings/script/step.html", presented(request, held, made))


@require_GET
def sheet(request: HttpRequest, pk, sitting) -> HttpResponse:
    """The whole script to be printed."""
    held, made = script_for(request, pk, sitting)
    return render(
        request,
        "sittings/script_print.html",
        {"session": held.session, "sitting": held, "script": made, "shown": parts(as_paper(made))},
    )


@require_POST
def keep(request: HttpRequest, pk, sitting) -> HttpResponse:
    """Keep the script as a paper of the session."""
    held = sitting_for(request, pk, sitting, "sitting.run")
    try:
        paper = file_script(request.actor, held)
    except Refused as refused:
        ui.flash.wrong(request, str(refused))
        return redirect("sittings:sitting", held.session_id, held.pk)
    done = "主持词已存成公文，可以打印，也可以下载改。"
    return open_paper(request, paper, done, ("sittings:sitting", [held.session_id, held.pk]))
