"""Papers, speeches and notes kept to learn from."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from renda.kernel.access.policies import require_verb, visible
from renda.kernel.exchange import staging
from renda.kernel.files.errors import DamagedFile
from renda.kernel.files.limits import MB
from renda.kernel.files.serve import serve
from renda.kernel.library import references
from renda.kernel.library.models import ReferenceKind, ReferencePaper
from renda.kernel.library.policy import KEEP, READ_PAPERS
from renda.kernel.procedures.execute import Refused
from renda.modules.drafting import texts
from renda.web import ui
from renda.web.errors import too_large
from renda.web.library import shown
from renda.web.library.forms import PaperFacts, PaperFilter, PaperUpload, Why
from renda.web.library.views_import import owner_of

PAGE = 25
MOST_BYTES = 20 * MB
STAGED = "reference"
BEGIN = "draft.write"


def known_kind(kind: str) -> ReferenceKind:
    """The kind in the address. Raises Http404."""
    try:
        return ReferenceKind(kind)
    except ValueError as error:
        raise Http404 from error


@require_safe
def index(request: HttpRequest, kind: str) -> HttpResponse:
    """The papers of one kind, the newest first."""
    require_verb(request.actor, READ_PAPERS)
    chosen = known_kind(kind)
    form = PaperFilter(request.GET)
    form.is_valid()
    words, tag = form.cleaned_data.get("q", ""), form.cleaned_data.get("tag", "")
    rows = visible(request.actor, ReferencePaper).filter(kind=chosen)
    if words:
        rows = rows.filter(Q(title__icontains=words) | Q(author__icontains=words) | Q(text__icontains=words))
    if tag:
        # Tags are stored as a list in JSON, where Han characters stand escaped or plain; both databases find them.
        rows = rows.filter(pk__in=[pk for pk, tags in rows.values_list("pk", "tags") if tag in tags])
    page = Paginator(rows.defer("text"), PAGE).get_page(request.GET.get("page"))
    facts = {
        "form": form,
        "page": page,
        "kind": chosen.value,
        "label": shown.TAB_LABELS[chosen],
        "tabs": shown.tabs(request.actor, chosen.value),
        "is_narrowed": bool(words or tag),
        "may_keep": request.actor.has(KEEP),
    }
    return render(request, "library/papers.html", facts)


def own(request: HttpRequest, pk: UUID) -> ReferencePaper:
    """The paper, if the reader may read such papers."""
    require_verb(request.actor, READ_PAPERS)
    return get_object_or_404(visible(request.actor, ReferencePaper).select_related("file"), pk=pk)


@require_safe
def paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One paper to read, to print and to begin a draft with."""
    row = own(request, pk)
    facts = {
        "paper": row,
        "kind_label": shown.TAB_LABELS[ReferenceKind(row.kind)],
        "lines": [line for line in row.text.split("\n") if line.strip()],
        "sheet": [
            ("作者", row.author), ("日期", ui.words.cn_date(row.dated_on)), ("来源", row.origin),
            ("有用的工作", "、".join(row.tags)), ("备注", row.remark), ("存入", row.kept_by),
        ],
        "may_keep": request.actor.has(KEEP),
        "may_draft": request.actor.has(BEGIN),
    }  # fmt: skip
    return render(request, "library/paper.html", facts)


def upload(request: HttpRequest, kind: str) -> HttpResponse:
    """Choose a file or paste a text; it is read and shown before it is kept."""
    require_verb(request.actor, KEEP)
    chosen = known_kind(kind)
    form = PaperUpload(request.POST, request.FILES) if request.method == "POST" else PaperUpload()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        if file and file.size > MOST_BYTES:
            return too_large(
                request, ValueError(f"文件最大{MOST_BYTES // MB} MB，请把里面的图片压缩以后再上传。")
            )
        name, data = (file.name, file.read()) if file else ("", form.cleaned_data["text"].encode())
        try:
            looked = references.look(data, name or "文字.txt")
        except references.NotKept as error:
            form.add_error("file" if file else "text", str(error))
        else:
            facts = {
                "kind": STAGED, "paper_kind": chosen.value, "name": name, "title": looked.title, "text": looked.text,
                "dated_on": looked.dated_on.isoformat() if looked.dated_on else "", "notes": list(looked.notes),
                "known": str(looked.known.pk) if looked.known else "",
            }  # fmt: skip
            return redirect(
                "library-paper-check", staging.put(owner_of(request), facts, data if name else b"")
            )
    back = reverse("library-papers", args=[chosen.value])
    return render(
        request,
        "library/paper_upload.html",
        {"form": form, "label": shown.TAB_LABELS[chosen], "back_url": back},
    )


def check(request: HttpRequest, token: str) -> HttpResponse:
    """What was read, with what is to be said about it; keeping it is the next step."""
    require_verb(request.actor, KEEP)
    try:
        facts, data = staging.get(token, owner_of(request))
    except staging.NotStaged as gone:
        ui.flash.warn(request, gone.message_zh.replace("表格", "文件"))
        return redirect("library-papers", ReferenceKind.MODEL)
    if facts["kind"] != STAGED:
        return redirect("library-papers", ReferenceKind.MODEL)
    initial = {"kind": facts["paper_kind"], "title": facts["title"], "dated_on": facts["dated_on"] or None}
    form = PaperFacts(request.POST) if request.method == "POST" else PaperFacts(initial=initial)
    if request.method == "POST" and form.is_valid():
        source = (facts["name"], data) if facts["name"] else None
        try:
            kept = references.keep_paper(facts["text"], described(form), request.actor, source)
        except references.NotKept as error:
            form.add_error(None, str(error))
        else:
            staging.drop(token)
            ui.flash.done(request, f"已存入资料库：{kept.title}")
            return redirect("library-paper", kept.pk)
    known = (
        visible(request.actor, ReferencePaper).filter(pk=facts["known"]).first() if facts["known"] else None
    )
    shown_facts = {
        "form": form,
        "lines": [line for line in facts["text"].split("\n") if line.strip()],
        "notes": facts["notes"],
        "known": known,
        "back_url": reverse("library-paper-new", args=[facts["paper_kind"]]),
    }
    return render(request, "library/paper_check.html", shown_facts)


def described(form: PaperFacts) -> references.Described:
    """The form as the kernel takes it."""
    given: dict[str, Any] = form.cleaned_data
    day: date | None = given["dated_on"]
    return references.Described(
        given["kind"], given["title"], given["author"], given["origin"], day, given["tags"], given["remark"]
    )


def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change what is said about a paper."""
    require_verb(request.actor, KEEP)
    row = own(request, pk)
    names = ("kind", "title", "author", "origin", "dated_on", "tags", "remark")
    form = PaperFacts(request.POST or None, initial={name: getattr(row, name) for name in names})
    if request.method == "POST" and form.is_valid():
        references.change(row, described(form), request.actor)
        ui.flash.done(request, "已保存。")
        return redirect("library-paper", row.pk)
    return render(request, "library/paper_edit.html", {"form": form, "paper": row})


@require_safe
def paper_file(request: HttpRequest, pk: UUID) -> FileResponse:
    """The file as it came."""
    row = own(request, pk)
    if row.file is None:
        raise Http404
    try:
        return serve(row.file)
    except DamagedFile as error:
        raise Http404 from error


@require_POST
def begin_draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin a draft with the text of this paper."""
    row = own(request, pk)
    require_verb(request.actor, BEGIN)
    try:
        draft = texts.start_from(request.actor, references.as_paper(row), title=row.title)
    except Refused as error:
        ui.flash.wrong(request, str(error))
        return redirect("library-paper", row.pk)
    ui.flash.done(request, f"已用《{row.title}》开了一份文稿。里面的单位、姓名、数字、日期都要换成自己的。")
    return redirect("drafting:draft", draft.pk)


def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a paper out of the library, with the reason."""
    require_verb(request.actor, KEEP)
    row = own(request, pk)
    form = Why(request.POST or None)
    if request.method == "POST" and form.is_valid():
        references.withdraw(row, form.cleaned_data["why"], request.actor)
        ui.flash.done(request, f"已撤下：{row.title}")
        return redirect("library-papers", row.kind)
    facts = {
        "title": f"撤下：{row.title}",
        "what": [
            "这一篇不再显示，也查不到。",
            "已经用它起草的文稿不受影响。",
            "记录留着，操作日志里查得到。",
        ],
        "confirm_label": "撤下",
        "danger": True,
        "form": form,
        "back_url": reverse("library-paper", args=[row.pk]),
    }
    return render(request, "components/confirm.html", facts)
