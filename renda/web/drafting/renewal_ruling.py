"""One place after the other: what last year said, what this year should say."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from renda.modules.drafting.renewal import work
from renda.modules.drafting.renewal.model import Choice, Place
from renda.modules.drafting.renewal.renew import ruling_for
from renda.modules.drafting.renewal.unclear import row_of
from renda.modules.drafting.renewal.work import NotYet, Worked
from renda.web import ui
from renda.web.drafting import renewal_present as present
from renda.web.drafting.renewal_forms import KEEP, OTHER, RulingForm
from renda.web.drafting.renewal_reach import mine, one_of
from renda.web.drafting.renewal_scans import pages_of

AROUND = 90


@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, pk, position: int) -> HttpResponse:
    """One place: its sentence, why it is asked, the answers; after the answer comes the next place."""
    made = mine(request, pk)
    found = work.worked(made)
    one = one_of(found, position)
    this = chosen(one, request.GET.get("at", ""))
    if this is None:
        return onward(request, pk, found, position, None)
    offered = answers(this)
    form = RulingForm(request.POST or None, choices=[choice.text for choice in offered])
    if request.method == "POST" and form.is_valid():
        try:
            key = work.rule(
                request.actor, made, one.item, this, form.text, everywhere=form.cleaned_data["everywhere"]
            )
        except NotYet as error:
            form.add_error(None, str(error))
        else:
            undo = (
                reverse("drafting:renewal-back", args=[pk])
                + "?"
                + urlencode({"key": key, "position": position, "at": this.id})
            )
            ui.flash.done(request, told(this, form.text), undo_url=undo)
            made.refresh_from_db()
            return onward(request, pk, work.worked(made), position, this)
    row = row_of(present.slots(one.renewal.paper), one.item.unclear_rows, this)
    context = {"made": made, "one": one, "place": this, "row": row, "form": form, "offered": list(enumerate(offered)),
               "pages": pages_of(one.item, row) if row else [], **around(one, this),
               **counts(found, one, this), **answered(one, this, offered, form)}  # fmt: skip
    return render(request, "drafting/renewal/place.html", context, status=422 if form.errors else 200)


@require_POST
def back(request: HttpRequest, pk) -> HttpResponse:
    """Take a ruling back; its place is shown again."""
    made = mine(request, pk)
    position = request.GET.get("position", "")
    try:
        work.take_back(request.actor, made, request.GET.get("key", ""))
    except NotYet as error:
        ui.flash.wrong(request, str(error))
    else:
        ui.flash.done(request, "撤回了，请再定一次。")
    if not position.isascii() or not position.isdigit():
        return redirect("drafting:renewal-set", pk=pk)
    return redirect(place_url(pk, int(position), request.GET.get("at", "")))


def chosen(one: Worked, at: str) -> Place | None:
    """The place named, or the first open one of the paper; Http404 for a name that is none."""
    if at:
        named = next((item for item in one.renewal.places if item.id == at), None)
        if named is None:
            raise Http404
        return named
    return one.open[0] if one.open else None


def place_url(pk, position: int, at: str) -> str:
    """The page of one place."""
    return reverse("drafting:renewal-place", args=[pk, position]) + "?" + urlencode({"at": at})


def onward(request: HttpRequest, pk, found: list[Worked], position: int, after: Place | None) -> HttpResponse:
    """To the next open place: later in this paper, then in the following papers, then from the beginning."""
    papers = [one for one in found if one.item.draft_id is None]
    order = sorted(papers, key=lambda one: (one.item.position < position, one.item.position))
    for one in order:
        waiting = one.open
        if one.item.position == position and after is not None:
            ids = [item.id for item in one.renewal.places]
            later = [item for item in waiting if ids.index(item.id) > ids.index(after.id)]
            waiting = later or waiting
        if waiting:
            return redirect(place_url(pk, one.item.position, waiting[0].id))
    if request.method == "POST":
        ui.flash.done(request, "要定的地方都定好了，可以生成文稿了。")
    return redirect("drafting:renewal-set", pk=pk)


def answers(this: Place) -> list[Choice]:
    """What is offered beside 照旧 and 另写: the data's own proposal first."""
    offered = [Choice(this.new, this.reason)] if this.new and this.decision == "replaced" else []
    offered += [choice for choice in this.choices if choice.text != this.old or choice.note]
    return list({choice.text: choice for choice in reversed(offered)}.values())[::-1]


def around(one: Worked, this: Place) -> dict:
    """The words before and after the place, last year's and as they stand now."""
    slot = next(slot for slot in present.slots(one.renewal.paper) if slot.path == this.path)
    before, after = slot.text[: this.start], slot.text[this.end :]
    cut_before, cut_after = len(before) > AROUND, len(after) > AROUND
    return {"before": ("……" if cut_before else "") + before[-AROUND:], "after": after[:AROUND] + ("……" if cut_after else ""),
            "where": present.label_of(slot), "head": slot.head, "beside": present.beside(one.renewal.paper, this.path)}  # fmt: skip


def counts(found: list[Worked], one: Worked, this: Place) -> dict:
    """How much is left, where this place stands among the others, and how many are the same fact."""
    asked = [item for item in one.renewal.places if item.must_be_ruled]
    ids = [item.id for item in asked]
    at = ids.index(this.id) if this.id in ids else -1
    alike = [(other, item) for other in found for item in other.renewal.places if item.group == this.group]
    same = alike if this.group else [(one, this)]
    neighbours = {
        "previous": asked[at - 1] if at > 0 else None,
        "following": asked[at + 1] if 0 <= at < len(asked) - 1 else None,
    }
    return {"left": sum(len(other.open) for other in found if other.item.draft_id is None), "left_here": len(one.open),
            "asked": len(asked), "settled": len(asked) - len(one.open), "number": at + 1, **neighbours,
            "same": len(same), "papers": len({other.item.pk for other, _ in same})}  # fmt: skip


def answered(one: Worked, this: Place, offered: list[Choice], form: RulingForm) -> dict:
    """What is ticked: what was sent, what was ruled before, or the first proposal."""
    if form.is_bound:
        return {
            "ticked": form.data.get("answer", ""),
            "typed": form.data.get("words", ""),
            "key": work.key_of(one, this),
        }
    ruling = ruling_for(this, one.rulings)
    texts = [choice.text for choice in offered]
    if ruling is None:
        # what was recognised stands ready to be put right
        typed = this.old if this.kind == "unclear" else ""
        return {"ticked": "0" if texts else OTHER if typed else "", "typed": typed, "key": None}
    ticked = KEEP if ruling.text is None else str(texts.index(ruling.text)) if ruling.text in texts else OTHER
    return {"ticked": ticked, "typed": ruling.text if ticked == OTHER else "", "key": work.key_of(one, this)}


def told(this: Place, text: str | None) -> str:
    """What was just decided, for the message."""
    if text is None or text == this.old:
        return f"“{this.old}”照旧。"
    return f"“{this.old}”改成“{text}”。" if text else f"“{this.old}”去掉了。"
