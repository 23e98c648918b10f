"""What leaves: the return as PDF, Word or a table, and the package of evidence."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from renda.kernel.access import policies
from renda.kernel.audit.record import record
from renda.kernel.documents.engine.docx import render_docx
from renda.kernel.documents.engine.pdf import render_pdf
from renda.kernel.dossiers.export import stream
from renda.kernel.files.kinds import MIME
from renda.kernel.files.serve import PDF_POLICY
from renda.modules.assessment import documents, exporting
from renda.modules.assessment import package as packing
from renda.modules.assessment.policy import KEEP
from renda.web.assessment.views import seen


@require_safe
def sheet(request: HttpRequest, pk, kind: str) -> HttpResponse:
    """The return as it stands today."""
    found = seen(request, pk)
    makers = {
        "pdf": lambda: render_pdf(documents.as_it_stands(request.actor, found)).bytes,
        "docx": lambda: render_docx(documents.as_it_stands(request.actor, found)),
        "xlsx": lambda: exporting.as_excel(found),
    }
    if kind not in makers or not found.items.exists():
        raise Http404
    response = HttpResponse(makers[kind](), content_type=MIME[kind])
    response["Content-Disposition"] = content_disposition_header(kind != "pdf", f"{found}自评表.{kind}")
    response["X-Content-Type-Options"] = "nosniff"
    if kind == "pdf":
        response["Content-Security-Policy"] = PDF_POLICY
    return response


@require_POST
def package(request: HttpRequest, pk) -> HttpResponse:
    """Everything that proves the items, in one archive; who took it out is noted."""
    found = seen(request, pk)
    policies.require(request.actor, KEEP, found)
    made = packing.prepare(request.actor, found)
    record(request.actor, "assessment.package", found)
    response = StreamingHttpResponse(stream(made), content_type="application/zip")
    response["Content-Disposition"] = content_disposition_header(True, f"{made.folder}.zip")
    response["X-Content-Type-Options"] = "nosniff"
    return response
