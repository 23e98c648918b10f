"""Using an own template: the values, what is still empty, the finished Word file."""

from __future__ import annotations

import io

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from renda.kernel.documents.office_templates import service
from renda.kernel.documents.office_templates.filling import UnknownMarks
from renda.kernel.documents.office_templates.service import DEPUTIES, NotPossible
from renda.kernel.files.errors import DamagedFile, RefusedFile
from renda.kernel.files.names import clean_name
from renda.web import ui
from renda.web.papertypes.forms import UseForm
from renda.web.papertypes.views_own import FORM, own
from renda.web.papertypes.views_types import WORD


@require_http_methods(FORM)
def use(request: HttpRequest, pk) -> HttpResponse:
    """Fill the newest version that is ready. Empty fields are asked about once; then they stay as marks."""
    found = own(request, pk)
    if found.withdrawn_at is not None:
        raise Http404
    version = service.latest(found, ready=True)
    if version is None:
        ui.flash.warn(request, "这个范本还有认不出的字段，先说明它们是什么。")
        return redirect("own-type", found.pk)
    rulings, offered = service.rulings(version), service.offered(request.actor, version)
    form = UseForm(request.POST if request.method == "POST" else None, rulings=rulings, offered=offered)
    facts = {"template": found, "version": version, "form": form, "deputies": len(offered.get(DEPUTIES, [])), "without": ()}
    if request.method == "POST" and form.is_valid():
        try:
            done = service.use(request.actor, version, form.values)
        except (NotPossible, UnknownMarks, RefusedFile, DamagedFile) as error:
            form.add_error(None, str(error))
        else:
            if not done.without_value or request.POST.get("anyway"):
                name = clean_name(f"{found.name}.docx")
                return FileResponse(io.BytesIO(done.bytes), as_attachment=True, filename=name, content_type=WORD)
            facts["without"] = done.without_value
    return render(request, "papertypes/own/use.html", facts, status=422 if form.errors else 200)
