"""Writing a suggestion on the phone: draft, hints while typing, a look at the whole, handing in."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from renda.foundation.ids import as_id
from renda.kernel.access import policies
from renda.kernel.people.models import Mandate
from renda.kernel.procedures import registry
from renda.kernel.procedures.execute import Outcome, Refused, execute, open_matter
from renda.modules.suggestions import gate
from renda.modules.suggestions.models import Suggestion
from renda.modules.suggestions.procedure import needs
from renda.modules.suggestions.similar import similar_to
from renda.web import ui
from renda.web.middleware import public
from renda.web.suggestions import deputy_lists
from renda.web.suggestions.deputy_forms import WritingForm

CONTENT = tuple(need.key for need in needs.CONTENT if need.key != "files")
SHOWN_SIMILAR = 3


def new(request: HttpRequest) -> HttpResponse:
    """An empty page to write on; the first saving makes the draft."""
    policies.require_verb(request.actor, "suggestion.draft")
    return write(request, None)


def edit(request: HttpRequest, pk) -> HttpResponse:
    """Go on with a draft."""
    suggestion = get_object_or_404(Suggestion.objects, pk=pk)
    policies.require(request.actor, "suggestion.draft", suggestion)
    if suggestion.state != "draft":
        ui.flash.warn(request, "这件建议已经提交，不能再改。要补充，请给人大办打电话。")
        return redirect("suggestions:mine")
    return write(request, suggestion)


def write(request: HttpRequest, suggestion: Suggestion | None) -> HttpResponse:
    transition = registry.procedure("suggestion").transition("edit" if suggestion else "draft")
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    initial = words_of(suggestion) if suggestion else {"kind": "suggestion"}
    form = WritingForm(*posted, actor=request.actor, transition=transition, matter=suggestion, initial=initial)
    reasons, status = (), 200
    if posted:
        status = 422
        if form.is_valid():
            try:
                return saved(request, keep(request, suggestion, form))
            except Refused as refused:
                reasons = refused.reasons
                suggestion = suggestion and Suggestion.objects.get(pk=suggestion.pk)
    return render(request, "suggestions/deputy/write.html", page(form, suggestion, reasons), status=status)


def page(form: WritingForm, suggestion: Suggestion | None, reasons) -> dict:
    return {
        "form": form,
        "suggestion": suggestion,
        "reasons": reasons,
        "draft_key": f"suggestion-{suggestion.pk if suggestion else 'new'}",
        "signers_wanted": deputy_lists.bill_signers(),
        "sent_back": deputy_lists.sent_back([suggestion.pk]).get(suggestion.pk, "") if suggestion else "",
        "pictures": suggestion.attachments.select_related("file") if suggestion else (),
    }


def words_of(suggestion: Suggestion) -> dict:
    """The draft as the form and the executor take it."""
    words = {key: getattr(suggestion, key) for key in CONTENT if key not in ("cosigners", "opinions")}
    asked = suggestion.cosigners.values("mandate_id")
    words["cosigners"] = list(Mandate.objects.filter(pk__in=asked).select_related("person"))
    words["opinions"] = list(suggestion.opinions.all())
    return words


def keep(request: HttpRequest, suggestion: Suggestion | None, form: WritingForm) -> Outcome:
    """Save the draft. The same words sent twice (double tap, back button) stay one draft."""
    actor, data = request.actor, form.data_of_step
    if suggestion is not None:
        data["drop_files"] = [one.pk for one in suggestion.attachments.all() if str(one.pk) in unwanted(request)]
        return execute(actor, suggestion, "edit", data, version=form.version)
    with transaction.atomic():
        list(Mandate.objects.select_for_update(of=("self",)).filter(pk__in=actor.mandate_ids).order_by("pk"))
        twin = Suggestion.objects.filter(
            state="draft", author_id__in=actor.mandate_ids, title=data["title"], facts=data["facts"], ask=data["ask"]
        ).first()
        if twin is not None:
            return execute(actor, twin, "edit", data)
        return open_matter(actor, "suggestion", "draft", data)


def unwanted(request: HttpRequest) -> list[str]:
    return request.POST.getlist("drop_picture")


def saved(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    if request.POST.get("then") == "review":
        ui.flash.done(request, "草稿存好了。请再看一遍，没有问题就提交。")
        return redirect("suggestions:review", outcome.matter.pk)
    ui.flash.done(request, "草稿存好了，在“现在请您做”里，随时可以接着写。")
    return redirect("suggestions:mine")


def review(request: HttpRequest, pk) -> HttpResponse:
    """What was written, once more; then it is handed in and can't be changed."""
    suggestion = get_object_or_404(Suggestion.objects.select_related("village", "author__person"), pk=pk)
    policies.require(request.actor, "suggestion.submit", suggestion)
    if suggestion.state != "draft":
        return redirect("suggestions:mine")
    reasons = ()
    if request.method == "POST":
        try:
            execute(request.actor, suggestion, "submit", words_of(suggestion), version=shown_version(request))
        except Refused as refused:
            reasons = refused.reasons
            suggestion = Suggestion.objects.get(pk=pk)
            if suggestion.state != "draft":
                return redirect("suggestions:mine")
        else:
            ui.flash.done(request, f"“{suggestion.title}”已经提交人大办。登记以后会给您回执。")
            return redirect("suggestions:mine")
    return render(request, "suggestions/deputy/review.html", review_page(suggestion, reasons), status=422 if reasons else 200)


def shown_version(request: HttpRequest) -> int:
    """The version the page showed; -1 when it was tampered with, which never fits."""
    shown = request.POST.get("version", "")
    return int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 10 else -1


def review_page(suggestion: Suggestion, reasons) -> dict:
    lacking = [need.label for need in needs.CONTENT if need.required and not getattr(suggestion, need.key, "")]
    cosigners = list(suggestion.cosigners.select_related("mandate__person"))
    wanted = deputy_lists.bill_signers()
    return {
        "suggestion": suggestion,
        "reasons": reasons,
        "lacking": lacking,
        "cosigners": cosigners,
        "opinions": suggestion.opinions.all(),
        "pictures": suggestion.attachments.select_related("file"),
        "bill": deputy_lists.bill_state(suggestion) if suggestion.is_bill else None,
        "too_few": suggestion.is_bill and len(cosigners) + 1 < wanted,
        "advice": doubts(suggestion),
        "edit_url": reverse("suggestions:edit", args=[suggestion.pk]),
    }


@require_POST
def discard(request: HttpRequest, pk) -> HttpResponse:
    """Drop a draft; asked for on the page before."""
    suggestion = get_object_or_404(Suggestion.objects, pk=pk)
    policies.require(request.actor, "suggestion.draft", suggestion)
    try:
        execute(request.actor, suggestion, "discard", version=shown_version(request))
    except Refused as refused:
        ui.flash.wrong(request, str(refused))
    else:
        ui.flash.done(request, f"“{suggestion.title}”不提了，草稿已经作废。")
    return redirect("suggestions:mine")


@public
@require_POST
def advice(request: HttpRequest) -> HttpResponse:
    """While typing: earlier suggestions about the same thing, and friendly hints. Saves nothing.

    Public, because whoever is logged out while typing must not be carried off to the login page by a hint.
    """
    if request.account is None:
        return render(request, "suggestions/deputy/logged_out.html")
    policies.require_verb(request.actor, "suggestion.draft")
    words = {key: request.POST.get(key, "")[:6000] for key in ("title", "facts", "place", "ask")}
    body = "\n".join(words[key] for key in ("facts", "place", "ask"))
    unsaved = Suggestion(**words)
    kin = similar_to(words["title"], body, own_id(request), actor=request.actor, limit=SHOWN_SIMILAR)
    context = {"advice": doubts(unsaved), "kin": kin}
    return render(request, "suggestions/deputy/advice.html", context)


def own_id(request: HttpRequest) -> UUID | None:
    """The draft the page is about, if it has been saved before."""
    return as_id(request.POST.get("own", ""))


def doubts(suggestion: Suggestion) -> list:
    """The doubts of the gate; while facts or ask are still empty, it is too early to call them thin."""
    begun = suggestion.facts.strip() and suggestion.ask.strip()
    early = () if begun else ("concrete", "no_content")
    return [one for one in gate.advise(suggestion) if one.doubt and one.key not in early]
