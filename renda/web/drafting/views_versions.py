"""Every text the paper had, two of them side by side, and an earlier one made the newest."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from renda.kernel.procedures.execute import Refused
from renda.modules.drafting import comparing as texts_compared
from renda.modules.drafting import contents, texts
from renda.modules.drafting.models import Draft, DraftVersion
from renda.web import ui
from renda.web.drafting import comparing, present, writing
from renda.web.drafting.reach import light_of, seen_draft
from renda.web.drafting.views_edit import problem_of, written_draft


@require_GET
def versions(request: HttpRequest, pk) -> HttpResponse:
    """The list of texts, the latest first; any two can be compared."""
    draft = seen_draft(request, pk)
    rows = list(draft.versions.defer("content", "text").order_by("-n"))
    facts = {
        "draft": draft,
        "light": light_of(draft),
        "rows": rows,
        "may_restore": present.writes(request.actor, draft),
    }
    return render(request, "drafting/versions.html", facts)


@require_GET
def compare(request: HttpRequest, pk) -> HttpResponse:
    """``?a=&b=``: two texts side by side; without them the newest against the one before."""
    draft = seen_draft(request, pk)
    old = number_of(request.GET.get("a"), max(draft.text_version - 1, 1))
    new = number_of(request.GET.get("b"), draft.text_version)
    first, second = one(draft, min(old, new)), one(draft, max(old, new))
    compared = comparing.shown(texts_compared.compare_versions(first, second))
    return render(
        request, "drafting/compare.html", {"draft": draft, "old": first, "new": second, "compared": compared}
    )


def number_of(word: str | None, otherwise: int) -> int:
    return int(word) if word and word.isascii() and word.isdigit() and len(word) < 7 else otherwise


def one(draft: Draft, n: int) -> DraftVersion:
    return get_object_or_404(draft.versions, n=n)


@require_GET
def version(request: HttpRequest, pk, n: int) -> HttpResponse:
    """One text as it was then."""
    draft = seen_draft(request, pk)
    found = one(draft, n)
    pages = writing.pages(contents.resolved_version(found))
    facts = {
        "draft": draft,
        "version": found,
        "numbers": range(1, len(pages.svg) + 1),
        "may_restore": present.writes(request.actor, draft) and n != draft.text_version,
        "base": draft.text_version,
    }
    return render(request, "drafting/version.html", facts)


@require_GET
def picture(request: HttpRequest, pk, n: int, number: int) -> HttpResponse:
    """One page of an earlier text."""
    found = one(seen_draft(request, pk), n)
    return writing.picture(writing.pages(contents.resolved_version(found)), number)


@require_POST
def restore(request: HttpRequest, pk, n: int) -> HttpResponse:
    """An earlier text becomes the newest; nothing in between is lost."""
    draft = written_draft(request, pk)
    found = draft.versions.filter(n=n).first()
    if found is None:
        raise Http404
    base = number_of(request.POST.get("base"), 0)
    try:
        made = texts.restore(request.actor, draft, found, base, reason=request.POST.get("reason", ""))
    except Refused as refused:
        ui.flash.wrong(request, problem_of(refused))
        return redirect("drafting:version", draft.pk, n)
    ui.flash.done(request, f"已用第{n}稿的文字，存为第{made.n}稿。")
    return redirect(draft.get_absolute_url())
