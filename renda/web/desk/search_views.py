"""Search over everything the reader may see, from the first character on."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from renda.foundation import clock
from renda.kernel.search import api, saved
from renda.kernel.search.about import About
from renda.kernel.search.sources import all_sources
from renda.kernel.units.models import Unit, UnitKind
from renda.kernel.units.scope import active_town_id
from renda.web import ui

PAGE = 20
MOST_PAGES = api.CAP // PAGE
SHORTEST_QUESTION = 4
"""Characters from which something near is offered when nothing has every word."""
KEPT = ("q", "kind", "year", "person", "unit", "place", "order")


class SearchForm(forms.Form):
    """``q`` what to find; the others narrow it, nothing chosen means all."""

    q = forms.CharField(label="找什么", required=False, strip=True)
    kind = forms.MultipleChoiceField(label="在哪里找", required=False, widget=forms.CheckboxSelectMultiple)
    year = forms.TypedChoiceField(label="哪一年", required=False, coerce=int, empty_value=None)
    person = forms.CharField(label="谁提的、谁签的", max_length=40, required=False)
    unit = forms.CharField(label="哪个单位", max_length=60, required=False)
    place = forms.CharField(label="哪个地方", max_length=40, required=False)
    order = forms.ChoiceField(
        label="先列哪些",
        required=False,
        choices=[("", "新的在前"), ("title", "题名里就有的在前")],
    )

    def __init__(self, *args, kinds, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds
        self.fields["year"].choices = [("", "全部年份"), *((str(year), f"{year}年") for year in years)]
        for name in ("unit", "place"):
            self.fields[name].widget.attrs["list"] = f"known-{name}s"

    def chosen(self) -> dict:
        """What was chosen, whatever else was typed; everything without a value counts as not chosen."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or None for name in self.fields}


def form_of(request: HttpRequest, data: QueryDict) -> SearchForm:
    kinds = [(source.key, source.label_zh) for source in all_sources() if source.within_reach(request.actor)]
    return SearchForm(data, kinds=kinds, years=known_years())


def known_years() -> list[int]:
    """From this year back to the first one something is kept of."""
    this_year = clock.today().year
    first = api.first_year(active_town_id()) or this_year
    return list(range(this_year, min(first, this_year) - 1, -1))


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The page, or for htmx the list of hits alone."""
    form = form_of(request, request.GET)
    chosen = form.chosen()
    text = (chosen["q"] or "")[:400]
    number = page_number(request.GET.get("page"))
    narrowing = {"kinds": chosen["kind"], "years": [chosen["year"]] if chosen["year"] else None}
    about = About(chosen["person"] or "", chosen["unit"] or "", chosen["place"] or "")
    found = api.search(
        [active_town_id()],
        text,
        actor=request.actor,
        about=about,
        limit=PAGE,
        offset=(number - 1) * PAGE,
        newest=chosen["order"] != "title",
        **narrowing,
    )
    near = []
    if not found.total and not about and len(text) >= SHORTEST_QUESTION:
        near = api.nearest([active_town_id()], text, actor=request.actor, **narrowing)
    facts = {
        "form": form,
        "text": text,
        "found": found,
        "near": near,
        "is_asked": bool(text or about),
        "kept_query": address_line(request.GET) if text or about else "",
        **neighbours(request, number, found.total),
    }
    if request.htmx:
        return render(request, "desk/search_hits.html", facts)
    return render(request, "desk/search.html", {**facts, **around(request, form)})


def around(request: HttpRequest, form: SearchForm) -> dict:
    """What stands on the page beside the hits: searches kept before, names to choose from."""
    units = Unit.objects.filter(is_active=True).order_by("name").values_list("name", "kind")
    return {
        "saved": list(saved.mine(request.actor)),
        "narrow_title": narrow_title(narrowed_to(form)),
        "known_units": [name for name, kind in units if kind != UnitKind.VILLAGE],
        "known_places": [name for name, kind in units if kind == UnitKind.VILLAGE],
    }


def narrowed_to(form: SearchForm) -> list[str]:
    """What the hits are narrowed to, in the words of the page."""
    chosen, labels = form.chosen(), dict(form.fields["kind"].choices)
    words = [chosen["person"], chosen["unit"], chosen["place"]]
    words += [f"{chosen['year']}年"] if chosen["year"] else []
    return [word for word in words if word] + [labels[kind] for kind in chosen["kind"] or ()]


def narrow_title(words: list[str]) -> str:
    """The heading of the folded part, which says what was chosen so that nobody need open it."""
    return f"缩小范围（已选：{'、'.join(words)}）" if words else "缩小范围"


@require_safe
def related(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """What belongs to a thing: a part of its page that comes by itself, or a page of its own."""
    hits = api.related(kind, pk, actor=request.actor)
    template = "desk/related_rows.html" if request.htmx else "desk/related.html"
    return render(request, template, {"hits": hits})


# ------------------------------------------------------------------ searches kept


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the search under the words that were looked for."""
    data = QueryDict(request.POST.get("query", "")[:1000])
    form = form_of(request, data)
    query = address_line(data)
    title = "　".join(word for word in (form.chosen()["q"], *narrowed_to(form)) if word)
    if title:
        try:
            saved.keep(request.actor, title, query)
            ui.flash.done(request, "存下了，下次在“查找”页上点一下就行。")
        except saved.TooMany as many:
            ui.flash.warn(request, str(many))
    return redirect(f"{reverse('search')}?{query}")


@require_POST
def forget(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remove one of one's own kept searches."""
    if not saved.drop(request.actor, pk):
        raise Http404
    ui.flash.done(request, "去掉了。")
    return redirect("search")


def address_line(data: QueryDict) -> str:
    """The part of an address that says what is looked for; without pages, in one order."""
    kept = QueryDict(mutable=True)
    for name in KEPT:
        kept.setlist(name, [value[:200] for value in data.getlist(name) if value.strip()])
    return kept.urlencode()[:1000]


# ------------------------------------------------------------------ pages


def page_number(raw: str | None) -> int:
    """The page asked for, at least the first; whatever else was typed is the first."""
    return (
        min(max(int(raw), 1), MOST_PAGES) if raw and raw.isascii() and raw.isdigit() and len(raw) < 6 else 1
    )


def neighbours(request: HttpRequest, number: int, total: int) -> dict[str, str]:
    """The addresses of the pages before and after, without the part that only htmx needs."""

    def address(page: int) -> str:
        query = request.GET.copy()
        query["page"] = str(page)
        return f"{request.path}?{query.urlencode()}"

    return {
        "previous": address(number - 1) if number > 1 else "",
        "next": address(number + 1) if number * PAGE < total and number < MOST_PAGES else "",
    }
