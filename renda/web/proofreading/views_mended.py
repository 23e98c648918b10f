"""The text with the accepted mends: to read, to copy, to take along."""

from __future__ import annotations

import io

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from renda.kernel.documents.checking import Unopenable
from renda.kernel.documents.checking.mend import WordsChanged
from renda.kernel.documents.checking.mend import mend_docx as mend_layout
from renda.kernel.files.names import clean_name
from renda.kernel.proofreading import checking, rulings, wordfile
from renda.kernel.proofreading.models import CheckedText
from renda.web import ui
from renda.web.proofreading.views import own

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def mends_of(row: CheckedText):
    """(the report, the accepted findings that have words to put in)."""
    report = checking.report_on(row)
    return report, [f for f in rulings.accepted(row, report) if f.replacement is not None]


@require_safe
def mended(request: HttpRequest, pk) -> HttpResponse:
    """The mended text, ready to copy; for a Word file also what could not be put in."""
    row = own(request, pk)
    report, accepted = mends_of(row)
    data = checking.original(request.actor, row)
    lines = checking.mended_lines(row, report, accepted)
    left = wordfile.mend_docx(data, accepted).left if data and accepted else ()
    facts = {
        "row": row,
        "accepted": accepted,
        "text": "\n".join(lines),
        "lines": [line for line in lines if line.strip()],
        "has_docx": data is not None,
        "was_docx": bool(row.token),
        "left": left,
    }
    return render(request, "proofreading/mended.html", facts)


@require_safe
def text_file(request: HttpRequest, pk) -> HttpResponse:
    """The mended text as a plain file."""
    row = own(request, pk)
    report, accepted = mends_of(row)
    text = "\r\n".join(checking.mended_lines(row, report, accepted))
    response = HttpResponse(text.encode("utf-8-sig"), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, named(row, ".txt"))
    return response


@require_safe
def word_file(request: HttpRequest, pk) -> HttpResponse:
    """The uploaded file with the accepted mends; ``?layout=1`` mends its layout too."""
    row = own(request, pk)
    data = checking.original(request.actor, row)
    if data is None:
        ui.flash.warn(request, "上传的文件已经不在系统里了（只保留一天）。请重新上传，处理过的意见还在。")
        return redirect("proofread-mended", row.pk)
    _, accepted = mends_of(row)
    made = wordfile.mend_docx(data, accepted).data
    if request.GET.get("layout"):
        try:
            made = mend_layout(made).data
        except (Unopenable, WordsChanged):
            ui.flash.warn(request, "这个文件的版面修正不了，请只改文字，版面在 Word、WPS 里调整。")
            return redirect("proofread-mended", row.pk)
    return FileResponse(io.BytesIO(made), as_attachment=True, filename=named(row, ".docx"), content_type=WORD)


def named(row: CheckedText, ending: str) -> str:
    """交办通知（改）.docx"""
    stem = row.title.rpartition(".")[0] or row.title if row.token else row.title
    return clean_name(f"{stem}（改）", 80) + ending
