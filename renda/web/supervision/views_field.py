"""The field page: a telephone in a village without a network. What it writes lies in the telephone until it has been taken in."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renda.foundation import clock
from renda.foundation.ids import new_id
from renda.kernel.access import policies
from renda.kernel.files.errors import RefusedFile
from renda.modules.supervision import receiving, selectors
from renda.modules.supervision.models import Inspection, Kind
from renda.modules.supervision.receiving import Sent
from renda.web import ui
from renda.web.supervision.views import seen

FIND = "inspection.find"
#: A packet of findings; a longer queue is sent in several.
MOST = 100
LONGEST_ID, LONGEST_NAME, LONGEST_ITEM, LONGEST_TEXT, LONGEST_WHO = 40, 80, 200, 2000, 40
WORKER = settings.BASE_DIR / "static" / "js" / "field_worker.js"


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """The inspections that are out and that the reader goes with."""
    policies.require_verb(request.actor, FIND)
    rows = [one for one in selectors.in_the_field() if policies.can(request.actor, FIND, one)]
    return render(request, "supervision/mine.html", {"rows": rows})


def found_for(request: HttpRequest, pk) -> Inspection:
    found = seen(request, pk)
    policies.require(request.actor, FIND, found)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk) -> HttpResponse:
    """The page on the telephone. Without scripts its form sends one finding."""
    found = found_for(request, pk)
    if request.method == "POST":
        return by_form(request, found)
    context = {
        "inspection": found,
        "sites": found.sites.filter(struck_on=None).order_by("on", "position", "id"),
        "items": found.items.filter(struck_on=None).order_by("position", "id"),
        "kinds": Kind.choices,
        "client_id": new_id(),
        "closed": "" if found.state in selectors.TAKING else receiving.closed_words(found),
        "largest": receiving.LARGEST_PHOTO,
        "films": " ".join(receiving.FILMS),
        "film_words": receiving.FILM_WORDS,
        "big_words": receiving.BIG_WORDS,
    }
    return render(request, "supervision/field.html", context)


def by_form(request: HttpRequest, found: Inspection) -> HttpResponse:
    """One finding from the page without scripts; its photos come along."""
    sent = finding_of({**request.POST.dict(), "id": request.POST.get("client_id", "")}, clock.now())
    if sent is None or not receiving.is_a_finding(sent):
        ui.flash.wrong(request, "没有记下：请选检查点，再选有没有问题，或者写情况。")
        return redirect("supervision:field", found.pk)
    (told,) = receiving.receive(request.actor, found, [sent])
    (ui.flash.done if told.outcome == receiving.KEPT else ui.flash.wrong)(request, told.words or "记下了。")
    for number, upload in enumerate(
        request.FILES.getlist("photos") if told.outcome == receiving.KEPT else ()
    ):
        try:
            receiving.receive_photo(request.actor, found, sent.client_id, f"{number}", upload, upload.name)
        except RefusedFile as refused:
            ui.flash.wrong(request, f"{upload.name[:60]}：{refused}")
    return redirect("supervision:field", found.pk)


@require_POST
def send(request: HttpRequest, pk) -> HttpResponse:
    """A packet of findings (JSON). Each is answered for itself, so one that can't be read stops no other."""
    found = found_for(request, pk)
    try:
        packet = json.loads(request.body)
        sent_at, rows = int(packet["now"]), list(packet["findings"])[:MOST]
    except (ValueError, TypeError, KeyError, OverflowError):
        return JsonResponse({"problem": "这部手机发来的内容看不懂，请刷新页面再试。"}, status=400)
    good, told = [], []
    for row in rows:
        sent = finding_of(row, moment(row, sent_at))
        if sent is None or not receiving.is_a_finding(sent):
            told.append(
                {
                    "id": plain(row, "id"),
                    "outcome": receiving.REFUSED,
                    "words": "这条记录不完整：没有检查点，或者没有写情况。",
                }
            )
        else:
            good.append(sent)
    told += [
        {"id": one.client_id, "outcome": one.outcome, "words": one.words}
        for one in receiving.receive(request.actor, found, good)
    ]
    return JsonResponse({"told": told})


def moment(row: Any, sent_at: int):
    """When it was written by the server's clock: only how long it has waited is believed of the telephone's."""
    try:
        return clock.now() - max(timedelta(milliseconds=sent_at - int(row["at"])), timedelta())
    except (ValueError, TypeError, KeyError, OverflowError):
        return clock.now()


def plain(row: Any, key: str, longest: int = LONGEST_ID) -> str:
    """A text out of what a telephone sent; nothing where it is something else."""
    value = row.get(key, "") if isinstance(row, dict) else ""
    return value.strip()[:longest] if isinstance(value, str) else ""


def finding_of(row: Any, at) -> Sent | None:
    """A finding out of what was sent; None without an id or a place."""
    words = {key: plain(row, key) for key in ("site", "item", "kind", "result")}
    client_id, site_name = plain(row, "id"), plain(row, "site_name", LONGEST_NAME)
    if not client_id or not (words["site"] or site_name):
        return None
    return Sent(
        client_id, words["site"], site_name or "没有写地点", words["item"], plain(row, "item_text", LONGEST_ITEM), words["kind"], words["result"],
        plain(row, "text", LONGEST_TEXT), plain(row, "who", LONGEST_WHO), at, degrees(row, "latitude", 90), degrees(row, "longitude", 180),
    )  # fmt: skip


def degrees(row: Any, key: str, most: int) -> float | None:
    try:
        value = float(row.get(key))
    except (TypeError, ValueError):
        return None
    return value if -most <= value <= most else None


@require_POST
def send_photo(request: HttpRequest, pk) -> HttpResponse:
    """One photo of one finding."""
    found, upload = found_for(request, pk), request.FILES.get("photo")
    finding, client_id = request.POST.get("finding", "")[:LONGEST_ID], request.POST.get("id", "")[:LONGEST_ID]
    if upload is None or not finding or not client_id:
        return JsonResponse(
            {"outcome": receiving.REFUSED, "words": "照片没有收到，请重新拍一张。"}, status=400
        )
    try:
        receiving.receive_photo(request.actor, found, finding, client_id, upload, upload.name)
    except RefusedFile as refused:
        return JsonResponse({"outcome": receiving.REFUSED, "words": str(refused)})
    return JsonResponse({"outcome": receiving.KEPT, "words": ""})


@require_GET
def fresh_token(request: HttpRequest, pk) -> HttpResponse:
    """A page that lay in the telephone for days asks for a new token before it sends."""
    found_for(request, pk)
    return JsonResponse({"token": get_token(request), "account": str(request.actor.account_id)})


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The script that opens the field page without a network; from here it reaches the pages of this part only."""
    policies.require_verb(request.actor, FIND)
    return HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")
