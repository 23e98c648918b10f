"""This year's papers from last year's: begin, look, make the drafts."""

from __future__ import annotations

import re
from datetime import date

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renda.foundation import clock
from renda.kernel.access import policies
from renda.kernel.documents.models import Paper, PaperState
from renda.kernel.documents.reading import Scanned, Unreadable
from renda.kernel.people.models import CongressSession
from renda.kernel.procedures.execute import Refused
from renda.modules.drafting import selectors
from renda.modules.drafting.renewal import work
from renda.modules.drafting.renewal.models import RenewalSet
from renda.modules.drafting.renewal.work import NotYet, Source, Worked
from renda.web import ui
from renda.web.drafting import renewal_present as present
from renda.web.drafting.earlier import earlier as issued_papers
from renda.web.drafting.renewal_forms import SettingsForm, SourcesForm
from renda.web.drafting.renewal_reach import mine, one_of
from renda.web.drafting.renewal_scans import pages_of, unread
from renda.web.drafting.views_edit import problem_of

ROWS, SETS_OFFERED, SETS_UNFINISHED = 80, 4, 25
PAPER_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


# ------------------------------------------------------------------ beginning


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Choose last year's papers: files, papers of the system, or both."""
    policies.require_verb(request.actor, "draft.write")
    form = SourcesForm(request.POST, request.FILES) if request.method == "POST" else SourcesForm()
    ticked, chosen = request.POST.getlist("paper"), session_set(request)
    if request.method == "POST" and form.is_valid():
        try:
            title = f"{chosen['of']}的文件，换成今年的" if chosen else ""
            made = work.begin(request.actor, sources(request, form, ticked), title=title)
            return redirect("drafting:renewal-set", pk=made.pk)
        except (NotYet, Unreadable) as error:
            form.add_error("files", str(error))
    if chosen and request.method != "POST":
        ticked = [str(paper.pk) for paper in chosen["page"]]
    listed = chosen or {**earlier(request), "sets": session_sets(request)}
    context = {"form": form, "ticked": ticked, **listed, **unfinished(request)}
    return render(request, "drafting/renewal/start.html", context, status=422 if form.errors else 200)


def sources(request: HttpRequest, form: SourcesForm, ticked: list[str]) -> list[Source]:
    """What was chosen, the papers of the system first. A file that gives no paper is named in the message."""
    keys = [key for key in ticked if PAPER_KEY.fullmatch(key)][: work.MOST_PAPERS + 1]
    rows = policies.visible(request.actor, Paper).filter(state=PaperState.ISSUED, pk__in=keys)
    chosen = [Source(paper.title, paper=paper) for paper in rows.order_by("dated_on", "id")]
    for given in form.cleaned_data["files"]:
        data = given.read()
        try:
            work.read_paper(data, given.name)
        except Scanned:
            pass  # what can be known of a scan at once is looked at when it is taken in
        except Unreadable as error:
            raise NotYet(f"“{given.name}”读不了：{error}") from error
        chosen.append(Source(given.name, data))
    return chosen


def session_sets(request: HttpRequest) -> list[dict]:
    """The latest sessions held of which there are papers, each to be chosen as a whole."""
    held = CongressSession.objects.filter(closes_on__lte=clock.today()).select_related("term").order_by("-opens_on")
    found = [{"session": one, "count": of_session(request, one).count()} for one in held[:SETS_OFFERED]]
    return [one for one in found if one["count"]]


def of_session(request: HttpRequest, session: CongressSession) -> QuerySet[Paper]:
    """What the actor sees of a session's papers, in the order in which they came."""
    # The few papers are named one by one: asked as a condition, every paper of the town would be judged for it.
    few = list(selectors.papers_of_session(session).values_list("pk", flat=True))
    rows = policies.visible(request.actor, Paper).filter(pk__in=few)
    return rows.defer("content", "text").order_by("dated_on", "id")


def session_set(request: HttpRequest) -> dict | None:
    """The papers of the session named in the address, all to be ticked; None when none is named."""
    key = request.GET.get("session", "")
    if not PAPER_KEY.fullmatch(key):
        return None
    session = get_object_or_404(CongressSession.objects.select_related("term"), pk=key)
    rows = of_session(request, session)
    return {"page": Paginator(rows, work.MOST_PAPERS).get_page(request.GET.get("page")), "words": "", "of": session}


def earlier(request: HttpRequest) -> dict:
    """The papers of the system to tick: those of last year first come, others by their words."""
    found = issued_papers(request, since=date(clock.today().year - 1, 1, 1))
    return {"page": found.page, "words": found.words}


def unfinished(request: HttpRequest) -> dict:
    rows = policies.visible(request.actor, RenewalSet).filter(finished_at__isnull=True)
    return {"unfinished": rows.only("title", "starter", "started_at", "town")[:SETS_UNFINISHED]}


# ------------------------------------------------------------------ the set


@require_GET
def overview(request: HttpRequest, pk) -> HttpResponse:
    """The papers of the set, how much is left to rule on, and for which session they are made."""
    return shown(request, mine(request, pk))


def shown(
    request: HttpRequest, made: RenewalSet, form: SettingsForm | None = None, status: int = 200
) -> HttpResponse:
    """The page of the set, with the form as it was sent."""
    found = work.worked(made)
    new_session = next(
        (one.renewal.summary["new_session"] for one in found if one.renewal.summary["new_session"]), ""
    )
    form = form or SettingsForm(initial=SettingsForm.initial_of(made.settings, new_session))
    left = sum(len(one.open) for one in found if one.item.draft_id is None)
    first = next((one for one in found if one.item.draft_id is None and one.open), None)
    notes = list(dict.fromkeys(note for one in found for note in (*one.item.notes, *one.renewal.notes)))
    cards = [card(one) for one in found]
    context = {"made": made, "cards": cards, "left": left, "first": first, "form": form, "notes": notes,
               "scans": unread(made), "unmade": any(one.item.draft_id is None for one in found)}  # fmt: skip
    return render(request, "drafting/renewal/set.html", context, status=status)


def card(one: Worked) -> dict:
    """One paper of the set in numbers."""
    ruled_on = sum(place.must_be_ruled for place in one.renewal.places)
    return {"item": one.item, "open": len(one.open), "ruled": ruled_on - len(one.open), "to_rule": ruled_on,
            "replaced": len(one.renewal.of("replaced")), "kept": len(one.renewal.of("kept"))}  # fmt: skip


@require_POST
def settle(request: HttpRequest, pk) -> HttpResponse:
    """Say which session and days the papers are for."""
    made = mine(request, pk)
    form = SettingsForm(request.POST)
    if not form.is_valid():
        return shown(request, made, form, status=422)
    try:
        work.settle(request.actor, made, form.settings())
    except NotYet as error:
        ui.flash.wrong(request, str(error))
    else:
        ui.flash.done(request, "记下了，各份文件已按这次会议重新换过。")
    return redirect("drafting:renewal-set", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk) -> HttpResponse:
    """Give the renewal up."""
    made = mine(request, pk)
    if request.method == "POST":
        try:
            work.throw_away(request.actor, made)
        except NotYet as error:
            ui.flash.wrong(request, str(error))
            return redirect("drafting:renewal-set", pk=pk)
        ui.flash.done(request, "不做了。已经生成的文稿还在。")
        return redirect("drafting:renewal")
    what = ["已经定的地方不再保留。", "已经生成的文稿还在，去年的文件也还在。"]
    back = reverse("drafting:renewal-set", args=[pk])
    context = {
        "title": f"不做了：{made.title}",
        "what": what,
        "confirm_label": "不做了",
        "back_url": back,
        "danger": True,
    }
    return render(request, "components/confirm.html", context)


# ------------------------------------------------------------------ one paper


@require_GET
def side_by_side(request: HttpRequest, pk, position: int) -> HttpResponse:
    """Last year's paper on the left, this year's on the right, every change marked."""
    made = mine(request, pk)
    one = one_of(work.worked(made), position)
    item = one.item
    rows = present.rows(one)
    only = request.GET.get("only") == "1"
    shown = [row for row in rows if row.is_changed] if only else rows
    page = Paginator(shown, ROWS).get_page(request.GET.get("page"))
    context = {"made": made, "one": one, "page": page, "card": card(one), "only": only, "notes": item.notes,
               "pages": pages_of(item)}  # fmt: skip
    return render(request, "drafting/renewal/paper.html", context)


@require_POST
def make(request: HttpRequest, pk, position: int) -> HttpResponse:
    """The draft of one paper; it opens."""
    made = mine(request, pk)
    item = get_object_or_404(made.items.all(), position=position)
    try:
        draft = work.make_draft(request.actor, made, item)
    except (Refused, NotYet) as error:
        ui.flash.wrong(request, problem_of(error) if isinstance(error, Refused) else str(error))
        return redirect("drafting:renewal-set", pk=pk)
    ui.flash.done(request, "今年的文稿已经生成，接着可以改。")
    return redirect(draft.get_absolute_url())


@require_POST
def make_all(request: HttpRequest, pk) -> HttpResponse:
    """The drafts of all papers that have none."""
    made = mine(request, pk)
    found = work.worked(made)
    count = 0
    try:
        for item in made.items.filter(draft__isnull=True).exclude(content="").order_by("position"):
            work.make_draft(request.actor, made, item, found)
            count += 1
    except (Refused, NotYet) as error:
        ui.flash.wrong(request, problem_of(error) if isinstance(error, Refused) else str(error))
    if count:
        ui.flash.done(request, f"生成了{count}份文稿，都在“起草公文”里。")
    return redirect("drafting:renewal-set", pk=pk)
