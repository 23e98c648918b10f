"""Laws to look up: the list, one text, two texts beside each other, and where a citation leads."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Q, When
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from renda.foundation import clock
from renda.kernel.access.policies import can, require_verb, visible
from renda.kernel.files.errors import DamagedFile
from renda.kernel.files.serve import serve
from renda.kernel.library import comparing, laws, values
from renda.kernel.library.models import LawEdition, LawWork, Level
from renda.kernel.library.numbering import ArticleNumber, parse_number
from renda.kernel.library.policy import KEEP_LAWS, READ_LAWS
from renda.kernel.library.titles import key_of, tidy_title
from renda.kernel.library.usage import issues_cited, rules_by_article, same_issue
from renda.web import ui
from renda.web.library import shown
from renda.web.library.forms import LawFilter, OnDay

PAGE = 25
ROWS = 30
#: The list begins with the constitution and the laws.
RANK = Case(
    *(When(level=level, then=place) for place, level in enumerate(Level.values)), output_field=IntegerField()
)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All laws of the library with the text that holds today."""
    require_verb(request.actor, READ_LAWS)
    form = LawFilter(request.GET)
    form.is_valid()
    words, level = form.cleaned_data.get("q", ""), form.cleaned_data.get("level", "")
    rows = visible(request.actor, LawWork)
    if words:
        official = laws.canonical_title(words)
        rows = rows.filter(Q(key__contains=key_of(words)) | Q(key=key_of(official or words)))
    if level:
        rows = rows.filter(level=level)
    page = Paginator(rows.annotate(rank=RANK).order_by("rank", "title", "id"), PAGE).get_page(
        request.GET.get("page")
    )
    texts = laws.together({work.key for work in page})
    facts = {
        "form": form,
        "page": page,
        "rows": [work_row(work, texts[work.key], clock.today()) for work in page],
        "tabs": shown.tabs(request.actor, shown.LAWS),
        "is_narrowed": bool(words or level),
        "may_keep": request.actor.has(KEEP_LAWS),
        "words": words,
    }
    return render(request, "library/laws.html", facts)


def work_row(work: LawWork, texts: list[laws.Edition], on: date) -> dict[str, Any]:
    """A law in the list: the text that holds, else the newest."""
    current = next((text for text in texts if text.holds_on(on)), texts[0])
    light, words = shown.standing(current, on)
    return {"work": work, "text": current, "light": light, "words": words, "count": len(texts)}


def own(request: HttpRequest, pk: UUID) -> LawEdition:
    """The text, if the reader may read laws. Raises Http404 or PermissionDenied."""
    require_verb(request.actor, READ_LAWS)
    return get_object_or_404(visible(request.actor, LawEdition).select_related("work"), pk=pk)


@require_safe
def law(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One text with contents, articles, the other texts, and the rules that rest on it."""
    row = own(request, pk)
    edition = laws.as_standing(row)
    asked = OnDay(request.GET) if request.GET.get("on") else None
    day = asked.cleaned_data["on"] if asked is not None and asked.is_valid() else None
    today = clock.today()
    held = laws.edition_in_force(edition.title, day or today)
    if day and held and held.id != edition.id:
        return redirect(f"{held.url}?on={day.isoformat()}")
    rows = shown.articles(edition)
    light, words = shown.standing(edition, day or today)
    cited = issues_cited(edition.title)
    facts = {
        "row": row,
        "edition": edition,
        "day": day,
        "today": today,
        "held": held,
        "light": light,
        "words": words,
        "form": asked or OnDay(initial={"on": today}),
        "rows": rows,
        "contents": shown.contents(rows),
        "others": other_texts(edition, today),
        "files": list(row.files.all()),
        "unit": "项" if row.numbering == "item" else "条",
        "rule_count": len({use.rule_id for one in rows for use in one["rules"]}),
        "cited_others": [issue for issue in cited if not same_issue(issue, row.label)],
        "may_keep": can(request.actor, KEEP_LAWS, row),
    }
    return render(request, "library/law.html", facts)


def other_texts(edition: laws.Edition, on: date) -> list[dict[str, Any]]:
    """All texts of the law, the newest first, this one among them."""
    found = []
    for one in laws.editions(edition.title):
        light, words = shown.standing(one, on)
        old, new = sorted((edition, one), key=lambda text: (text.in_force_on or date.min, text.id))
        found.append(
            {
                "text": one,
                "light": light,
                "words": words,
                "is_this": one.id == edition.id,
                "compare_url": reverse("law-compare", args=[old.id, new.id]),
            }
        )
    return found


@require_safe
def law_print(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The text on A4."""
    row = own(request, pk)
    edition = laws.as_edition(row)
    return render(
        request, "library/law_print.html", {"row": row, "edition": edition, "rows": shown.articles(edition)}
    )


@require_safe
def compare(request: HttpRequest, pk: UUID, other: UUID) -> HttpResponse:
    """Two texts of one law, article by article, the changed words marked."""
    old, new = own(request, pk), own(request, other)
    if old.work.key != new.work.key or old.pk == new.pk:
        raise Http404
    rows = comparing.compare(laws.as_edition(old), laws.as_edition(new))
    counts = comparing.counts(rows)
    kind = request.GET.get("kind", "")
    if kind == "all":
        chosen = rows
    elif kind in counts:
        chosen = [row for row in rows if row.kind == kind]
    else:
        kind, chosen = "", [row for row in rows if row.kind != comparing.SAME]
    changed = len(rows) - counts[comparing.SAME]
    tabs = [{"label": "所有变化", "url": "?", "current": not kind, "count": changed}]
    tabs += [
        {"label": label, "url": f"?kind={key}", "current": key == kind, "count": counts[key]}
        for key, label in comparing.KINDS.items()
        if counts[key]
    ]
    page = Paginator(chosen, ROWS).get_page(request.GET.get("page"))
    facts = {"old": old, "new": new, "work": new.work, "page": page, "tabs": tabs, "changed": changed}
    return render(request, "library/compare.html", facts)


@require_safe
def source_file(request: HttpRequest, pk: UUID, file: UUID) -> FileResponse:
    """The file a text was read from."""
    stored = get_object_or_404(own(request, pk).files, pk=file)
    try:
        return serve(stored)
    except DamagedFile as error:
        raise Http404 from error


@require_safe
def cited(request: HttpRequest) -> HttpResponse:
    """Where a citation leads: to the article when its law is loaded, else to how it is loaded."""
    require_verb(request.actor, READ_LAWS)
    title, issue = request.GET.get("law", "")[:200], request.GET.get("issue", "")[:40]
    if not title.strip():
        return redirect("library")
    number = article_number(request.GET.get("article", ""))
    found = laws.editions(title)
    edition = next((one for one in found if issue and same_issue(issue, one.label)), None)
    if edition is None and not issue:
        edition = laws.edition_in_force(title) or (found[0] if found else None)
    if edition is not None:
        return opened(request, edition, number)
    return render(request, "library/not_loaded.html", missing(request, title, issue, number, found))


def article_number(text: str) -> ArticleNumber | None:
    """The number in the address, or None."""
    try:
        return parse_number(text[:40]) if text else None
    except ValueError:
        return None


def opened(request: HttpRequest, edition: laws.Edition, number: ArticleNumber | None) -> HttpResponse:
    """The law's page at the article and paragraph."""
    if number is None:
        return redirect(edition.url)
    if laws.article(edition.title, number.text, edition=edition) is None:
        ui.flash.warn(request, f"《{edition.name}》里没有{number.text}，请核对引用。")
        return redirect(edition.url)
    paragraph = f"k{number.paragraph}" if number.paragraph else ""
    return redirect(f"{edition.url}#{values.anchor(*number.key)}{paragraph}")


def missing(
    request: HttpRequest, title: str, issue: str, number: ArticleNumber | None, found: list[laws.Edition]
) -> dict[str, Any]:
    """What is said when the text is not there."""
    official = laws.canonical_title(title)
    uses = rules_by_article(title, issue) if issue else {}
    return {
        "title": official or tidy_title(title),
        "issue": issue,
        "number": number,
        "is_known": official is not None,
        "near": [] if official else laws.near_titles(title),
        "loaded": found,
        "rules": uses.get(number.key, ()) if number else (),
        "may_keep": request.actor.has(KEEP_LAWS),
    }
