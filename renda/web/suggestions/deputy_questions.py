"""What a deputy is asked, and answers on one page: verdict, co-signing, promise, objection, withdrawal.

The same question is put to whoever is logged in and to the holder of a one-time link.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from renda.kernel.access import policies
from renda.kernel.access.actors import Actor
from renda.kernel.procedures.execute import Refused, execute
from renda.modules.suggestions.models import Cosigner, Promise, Suggestion, Verdict
from renda.web import ui
from renda.web.suggestions import deputy_forms as forms


@dataclass(frozen=True)
class Question:
    """One question. ``facts(actor, matter)`` is what the page shows; its ``settled`` says in words why there is
    nothing to answer any more. ``step(data)`` gives the verb and the data of the executor."""

    key: str
    title: str
    model: type
    verb: str
    form: type
    template: str
    facts: Callable
    step: Callable
    thanks: str
    button: str = "提交"
    danger: bool = False


def is_asked(actor: Actor, field: str = "mandate") -> Q:
    """Rows of a deputy: by the person of a link, or by the seats of an account."""
    if actor.kind == "link":
        return Q(**{f"{field}__person_id": actor.person_id})
    return Q(**{f"{field}_id__in": actor.mandate_ids})


def answered(question: Question, actor: Actor, matter, cleaned: dict) -> None:
    """Take the step. Raises Refused."""
    verb, data = question.step(cleaned)
    execute(actor, matter, verb, data)


def last_reply(suggestion: Suggestion):
    """The answer the deputies have in hand."""
    replies = suggestion.reply_set.filter(taken_back_on__isnull=True)
    return replies.select_related("unit").prefetch_related("promises").order_by("replied_on", "id").last()


def verdict_facts(actor: Actor, suggestion: Suggestion) -> dict:
    rows = Verdict.objects.filter(is_asked(actor), suggestion=suggestion, round=suggestion.round)
    verdict = rows.order_by("answered_on").first()
    settled = ""
    if verdict is not None and verdict.answered_on:
        settled = "您已经评过了，谢谢。人大办已经收到您的评价，不用再填。"
    elif verdict is None or verdict.lapsed_on or suggestion.state != "replied":
        settled = "这件建议现在不在评价的时候。想说意见，请给人大办打电话。"
    return {"suggestion": suggestion, "reply": last_reply(suggestion), "verdict": verdict, "settled": settled}


def cosign_facts(actor: Actor, suggestion: Suggestion) -> dict:
    asked = Cosigner.objects.filter(is_asked(actor), suggestion=suggestion).first()
    settled = ""
    if asked is not None and asked.answered_on:
        settled = f"您已经答复过：{'同意' if asked.agrees else '不同意'}联名。谢谢。"
    elif asked is None or suggestion.state not in ("draft", "submitted"):
        settled = "这件建议已经往下办了，现在不用再确认联名。"
    return {"suggestion": suggestion, "settled": settled}


def promise_facts(actor: Actor, promise: Promise) -> dict:
    settled = ""
    if promise.state == "kept":
        settled = "这项承诺已经由代表确认办成，不用再确认。"
    elif promise.state != "shown":
        settled = "承办单位还没有报告办成，办成以后再请您确认。"
    return {"promise": promise, "suggestion": promise.suggestion, "settled": settled}


def objection_facts(actor: Actor, suggestion: Suggestion) -> dict:
    settled = "" if suggestion.state in ("assigned", "handling") else "现在不是提异议的时候，请给人大办打电话。"
    earlier = suggestion.objection_set.order_by("made_on", "id").last()
    return {"suggestion": suggestion, "earlier": earlier, "settled": settled}


def withdraw_facts(actor: Actor, suggestion: Suggestion) -> dict:
    if suggestion.state == "withdrawn":
        return {"suggestion": suggestion, "settled": "这件建议已经撤回，不再办理。"}
    is_open = suggestion.state in ("submitted", "registered", "assigned", "handling")
    return {"suggestion": suggestion, "settled": "" if is_open else "办到这一步，不能再撤回了。有话请给人大办打电话。"}


def promise_step(data: dict) -> tuple[str, dict]:
    return ("confirm", {}) if data["kept"] == "yes" else ("dispute", {"reason": data["reason"]})


JUDGE = Question(
    "judge", "请您评价答复", Suggestion, "suggestion.judge", forms.VerdictForm, "suggestions/deputy/judge_body.html",
    verdict_facts, lambda data: ("judge", data), "谢谢您，评价已经送到人大办，承办单位不经手。", "提交评价",
)  # fmt: skip
COSIGN = Question(
    "cosign", "请您确认联名", Suggestion, "suggestion.confirm_cosign", forms.CosignForm, "suggestions/deputy/cosign_body.html",
    cosign_facts, lambda data: ("confirm_cosign", {"agrees": data["answer"] == "yes"}), "您的答复已经记下，谢谢。", "提交答复",
)  # fmt: skip
PROMISE = Question(
    "promise", "请您确认办成没有", Promise, "promise.confirm", forms.PromiseForm, "suggestions/deputy/promise_body.html",
    promise_facts, promise_step, "您的确认已经记下，谢谢。",
)  # fmt: skip
OBJECT = Question(
    "object", "对交办单位有异议", Suggestion, "suggestion.object", forms.ObjectionForm, "suggestions/deputy/object_body.html",
    objection_facts, lambda data: ("object", data), "您的异议已经送到人大办，人大办会答复您。", "提交异议",
)  # fmt: skip
WITHDRAW = Question(
    "withdraw", "撤回建议", Suggestion, "suggestion.withdraw", forms.WithdrawForm, "suggestions/deputy/withdraw_body.html",
    withdraw_facts, lambda data: ("withdraw", data), "已经撤回，不再办理。", "确认撤回", danger=True,
)  # fmt: skip
QUESTIONS = {question.key: question for question in (JUDGE, COSIGN, PROMISE, OBJECT, WITHDRAW)}


def answer_page(request: HttpRequest, pk, question: Question) -> HttpResponse:
    """The page of a question for the deputy who is logged in."""
    matter = get_object_or_404(question.model.objects, pk=pk)
    policies.require(request.actor, question.verb, matter)
    home = reverse("suggestions:mine") if request.actor.has("suggestion.draft") else matter.get_absolute_url()
    facts = question.facts(request.actor, matter)
    if request.method == "POST" and facts["settled"]:
        return redirect(request.path)
    form = question.form(request.POST or None)
    context = {**facts, "question": question, "form": form, "matter": matter, "reasons": (), "back_url": home}
    if request.method == "POST" and form.is_valid():
        try:
            answered(question, request.actor, matter, form.cleaned_data)
        except Refused as refused:
            if question.facts(request.actor, question.model.objects.get(pk=pk))["settled"]:
                return redirect(request.path)
            context["reasons"] = refused.reasons
        else:
            ui.flash.done(request, question.thanks)
            return redirect(home)
    status = 422 if request.method == "POST" else 200
    return render(request, "suggestions/deputy/question.html", context, status=status)
