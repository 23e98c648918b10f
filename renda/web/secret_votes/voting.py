"""The voter's pages: type the code or scan it, choose, look again, cast. Without account, cookie or script.

They are made without the request, so nothing of who asks can stand on them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from renda.kernel.secret_votes import casting, codes
from renda.kernel.secret_votes.casting import Answer, Found
from renda.kernel.secret_votes.models import SecretVote
from renda.kernel.units.models import in_rehearsal
from renda.kernel.units.scope import acting_in
from renda.web.secret_votes import guesses
from renda.web.secret_votes.quiet import for_voters

#: What is told instead of the ballot: title, words, light, whether the page asks again by itself.
TOLD = {
    Answer.ALREADY: (
        "已经投出，谢谢",
        "这张票已经投过了，票收好了，不用再投。如果您自己还没有投，请马上告诉监票人。",
        "done",
        False,
    ),
    Answer.VOIDED: (
        "这张票不能用手机投",
        "这张票已经作废，或者换成了纸票。有疑问请找监票人。",
        "warning",
        False,
    ),
    Answer.NOT_OPEN: (
        "现在不能投票",
        "投票还没有开始，或者已经截止。请听主持人宣布；开始以后，这一页会自己打开。",
        "warning",
        True,
    ),
}
UNKNOWN = (
    "没有这张票",
    "票号没有输对，或者投票已经截止。请对照票面再输一遍，还是不行请找监票人。",
    "warning",
    False,
)
SLOW_DOWN = ("请停一停再输", "票号输错太多次了，请过几分钟再输，或者用手机扫票上的图。", "warning", False)
TABLET = "tablet"


def page(name: str, **facts: Any) -> HttpResponse:
    return HttpResponse(render_to_string(f"secret_votes/voter/{name}.html", facts))


@for_voters
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest) -> HttpResponse:
    """The code is typed here: on a phone that can't scan."""
    return typed(request, shared=False)


@for_voters
@require_http_methods(["GET", "HEAD", "POST"])
def tablet(request: HttpRequest) -> HttpResponse:
    """The same on a tablet that goes from hand to hand: after each voter it is back here by itself."""
    return typed(request, shared=True)


def typed(request: HttpRequest, shared: bool) -> HttpResponse:
    code = codes.read(request.POST.get("code", ""))
    if request.method == "POST" and len(code) == codes.SHORT:
        return redirect(address(code, shared))
    wrong = request.method == "POST"
    return page("entry", wrong=wrong, shared=shared, length=codes.SHORT)


def address(handle: str, shared: bool) -> str:
    return reverse("secret_votes:slip", args=[handle]) + (f"?{TABLET}=1" if shared else "")


@for_voters
@require_http_methods(["GET", "HEAD", "POST"])
def slip(request: HttpRequest, handle: str) -> HttpResponse:
    """One slip: the ballot while it is live, otherwise why not; never what was chosen."""
    shared = TABLET in request.GET
    found, problem = slip_of(request, handle)
    answer = casting.standing(found) if found else None
    if request.method == "POST" and (found is None or answer):
        return redirect(address(handle, shared))  # so that a reload sends no choice again
    if found is None:
        return tell(problem, shared)
    with acting_in(found.vote.town_id):
        if answer:
            return tell(TOLD[answer], shared, found.vote)
        if request.method == "POST":
            return hand_in(request, found, shared)
        return HttpResponse(blank(found.vote.pk, found.vote.fingerprint))


def slip_of(request: HttpRequest, handle: str) -> tuple[Found | None, tuple]:
    """The slip of the address, or what to say. Only typed codes can be guessed, so only they are counted."""
    if len(codes.read(handle)) != codes.SHORT:
        return casting.by_secret(handle), UNKNOWN
    device = request.META.get("REMOTE_ADDR") or ""
    if guesses.by_device(device) >= casting.least("wrong_per_device") or guesses.by_all() >= casting.least(
        "wrong_per_vote"
    ):
        return None, SLOW_DOWN
    found = casting.by_code(handle)
    if found is None:
        guesses.note(device)
    return found, UNKNOWN


def hand_in(request: HttpRequest, found: Found, shared: bool) -> HttpResponse:
    """Cast. The answer leads away to a page that knows nothing; of a second try it is the same."""
    chosen = {place: request.POST.get(f"o{place}", "") for place in casting.positions(found.vote.pk)}
    answer = casting.cast(found, list(chosen.values()))
    if answer == Answer.CAST:
        return redirect(reverse("secret_votes:done") + (f"?{TABLET}=1" if shared else ""))
    if answer == Answer.INCOMPLETE:
        return HttpResponse(ballot(found.vote, chosen))
    return redirect(address(request.resolver_match.kwargs["handle"], shared))


@lru_cache(maxsize=casting.VOTES_AT_ONCE)
def blank(vote: UUID, fingerprint: str) -> str:
    """The ballot as everybody gets it, made once: what stands on it is in the ``fingerprint``, which holds from the opening on."""
    return ballot(SecretVote.objects.get(pk=vote, fingerprint=fingerprint), {})


def ballot(vote: SecretVote, chosen: dict[int, str]) -> str:
    """The page of a vote that is open; ``chosen``: the key of an option by position, where some were forgotten."""
    rows = [
        {
            "label": one.label,
            "name": f"o{one.position}",
            "chosen": chosen.get(one.position, ""),
            "missing": bool(chosen) and not chosen[one.position],
        }
        for one in vote.objects_voted.all()
    ]
    options = [{"key": key, "word": word} for key, word, _ in vote.options]
    facts = {"vote": vote, "rows": rows, "options": options, "missing": sum(row["missing"] for row in rows)}
    return render_to_string("secret_votes/voter/ballot.html", {**facts, "rehearsal": in_rehearsal()})


def tell(told: tuple, shared: bool, vote: SecretVote | None = None) -> HttpResponse:
    title, words, kind, waits = told
    return page("told", title=title, words=words, kind=kind, waits=waits, shared=shared, vote=vote)


@for_voters
@require_GET
def done(request: HttpRequest) -> HttpResponse:
    """Thanks. This page belongs to no slip."""
    return page("done", shared=TABLET in request.GET)
