"""What a unit without an account does by link: its report, a measure for each demand, its plan, what was done and the result."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from renda.foundation.ids import as_id
from renda.kernel.access.links import OpenedLink
from renda.kernel.procedures.offers import offers
from renda.modules.appraisals import linking
from renda.modules.appraisals.models import Appraised
from renda.web.appraisals.stepform import AppraisalPage, filled_unit
from renda.web.appraisals.views_unit import MAIN, demand_filled, shown
from renda.web.steps.engine import step_of
from renda.web.ui import Action

MODEL = Appraised._meta.label_lower


class LinkPage(AppraisalPage):
    """A step taken by link leads back to the link's own page."""

    def after(self, outcome) -> str:
        return self.back_url


def by_link(request: HttpRequest, opened: OpenedLink, here: str, verb: str = "") -> HttpResponse:
    """``verb``: nothing (the page), a step, or a step with the key of what has to be put right."""
    rows = Appraised.objects.select_related("appraisal", "unit", "head__person")
    part = get_object_or_404(rows, pk=opened.link.object_id)
    request.actor = linking.for_unit(opened.actor, part)
    if verb:
        return one_step(request, part, here, verb)
    if request.method == "POST":
        raise Http404
    facts = shown(request.actor, part)
    for row in facts["demands"]:
        row.actions = [
            Action(offer.transition.label, f"{here}{offer.transition.verb}-{row.pk}/", "plain")
            for offer in offers(request.actor, row)
            if offer.is_open
        ]
    return render(
        request,
        "appraisals/by_link.html",
        {**facts, "actions": actions(request, part, here), "until": opened.link.last_day},
    )


def actions(request: HttpRequest, part: Appraised, here: str) -> list[Action]:
    """What the unit can do now; grey with the reason where something comes before it."""
    return [
        Action(
            offer.transition.label, f"{here}{offer.transition.verb}/", "primary" if offer.transition.verb in MAIN else "plain",
            reasons=(offer.problem,) if offer.problem else (),
        )
        for offer in offers(request.actor, part)
    ]  # fmt: skip


def one_step(request: HttpRequest, part: Appraised, here: str, verb: str) -> HttpResponse:
    word, _, key = verb.partition("-")
    matter = (
        get_object_or_404(
            part.demands.select_related("appraised__appraisal", "appraised__unit"), pk=as_id(key)
        )
        if key
        else part
    )
    page = step_of(request, matter, word, LinkPage)
    page.initial = demand_filled(matter, word) if key else filled_unit(part, word)
    page.back_url, page.template = here, "appraisals/link_step.html"
    return page.answer()
