"""Questionnaires: slips to be printed, the page of whoever holds one, the empty sheet, paper ones keyed in."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from renda.kernel.access import policies
from renda.kernel.procedures.execute import Refused
from renda.kernel.units.models import in_rehearsal
from renda.kernel.units.scope import acting_in
from renda.modules.appraisals import questionnaires, selectors
from renda.modules.appraisals.models import Appraised, Served
from renda.modules.appraisals.questionnaires import Given
from renda.web import ui
from renda.web.appraisals.views_unit import seen
from renda.web.secret_votes import views_print as votes
from renda.web.secret_votes.quiet import for_voters

FIRST = 20
NOTE, PREPARE = "appraised.note", "appraisal.prepare"
ADDRESS_HELP = "条子上的图就是这个网址。手机要能打开它：和这台电脑在同一个网络里，或者单位有外网网址。"
GONE = ("这张问卷交过了", "每张问卷条只能用一次；也可能是网址没有抄全，或者走访调查已经结束。")


class SlipsForm(votes.SlipsForm):
    """How many, and the address that telephones open."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["address"].help_text = ADDRESS_HELP


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def slips(request: HttpRequest, pk) -> HttpResponse:
    """Make slips and show them once, to be printed and handed out."""
    part = seen(request, pk)
    policies.require(request.actor, PREPARE, part)
    here = request.build_absolute_uri("/").rstrip("/")
    form, reasons = SlipsForm(request.POST or None, initial={"count": FIRST, "address": here}), []
    if request.method == "POST" and form.is_valid():
        try:
            made = questionnaires.print_slips(request.actor, part, form.cleaned_data["count"])
        except Refused as refused:
            reasons = refused.reasons
        else:
            return printed(request, part, made, form.cleaned_data["address"])
    context = {
        "part": part, "form": form, "reasons": reasons, "able": part.state == questionnaires.TAKING,
        "only_here": urlsplit(here).hostname in votes.ONLY_HERE,
    }  # fmt: skip
    return render(request, "appraisals/slips.html", context, status=422 if reasons or form.errors else 200)


def printed(request: HttpRequest, part: Appraised, secrets: list[str], address: str) -> HttpResponse:
    """The sheets of slips; nobody can call them up again."""
    rows = [address + reverse("appraisals:slip", args=[secret]) for secret in secrets]
    sheets = [rows[at : at + votes.PER_SHEET] for at in range(0, len(rows), votes.PER_SHEET)]
    response = render(
        request, "appraisals/slips_print.html", {"part": part, "sheets": sheets, "total": len(rows)}
    )
    add_never_cache_headers(response)
    return response


@require_GET
def sheet(request: HttpRequest, pk) -> HttpResponse:
    """The empty questionnaire, to be printed."""
    part = seen(request, pk)
    policies.require_verb(request.actor, "appraisal.view")
    return render(request, "appraisals/sheet.html", {"part": part, **questions(part, {})})


def questions(part: Appraised, chosen: dict[str, str]) -> dict:
    """The questions with what was chosen so far."""
    rows = [
        {"place": place, "name": f"q{place}", "text": text, "chosen": chosen.get(str(place), "")}
        for place, text in enumerate(part.appraisal.contents, 1)
    ]
    return {"questions": rows, "choices": selectors.ANSWERS, "served": Served.choices}


def given_in(request: HttpRequest, part: Appraised) -> Given:
    """What was filled in."""
    answers = {
        str(place): request.POST.get(f"q{place}", "") for place, _ in enumerate(part.appraisal.contents, 1)
    }
    return Given(request.POST.get("served", ""), answers, request.POST.get("opinion", ""))


def asked_again(part: Appraised, given: Given | None, reasons=()) -> dict:
    """The form with everything that was filled in."""
    return {
        "part": part, **questions(part, dict(given.answers) if given else {}), "who": given.served if given else "",
        "opinion": given.opinion if given else "", "reasons": reasons, "longest": questionnaires.LONGEST, "rehearsal": in_rehearsal(),
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, pk) -> HttpResponse:
    """A questionnaire on paper is keyed in; afterwards the next one."""
    part = seen(request, pk)
    policies.require(request.actor, NOTE, part)
    if request.method != "POST":
        return render(request, "appraisals/paper.html", asked_again(part, None))
    given = given_in(request, part)
    try:
        questionnaires.key(request.actor, part, given)
    except Refused as refused:
        return render(request, "appraisals/paper.html", asked_again(part, given, refused.reasons), status=422)
    ui.flash.done(request, f"录好了，{part.unit}一共有{part.sheets.count()}份问卷。接着录下一份。")
    return redirect("appraisals:paper", part.pk)


@for_voters
@require_http_methods(["GET", "HEAD", "POST"])
def slip(request: HttpRequest, secret: str) -> HttpResponse:
    """The questionnaire of whoever holds the slip: no account, no cookie, nothing noted about who it was."""
    found = questionnaires.find(secret)
    if found is None or found.appraised.state != questionnaires.TAKING:
        return told(request) if request.method != "POST" else redirect(request.path)
    with acting_in(found.town):
        part = found.appraised
        if request.method != "POST":
            return render(request, "appraisals/asked.html", asked_again(part, None))
        given = given_in(request, part)
        try:
            taken = questionnaires.answer(found, given)
        except Refused as refused:
            return render(request, "appraisals/asked.html", asked_again(part, given, refused.reasons))
    return redirect("appraisals:thanks") if taken else redirect(request.path)


def told(request: HttpRequest) -> HttpResponse:
    title, words = GONE
    facts = {
        "title": title,
        "words": words,
        "kind": "warning",
        "waits": False,
        "shared": False,
        "vote": "评议问卷",
    }
    return render(request, "secret_votes/voter/told.html", facts)


@for_voters
@require_GET
def thanks(request: HttpRequest) -> HttpResponse:
    """Thanks. This page belongs to no slip."""
    return render(request, "appraisals/thanks.html")
