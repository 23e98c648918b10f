"""One item: its number with the rows behind it, what proves it, what it lacks, and the points a person gives it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from renda.kernel.access import policies
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import visible
from renda.kernel.documents.models import Paper
from renda.kernel.dossiers.models import Dossier
from renda.kernel.figures.registry import FigureRow
from renda.kernel.procedures.execute import Outcome
from renda.modules.assessment import answering, selectors
from renda.modules.assessment.answering import Answer
from renda.modules.assessment.models import Item
from renda.modules.assessment.policy import KEEP
from renda.web.assessment import words
from renda.web.assessment.stepform import ItemPage
from renda.web.assessment.views import FORM_METHODS, seen
from renda.web.steps.engine import step_of
from renda.web.steps.form import StepForm

SHOWN = 30
STEPS = ("amend", "take_out", "bind", "attach")


@dataclass(frozen=True)
class RowShown:
    """A row behind the number; ``kind`` and ``key`` name the paper or dossier that may be picked, if there is one."""

    row: FigureRow
    kind: str = ""
    key: str = ""
    is_picked: bool = False


class SettlePage(ItemPage):
    """The page of an item is the form that settles it; afterwards comes the next one that is not settled."""

    def after(self, outcome: Outcome) -> str:
        coming = next_open(self.item)
        return coming.get_absolute_url() if coming else outcome.matter.get_absolute_url()


def next_open(item: Item) -> Item | None:
    """The next item without points, in the county's order, beginning again at the top."""
    rows = Item.objects.filter(assessment=item.assessment_id, settled_on__isnull=True).exclude(pk=item.pk)
    rows = rows.order_by("position", "id")
    return rows.filter(position__gt=item.position).first() or rows.first()


def item_of(request: HttpRequest, pk, key) -> Item:
    found = seen(request, pk)
    return get_object_or_404(answering.items_of(found), pk=key)


@require_http_methods(FORM_METHODS)
def item(request: HttpRequest, pk, item) -> HttpResponse:
    """One item; whoever answers it settles it here, others look."""
    found = item_of(request, pk, item)
    assessment = found.assessment
    if not policies.can(request.actor, KEEP, assessment) or assessment.state != selectors.OPEN:
        if request.method == "POST":
            policies.require(request.actor, KEEP, assessment)
            raise Http404
        return render(request, "assessment/item_seen.html", facts_of(request.actor, found, False))
    page = step_of(request, assessment, "settle", SettlePage, template="assessment/item.html")
    page.item = found
    answer = answering.answer(found, found.proofs)
    page.initial = {
        "done": found.done or answer.sentence,
        "score": found.score_zh or answer.proposed_zh,
        "remark": found.remark,
    }
    page.extra = lambda form: {
        **facts_of(request.actor, found, True),
        "draft_key": f"settle-{found.pk}",
        "form": form,
    }
    return page.answer()


def facts_of(actor: Actor, found: Item, may_keep: bool) -> dict:
    """What the page of an item shows."""
    answer = answering.answer(found, found.proofs)
    proofs = list(found.evidence.select_related("paper", "dossier", "archived", "file"))
    others = list(found.assessment.items.order_by("position", "id").values_list("pk", flat=True))
    place = others.index(found.pk)
    return {
        "assessment": found.assessment,
        "item": found,
        "answer": answer,
        "light": words.light(answer),
        "proofs": proofs,
        "rows": rows_of(actor, answer, proofs),
        "place": place + 1,
        "place_zh": f"第{place + 1}项",
        "count": len(others),
        "previous_url": address(found, others[place - 1]) if place else "",
        "next_url": address(found, others[place + 1]) if place + 1 < len(others) else "",
        "may_keep": may_keep,
    }


def address(found: Item, key) -> str:
    """Where another item of the same assessment opens."""
    return reverse("assessment:item", args=[found.assessment_id, key])


def rows_of(actor: Actor, answer: Answer, proofs: list) -> dict | None:
    """The rows behind the number, those first shown, each with the paper or dossier that could be picked."""
    found = answering.rows_behind(actor, answer.item)
    if found is None:
        return None
    ids = found.ids[:SHOWN]
    papers = set(visible(actor, Paper).filter(pk__in=ids).order_by().values_list("pk", flat=True))
    dossiers = dict(
        visible(actor, Dossier).filter(object_id__in=ids).order_by().values_list("object_id", "pk")
    )
    picked = {one.paper_id or one.dossier_id for one in proofs}
    shown = []
    for row, key in zip(found.shown, ids, strict=False):
        kind = "paper" if key in papers else "dossier" if key in dossiers else ""
        target = key if kind == "paper" else dossiers.get(key)
        shown.append(RowShown(row, kind, str(target or ""), target is not None and target in picked))
    return {"shown": shown, "total": found.total, "more": found.total - len(shown)}


@require_http_methods(FORM_METHODS)
def step(request: HttpRequest, pk, item, verb: str) -> HttpResponse:
    """A step about one item: reword it, say what answers it, put a file to it, take it out."""
    found = item_of(request, pk, item)
    if verb not in STEPS:
        raise Http404
    page = step_of(request, found.assessment, verb, ItemPage, template="assessment/item_step.html")
    page.item, page.back_url = found, found.get_absolute_url()
    page.initial = starting_with(found, verb)
    page.extra = lambda form: extra_of(form, found)
    return page.answer()


def extra_of(form: StepForm, found: Item) -> dict:
    return {"item": found, "draft_key": f"{form.transition.verb}-{found.pk}"}


def starting_with(found: Item, verb: str) -> dict:
    """What the form of a step shows at first."""
    if verb == "amend":
        names = ("group", "title", "standard", "wanted", "due_on")
        return {
            **{name: getattr(found, name) for name in names},
            "points": found.points_zh,
            "period": found.period or "whole",
        }
    if verb == "bind":
        numbers = {name: getattr(found, name) for name in ("target", "each")}
        shown = {name: None if number is None else number.normalize() for name, number in numbers.items()}
        return {
            "figure": found.figure,
            "rule": found.rule,
            **{k: None if v is None else f"{v:f}" for k, v in shown.items()},
        }
    return {}
