"""One paper to read, print and take along; the registers its number comes from."""

from __future__ import annotations

import io

from django import forms
from django.apps import apps
from django.core.paginator import Paginator
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
    series = forms.ModelChoiceField(label="登记簿", queryset=None, required=False, empty_label="全部登记簿")
    year = forms.TypedChoiceField(label="年度", required=False, coerce=int, empty_value=None)

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["series"].queryset = NumberSeries.objects.order_by("label")
        self.fields["year"].choices = [("", "全部年度"), *((str(year), f"{year}年") for year in years)]


@require_safe
def registers(request: HttpRequest) -> HttpResponse:
    """Every number that was given out, voided ones too, the newest first."""
    require_verb(request.actor, "paper.registers")
    known = IssuedNumber.objects.order_by("-year").values_list("year", flat=True).distinct()
    form = RegisterForm(request.GET, years=sorted({*known, clock.today().year}, reverse=True))
    form.is_valid()
    rows = IssuedNumber.objects.select_related("series", "paper").order_by("-year", "series__label", "-n", "id")
    if series := form.cleaned_data.get("series"):
        rows = rows.filter(series=series)
    if year := form.cleaned_data.get("year"):
        rows = rows.filter(year=year)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    ids = [row.pk for row in page]
    readable = set(visible(request.actor, Paper).filter(issued_number__in=ids).order_by().values_list("issued_number", flat=True))
    facts = {
        "form": form,
        "page": page,
        "readable": readable,
        "voided": rows.filter(voided_at__isnull=False).count(),
        "chosen": series,
        "may_keep": request.actor.has("paper.keep_registers"),
    }
    return render(request, "papers/registers.html", facts)
