"""Tables in: upload, look at what would happen, confirm. Nothing is saved before the confirmation."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from renda.foundation.chinese.names import mask_id, mask_phone
from renda.kernel.access import policies
from renda.kernel.exchange import importing, registry, staging
from renda.kernel.exchange.errors import MAX_FILE_BYTES, UnreadableFile
from renda.kernel.exchange.forms import template_xlsx
from renda.kernel.exchange.preview import STATUS_LABELS, Preview, RowResult
from renda.web import ui
from renda.web.errors import too_large
from renda.web.people.forms import UploadForm
from renda.web.people.pages import page_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BACK = {
    "deputies": "deputies",
    "units": "units",
    "suggestions": "suggestions:list",
    "opinions": "suggestions:opinions",
    "wishes": "livelihood:list",
    "assessment": "assessment:list",
}
LIGHTS = {
    "new": "later",
    "change": "soon",
    "same": "done",
    "warning": "soon",
    "duplicate": "paused",
    "error": "overdue",
}
MASKS = {"phone": mask_phone, "id_number": mask_id}
ROWS = 50
CELLS_SHOWN = 6


def importer_for(request: HttpRequest, kind: str) -> importing.Importer:
    """The importer of this kind. Raises Http404, or PermissionDenied without its verb."""
    try:
        found = registry.importer(kind)
    except KeyError as error:
        raise Http404 from error
    policies.require_verb(request.actor, found.verb)
    return found


def owner_of(request: HttpRequest) -> str:
    """To whom a staged file belongs."""
    return str(request.account.pk)


def upload(request: HttpRequest, kind: str) -> HttpResponse:
    """Choose a file; it is read and kept encrypted until it is confirmed."""
    importer = importer_for(request, kind)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        if file.size > MAX_FILE_BYTES:
            return too_large(
                request, ValueError(f"表格最大{MAX_FILE_BYTES // 1024 // 1024}MB，请拆成几个文件再上传。")
            )
        try:
            token = stage(importer, file.read(), file.name, request.actor, owner_of(request))
        except UnreadableFile as error:
            form.add_error("file", error.message_zh)
        else:
            return redirect("import-check", kind, token)
    context = {
        "form": form,
        "importer": importer,
        "kind": kind,
        "back_url": reverse(BACK.get(kind, "deputies")),
    }
    return render(request, "people/import_upload.html", context)


def stage(
    importer: importing.Importer, data: bytes, filename: str, context: Any, owner: str, **options: Any
) -> str:
    """Read the file and keep it with its preview; returns the token. Raises UnreadableFile."""
    shown = importing.preview(importer, data, filename, context)
    return staging.put(
        owner, {"kind": importer.key, "filename": filename, "preview": shown.to_json()}, data, **options
    )


def empty_form(request: HttpRequest, kind: str) -> HttpResponse:
    """The empty form to fill in Excel."""
    importer = importer_for(request, kind)
    return form_file(importer)


def form_file(importer: importing.Importer) -> HttpResponse:
    """An importer's empty form as a download."""
    response = HttpResponse(template_xlsx(importer.fields, importer.title), content_type=XLSX)
    response.headers["Content-Disposition"] = attachment(f"{importer.title}（空表）.xlsx")
    return response


def attachment(name: str) -> str:
    """A download's name in the way every browser takes it."""
    return content_disposition_header(True, name)


def check(request: HttpRequest, kind: str, token: str) -> HttpResponse:
    """Row by row what the file would do; confirming does exactly that."""
    importer = importer_for(request, kind)
    try:
        facts, data = staging.get(token, owner_of(request))
    except staging.NotStaged as gone:
        ui.flash.warn(request, gone.message_zh)
        return redirect("import", kind)
    if facts["kind"] != kind:
        raise Http404
    if request.method == "POST":
        return settle(request, importer, token, facts, data)
    context = shown_preview(request, importer, Preview.from_json(facts["preview"]))
    context |= {"kind": kind, "back_url": reverse("import", args=[kind])}
    return render(request, "people/import_check.html", context)


def settle(
    request: HttpRequest, importer: importing.Importer, token: str, facts: dict, data: bytes
) -> HttpResponse:
    """Confirm, or throw the upload away."""
    if "drop" in request.POST:
        staging.drop(token)
        ui.flash.done(request, "这次上传已经作废，没有保存任何内容。")
        return redirect("import", importer.key)
    digest = Preview.from_json(facts["preview"]).digest
    try:
        report = importing.confirm(importer, data, facts["filename"], request.actor, digest)
    except (importing.PreviewChanged, importing.NothingToImport) as changed:
        staging.drop(token)
        facts = {**facts, "preview": changed.preview.to_json()}
        ui.flash.wrong(request, changed.message_zh)
        return redirect("import-check", importer.key, staging.put(owner_of(request), facts, data))
    staging.drop(token)
    context = {"report": report, "importer": importer, "kind": importer.key, "filename": facts["filename"]}
    context["back_url"] = reverse(BACK.get(importer.key, "deputies"))
    return render(request, "people/import_report.html", context)


def shown_preview(request: HttpRequest, importer: importing.Importer, preview: Preview) -> dict:
    """The preview as the page shows it: counts as tabs, rows of one kind, pages of them."""
    status = request.GET.get("status", "")
    status = status if status in STATUS_LABELS else ""
    counts = preview.counts
    rows = preview.rows_with([status]) if status else preview.rows
    page = page_of(request, rows, ROWS)
    labels = {field.key: field.label for field in importer.fields}
    kinds = {field.key: field.kind for field in importer.fields}
    tabs = [{"label": "全部", "url": "?", "current": not status, "count": len(preview.rows)}]
    tabs += [
        {"label": label, "url": f"?status={key}", "current": key == status, "count": counts[key]}
        for key, label in STATUS_LABELS.items()
        if counts[key]
    ]
    return {
        "preview": preview,
        "importer": importer,
        "tabs": tabs,
        "page": page,
        "rows": [shown_row(row, labels, kinds) for row in page],
        "to_apply": len(preview.to_apply),
    }


def shown_row(row: RowResult, labels: dict[str, str], kinds: dict[str, str]) -> dict:
    """One row: its number, the light, the first cells, reasons, old and new values."""
    cells = [(labels[key], MASKS.get(kinds[key], str)(text)) for key, text in row.shown.items() if text]
    return {
        "number": row.number,
        "name": cells[0][1] if cells else "",
        "cells": cells[1:CELLS_SHOWN],
        "light": LIGHTS[row.status],
        "label": row.status_label,
        "reasons": [(labels.get(reason.field, ""), reason.message) for reason in row.reasons],
        "changes": [(labels.get(key, key), old, new) for key, (old, new) in row.changes.items()],
        "is_bad": row.status in ("error", "duplicate"),
    }
