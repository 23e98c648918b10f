"""All kinds of papers: the list by line of work, one kind with its fields and what it looks like."""

from __future__ import annotations

import io
from functools import lru_cache

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from renda.kernel.access.policies import require_verb, visible
from renda.kernel.documents.engine import templates
from renda.kernel.documents.engine.docx import render_docx
from renda.kernel.documents.engine.pages import render_pages
from renda.kernel.documents.engine.pdf import render_pdf
from renda.kernel.documents.office_templates.matching import known_lists
from renda.kernel.documents.office_templates.models import OfficeTemplate
from renda.kernel.documents.office_templates.policy import KEEP, VIEW
from renda.kernel.files.names import clean_name
from renda.kernel.files.serve import PDF_POLICY
from renda.web.papertypes.forms import SearchForm

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KEPT_PREVIEWS = 24


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The office's own templates and all others by line of work, narrowed by words or one line of work."""
    require_verb(request.actor, VIEW)
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"].split() if form.is_valid() else []
    chosen = request.GET.get("group", "")
    own = [one for one in visible(request.actor, OfficeTemplate).order_by("group", "name", "id") if fits(words, one.name, one.purpose, one.group)]
    groups = {
        group: [one for one in rows if fits(words, one.name, one.purpose, one.kind, one.group)] for group, rows in templates.catalogue().items()
    }
    total = sum(map(len, groups.values()))
    tabs = [{"label": "全部", "url": address(form, ""), "current": chosen not in groups, "count": total}]
    tabs += [{"label": group, "url": address(form, group), "current": group == chosen, "count": len(rows)} for group, rows in groups.items()]
    shown = {chosen: groups[chosen]} if chosen in groups else groups
    facts = {
        "form": form,
        "tabs": tabs,
        "groups": [(group, rows) for group, rows in shown.items() if rows],
        "own": [one for one in own if one.withdrawn_at is None and chosen in ("", one.group)],
        "withdrawn": [one for one in own if one.withdrawn_at is not None and chosen in ("", one.group)],
        "may_keep": request.actor.has(KEEP),
        "searched": bool(words),
        "unfolded": bool(words) or chosen in groups,
    }
    return render(request, "papertypes/index.html", facts)


def fits(words: list[str], *texts: str) -> bool:
    """Every word stands somewhere in the texts."""
    whole = " ".join(texts)
    return all(word in whole for word in words)


def address(form: SearchForm, group: str) -> str:
    """The list narrowed to a group, with the words kept."""
    from django.utils.http import urlencode

    given = {"q": form.data.get("q", ""), "group": group}
    query = urlencode({key: value for key, value in given.items() if value})
    return reverse("papertypes") + (f"?{query}" if query else "")


@require_safe
def detail(request: HttpRequest, key: str) -> HttpResponse:
    """What it is for, its fields with examples, and how it looks filled with them."""
    require_verb(request.actor, VIEW)
    template = template_or_404(key)
    pages = preview(key)
    facts = {
        "template": template,
        "fields": template.fields,
        "pictures": [reverse("papertype-page", args=[key, number]) for number in range(1, len(pages) + 1)],
        "draft_url": draft_address(key) if request.actor.has("draft.write") else "",
    }
    return render(request, "papertypes/type.html", facts)


def template_or_404(key: str) -> templates.Template:
    if key not in templates.template_ids():
        raise Http404
    return templates.load(key)


def draft_address(key: str) -> str:
    """Where a paper is begun from this template; empty when drafting is not there."""
    try:
        return reverse("drafting:from-template", args=[key])
    except NoReverseMatch:
        return ""


@lru_cache(maxsize=KEPT_PREVIEWS)
def preview(key: str) -> tuple[bytes, ...]:
    """The pages of the specimen as SVG; templates do not change while the server runs."""
    return render_pages(templates.fill(key, templates.example(key))).svg


@require_safe
def page(request: HttpRequest, key: str, number: int) -> HttpResponse:
    require_verb(request.actor, VIEW)
    template_or_404(key)
    pages = preview(key)
    if not 1 <= number <= len(pages):
        raise Http404
    response = HttpResponse(pages[number - 1], content_type="image/svg+xml")
    response["Cache-Control"] = "private, max-age=3600"
    return response


@require_safe
def pdf(request: HttpRequest, key: str) -> HttpResponse:
    """The specimen to print."""
    require_verb(request.actor, VIEW)
    template = template_or_404(key)
    data = io.BytesIO(render_pdf(templates.fill(key, templates.example(key))).bytes)
    response = FileResponse(data, filename=clean_name(f"{template.name}样张.pdf"), content_type="application/pdf")
    response["Content-Security-Policy"] = PDF_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def docx(request: HttpRequest, key: str) -> HttpResponse:
    """The specimen as a file to change in WPS."""
    require_verb(request.actor, VIEW)
    template = template_or_404(key)
    data = io.BytesIO(render_docx(templates.fill(key, templates.example(key))))
    return FileResponse(data, as_attachment=True, filename=clean_name(f"{template.name}样张.docx"), content_type=WORD)


@require_safe
def fields(request: HttpRequest) -> HttpResponse:
    """How to mark a Word file, and every field the system knows with its example."""
    require_verb(request.actor, VIEW)
    lists = {found.key: found for found in known_lists().values()}
    return render(request, "papertypes/fields.html", {"known": templates.known_fields(), "lists": list(lists.values())})
