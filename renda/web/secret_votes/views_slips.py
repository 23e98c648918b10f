"""Slips that are not cast by phone, and the paper ballots."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from renda.kernel.secret_votes import steps
from renda.kernel.secret_votes.counting import INVALID
from renda.web import ui
from renda.web.secret_votes.reach import KEY, OPEN, attempt, lines_of, vote_of

MOST = 20_000


class SlipsForm(forms.Form):
    typed = forms.CharField(
        label="票号", max_length=MOST, widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off", "spellcheck": "false"}),
        help_text="一行一个，照票面输，空格和大小写不要紧；有扫码枪的，直接扫票上的图。", error_messages={"required": "请输票号，一行一个。"},
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def left(request: HttpRequest, pk) -> HttpResponse:
    """The slips left in the box after the draw."""
    words = {
        "title": "作废剩下的票", "button": "全部作废", "state": "printed",
        "what": "抽完票以后，箱里剩下的票一张一张录在这里，当场作废、撕掉。录完，印的票就等于抽走的加剩下的。",
        "done": "剩下的票已经作废，请当场撕掉。",
    }  # fmt: skip
    return marking(request, pk, words, steps.void_left)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def exchange(request: HttpRequest, pk) -> HttpResponse:
    """Somebody votes on paper instead."""
    words = {
        "title": "换成纸票", "button": "作废票号，换发纸票", "state": "open",
        "what": "有人不用手机、手机坏了或者断网，把他手里的票收回来录在这里，再发一张纸票。先录票号，后发纸票，一张换一张。",
        "done": "票号已经作废，可以发纸票了。",
    }  # fmt: skip
    return marking(request, pk, words, steps.exchange)


def marking(request: HttpRequest, pk, words: dict, act) -> HttpResponse:
    vote = vote_of(request, pk, OPEN)
    form, reasons = SlipsForm(request.POST or None), []
    if request.method == "POST" and form.is_valid():
        reasons = attempt(lambda: act(request.actor, vote, lines_of(form.cleaned_data["typed"])))
        if not reasons:
            ui.flash.done(request, words["done"])
            return redirect(vote)
    context = {"vote": vote, "form": form, "reasons": reasons, **words, "able": vote.state == words["state"]}
    return render(
        request, "secret_votes/marking.html", context, status=422 if reasons or form.errors else 200
    )


class PaperForm(forms.Form):
    """The count of the paper ballots: how many came back, and for each object each option."""

    def __init__(self, data, vote) -> None:
        super().__init__(data)
        self.vote = vote
        wrong = {"required": "没有的填 0。", "invalid": "请填整数。", "min_value": "不能是负数。"}
        self.fields["returned"] = forms.IntegerField(label="收回的纸票", min_value=0, error_messages=wrong)
        options = [(key, word) for key, word, _ in vote.options] + [(INVALID, "无效")]
        self.groups = []
        for one in vote.objects_voted.all():
            names = []
            for key, word in options:
                name = f"o{one.position}-{key}"
                self.fields[name] = forms.IntegerField(label=word, min_value=0, error_messages=wrong)
                names.append(name)
            self.groups.append((one, names))

    def rows(self) -> list[dict]:
        return [{"label": one.label, "fields": [self[name] for name in names]} for one, names in self.groups]

    @property
    def figures(self) -> dict[str, dict[str, int]]:
        return {
            str(one.position): {name.partition("-")[2]: self.cleaned_data[name] for name in names}
            for one, names in self.groups
        }


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, pk) -> HttpResponse:
    """The paper ballots keyed by one of two people."""
    vote = vote_of(request, pk, KEY)
    form, reasons = PaperForm(request.POST or None, vote), []
    if request.method == "POST" and form.is_valid():
        reasons = attempt(
            lambda: steps.key_paper(request.actor, vote, form.cleaned_data["returned"], form.figures)
        )
        if not reasons:
            fresh = type(vote).objects.get(pk=vote.pk)
            both = fresh.state == "closed" and fresh.paper_counts.count() == 2
            say = ui.flash.warn if both else ui.flash.done
            say(request, "两份纸票对不上，请两个人都重新录一遍。" if both else "这一份录完了。")
            return redirect(vote)
    keyed = [one.keyed_by for one in vote.paper_counts.all()]
    context = {
        "vote": vote,
        "form": form,
        "rows": form.rows(),
        "reasons": reasons,
        "keyed": keyed,
        "able": vote.state == "closed",
    }
    return render(request, "secret_votes/paper.html", context, status=422 if reasons or form.errors else 200)
