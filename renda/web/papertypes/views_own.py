"""The office's own templates: upload, say what unknown marks are, replace, withdraw, bring back."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.kernel.access.policies import require, require_verb, visible
from renda.kernel.documents.office_templates import service
from renda.kernel.documents.office_templates.matching import UNKNOWN
from renda.kernel.documents.office_templates.models import OfficeTemplate
from renda.kernel.documents.office_templates.package import LIMITS
from renda.kernel.documents.office_templates.policy import KEEP
from renda.kernel.documents.office_templates.service import NotPossible
from renda.kernel.files.errors import DamagedFile, RefusedFile
from renda.kernel.files.limits import MB
from renda.kernel.files.serve import serve
from renda.web import ui
from renda.web.papertypes.forms import FileForm, NewForm, RuleForm, WhyForm

FORM = ("GET", "HEAD", "POST")
LIMIT_WORDS = f"Word 文件（docx），最大{LIMITS.other_bytes // MB} MB。"


def own(request: HttpRequest, pk, *, keep: bool = False) -> OfficeTemplate:
    """The template, if the actor may know of it; with ``keep``, if he may change it."""
    found = get_object_or_404(visible(request.actor, OfficeTemplate), pk=pk)
    if keep:
        require(request.actor, KEEP, found)
    return found


@require_http_methods(FORM)
def new(request: HttpRequest) -> HttpResponse:
    """Upload a Word file with marked places."""
    require_verb(request.actor, KEEP)
    form = NewForm(request.POST, request.FILES) if request.method == "POST" else NewForm()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            version = service.add(
                request.actor, given["file"].read(), given["file"].name, name=given["name"], group=given["group"], purpose=given["purpose"]
            )
        except RefusedFile as error:
            form.add_error("file", str(error))
        except NotPossible as error:
            form.add_error("name", str(error))
        else:
            return after_upload(request, version)
    facts = {"form": form, "limits": LIMIT_WORDS}
    return render(request, "papertypes/own/new.html", facts, status=422 if form.errors else 200)


@require_http_methods(FORM)
def replace(request: HttpRequest, pk) -> HttpResponse:
    """Another file as the next version."""
    found = own(request, pk, keep=True)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            version = service.replace(request.actor, found, file.read(), file.name, form.cleaned_data["note"])
        except RefusedFile as error:
            form.add_error("file", str(error))
        else:
            return after_upload(request, version)
    facts = {"form": form, "template": found, "limits": LIMIT_WORDS}
    return render(request, "papertypes/own/replace.html", facts, status=422 if form.errors else 200)


def after_upload(request: HttpRequest, version) -> HttpResponse:
    """To the page that asks about unknown marks, or to the template."""
    if version.ready:
        ui.flash.done(request, f"范本“{version.template}”已存好，{len(version.fields)}个字段都认得，可以使用。")
        return redirect("own-type", version.template_id)
    ui.flash.warn(request, "文件已存好，有几个字段认不出，说明以后就能用。")
    return redirect("own-type-rule", version.template_id)


@require_safe
def detail(request: HttpRequest, pk) -> HttpResponse:
    """Its fields, its versions, and what can be done with it."""
    found = own(request, pk)
    versions = list(found.versions.select_related("file").order_by("-number"))
    newest = versions[0]
    facts: dict[str, Any] = {
        "template": found,
        "versions": versions,
        "newest": newest,
        "rulings": service.rulings(newest),
        "usable": found.withdrawn_at is None and any(version.ready for version in versions),
        "may_keep": request.actor.has(KEEP),
    }
    return render(request, "papertypes/own/detail.html", facts)


@require_http_methods(FORM)
def rule(request: HttpRequest, pk) -> HttpResponse:
    """What each unknown mark is: a known field, typed at each use, or plain text."""
    found = own(request, pk, keep=True)
    version = service.latest(found)
    unknown = [ruling for ruling in service.rulings(version) if ruling.kind == UNKNOWN]
    form = RuleForm(request.POST if request.method == "POST" else None, unknown=unknown)
    if request.method == "POST" and form.is_valid():
        version = service.rule(request.actor, version, form.chosen)
        if version.ready:
            ui.flash.done(request, "字段都说明了，范本可以使用。")
            return redirect("own-type", found.pk)
        ui.flash.warn(request, "还有没选的字段，全部说明以后才能使用。")
        return redirect("own-type-rule", found.pk)
    facts = {"template": found, "form": form, "unknown": unknown, "lists": [one for one in unknown if "." in one.name or "．" in one.name]}
    return render(request, "papertypes/own/rule.html", facts, status=422 if form.errors else 200)


@require_http_methods(FORM)
def withdraw(request: HttpRequest, pk) -> HttpResponse:
    """Take it out of use, after a question."""
    found = own(request, pk, keep=True)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        service.withdraw(request.actor, found, form.cleaned_data["why"])
        ui.flash.done(request, f"范本“{found}”已停用。", undo_url=reverse("own-type-back", args=[found.pk]))
        return redirect("papertypes")
    facts = {
        "title": f"停用范本：{found}",
        "what": ["这个范本不再出现在可用的范本里。", "已经用它做好的文件不受影响。", "以后可以恢复使用，各版文件都留着。"],
        "confirm_label": "停用",
        "back_url": reverse("own-type", args=[found.pk]),
        "danger": True,
        "form": form,
    }
    return render(request, "components/confirm.html", facts, status=422 if form.errors else 200)


@require_POST
def bring_back(request: HttpRequest, pk) -> HttpResponse:
    found = own(request, pk, keep=True)
    try:
        service.bring_back(request.actor, found)
    except NotPossible as error:
        ui.flash.wrong(request, str(error))
    else:
        ui.flash.done(request, f"范本“{found}”恢复使用了。")
    return redirect("own-type", found.pk)


@require_safe
def file(request: HttpRequest, pk, number: int) -> HttpResponse:
    """The Word file of one version."""
    version = get_object_or_404(own(request, pk).versions.select_related("file"), number=number)
    try:
        return serve(version.file)
    except DamagedFile as error:
        raise Http404(str(error)) from error
