"""Checking a text: bring it in, see what the three gates say, rule on each finding."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from renda.kernel.access.policies import require_verb, visible
from renda.kernel.documents import checking as layout
from renda.kernel.documents.reading import Unreadable
from renda.kernel.files.limits import MB
from renda.kernel.proofreading import checking, rulings
from renda.kernel.proofreading.characters import keeping
from renda.kernel.proofreading.findings import Finding
from renda.kernel.proofreading.models import CheckedText, Decision
from renda.kernel.proofreading.policy import CHECK
from renda.web import ui
from renda.web.errors import too_large
from renda.web.proofreading import shown
from renda.web.proofreading.forms import Brought

PAGE = 25
MOST_BYTES = 20 * MB
TAKE_BACK = "open"


def index(request: HttpRequest) -> HttpResponse:
    """Paste or upload; below, what was checked before."""
    require_verb(request.actor, CHECK)
    form = Brought(request.POST, request.FILES) if request.method == "POST" else Brought()
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        if upload and upload.size > MOST_BYTES:
            return too_large(request, ValueError(f"文件最大{MOST_BYTES // MB} MB，请去掉里面的图片再来。"))
        try:
            row = taken(request, form.cleaned_data)
        except (Unreadable, checking.TooLong, checking.NothingToCheck) as error:
            form.add_error("file" if upload else "text", str(error))
        else:
            ui.flash.done(request, "已经检查，结果在下面。只指出，不改动。")
            return redirect("proofread-one", row.pk)
    rows = visible(request.actor, CheckedText).defer("content").order_by("-checked_at", "-id")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(
        request, "proofreading/index.html", {"form": form, "page": page, "statistics": keeping.standing()}
    )


def taken(request: HttpRequest, given: dict[str, Any]) -> CheckedText:
    """The text that was brought; a file goes before pasted words."""
    if upload := given["file"]:
        return checking.take_file(request.actor, upload.read(), upload.name)
    return checking.take_text(request.actor, given["text"], given["title"])


def own(request: HttpRequest, pk) -> CheckedText:
    """A text this person brought."""
    require_verb(request.actor, CHECK)
    return get_object_or_404(visible(request.actor, CheckedText), pk=pk)


def facts_of(request: HttpRequest, row: CheckedText) -> dict[str, Any]:
    """Everything the page and its printed sheet show."""
    report = checking.report_on(row)
    items = shown.items_of(report, rulings.rulings_of(row))
    rows, left_out = shown.marked(report, items)
    open_items = [item for item in items if item.ruling is None]
    return {
        "row": row,
        "report": report,
        "gates": shown.gates_of(items),
        "rows": rows,
        "left_out": left_out,
        "sure": sum(item.finding.strength == "必错" for item in open_items),
        "doubtful": sum(item.finding.strength == "疑似" for item in open_items),
        "accepted": sum(item.accepted for item in items),
        "settled": len(items) - len(open_items),
        "phrases": report.density.phrases[:12],
    }


@require_safe
def one(request: HttpRequest, pk) -> HttpResponse:
    """What was found, gate by gate, and the text with the places marked."""
    row = own(request, pk)
    data = checking.original(request.actor, row)
    facts = facts_of(request, row)
    facts |= {"has_docx": data is not None, "layout": layout_of(data) if data else []}
    return render(request, "proofreading/one.html", facts)


def layout_of(data: bytes) -> list[layout.Finding]:
    """What the layout checker says of the file itself, without the checks that stand in the third gate already."""
    try:
        found = layout.check_docx(data, draw=False).findings
    except layout.Unopenable:
        return []
    return [finding for finding in found if finding.id.startswith("FMT")]


@require_safe
def sheet(request: HttpRequest, pk) -> HttpResponse:
    """The findings on paper."""
    return render(request, "proofreading/print.html", facts_of(request, own(request, pk)))


@require_POST
def rule(request: HttpRequest, pk) -> HttpResponse:
    """Accept or leave one finding, or accept all of one kind; nothing is changed in the text."""
    row = own(request, pk)
    decision, number = request.POST.get("decision", ""), request.POST.get("number", "")
    back = f"{reverse('proofread-one', args=[row.pk])}#{'f' + number if number.isdigit() else 'gates'}"
    if decision == TAKE_BACK:
        rulings.take_back(row, request.POST.get("key", ""))
        return redirect(back)
    chosen = chosen_findings(request, row)
    if decision not in Decision.values or not chosen:
        ui.flash.warn(request, "这一处已经不在文字里了，请看最新的结果。")
        return redirect("proofread-one", row.pk)
    try:
        for finding in chosen:
            rulings.rule_on(request.actor, row, finding, decision, request.POST.get("reason", ""))
    except rulings.ReasonMissing as error:
        ui.flash.wrong(request, str(error))
    return redirect(back)


def chosen_findings(request: HttpRequest, row: CheckedText) -> list[Finding]:
    """The finding with the key that was sent, or all of a rule that have a replacement and no ruling."""
    report = checking.report_on(row)
    if key := request.POST.get("key"):
        return [finding for finding in report if finding.key == key][:1]
    wanted = request.POST.get("rule", "")
    if request.POST.get("decision") != Decision.ACCEPTED or not wanted:
        return []
    same = [f for f in report if (f.rule or f.id) == wanted and f.replacement is not None]
    return rulings.left_open(row, same)


def remove(request: HttpRequest, pk) -> HttpResponse:
    """Take the text, its file and the rulings away."""
    row = own(request, pk)
    if request.method == "POST":
        checking.forget(row)
        ui.flash.done(request, "已经删去。")
        return redirect("proofread")
    facts = {
        "title": f"删去“{row.title}”",
        "what": [
            "检查过的文字和上传的文件从系统里删去。",
            "处理过的意见一并删去，找不回来。",
            "您电脑上的原文件不受影响。",
        ],
        "confirm_label": "删去",
        "danger": True,
        "back_url": reverse("proofread-one", args=[row.pk]),
    }
    return render(request, "components/confirm.html", facts)
