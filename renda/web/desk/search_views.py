"""Search over everything the reader may see, from the first character on."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from renda.foundation import clock
from renda.kernel.search import api
from renda.kernel.search.sources import all_sources
from renda.kernel.units.scope import active_town_id

PAGE = 20
MOST_PAGES = api.CAP // PAGE


class SearchForm(forms.Form):
    """``q`` what to find; ``kind`` and ``year`` narrow it, nothing chosen means all."""

    q = forms.CharField(label="找什么", required=False, strip=True)
    kind = forms.MultipleChoiceField(label="在哪里找", required=False, widget=forms.CheckboxSelectMultiple)
    year = forms.TypedChoiceField(label="哪一年", required=False, coerce=int, empty_value=None)

    def __init__(self, *args, kinds, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds
        self.fields["year"].choices = [("", "全部年份"), *((str(year), f"{year}年") for year in years)]


def known_years() -> list[int]:
    """From this year back to the first one something is kept of."""
    this_year = clock.today().year
    first = api.first_year(active_town_id()) or this_year
    return list(range(this_year, min(first, this_year) - 1, -1))


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The page, or for htmx the list of hits alone."""
    kinds = [(source.key, source.label_zh) for source in all_sources() if source.within_reach(request.actor)]
    form = SearchForm(request.GET, kinds=kinds, years=known_years())
    form.is_valid()
    chosen = form.cleaned_data
    text = chosen.get("q", "")[:400]
    number = page_number(request.GET.get("page"))
    found = api.search(
        [active_town_id()],
        text,
        actor=request.actor,
        kinds=chosen.get("kind") or None,
        years=[chosen["year"]] if chosen.get("year") else None,
        limit=PAGE,
        offset=(number - 1) * PAGE,
    )
    facts = {
        "form": form,
        "text": text,
        "found": found,
        "is_narrowed": bool(chosen.get("kind") or chosen.get("year")),
        **neighbours(request, number, found.total),
    }
    template = "desk/search_hits.html" if request.htmx else "desk/search.html"
    return render(request, template, facts)


def page_number(raw: str | None) -> int:
    """The page asked for, at least the first; whatever else was typed is the first."""
    return min(max(int(raw), 1), MOST_PAGES) if raw and raw.isascii() and raw.isdigit() and len(raw) < 6 else 1


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
