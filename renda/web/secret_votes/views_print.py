"""What is printed: the slips, which are shown this once only, and the list for counting by hand."""

from __future__ import annotations

from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from renda.kernel.procedures.execute import Refused
from renda.kernel.secret_votes import codes, rules, selectors, steps
from renda.web.secret_votes.reach import PREPARE, VIEW, vote_of

PER_SHEET = 8
ONLY_HERE = ("localhost", "127.0.0.1", "::1")


class SlipsForm(forms.Form):
    count = forms.IntegerField(
        label="印几张", min_value=1, error_messages={"required": "请填张数。", "invalid": "请填整数。"}
    )
    address = forms.CharField(
        label="手机打开的网址",
        max_length=120,
        help_text="票上的图就是这个网址。手机要和这台电脑在同一个网络里。",
        error_messages={"required": "请填网址。"},
    )

    def clean_address(self) -> str:
        given = self.cleaned_data["address"].strip().rstrip("/")
        parts = urlsplit(given)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise forms.ValidationError("网址要以 http 开头，例如 http://192.168.1.8:8000")
        return given


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def slips(request: HttpRequest, pk) -> HttpResponse:
    """Make slips and show them once, to be printed at once."""
    vote = vote_of(request, pk, PREPARE)
    here = request.build_absolute_uri("/").rstrip("/")
    form = SlipsForm(
        request.POST or None, initial={"count": len(vote.roll) + rules.spares(), "address": here}
    )
    reasons = []
    if request.method == "POST" and form.is_valid():
        try:
            made = steps.print_slips(request.actor, vote, form.cleaned_data["count"])
        except Refused as refused:
            reasons = refused.reasons
        else:
            return printed(request, vote, made, form.cleaned_data["address"])
    context = {
        "vote": vote, "form": form, "reasons": reasons, "able": vote.state in ("prepared", "printed"), "again": vote.state == "printed",
        "only_here": urlsplit(here).hostname in ONLY_HERE, "voters": len(vote.roll), "spares": rules.spares(),
    }  # fmt: skip
    return render(request, "secret_votes/slips.html", context, status=422 if reasons or form.errors else 200)


def printed(request: HttpRequest, vote, made: list[tuple[str, str]], address: str) -> HttpResponse:
    """The sheets of slips; nobody can call them up again."""
    rows = [
        {"address": address + reverse("secret_votes:slip", args=[secret]), "code": codes.shown(code)}
        for secret, code in made
    ]
    vote = type(vote).objects.get(pk=vote.pk)
    context = {
        "vote": vote, "sheets": [rows[at : at + PER_SHEET] for at in range(0, len(rows), PER_SHEET)], "total": len(rows),
        "typing": address + reverse("secret_votes:entry"), "digest": codes.shown(vote.slip_digest[:16].upper()),
    }  # fmt: skip
    response = render(request, "secret_votes/slips_print.html", context)
    add_never_cache_headers(response)
    return response


@require_GET
def recount(request: HttpRequest, pk) -> HttpResponse:
    """Every ballot in random order, to be counted by hand against the published numbers."""
    vote = vote_of(request, pk, VIEW)
    result = selectors.result_of(vote)
    if result is None:
        raise PermissionDenied("投票还没有截止、合计，没有点票清单。")
    return render(
        request,
        "secret_votes/recount.html",
        {"vote": vote, "result": result, "lists": selectors.recount_list(vote)},
    )
