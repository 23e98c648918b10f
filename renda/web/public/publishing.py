"""Deciding what goes on the open column: the text is read over, private data are covered, or it is withheld."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from renda.foundation.chinese.dates import date_zh
from renda.kernel.access import policies
from renda.kernel.procedures.execute import Refused, execute
from renda.modules.suggestions import redaction
from renda.modules.suggestions.models import Suggestion
from renda.modules.suggestions.procedure import conditions, needs
from renda.web import ui
from renda.web.suggestions.deputy_questions import last_reply
from renda.web.ui.words import cn_date

PARTS = tuple(need.key for need in needs.PUBLIC_TEXT)


class PublicTextForm(forms.Form):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for need in needs.PUBLIC_TEXT:
            widget = forms.Textarea if need.kind == "long" else forms.TextInput
            field = forms.CharField(label=need.label, max_length=need.max_length, widget=widget, strip=False)
            field.error_messages["required"] = f"请填“{need.label}”。"
            self.fields[need.key] = field


class WithholdForm(forms.Form):
    reason = forms.CharField(
        label="不公开的理由", max_length=200, help_text="公开栏会写出编号和这条理由，理由里不要写个人情况。",
        error_messages={"required": "请写不公开的理由。"},
    )  # fmt: skip


def first_text(suggestion: Suggestion) -> dict[str, str]:
    """The suggestion's and the answer's own words, as a beginning."""
    reply = last_reply(suggestion)
    said = [reply.done, reply.planned, reply.cannot] if reply else []
    said += [f"承诺：{promise.text}，{cn_date(promise.due_on)}之前完成。" for promise in reply.promises.all()] if reply else []
    asked = "\n".join(filter(None, (suggestion.facts, suggestion.ask)))
    return {"title": suggestion.title, "ask": asked, "reply": "\n".join(filter(None, said))}


def lines(text: str) -> str:
    """Line ends as the textarea will send them back, so that places found stay places."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def findings(texts: dict[str, str], suggestion: Suggestion) -> dict[str, list]:
    return {part: redaction.find(texts[part], suggestion) for part in PARTS}


def marked(text: str, found: list) -> str:
    """The text with what was found highlighted."""
    pieces, at = [], 0
    for one in found:
        pieces += [(text[at : one.start],), (format_html("<mark>{}</mark>", one.text),)]
        at = one.end
    return format_html_join("", "{}", [*pieces, (text[at:],)])


def covered(texts: dict[str, str], suggestion: Suggestion, which: str) -> dict[str, str]:
    """The texts with everything found covered (``all``), or the one place ``part:start:end``."""
    part, _, place = which.partition(":")
    shown = findings(texts, suggestion)
    return {
        key: redaction.mask(text, [one for one in shown[key] if which == "all" or (key == part and f"{one.start}:{one.end}" == place)])
        for key, text in texts.items()
    }  # fmt: skip


def publish(request: HttpRequest, pk) -> HttpResponse:
    """The page of the office before a suggestion goes on the column."""
    suggestion = get_object_or_404(Suggestion.objects.select_related("lead_unit"), pk=pk)
    policies.require(request.actor, "suggestion.publish", suggestion)
    texts = {part: lines(text) for part, text in first_text(suggestion).items()}
    form, withhold, reasons = PublicTextForm(initial=texts), WithholdForm(), ()
    if request.method == "POST" and obstacle(suggestion) == "":
        act = request.POST.get("act", "")
        if act == "withhold":
            withhold = WithholdForm(request.POST)
            reasons = decide(request, suggestion, "withhold", withhold)
        else:
            texts = {part: lines(request.POST.get(part, "")) for part in PARTS}
            form = PublicTextForm(texts)
            if which := request.POST.get("mask"):
                texts = covered(texts, suggestion, which)
                form = PublicTextForm(initial=texts)
            elif act == "publish":
                reasons = decide(request, suggestion, "publish", form)
        if reasons is None:
            return redirect(onward(request, suggestion))
    shown = findings(texts, suggestion)
    context = {
        "suggestion": suggestion, "form": form, "withhold": withhold, "reasons": reasons,
        "obstacle": obstacle(suggestion), "only_withhold": suggestion.confidential,
        "parts": [part_of(form, part, texts[part], shown[part]) for part in PARTS],
        "found_total": sum(map(len, shown.values())),
        "blocking": sum(one.blocks for found in shown.values() for one in found),
    }  # fmt: skip
    return render(request, "public/publish.html", context)


def onward(request: HttpRequest, suggestion: Suggestion) -> str:
    """What comes after the decision: closing, when nothing stands in its way and the actor may; else the suggestion."""
    suggestion.refresh_from_db()
    if policies.can(request.actor, "suggestion.close", suggestion) and conditions.may_close(suggestion) is True:
        return reverse("suggestions:step", args=[suggestion.pk, "close"])
    return suggestion.get_absolute_url()


def part_of(form: forms.Form, part: str, text: str, found: list) -> dict:
    return {"bound": form[part], "found": [(one, f"{part}:{one.start}:{one.end}") for one in found], "preview": marked(text, found)}


def obstacle(suggestion: Suggestion) -> str:
    """Why nothing is to be decided now; empty when it is."""
    if suggestion.published_on:
        return f"{date_zh(suggestion.published_on)}已经公开。"
    if suggestion.state != "judged":
        return f"现在的状态是“{suggestion.state_label()}”，代表评价以后、结案以前才决定公开不公开。"
    if suggestion.withheld_reason and not conditions.can_withhold(suggestion):
        return f"已经决定不公开：{suggestion.withheld_reason}"
    return ""


def decide(request: HttpRequest, suggestion: Suggestion, verb: str, form: forms.Form):
    """Take the step; None when done, else the reasons to show."""
    if not form.is_valid():
        return ()
    try:
        execute(request.actor, suggestion, verb, form.cleaned_data)
    except Refused as refused:
        return refused.reasons
    words = "已经公开，任何人都能在公开栏看到。" if verb == "publish" else "已经记为不公开，理由会写在公开栏。"
    ui.flash.done(request, words)
    return None
