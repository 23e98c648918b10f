"""Things for the hall: choose what, say for whom, take the file."""

from __future__ import annotations

import io

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from renda.kernel.access.policies import require_verb
from renda.kernel.documents.cards import kit as kits
from renda.kernel.documents.cards.guests import Guest, deputies_today, ranked
from renda.kernel.documents.cards.seating import BadSeating
from renda.kernel.documents.current_values import current_values
from renda.kernel.documents.office_templates.policy import VIEW
from renda.kernel.files.names import clean_name
from renda.web.papertypes.forms import KitForm
from renda.web.papertypes.views_types import WORD

MIME = {"pdf": "application/pdf", "docx": WORD}


@require_http_methods(["GET", "HEAD", "POST"])
def kit(request: HttpRequest) -> HttpResponse:
    """The form, and the file it asks for."""
    require_verb(request.actor, VIEW)
    known = current_values(request.actor)
    initial = {"title": known.get("session", ""), "held_at": known.get("opens_on", "")}
    form = KitForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        wanted = "docx" if request.POST.get("format") == "docx" else "pdf"
        try:
            made = kits.make(form.cleaned_data["kind"], people(form), event(form), wanted)
        except (kits.NothingToPrint, BadSeating) as error:
            form.add_error(None, str(error))
        else:
            response = FileResponse(io.BytesIO(made.bytes), as_attachment=True, filename=clean_name(made.file_name), content_type=MIME[made.format])
            response["X-Content-Type-Options"] = "nosniff"
            return response
    facts = {
        "form": form,
        "kinds": {kind.key: kind.purpose for kind in kits.KINDS.values()},
        "deputies": known.get("deputies_total", "0"),
    }
    return render(request, "papertypes/kit.html", facts, status=422 if form.errors else 200)


def people(form: KitForm) -> tuple[Guest, ...]:
    """The deputies first, the others after them."""
    deputies = deputies_today() if form.cleaned_data["deputies"] else ()
    return ranked([*deputies, *form.cleaned_data["others"]])


def event(form: KitForm) -> kits.Event:
    given = form.cleaned_data
    return kits.Event(given["title"], given["held_at"], given["venue"], given["materials"], given["rostrum"], form.hall)
