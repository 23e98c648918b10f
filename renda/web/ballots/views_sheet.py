"""The count sheet: begun, filled in with every field saved as it is typed, finished, keyed again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from renda.kernel.ballots import fields, rules, steps
from renda.kernel.ballots.models import Ballot, CountSheet
from renda.kernel.procedures.execute import Refused
from renda.web import ui
from renda.web.ballots import present
from renda.web.ballots.views_one import KEY, ballot_of


def mine(request: HttpRequest, ballot: Ballot) -> CountSheet | None:
    """The sheet this account is keying."""
    own = [sheet for sheet in rules.valid_sheets(ballot) if sheet.account_id == request.actor.account_id]
    return next((sheet for sheet in own if not sheet.is_finished), None)


@require_GET
def sheet(request: HttpRequest, pk) -> HttpResponse:
    """The own sheet, or how to begin one."""
    ballot = ballot_of(request, pk, KEY)
    if ballot.state != "counting":
        ui.flash.warn(request, f"现在的状态是“{ballot.state_label()}”，不用录计票表。")
        return redirect(ballot)
    own = mine(request, ballot)
    if own is None:
        return beginning(request, ballot)
    return render(request, "ballots/sheet.html", present.sheet_page(ballot, own))


def beginning(request: HttpRequest, ballot: Ballot, reasons=(), status: int = 200) -> HttpResponse:
    has_keyed = any(sheet.account_id == request.actor.account_id for sheet in rules.valid_sheets(ballot))
    context = {
        "ballot": ballot, "places": present.places(request, ballot), "reasons": reasons, "has_keyed": has_keyed,
        "second_name": request.POST.get("second_name", "")[:40], "second_reason": request.POST.get("second_reason", "")[:200],
    }  # fmt: skip
    return render(request, "ballots/sheet_start.html", context, status=status)


@require_POST
def start(request: HttpRequest, pk) -> HttpResponse:
    """Take the next free sheet."""
    ballot = ballot_of(request, pk, KEY)
    try:
        steps.sheet_for(
            request.actor,
            ballot,
            second_name=request.POST.get("second_name", ""),
            second_reason=request.POST.get("second_reason", ""),
        )
    except Refused as refused:
        return beginning(request, ballot_of(request, pk, KEY), refused.reasons, 422)
    return redirect("ballots:sheet", ballot.pk)


def posted(request: HttpRequest, ballot: Ballot) -> tuple[dict[str, str], list[dict[str, str]]]:
    """What stands in the fields, and the names written in."""
    typed = {one.key: request.POST.get(one.key, "") for one in fields.layout(ballot).fields}
    names = [
        {"name": request.POST.get(f"name-{n}", ""), "votes": request.POST.get(f"votes-{n}", "")}
        for n in range(fields.MOST_WRITE_INS)
        if f"name-{n}" in request.POST
    ]
    if fill := request.POST.get("fill", ""):
        typed = {key: value or fill for key, value in typed.items()}
    return typed, names


@require_POST
def save(request: HttpRequest, pk) -> HttpResponse:
    """Keep what is typed; answers with what does not add up yet."""
    ballot = ballot_of(request, pk, KEY)
    own = mine(request, ballot)
    try:
        if own is None:
            raise Refused("这份计票表已经录完了，或者不在您这里。")
        own = steps.save_sheet(request.actor, own, *posted(request, ballot))
    except Refused as refused:
        if request.htmx:
            return render(
                request, "ballots/parts/not_kept.html", {"reasons": refused.reasons, "ballot": ballot}
            )
        ui.flash.wrong(request, str(refused))
        return redirect("ballots:sheet", ballot.pk)
    if request.htmx:
        return render(request, "ballots/parts/sums.html", present.sheet_page(ballot, own))
    return redirect("ballots:sheet", ballot.pk)


@require_POST
def finish(request: HttpRequest, pk) -> HttpResponse:
    """The sheet is done, when it adds up."""
    ballot = ballot_of(request, pk, KEY)
    own = mine(request, ballot)
    if own is None:
        ui.flash.warn(request, "这份计票表已经录完了，或者不在您这里。")
        return redirect(ballot)
    try:
        own = steps.save_sheet(request.actor, own, *posted(request, ballot))
        after = steps.finish_sheet(request.actor, own)
    except Refused as refused:
        context = present.sheet_page(ballot, own, finishing=True)
        return render(request, "ballots/sheet.html", {**context, "reasons": refused.reasons}, status=422)
    ui.flash.done(request, told(after))
    return redirect(after)


def told(ballot: Ballot) -> str:
    """What happens next."""
    if ballot.state == "compared":
        return (
            "计票表核对一致，可以确认并宣布结果。"
            if rules.sheets_wanted(ballot) > 1
            else "计票表录完，可以确认并宣布结果。"
        )
    if len(rules.finished(ballot)) < rules.sheets_wanted(ballot):
        return "这一份录完了，请另一个人再录一份。"
    return "两份计票表有不同的地方，请对照原始计票单重新录入。"


@require_POST
def rekey(request: HttpRequest, pk) -> HttpResponse:
    """Key one of two differing sheets again."""
    ballot = ballot_of(request, pk, KEY)
    place = request.POST.get("place", "")
    try:
        steps.rekey(request.actor, ballot, int(place) if place in ("1", "2") else 0)
    except Refused as refused:
        ui.flash.wrong(request, str(refused))
        return redirect(ballot)
    return redirect("ballots:sheet", ballot.pk)
