"""One old paper: its pages with what was read on them, and what may be decided about it."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.kernel.access.policies import require
from renda.kernel.documents.reading import Unreadable
from renda.kernel.documents.reading.scans import picture_of
from renda.kernel.files import blobs
from renda.kernel.files.errors import DamagedFile
from renda.kernel.files.serve import serve
from renda.kernel.search.query import Query, parse
from renda.modules.intake import confirming, reading
from renda.modules.intake.confirming import LONGEST_ROW, NotYet
from renda.modules.intake.models import IntakePage, IntakePaper
from renda.modules.intake.policy import KEEP
from renda.modules.intake.selectors import lit
from renda.web import ui
from renda.web.intake.forms import PaperForm, SummaryForm
from renda.web.intake.reach import file_of, paper_of

PAGES, LINES = 5, 400
CACHED = "private, max-age=3600"


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The paper; posted to, it is filed as typed."""
    row = paper_of(request, pk)
    form = PaperForm(request.POST or None, paper=row)
    if request.method == "POST":
        require(request.actor, KEEP, row)
        if form.is_valid() and filed(request, row, form):
            return redirect("intake:paper", pk)
    facts = {
        "paper": row,
        "form": form,
        "summary": SummaryForm(initial={"summary": row.summary, "is_handwritten": row.is_handwritten}),
    }
    return render(
        request, "intake/paper.html", {**facts, **shown(request, row)}, status=422 if form.errors else 200
    )


def filed(request: HttpRequest, row: IntakePaper, form: PaperForm) -> bool:
    try:
        done = confirming.confirm(request.actor, row, form.facts())
    except NotYet as error:
        form.add_error(None, str(error))
        return False
    ui.flash.done(request, f"已经归档：{done.item}。")
    return True


def shown(request: HttpRequest, row: IntakePaper) -> dict:
    """The pages of a scan with the words looked for, or the text of a paper that has its own."""
    words = request.GET.get("q", "").strip()[:100]
    query = parse(words) if words else None
    files = list(row.files.select_related("stored").order_by("position", "id"))
    pages = pages_shown(request, row, query)
    lines = [] if row.is_scan else [line for line in row.text.split("\n") if line.strip()]
    before = row.intake.papers.filter(position__lt=row.position, item=None, set_aside_at=None).exists()
    return {
        "words": words, "files": files, "pages": pages, "lit": [lit(one, query) for one in pages] if pages else [],
        "lines": lines[:LINES], "is_cut": len(lines) > LINES, "may_keep": request.actor.has(KEEP),
        "reasons": [(label, row.reasons[name]) for name, label in LABELS if row.reasons.get(name)],
        "may_join": before and all(one.stored.is_image for one in files), "may_split": len(files) > 1,
    }  # fmt: skip


LABELS = (("title", "题名"), ("dated_on", "日期"), ("number", "文号"), ("organ", "责任者"), ("kind", "文种"))


def pages_shown(request: HttpRequest, row: IntakePaper, query: Query | None):
    """Some pages of the scan; when words are looked for, it opens at the first that has one."""
    if not row.is_scan:
        return None
    pages = (
        IntakePage.objects.filter(file__paper=row)
        .select_related("file")
        .order_by("file__position", "file_id", "number")
    )
    number = request.GET.get("page")
    if number is None and query is not None and query.words:
        for place, one in enumerate(pages.iterator()):
            if lit(one, query).hits:
                number = place // PAGES + 1
                break
    return Paginator(pages, PAGES).get_page(number)


@require_safe
def picture(request: HttpRequest, pk: UUID, file: UUID, number: int) -> HttpResponse:
    """The picture of a page as it was read: straight and the right way up."""
    one = file_of(request, pk, file)
    page = get_object_or_404(one.pages, number=number).page()
    try:
        data = picture_of(
            blobs.read(one.stored.sha256), one.stored.kind, number, turn=page.turn, tilt=page.tilt
        )
    except (Unreadable, DamagedFile) as error:
        raise Http404 from error
    response = HttpResponse(data, content_type="image/jpeg")
    response["Cache-Control"] = CACHED
    return response


@require_safe
def original(request: HttpRequest, pk: UUID, file: UUID) -> FileResponse:
    """The file as it came."""
    try:
        return serve(file_of(request, pk, file).stored, inline=True)
    except DamagedFile as error:
        raise Http404 from error


@require_POST
def correct(request: HttpRequest, pk: UUID, page: UUID) -> HttpResponse:
    """Rows of a page written as they stand on the picture; only those that were changed are sent on."""
    row = paper_of(request, pk)
    one = get_object_or_404(IntakePage.objects.select_related("file__paper__item"), pk=page, file__paper=row)
    typed = {
        number: words[:LONGEST_ROW]
        for number, (before, words) in enumerate(
            zip(one.page().rows, request.POST.getlist("row"), strict=False)
        )
        if words != before.text
    }
    try:
        changed = confirming.correct(request.actor, one, typed)
    except NotYet as error:
        ui.flash.wrong(request, str(error))
    else:
        ui.flash.done(request, f"改了{changed}行，按改过的字查得到。" if changed else "没有改动。")
    return redirect("intake:paper", pk)


@require_POST
def act(request: HttpRequest, pk: UUID, verb: str) -> HttpResponse:
    """Set aside, take back, read again, take apart, put together, write the summary."""
    if verb not in ACTS:
        raise Http404
    row = paper_of(request, pk)
    try:
        target = ACTS[verb](request, row)
    except NotYet as error:
        ui.flash.wrong(request, str(error))
        target = row
    return redirect("intake:paper", target.pk)


def set_aside(request: HttpRequest, row: IntakePaper) -> IntakePaper:
    confirming.set_aside(request.actor, row)
    ui.flash.done(request, f"“{row}”不收了，还在单子上，随时可以收回来。")
    return row


def take_back(request: HttpRequest, row: IntakePaper) -> IntakePaper:
    confirming.take_back(request.actor, row)
    ui.flash.done(request, f"“{row}”收回来了。")
    return row


def again(request: HttpRequest, row: IntakePaper) -> IntakePaper:
    reading.try_again(request.actor, row)
    ui.flash.done(request, "又开始读了，读好的页不用再读。")
    return row


def split(request: HttpRequest, row: IntakePaper) -> IntakePaper:
    made = confirming.split(request.actor, row)
    ui.flash.done(request, f"拆成了{len(made)}份，排在这一批的最后。")
    return row


def join(request: HttpRequest, row: IntakePaper) -> IntakePaper:
    target = confirming.join(request.actor, row)
    ui.flash.done(request, "并到前面那一份里了，文字会重新连起来。")
    return target


def summary(request: HttpRequest, row: IntakePaper) -> IntakePaper:
    form = SummaryForm(request.POST)
    if not form.is_valid():
        raise NotYet(next(iter(form.errors.values()))[0])
    confirming.write_summary(
        request.actor, row, form.cleaned_data["summary"], is_handwritten=form.cleaned_data["is_handwritten"]
    )
    ui.flash.done(request, "摘要记下了，按它查得到。")
    return row


ACTS = {
    "set-aside": set_aside,
    "take-back": take_back,
    "again": again,
    "split": split,
    "join": join,
    "summary": summary,
}
