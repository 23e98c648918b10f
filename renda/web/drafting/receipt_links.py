"""A paper for somebody without an account: the office makes a link, whoever holds it reads the paper and signs for it."""

from __future__ import annotations

import io
import re

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from renda.kernel.access import policies
from renda.kernel.access.links import OpenedLink
from renda.kernel.documents.engine.pdf import render_pdf
from renda.kernel.documents.papers import official
from renda.kernel.files.serve import PDF_POLICY
from renda.kernel.procedures.execute import Refused
from renda.modules.drafting import dispatching
from renda.modules.drafting.models import Receipt
from renda.web import ui
from renda.web.drafting import writing
from renda.web.drafting.views_edit import problem_of
from renda.web.drafting.views_paper import file_name

MODEL = Receipt._meta.label_lower
PAGE = re.compile(r"page-(\d{1,4})")


@require_POST
def make(request: HttpRequest, pk) -> HttpResponse:
    """Make the link of one receipt; the answer shows it, this once. An older one serves no more."""
    rows = policies.visible(request.actor, Receipt).select_related("dispatch__draft__number", "person", "unit")
    receipt = get_object_or_404(rows, pk=pk)
    draft = receipt.dispatch.draft
    try:
        link, secret = dispatching.receipt_link(request.actor, receipt)
    except Refused as refused:
        ui.flash.wrong(request, problem_of(refused))
        return redirect("drafting:receipts", draft.pk)
    address = request.build_absolute_uri(reverse("link", args=[secret]))
    until = link.last_day
    words = f"{receipt.name}：镇人大办有一份公文请您阅读并签收，点开就能看，不用登录，请不要转发。{address}"
    facts = {"draft": draft, "receipt": receipt, "address": address, "message": words, "until": until}
    response = render(request, "drafting/receipt_link.html", facts)
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


def answer(request: HttpRequest, opened: OpenedLink, here: str, verb: str = "") -> HttpResponse:
    """What the holder of the link asked for: the paper, a page of it, its print, or to sign."""
    rows = Receipt.objects.select_related("dispatch__draft__paper", "dispatch__draft__number")
    receipt = get_object_or_404(rows, pk=opened.link.object_id)
    paper = official(receipt.dispatch.draft.paper)
    if request.method == "POST":
        return write(request, opened, receipt, here, verb)
    if verb == "pdf":
        data = io.BytesIO(render_pdf(paper).bytes)
        name = file_name(receipt.dispatch.draft, ".pdf")
        response = FileResponse(data, filename=name, content_type="application/pdf")
        response["Content-Security-Policy"] = PDF_POLICY
        response["X-Content-Type-Options"] = "nosniff"
        return response
    shown = writing.pages(paper)
    if found := PAGE.fullmatch(verb):
        return writing.picture(shown, int(found[1]))
    if verb:
        raise Http404
    draft = receipt.dispatch.draft
    facts = {
        "receipt": receipt, "draft": draft, "recalled": draft.state == "recalled",
        "page_urls": [f"{here}page-{number}/" for number in range(1, len(shown.svg) + 1)],
        "here": here, "until": opened.link.last_day, "name": "" if receipt.unit_id else receipt.name,
    }  # fmt: skip
    return render(request, "drafting/receipt_by_link.html", facts)


def write(request: HttpRequest, opened: OpenedLink, receipt: Receipt, here: str, verb: str) -> HttpResponse:
    """The paper was opened (told by the page itself), or is signed for."""
    if verb == "read":
        dispatching.mark_read(opened.actor, receipt)
        return HttpResponse(status=204)
    if verb != "sign":
        raise Http404
    try:
        dispatching.sign_receipt(opened.actor, receipt, request.POST.get("signed_by", ""))
        ui.flash.done(request, "已经签收，谢谢您。")
    except Refused as refused:
        ui.flash.wrong(request, problem_of(refused))
    return redirect(here)
