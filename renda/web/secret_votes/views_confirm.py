"""What monitors do at the office's computer: get a code, confirm the opening, confirm the close."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from renda.kernel.procedures.execute import Refused
from renda.kernel.secret_votes import codes, selectors, steps
from renda.web import ui
from renda.web.secret_votes.reach import OPEN, attempt, vote_of

LONGEST = 40


class CodesForm(forms.Form):
    """The codes of two monitors; never shown again after they were sent."""

    first_code = forms.CharField(
        label="第一名监票人的封口码", max_length=LONGEST, help_text="由监票人自己输，别人不看。大小写、空格都不要紧。",
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}), error_messages={"required": "请第一名监票人输封口码。"},
    )  # fmt: skip
    second_code = forms.CharField(
        label="第二名监票人的封口码", max_length=LONGEST, widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "请第二名监票人输封口码。"},
    )  # fmt: skip

    @property
    def typed(self) -> list[str]:
        return [self.cleaned_data["first_code"], self.cleaned_data["second_code"]]


class OpeningForm(CodesForm):
    present = forms.IntegerField(
        label="签到人数",
        min_value=0,
        help_text="以签到表为准，只数名册上有投票权的人。",
        error_messages={"required": "请填签到人数。", "invalid": "请填整数。"},
    )
    drawn = forms.IntegerField(
        label="抽走的票",
        min_value=0,
        help_text="由监票人清点：印的票减去箱里剩下的票。",
        error_messages={"required": "请填抽走的票数。", "invalid": "请填整数。"},
    )
    field_order = ("present", "drawn", "first_code", "second_code")


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def code(request: HttpRequest, pk, position: int) -> HttpResponse:
    """A monitor gets a code: shown once, written down by hand, kept nowhere."""
    vote = vote_of(request, pk, OPEN)
    monitor = get_object_or_404(vote.monitors, position=position)
    context = {
        "vote": vote,
        "monitor": monitor,
        "code": "",
        "reasons": (),
        "able": vote.state in ("prepared", "printed"),
    }
    if request.method == "POST":
        try:
            context["code"] = codes.shown(steps.hand_code(request.actor, vote, monitor))
        except Refused as refused:
            context["reasons"] = refused.reasons
    response = render(request, "secret_votes/code.html", context, status=422 if context["reasons"] else 200)
    add_never_cache_headers(response)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@sensitive_variables()
def open_vote(request: HttpRequest, pk) -> HttpResponse:
    """Voting begins, confirmed by two monitors."""
    vote = vote_of(request, pk, OPEN)
    form, reasons = OpeningForm(request.POST or None), []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        reasons = attempt(
            lambda: steps.open_vote(
                request.actor, vote, form.typed, present=given["present"], drawn=given["drawn"]
            )
        )
        if not reasons:
            ui.flash.done(request, "投票开始。试投的票计得相同，已经清除。")
            return redirect(vote)
    return confirming(request, vote, form, reasons, "secret_votes/open.html")


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@sensitive_variables()
def close_vote(request: HttpRequest, pk) -> HttpResponse:
    """Voting ends, confirmed by two monitors."""
    vote = vote_of(request, pk, OPEN)
    form, reasons = CodesForm(request.POST or None), []
    if request.method == "POST" and form.is_valid():
        reasons = attempt(lambda: steps.close_vote(request.actor, vote, form.typed))
        if not reasons:
            ui.flash.done(request, "投票截止，票号和封口已经销毁。请监票人当场撕掉封口码纸条。")
            return redirect(vote)
    return confirming(request, vote, form, reasons, "secret_votes/close.html")


def confirming(request: HttpRequest, vote, form: forms.Form, reasons, template: str) -> HttpResponse:
    vote = type(vote).objects.get(pk=vote.pk)
    monitors = list(vote.monitors.all())
    context = {
        "vote": vote, "form": form, "reasons": reasons, "digest": codes.shown(vote.slip_digest[:16].upper()), "progress": selectors.progress(vote),
        "monitors": monitors, "without_code": [one.name for one in monitors if not one.has_code],
    }  # fmt: skip
    response = render(request, template, context, status=422 if reasons or form.errors else 200)
    add_never_cache_headers(response)
    return response
