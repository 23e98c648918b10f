"""The fast list: paper after paper is looked at, mended where needed and filed."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from renda.kernel.access.policies import require_verb, visible
from renda.modules.intake import confirming
from renda.modules.intake.models import Intake, IntakePaper
from renda.modules.intake.policy import KEEP
from renda.modules.intake.selectors import to_check
from renda.modules.intake.taking import NotYet
from renda.web import ui
from renda.web.intake.forms import PaperForm
from renda.web.intake.reach import list_of

PAGE = 10
TAKE = "take"
BEGINNING = 240


def waiting(request: HttpRequest, intake: Intake) -> Page:
    """The papers that wait for a person, in the order of the list."""
    rows = (
        visible(request.actor, IntakePaper)
        .filter(to_check(), intake=intake)
        .prefetch_related("files__stored")
    )
    return Paginator(rows.order_by("position"), PAGE).get_page(request.GET.get("page"))


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ten papers at a time with what was read in them; those that are ticked are filed."""
    intake = list_of(request, pk)
    require_verb(request.actor, KEEP)
    if request.method == "POST":
        return settle(request, intake)
    page = waiting(request, intake)
    rows = [row(PaperForm(paper=paper), paper) for paper in page]
    return render(request, "intake/check.html", {"intake": intake, "page": page, "rows": rows, "problems": 0})


def row(form: PaperForm, paper: IntakePaper, *, is_taken: bool = False, problem: str = "") -> dict:
    """One paper of the list: its form, where each value was read, the beginning of its words."""
    beginning = " ".join(paper.text.split())[:BEGINNING]
    fields = [
        (form[name], paper.reasons.get(name, "")) for name in ("title", "dated_on", "number", "organ", "kind")
    ]
    return {"form": form, "paper": paper, "fields": fields, "line": form["line"], "is_taken": is_taken,
            "problem": problem, "beginning": beginning}  # fmt: skip


def settle(request: HttpRequest, intake: Intake) -> HttpResponse:
    """File what is ticked, each paper by itself; those that can't be filed stay, as typed, with the reason."""
    taken = set(request.POST.getlist(TAKE))
    page = waiting(request, intake)
    rows, filed, problems, is_unsaved = [], 0, 0, False
    for paper in page:
        was_shown = f"{paper.pk}-title" in request.POST
        form = PaperForm(request.POST if was_shown else None, paper=paper)
        is_taken = was_shown and str(paper.pk) in taken
        problem = file_one(request, paper, form) if is_taken else ""
        filed += is_taken and not problem
        problems += bool(problem)
        is_unsaved = is_unsaved or (was_shown and not is_taken and form.has_changed())
        if problem or not is_taken:
            rows.append(row(form, paper, is_taken=is_taken, problem=problem))
    tell(request, filed, taken)
    if problems or is_unsaved:
        facts = {"intake": intake, "page": page, "rows": rows, "problems": problems}
        return render(request, "intake/check.html", facts, status=422 if problems else 200)
    if filed and not waiting(request, intake).paginator.count:
        return redirect("intake:intake", intake.pk)
    return redirect(request.get_full_path())


def tell(request: HttpRequest, filed: int, taken: set[str]) -> None:
    if filed:
        ui.flash.done(request, f"{filed}份已经归档。")
    elif not taken:
        ui.flash.warn(request, "还没有勾选。看过没有错的，勾上“没有错，归档”。")


def file_one(request: HttpRequest, paper: IntakePaper, form: PaperForm) -> str:
    """File one paper; gives the reason (Chinese) when it can't be."""
    if not form.is_valid():
        return "请把标出来的地方填好。"
    try:
        confirming.confirm(request.actor, paper, form.facts())
    except NotYet as error:
        return str(error)
    return ""
