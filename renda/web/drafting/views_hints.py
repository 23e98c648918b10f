"""The list of what to look at, asked for again after each change of the text."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from renda.kernel.documents.engine.model import PaperError
from renda.kernel.procedures.execute import Refused
from renda.kernel.proofreading.rulings import ReasonMissing
from renda.web.drafting import found, writing
from renda.web.drafting.views_edit import problem_of, urls_of, written_draft


@require_POST
def findings(request: HttpRequest, pk) -> HttpResponse:
    """What is found in the text as it is being typed."""
    draft = written_draft(request, pk)
    try:
        _, posted = writing.sent_pairs(request)
        paper = writing.posted_paper(posted, draft)
        hints = found.context(draft, paper, through_gates=True)
    except PaperError as problem:
        return HttpResponse(str(problem), status=422)
    except Refused as refused:
        return HttpResponse(problem_of(refused), status=422)
    facts = {"urls": urls_of(draft), **hints}
    return render(request, "drafting/edit/findings.html", facts)


@require_POST
def leave(request: HttpRequest, pk) -> JsonResponse:
    """A finding is left as it is: remembered for this paper, for everybody who writes on it."""
    draft = written_draft(request, pk)
    try:
        told, posted = writing.sent_pairs(request)
        paper = writing.posted_paper(posted, draft)
        known = found.leave(
            request.actor, draft, paper, str(told.get("rule", "")), str(told.get("reason", ""))
        )
    except PaperError as problem:
        return JsonResponse({"problem": str(problem)}, status=422)
    except Refused as refused:
        return JsonResponse({"problem": problem_of(refused)}, status=422)
    except ReasonMissing as missing:
        return JsonResponse({"problem": str(missing), "wants_reason": True}, status=422)
    return JsonResponse({"said": "记下了，这一处以后不提" if known else "这一处已经改过了"})
