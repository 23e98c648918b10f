"""Lists of old papers: begun, added to, watched while they are read."""

from __future__ import annotations

from pathlib import PurePath
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.kernel.access.policies import require_verb, visible
from renda.modules.intake import confirming, reading, taking
from renda.modules.intake.models import Intake, IntakePaper
from renda.modules.intake.policy import KEEP, VIEW
from renda.modules.intake.selectors import pages_of, with_counts
from renda.modules.intake.taking import Given, Taken
from renda.web import ui
from renda.web.intake.forms import BeginForm, FilesForm
from renda.web.intake.reach import list_of

PAGE = 25
NAMES = "names"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All lists, the newest first."""
    require_verb(request.actor, VIEW)
    rows = with_counts(visible(request.actor, Intake)).order_by("-started_at", "-id")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "intake/list.html", {"page": page, "may_keep": request.actor.has(KEEP)})


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a list with its first files. With scripts the list is begun first and the files follow in packets."""
    require_verb(request.actor, KEEP)
    if request.method != "POST":
        return render(request, "intake/new.html", {"form": BeginForm()})
    if wants_json(request):
        made = taking.begin(request.actor, request.POST.get("title", ""))
        return JsonResponse({"id": str(made.pk)})
    form = BeginForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "intake/new.html", {"form": form}, status=422)
    made = taking.begin(request.actor, form.cleaned_data["title"])
    tell(request, take(request, made, form))
    return redirect("intake:intake", made.pk)


@require_POST
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """More files for a list; a packet from the page's script is answered with what became of it."""
    made = list_of(request, pk)
    require_verb(request.actor, KEEP)
    form = FilesForm(request.POST, request.FILES)
    if not form.is_valid():
        if wants_json(request):
            return JsonResponse({"stopped": "请先选文件。"}, status=422)
        ui.flash.wrong(request, "请先选文件，或者选一个文件夹。")
        return redirect("intake:intake", pk)
    taken = take(request, made, form)
    if wants_json(request):
        facts = {
            "files": taken.files,
            "same": len(taken.same),
            "refused": len(taken.refused),
            "stopped": taken.stopped,
        }
        return JsonResponse(facts)
    tell(request, taken)
    return redirect("intake:intake", pk)


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"


def take(request: HttpRequest, made: Intake, form: FilesForm) -> Taken:
    """Take the uploads in; they are read beside the pages. A script tells the folders the files lay in."""
    files = form.given()
    told = request.POST.getlist(NAMES)
    names = told if len(told) == len(files) else [one.name for one in files]
    given = [Given(inside(name), one.file) for name, one in zip(names, files, strict=True)]
    taken = taking.add(request.actor, made, given)
    reading.beside.start()
    return taken


def inside(name: str) -> str:
    """A name with its folders but without ways out of them."""
    parts = [part for part in PurePath(name.replace("\\", "/")).parts if part not in ("/", "..", ".")]
    return "/".join(parts) or name


def tell(request: HttpRequest, taken: Taken) -> None:
    if taken.stopped:
        ui.flash.wrong(request, taken.stopped)
    elif taken.refused and not taken.files:
        ui.flash.warn(request, taken.message_zh)
    else:
        ui.flash.done(request, taken.message_zh)


@require_safe
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What came, how far the reading is, what was not taken."""
    list_of(request, pk)
    return render(
        request, "intake/intake.html", {**standing(request, pk), **rows_of(request, pk), "form": FilesForm()}
    )


def standing(request: HttpRequest, pk: UUID) -> dict:
    """The list in numbers."""
    made = with_counts(visible(request.actor, Intake)).get(pk=pk)
    return {"intake": made, "pages": pages_of(made), "may_keep": request.actor.has(KEEP),
            "read": made.papers_count - made.reading}  # fmt: skip


def rows_of(request: HttpRequest, pk: UUID) -> dict:
    """The papers of the list page by page, and the files left out."""
    rows = IntakePaper.objects.filter(intake=pk).select_related("item").defer("text").order_by("position")
    left_out = list_of(request, pk).left_out.select_related("same_as").order_by("noted_at", "id")
    return {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "left_out": Paginator(left_out, PAGE).get_page(request.GET.get("out")),
    }


@require_safe
def progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far the reading is, asked again every two seconds; when it is done, the page is shown anew."""
    list_of(request, pk)
    if not request.htmx:
        return redirect("intake:intake", pk)
    facts = standing(request, pk)
    if not facts["intake"].reading:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(request, "intake/progress.html", facts)


@require_POST
def pause(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stop reading for now."""
    confirming.pause(request.actor, list_of(request, pk))
    ui.flash.done(request, "停下了。读好的都在，按“接着读”就从停下的地方接着读。")
    return redirect("intake:intake", pk)


@require_POST
def resume(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Go on reading."""
    confirming.resume(request.actor, list_of(request, pk))
    ui.flash.done(request, "接着读了，读好的页不用再读。")
    return redirect("intake:intake", pk)
