"""Who got the paper, who read and signed for it; and the other side: the papers that came to me."""

from __future__ import annotations

import io
from datetime import date

from django import forms
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from renda.foundation import clock
from renda.kernel.access import policies
from renda.kernel.documents.engine.pdf import render_pdf
from renda.kernel.documents.papers import official
from renda.kernel.files.serve import PDF_POLICY
from renda.kernel.procedures.execute import Refused
from renda.modules.drafting import dispatching, selectors
from renda.modules.drafting.models import Receipt
from renda.web import ui
from renda.web.drafting import writing
from renda.web.drafting.reach import light_of, seen_draft
from renda.web.drafting.views_edit import problem_of
from renda.web.drafting.views_paper import file_name
from renda.web.steps.fields import DayField

PAGE = 25
STILL_OUT = ("sent", "filed")
LIGHTS = {"已签收": "done", "已读": "later", "未读": "waiting", "待签收": "waiting"}


class SignForm(forms.Form):
    """A signature on the list, noted by the office."""

    signed_by = forms.CharField(max_length=40, required=False)
    on = DayField(required=False)


@require_GET
def receipts(request: HttpRequest, pk) -> HttpResponse:
    """Everybody the paper went to; those who have not signed first when asked for."""
    draft = seen_draft(request, pk)
    if not draft.sent_on:
        raise Http404
    rows = selectors.receipts(draft)
    if request.GET.get("only") == "open":
        rows = rows.filter(signed_on__isnull=True)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    for row in page.object_list:
        row.light = LIGHTS[row.standing]
    facts = {
        "draft": draft,
        "light": light_of(draft),
        "page": page,
        "standing": dispatching.standing(draft),
        "only": request.GET.get("only") == "open",
        "may_key": request.actor.has("receipt.key"),
        "may_link": request.actor.has("link.make") and draft.state in STILL_OUT,
        "today": clock.today(),
    }
    return render(request, "drafting/receipts.html", facts)


def own(request: HttpRequest, pk) -> Receipt:
    rows = policies.visible(request.actor, Receipt).select_related(
        "dispatch__draft__paper", "dispatch__draft__number"
    )
    return get_object_or_404(rows, pk=pk)


@require_GET
def received(request: HttpRequest) -> HttpResponse:
    """The papers that came to me or my unit, those not signed for first."""
    policies.require_verb(request.actor, "receipt.view")
    rows = dispatching.received_by(request.actor).select_related("dispatch__draft__number")
    page = Paginator(rows.order_by("signed_on", "-dispatch__sent_on", "-id"), PAGE).get_page(
        request.GET.get("page")
    )
    for row in page.object_list:
        row.light = LIGHTS[row.standing]
    return render(request, "drafting/received_list.html", {"page": page})


@require_GET
def one(request: HttpRequest, pk) -> HttpResponse:
    """One paper that came to me, to read and to sign for."""
    receipt = own(request, pk)
    draft = receipt.dispatch.draft
    pages = writing.pages(official(draft.paper))
    facts = {
        "receipt": receipt,
        "draft": draft,
        "light": LIGHTS[receipt.standing],
        "numbers": range(1, len(pages.svg) + 1),
        "may_sign": receipt.signed_on is None and policies.can(request.actor, "receipt.sign", receipt),
        "recalled": draft.state == "recalled",
    }
    return render(request, "drafting/received.html", facts)


@require_GET
def picture(request: HttpRequest, pk, number: int) -> HttpResponse:
    return writing.picture(writing.pages(official(own(request, pk).dispatch.draft.paper)), number)


@require_GET
def pdf(request: HttpRequest, pk) -> HttpResponse:
    draft = own(request, pk).dispatch.draft
    data = io.BytesIO(render_pdf(official(draft.paper)).bytes)
    response = FileResponse(data, filename=file_name(draft, ".pdf"), content_type="application/pdf")
    response["Content-Security-Policy"] = PDF_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def read(request: HttpRequest, pk) -> HttpResponse:
    """The page was opened; sent by the page itself, because reading a page writes nothing."""
    receipt = own(request, pk)
    if policies.can(request.actor, "receipt.sign", receipt):
        dispatching.mark_read(request.actor, receipt)
    return HttpResponse(status=204)


@require_POST
def sign(request: HttpRequest, pk) -> HttpResponse:
    """Signing for a paper; the office notes who signed the list and when."""
    receipt = own(request, pk)
    form = SignForm(request.POST)
    on: date | None = form.cleaned_data.get("on") if form.is_valid() else None
    back = redirect(receipt.get_absolute_url())
    if request.POST.get("back") == "list":
        back = redirect("drafting:receipts", receipt.dispatch.draft_id)
    if form.errors:
        ui.flash.wrong(
            request, "没有记下：" + "".join(words for errors in form.errors.values() for words in errors)
        )
        return back
    try:
        dispatching.sign_receipt(request.actor, receipt, form.cleaned_data["signed_by"], on=on)
    except Refused as refused:
        ui.flash.wrong(request, problem_of(refused))
        return back
    ui.flash.done(request, f"{receipt.name}已签收。")
    return back
