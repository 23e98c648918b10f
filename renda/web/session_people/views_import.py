"""Guests out of a table: upload, look, confirm."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from renda.kernel.exchange import importing, staging
from renda.kernel.exchange.errors import MAX_FILE_BYTES, UnreadableFile
from renda.kernel.exchange.preview import Preview
from renda.modules.sessions.attendance import policy
from renda.modules.sessions.attendance.guest_list import IMPORTER, Whose
from renda.web import ui
from renda.web.errors import too_large
from renda.web.people import imports
from renda.web.session_people.forms import UploadForm
from renda.web.session_people.frame import form_page, opened

LIST = "session_people:list"


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, pk) -> HttpResponse:
    """Choose a file; it is read and kept encrypted until it is confirmed."""
    session = opened(request, pk, policy.IMPORT)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        if file.size > MAX_FILE_BYTES:
            return too_large(
                request, ValueError(f"表格最大{MAX_FILE_BYTES // 1024 // 1024}MB，请拆成几个文件再上传。")
            )
        try:
            token = staged(request, session, file.read(), file.name)
        except UnreadableFile as error:
            form.add_error("file", error.message_zh)
        else:
            return redirect("session_people:import-check", session.pk, token)
    lead = "Excel、WPS 表格或 CSV 都可以，有“姓名”一列就行。先核对，再确认，确认之前不会保存。"
    return form_page(
        request, session, LIST, form, title="导入来宾名单", submit="上传并核对", lead=lead, multipart=True,
        form_url=reverse("session_people:import-form", args=[session.pk]),
    )  # fmt: skip


def staged(request: HttpRequest, session, data: bytes, name: str) -> str:
    """Read the file and keep it with its preview; the token leads back to it."""
    shown = importing.preview(IMPORTER, data, name, Whose(request.actor, session))
    facts = {"kind": IMPORTER.key, "session": str(session.pk), "filename": name, "preview": shown.to_json()}
    return staging.put(imports.owner_of(request), facts, data)


@require_GET
def empty_form(request: HttpRequest, pk) -> HttpResponse:
    """The empty table to fill in."""
    opened(request, pk, policy.IMPORT)
    return imports.form_file(IMPORTER)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk, token: str) -> HttpResponse:
    """Row by row what the file would do; confirming does exactly that."""
    session = opened(request, pk, policy.IMPORT)
    try:
        facts, data = staging.get(token, imports.owner_of(request))
    except staging.NotStaged as gone:
        ui.flash.warn(request, gone.message_zh)
        return redirect("session_people:import", session.pk)
    if facts["kind"] != IMPORTER.key or facts.get("session") != str(session.pk):
        raise Http404
    if request.method == "POST":
        return settle(request, session, token, facts, data)
    context = imports.shown_preview(request, IMPORTER, Preview.from_json(facts["preview"]))
    context |= {"kind": IMPORTER.key, "back_url": reverse("session_people:import", args=[session.pk])}
    return render(request, "people/import_check.html", context)


def settle(request: HttpRequest, session, token: str, facts: dict, data: bytes) -> HttpResponse:
    """Confirm, or throw the upload away."""
    if "drop" in request.POST:
        staging.drop(token)
        ui.flash.done(request, "这次上传已经作废，没有保存任何内容。")
        return redirect("session_people:import", session.pk)
    digest = Preview.from_json(facts["preview"]).digest
    try:
        report = importing.confirm(IMPORTER, data, facts["filename"], Whose(request.actor, session), digest)
    except (importing.PreviewChanged, importing.NothingToImport) as changed:
        staging.drop(token)
        facts = {**facts, "preview": changed.preview.to_json()}
        ui.flash.wrong(request, changed.message_zh)
        return redirect(
            "session_people:import-check", session.pk, staging.put(imports.owner_of(request), facts, data)
        )
    staging.drop(token)
    ui.flash.done(request, report.message_zh)
    return redirect(LIST, session.pk)
