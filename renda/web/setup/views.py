"""Five steps to a new office. Answers are kept on the server; going back loses nothing."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from functools import wraps

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from renda.kernel.exchange import registry, staging
from renda.kernel.exchange.errors import MAX_FILE_BYTES, UnreadableFile
from renda.kernel.exchange.preview import Preview
from renda.kernel.units.models import TownProfile
from renda.kernel.units.scope import acting_in
from renda.law.book import book
from renda.web import ui
from renda.web.errors import too_large
from renda.web.middleware import public
from renda.web.people.accounts import slips_file
from renda.web.people.imports import form_file, shown_preview
from renda.web.setup import service
from renda.web.setup.forms import DirectorForm, FileForm, TermForm, TownForm

STEPS = {"town": "乡镇", "term": "届次", "deputies": "代表名册", "units": "承办单位", "account": "您的账号"}
FORMS = {"town": TownForm, "term": TermForm, "deputies": FileForm, "units": FileForm, "account": DirectorForm}
ORDER = list(STEPS)
KEY = "setup"
KEEP_MINUTES = 24 * 60


def only_before_the_first_town(view):
    """The pages of the beginning are gone once there is a town."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if service.any_town():
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def kept(request: HttpRequest) -> dict:
    """What has been answered so far."""
    return request.session.get(KEY, {})


def keep(request: HttpRequest, **answers) -> None:
    """Keep answers on the server, with a name of this visitor for the staged files."""
    state = {"owner": secrets.token_urlsafe(16), "skipped": [], **kept(request), **answers}
    request.session[KEY] = state


def is_answered(state: dict, step: str) -> bool:
    return bool(state.get(step)) or step in state.get("skipped", [])


def first_open(state: dict) -> str:
    """The first step that has no answer yet."""
    return next((step for step in ORDER if not is_answered(state, step)), ORDER[-1])


@public
@only_before_the_first_town
def begin(request: HttpRequest) -> HttpResponse:
    """Go on where the answers end."""
    return redirect("setup-step", first_open(kept(request)))


@public
@only_before_the_first_town
def empty_form(request: HttpRequest, kind: str) -> HttpResponse:
    """The empty form of the deputies or the units."""
    if kind not in service.KINDS:
        raise Http404
    return form_file(registry.importer(kind))


@public
@sensitive_post_parameters("password", "again")
@only_before_the_first_town
def step(request: HttpRequest, step: str) -> HttpResponse:
    """One step: its form, or the preview of its table."""
    if step not in STEPS:
        raise Http404
    state = kept(request)
    if ORDER.index(step) > ORDER.index(first_open(state)):
        return redirect("setup-step", first_open(state))
    if step in service.KINDS:
        return table_step(request, step, state)
    initial = state.get(step) if step != "account" else None
    form = FORMS[step](request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if step == "account":
            return finish(request, form, state)
        keep(request, **{step: plain(form.cleaned_data)})
        return redirect("setup-step", ORDER[ORDER.index(step) + 1])
    return page(request, step, state, form)


def plain(answers: dict) -> dict:
    """Answers as the session keeps them."""
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in answers.items()
    }


def page(request: HttpRequest, step: str, state: dict, form: Form, **more) -> HttpResponse:
    """A step with the bar of steps above it."""
    at = ORDER.index(step)
    bar = [
        {
            "label": label,
            "state": "current" if name == step else "done" if is_answered(state, name) else "todo",
        }
        for name, label in STEPS.items()
    ]
    places = book().place_chain(state["town"]["place_code"]) if state.get("town") else []
    context = {
        "step": step,
        "label": STEPS[step],
        "bar": bar,
        "number": at + 1,
        "form": form,
        "back_url": reverse("setup-step", args=[ORDER[at - 1]]) if at else "",
        "places": [book().places[code] for code in places],
        "town_name": state.get("town", {}).get("name", ""),
        **more,
    }
    return render(request, f"setup/{'table' if step in service.KINDS else step}.html", context)


def staged(state: dict) -> dict[str, service.StagedFile]:
    """The tables uploaded so far; one that ran out is as if never uploaded."""
    found = {}
    for kind in service.KINDS:
        if not state.get(kind):
            continue
        try:
            facts, data = staging.get(state[kind], state["owner"])
        except staging.NotStaged:
            continue
        found[kind] = service.StagedFile(data, facts["filename"], Preview.from_json(facts["preview"]))
    return found


def table_step(request: HttpRequest, kind: str, state: dict) -> HttpResponse:
    """Upload, look, go on; or leave it for later."""
    files = staged(state)
    form = FileForm()
    if request.method == "POST":
        if "skip" in request.POST or "go_on" in request.POST:
            return leave_table(request, kind, state)
        form = FileForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            if file.size > MAX_FILE_BYTES:
                return too_large(
                    request, ValueError(f"表格最大{MAX_FILE_BYTES // 1024 // 1024}MB，请拆成几个文件再上传。")
                )
            try:
                take_table(request, kind, file, state, files)
            except UnreadableFile as error:
                form.add_error("file", error.message_zh)
            else:
                return redirect("setup-step", kind)
    more = {"kind": kind}
    if kind in files:
        more |= {"shown": shown_preview(request, registry.importer(kind), files[kind].shown)}
    return page(request, kind, state, form, **more)


def take_table(request: HttpRequest, kind: str, file, state: dict, files: dict) -> None:
    """Keep an uploaded table with its preview; later tables were looked at on top of the old one and go."""
    data = file.read()
    shown = service.look_at(kind, data, file.name, state, files)
    for later in service.KINDS[service.KINDS.index(kind) :]:
        staging.drop(state.get(later, ""))
    facts = {"filename": file.name, "preview": shown.to_json()}
    token = staging.put(state["owner"], facts, data, keep_minutes=KEEP_MINUTES)
    skipped = [name for name in state["skipped"] if name != kind]
    emptied = dict.fromkeys(service.KINDS[service.KINDS.index(kind) + 1 :], "")
    keep(request, **emptied, **{kind: token, "skipped": skipped})


def leave_table(request: HttpRequest, kind: str, state: dict) -> HttpResponse:
    """Go on, with the table or without."""
    if "skip" in request.POST:
        staging.drop(state.get(kind, ""))
        keep(request, **{kind: "", "skipped": [*{*state["skipped"], kind}]})
    return redirect("setup-step", ORDER[ORDER.index(kind) + 1])


def finish(request: HttpRequest, form: DirectorForm, state: dict) -> HttpResponse:
    """Found the office; then the slips, then the login."""
    files = staged(state)
    if missing := [kind for kind in service.KINDS if state.get(kind) and kind not in files]:
        keep(request, **dict.fromkeys(missing, ""))
        ui.flash.warn(request, "上传的表格放得太久，已经清除，请重新上传。")
        return redirect("setup-step", missing[0])
    try:
        _, slips = service.found(state, files, form.cleaned_data)
    except service.AlreadyFounded:
        return redirect("login")
    except service.FilesChanged:
        ui.flash.wrong(request, "表格和核对时不一样了，没有开通。请回到前面重新上传核对。")
        return redirect("setup-step", "deputies")
    for kind in service.KINDS:
        staging.drop(state.get(kind, ""))
    facts = {"slips": [asdict(slip) for slip in slips], "username": form.cleaned_data["username"]}
    token = staging.put(state["owner"], facts, keep_minutes=KEEP_MINUTES)
    request.session[KEY] = {"owner": state["owner"]}
    return redirect("setup-done", token)


def result(request: HttpRequest, token: str) -> dict:
    """What came of it, for the visitor who did it. Raises Http404."""
    try:
        return staging.get(token, kept(request).get("owner", ""))[0]
    except staging.NotStaged as error:
        raise Http404 from error


@public
def done(request: HttpRequest, token: str) -> HttpResponse:
    """The office is open: print the slips, log in."""
    facts = result(request, token)
    if request.method == "POST":
        staging.drop(token)
        return redirect("login")
    context = {"slips": facts["slips"], "username": facts["username"], "token": token}
    return render(request, "setup/done.html", context | {"address": request.build_absolute_uri("/")})


@public
def done_pdf(request: HttpRequest, token: str) -> HttpResponse:
    """The first passwords on paper."""
    facts = result(request, token)
    with acting_in(TownProfile.objects.order_by("pk").first().town_id):
        return slips_file(facts["slips"], request.build_absolute_uri("/"))
