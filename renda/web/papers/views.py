"""One paper to read, print and take along; the registers its number comes from."""

from __future__ import annotations

import io

from django import forms
from django.apps import apps
from django.core.paginator import Paginator
from django.db.models import Max, Min
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from renda.foundation import clock
from renda.kernel.access.policies import require_verb, visible
from renda.kernel.documents import papers
from renda.kernel.documents.engine.model import PaperError
from renda.kernel.documents.models import IssuedNumber, NumberSeries, Paper
from renda.kernel.dossiers.models import Dossier
from renda.kernel.files.names import clean_name
from renda.kernel.files.serve import PDF_POLICY
from renda.web.papers.preview import parts

PAGE = 25
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def own(request: HttpRequest, pk) -> Paper:
    """The paper, if its matter is in the reader's reach."""
    return get_object_or_404(visible(request.actor, Paper).select_related("issued_number"), pk=pk)


def matter_of(row):
    """The matter a paper or dossier belongs to, or None."""
    if not row.model:
        return None
    return apps.get_model(row.model).objects.filter(pk=row.object_id).first()


@require_safe
def paper(request: HttpRequest, pk) -> HttpResponse:
    """What the paper says, where it is filed, and the buttons to print and to download."""
    found = own(request, pk)
    try:
        shown = parts(papers.official(found))
    except PaperError:
        shown = None
    filed = visible(request.actor, Dossier).filter(items__paper=found).distinct().order_by("opened_on", "id")
    facts = {"paper": found, "shown": shown, "filed": list(filed), "matter": matter_of(found)}
    return render(request, "papers/paper.html", facts)


def file_name(found: Paper, ending: str) -> str:
    stem = f"{found.number} {found.title}".strip().replace("/", "／").replace("\\", "＼")
    return clean_name(stem, 80) + ending


@require_safe
def paper_pdf(request: HttpRequest, pk) -> HttpResponse:
    """The paper laid out for printing, shown by the browser."""
    found = own(request, pk)
    data = io.BytesIO(papers.as_pdf(found).bytes)
    response = FileResponse(data, filename=file_name(found, ".pdf"), content_type="application/pdf")
    response["Content-Security-Policy"] = PDF_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def paper_docx(request: HttpRequest, pk) -> HttpResponse:
    """The paper as a file that WPS and Word can edit."""
    found = own(request, pk)
    data = io.BytesIO(papers.as_docx(found))
    return FileResponse(data, as_attachment=True, filename=file_name(found, ".docx"), content_type=WORD)


class RegisterForm(forms.Form):
    """A register is a book for each year: without a year the newest one is open."""

    series = forms.ModelChoiceField(label="登记簿", queryset=None, required=False, empty_label="全部登记簿")
    year = forms.TypedChoiceField(label="年度", required=False, coerce=int, empty_value=None)

    def __init__(self, data, *, years: list[int]):
        super().__init__({**data.dict(), "year": data.get("year") or years[0]})
        self.fields["series"].queryset = NumberSeries.objects.order_by("label")
        self.fields["year"].choices = [(str(year), f"{year}年") for year in years]


def register_years() -> list[int]:
    """From this year, or a later one that has numbers already, back to the first year with a number."""
    this_year = clock.today().year
    kept = IssuedNumber.objects.aggregate(first=Min("year"), last=Max("year"))
    last = max(this_year, kept["last"] or this_year)
    return list(range(last, min(this_year, kept["first"] or this_year) - 1, -1))


@require_safe
def registers(request: HttpRequest) -> HttpResponse:
    """Every number that was given out in a year, voided ones too, the newest first."""
    require_verb(request.actor, "paper.registers")
    years = register_years()
    form = RegisterForm(request.GET, years=years)
    form.is_valid()
    year = form.cleaned_data.get("year") or years[0]
    rows = (
        IssuedNumber.objects.filter(year=year).select_related("series").order_by("series__label", "-n", "id")
    )
    if series := form.cleaned_data.get("series"):
        rows = rows.filter(series=series)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    numbers = [row.pk for row in page]
    readable = visible(request.actor, Paper).filter(issued_number__in=numbers).order_by()
    paper_of = dict(readable.values_list("issued_number", "pk"))
    facts = {
        "form": form,
        "page": page,
        "lines": [(row, paper_of.get(row.pk)) for row in page],
        "voided": rows.filter(voided_at__isnull=False).count(),
        "chosen": series,
        "year": year,
        "may_keep": request.actor.has("paper.keep_registers"),
    }
    return render(request, "papers/registers.html", facts)
