"""Writing: the editing page, saving by itself and on purpose, the pages beside it, pasted text."""

from __future__ import annotations

import json
from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from renda.foundation.hashing import sha256_hex
from renda.kernel.access import policies
from renda.kernel.documents.engine.model import OfficialPaper, Pair, PaperError
from renda.kernel.procedures.execute import Refused
from renda.modules.drafting import bindings as figures
from renda.modules.drafting import contents, documents, texts
from renda.modules.drafting.models import Draft
from renda.web import ui
from renda.web.drafting import chips, comparing, found, operations, pasting, sheet, writing
from renda.web.drafting.reach import light_of, seen_draft

SCRIPTS = tuple(
    f"js/drafting/{name}.js"
    for name in (
        "sheet",
        "marks",
        "blocks",
        "tabs",
        "history",
        "grid",
        "paste",
        "saving",
        "pages",
        "findings",
    )
)
NOTED = ("resolution", "announcement", "plain", "minutes")
WITH_ADDRESSEES = ("general", "upward", "letter", "plain")
URGENCIES = (("", "不急"), ("加急", "加急"), ("特急", "特急"))
OPEN_IN = (*texts.WRITTEN_IN, *texts.SIGNED_IN)


def written_draft(request: HttpRequest, pk) -> Draft:
    """The draft, if the reader may write it; Http404 or PermissionDenied otherwise."""
    draft = seen_draft(request, pk)
    policies.require(request.actor, "draft.write", draft)
    return draft


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk) -> HttpResponse:
    """The page where a paper is written. POST saves it, or does one change of order."""
    draft = written_draft(request, pk)
    if draft.state not in OPEN_IN:
        return render(
            request, "drafting/edit_closed.html", {"draft": draft, "light": light_of(draft)}, status=409
        )
    if request.method != "POST":
        begun = writing.begin(request.actor, draft)
        return page(request, draft, begun.paper, begun.base, restored=begun.restored)
    base = writing.base_of(request.POST)
    try:
        paper, anchor = operations.apply(request.POST, contents.raw(draft))
    except PaperError as problem:
        begun = writing.begin(request.actor, draft)
        return page(request, draft, begun.paper, base, problem=str(problem), status=422)
    paper = writing.tied(request.POST, paper)
    if request.POST.get("do") in (None, "", "save", "done"):
        return save(request, draft, paper, base)
    return put_in_order(request, draft, paper, base, anchor)


def put_in_order(
    request: HttpRequest, draft: Draft, paper: OfficialPaper, base: int, anchor: str
) -> HttpResponse:
    try:
        texts.autosave(request.actor, draft, paper, base)
    except Refused as refused:
        return page(request, draft, paper, base, problem=str(refused), status=422)
    return redirect(f"{reverse('drafting:edit', args=[draft.pk])}#{anchor}")


def save(request: HttpRequest, draft: Draft, paper: OfficialPaper, base: int) -> HttpResponse:
    """Save the text as the next version; when somebody was faster, both texts are shown and nothing is lost."""
    try:
        version = texts.save_text(request.actor, draft, paper, base, reason=request.POST.get("reason", ""))
    except texts.TextMoved as moved:
        texts.autosave(request.actor, draft, paper, base)
        clash = comparing.clash(moved, draft)
        return page(request, draft, paper, moved.theirs_version.n, clash=clash, status=409)
    except Refused as refused:
        return page(request, draft, paper, base, problem=problem_of(refused), status=422)
    ui.flash.done(request, f"已保存为第{version.n}稿。")
    done = request.POST.get("do") == "done"
    return redirect(draft.get_absolute_url() if done else reverse("drafting:edit", args=[draft.pk]))


def problem_of(refused: Refused) -> str:
    return "".join(f"{reason.text}{reason.mend}" for reason in refused.reasons)


def page(request, draft, paper, base, *, restored="", problem="", clash=None, status=200) -> HttpResponse:
    """The editing page with this text."""
    known_bindings = figures_of(paper, draft)
    words, known = chips.shown(paper, known_bindings, figures.figure_changes(draft))
    shown = shown_pages(draft)
    facts = {
        "draft": draft,
        "light": light_of(draft),
        "sheet": sheet.sheet_of(words),
        "base": base,
        "restored": restored,
        "problem": problem,
        "clash": clash,
        "others": writing.others_words(request.actor, draft),
        "newer": "" if clash else writing.newer_words(draft, base),
        "figures_json": json.dumps(known, ensure_ascii=False),
        "needs_reason": draft.state in texts.SIGNED_IN,
        "reason": request.POST.get("reason", ""),
        "discard_url": reverse("drafting:discard", args=[draft.pk]),
        "urls": urls_of(draft),
        "scripts": SCRIPTS,
        "blank": blanks(),
        **shown,
        **choices(words),
        **found.context(draft, paper),
    }
    return render(request, "drafting/edit.html", facts, status=status)


def figures_of(paper: OfficialPaper, draft: Draft) -> dict:
    """The bindings of the figures in the text; a figure that no longer exists is left as it stands."""
    try:
        return figures.bound(paper, draft.bindings)
    except Refused:
        return dict(draft.bindings)


def shown_pages(draft: Draft) -> dict:
    """Pictures of the saved text for a page without scripts, and what the fonts lack."""
    pages = writing.pages(documents.final_text(draft))
    return {
        "page_urls": writing.page_urls(draft, len(pages.svg)),
        "pages_words": writing.count_words(len(pages.svg)),
        "fonts_words": writing.fonts_words(pages),
    }


def choices(paper: OfficialPaper) -> dict:
    """The lists of the page, and which parts this form of paper has."""
    return {
        "kinds": [(kind, sheet.KINDS[kind]) for kind in sheet.WORDED],
        "addable": [(kind, sheet.KINDS[kind]) for kind in operations.ADDABLE],
        "marks": list(sheet.MARKS.items()),
        "urgencies": URGENCIES,
        "with_note": paper.form in NOTED or bool(paper.pass_note),
        "with_addressees": paper.form in WITH_ADDRESSEES or bool(paper.addressees),
    }


def urls_of(draft: Draft) -> dict[str, str]:
    own = {
        name: reverse(f"drafting:{name}", args=[draft.pk])
        for name in ("autosave", "preview", "findings", "leave", "figures")
    }
    return {**own, "paste": reverse("drafting:paste")}


def blanks() -> SimpleNamespace:
    """Empty blocks from which the page's script makes new ones."""
    kinds = {"worded": "p", "table": "table", "form": "form", "break": "break"}
    rows = {
        name: sheet.Row(f"__KEY{name}__", kind, operations.new_block(kind)) for name, kind in kinds.items()
    }
    attachment = sheet.AttachmentRow("__KEYattachment__", "", ())
    return SimpleNamespace(rows=rows, box=Pair(""), attachment=attachment)


@require_POST
def autosave(request: HttpRequest, pk) -> JsonResponse:
    """Keep what is being typed; tells the time, and who else is writing."""
    draft = written_draft(request, pk)
    try:
        _, posted = writing.sent_pairs(request)
        base = writing.base_of(posted)
        kept = texts.autosave(request.actor, draft, writing.posted_paper(posted, draft), base)
    except PaperError as problem:
        return JsonResponse({"problem": str(problem)}, status=422)
    except Refused as refused:
        return JsonResponse({"problem": problem_of(refused), "stop": True}, status=409)
    others = [one["words"] for one in writing.others_words(request.actor, draft)]
    newer = writing.newer_words(draft, base)
    said = f"已保存 {writing.time_of(kept.saved_at)}"
    return JsonResponse({"said": said, "others": [*others, newer] if newer else others})


@require_POST
def discard(request: HttpRequest, pk) -> HttpResponse:
    """Back to the saved text: what was typed since is not wanted."""
    draft = written_draft(request, pk)
    texts.drop_autosave(request.actor, draft)
    ui.flash.done(request, "已回到上次保存的样子。")
    return redirect("drafting:edit", draft.pk)


@require_POST
def preview(request: HttpRequest, pk) -> JsonResponse:
    """The printed pages of what is being typed; pages the browser has already are only named."""
    draft = written_draft(request, pk)
    try:
        told, posted = writing.sent_pairs(request)
        shown = writing.pages(writing.printed(writing.posted_paper(posted, draft), draft))
    except PaperError as problem:
        return JsonResponse({"said": str(problem)})
    except Refused as refused:
        return JsonResponse({"said": problem_of(refused)})
    keys = [sha256_hex(svg)[:16] for svg in shown.svg]
    have, at = told.get("have"), told.get("at")
    sent = writing.missing_pages(
        keys, have if isinstance(have, list) else [], at if isinstance(at, int) else 1
    )
    return JsonResponse(
        {
            "pages": [
                {"key": key, **({"svg": shown.svg[n].decode()} if n in sent else {})}
                for n, key in enumerate(keys)
            ],
            "spots": [[spot.key, spot.page, round(spot.mm, 1)] for spot in shown.spots],
            "said": writing.count_words(len(keys)),
            "fonts": writing.fonts_words(shown),
        }
    )


@require_POST
def paste(request: HttpRequest) -> JsonResponse:
    """Pasted text as blocks."""
    policies.require_verb(request.actor, "draft.write")
    try:
        told = json.loads(request.body)
        text, is_table = str(told["text"]), bool(told.get("table"))
    except (ValueError, TypeError, KeyError):
        return JsonResponse({"problem": "没有收到贴的内容，请再试一次。"}, status=400)
    try:
        blocks = [pasting.table(text)] if is_table else pasting.blocks_of(text)
    except PaperError as problem:
        return JsonResponse({"problem": str(problem)}, status=422)
    return JsonResponse({"blocks": [pasting.fields(block) for block in blocks]})
