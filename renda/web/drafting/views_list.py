"""My papers: what waits for me, what I am writing, what is signed and not out, what went out; and all of them."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from renda.kernel.access import policies
from renda.modules.drafting.models import Draft
from renda.reports import papers
from renda.web.drafting.reach import light_of

PAGE = 25
SHOWN = 8
LONGEST_QUERY = 60
OPEN = ("drafting", "reviewing", "reviewed", "signed", "ready")


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The piles, each with its first rows; ``?q=`` or ``?all`` lists all papers."""
    policies.require_verb(request.actor, "draft.view")
    words = request.GET.get("q", "")[:LONGEST_QUERY].strip()
    facts = {
        "words": words,
        "may_write": request.actor.has("draft.write"),
        "list_url": reverse("drafting:list"),
        "all_url": f"{reverse('drafting:list')}?all=1",
    }
    if words or "all" in request.GET:
        return render(request, "drafting/list_all.html", {**facts, "page": found(request, words)})
    seen = policies.visible(request.actor, Draft).select_related("number")
    piles = [
        pile("等我审核", "看文稿，给意见", with_verb(papers.to_review(request.actor), "give_opinion")),
        pile("等我签发", "看文稿，签发或退回", with_verb(papers.to_sign(request.actor), "sign")),
        pile("正在写的", "", papers.being_written(request.actor)),
        pile("送出去审核、等签发的", "", papers.with_others(request.actor)),
        pile("签了还没发出的", "编文号，发出", papers.signed_not_sent(request.actor)),
        pile("发出了、还有人没签收的", "", sent_open(seen)),
    ]
    return render(request, "drafting/list.html", {**facts, "piles": [one for one in piles if one["total"]]})


def sent_open(seen):
    waiting = Count("dispatches__receipts", filter=Q(dispatches__receipts__signed_on__isnull=True))
    return seen.filter(state="sent").annotate(waiting=waiting, sent_to=Count("dispatches__receipts")).filter(
        waiting__gt=0
    ).order_by("-sent_on", "-id")  # fmt: skip


def with_verb(rows, verb: str):
    """The rows lead straight to the step that is wanted."""
    return [with_url(row, reverse("drafting:step", args=[row.pk, verb])) for row in rows]


def with_url(row: Draft, url: str) -> Draft:
    row.go_url = url
    return row


def pile(label: str, todo: str, rows) -> dict:
    """A pile with its first rows, told with their light and who has them."""
    total = len(rows) if isinstance(rows, list) else rows.count()
    return {"label": label, "todo": todo, "total": total, "rows": [told(row) for row in rows[:SHOWN]]}


def told(row: Draft) -> dict:
    light = light_of(row)
    waiting = getattr(row, "waiting", 0)
    if waiting:
        light = {**light, "words": f"{waiting}个没签收", "kind": "waiting"}
    return {"draft": row, "url": getattr(row, "go_url", row.get_absolute_url()), "light": light}


def found(request: HttpRequest, words: str):
    rows = policies.visible(request.actor, Draft).select_related("number")
    for word in words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(number__text__icontains=word))
    rows = rows.defer("content").order_by(F("state_since").desc(), "-id")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    page.told = [told(row) for row in page.object_list]
    return page
