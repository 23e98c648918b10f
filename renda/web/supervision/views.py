"""Inspections: the list, the topic, and one inspection with all that belongs to it."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from renda.foundation.ids import as_id
from renda.kernel.access import policies
from renda.kernel.access.actors import Actor
from renda.kernel.procedures.offers import offers
from renda.modules.suggestions.models import Opinion, Suggestion
from renda.modules.supervision import selectors
from renda.modules.supervision.models import Evidence, Form, Inspection, Problem
from renda.web.steps import facts
from renda.web.steps.engine import opening_of, step_of
from renda.web.steps.words import state_light, way
from renda.web.supervision.stepform import SupervisionPage, evidence_rows, filled
from renda.web.supervision.words import BAR, problem_light
from renda.web.ui import Action

PER_PAGE = 25
VIEW, PREPARE = "inspection.view", "inspection.prepare"
MAIN = ("decide", "begin", "finish", "report", "tell", "file")
GRAVE = ("cancel", "decline")
PLACED = (
    "probe",
    "plan",
    "load_law",
    "add_items",
    "word_item",
    "strike_item",
    "add_sites",
    "strike_site",
    "strike_finding",
    "list_problem",
)
"""Steps whose button stands beside what they change."""
TABS = (("open", "正在办"), ("done", "办完的"))
SHOWN = 6


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All inspections, those under way first."""
    policies.require_verb(request.actor, VIEW)
    over = Q(state__in=("filed", "declined", "cancelled"))
    current = "done" if request.GET.get("tab") == "done" else "open"
    seen_rows = policies.visible(request.actor, Inspection)
    rows = seen_rows.filter(over if current == "done" else ~over).annotate(
        problem_count=Count("problems", filter=~Q(problems__state="dropped"), distinct=True),
        closed_count=Count("problems", filter=Q(problems__state="closed"), distinct=True),
        finding_count=Count("findings", distinct=True),
    )
    page = Paginator(rows.order_by("-opened_at", "-id"), PER_PAGE).get_page(request.GET.get("page"))
    for one in page.object_list:
        one.light = state_light(one)
    new = [Action("提出题目", reverse("supervision:new"), "primary")] if request.actor.has(PREPARE) else []
    tabs = [{"label": words, "url": f"?tab={key}", "current": key == current} for key, words in TABS]
    buttons = [*new, Action("问题整改", reverse("supervision:problems"))]
    return render(
        request,
        "supervision/list.html",
        {"page": page, "tabs": tabs, "actions": buttons, "is_done": current == "done"},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """Propose a topic; a suggestion or an opinion named in the address is ticked already."""
    page = opening_of(
        request,
        "inspection",
        "propose",
        SupervisionPage,
        template="supervision/propose.html",
        back_url=reverse("supervision:list"),
    )
    asked = request.GET.get("evidence", "")
    page.initial = {
        "form": Form.INSPECTION,
        "evidence": [asked] if asked in evidence_rows(request.actor) else [],
    }
    return page.answer()


def seen(request: HttpRequest, pk) -> Inspection:
    policies.require_verb(request.actor, VIEW)
    return get_object_or_404(policies.visible(request.actor, Inspection), pk=pk)


@require_GET
def inspection(request: HttpRequest, pk) -> HttpResponse:
    """One inspection: topic and rows, fact-finding, plan, checklist, places, field, problems, what came of it."""
    found, actor = seen(request, pk), request.actor
    problems = list(selectors.problems_seen(policies.visible(actor, Problem).filter(inspection=found)))
    for one in problems:
        one.light = problem_light(one)
    sites = found.sites.annotate(
        finding_count=Count("findings", filter=Q(findings__struck_on=None))
    ).order_by("struck_on", "on", "position", "id")
    context = {
        "inspection": found,
        "light": state_light(found),
        "bar": way(found, BAR),
        "actions": buttons(request, found),
        "open": open_verbs(actor, found),
        "evidence": evidence_links(actor, found),
        "probes": found.probes.order_by("on", "id"),
        "team": found.team.select_related("person").order_by("person__name", "id"),
        "units": found.units.order_by("position", "name", "id"),
        "items": found.items.filter(struck_on=None).order_by("position", "id"),
        "sites": sites,
        "tally": selectors.tally(found),
        "latest": selectors.findings(found)[:SHOWN],
        "has_field": found.state in (*selectors.TAKING, "filed"),
        "problems": problems,
        "standing": selectors.standing(found),
        "unlisted": selectors.unlisted(found).count() if found.state in ("field", "reporting") else 0,
        "may_find": policies.can(actor, "inspection.find", found) and found.state in selectors.TAKING,
        "sees_agenda": actor.has("sitting.view"),
        **told(actor, found),
    }
    return render(request, "supervision/inspection.html", context)


def told(actor: Actor, found: Inspection) -> dict:
    """What stands at the foot; the photos of the field have a page of their own."""
    rows = facts.told(actor, found)
    photos = [row for row in rows["contents"] if row["item"].role == "photo"]
    return {
        **rows,
        "contents": [row for row in rows["contents"] if row["item"].role != "photo"],
        "photo_count": len(photos),
    }


def open_verbs(actor: Actor, found: Inspection) -> set[str]:
    """The steps that can be taken now."""
    return {offer.transition.verb for offer in offers(actor, found) if offer.is_open}


def buttons(request: HttpRequest, found: Inspection) -> list[Action]:
    """The steps that move it on; for whoever goes out the field page comes first."""
    main = tuple(verb for verb in MAIN if verb != "tell" or found.told_on is None)
    rows = facts.actions(request.actor, found, "supervision:step", main=main, grave=GRAVE, other=PLACED)
    if found.state == "field" and policies.can(request.actor, "inspection.find", found):
        rows.insert(
            0,
            Action(
                "到现场记录",
                reverse("supervision:field", args=[found.pk]),
                "primary" if not rows else "plain",
                icon="phone",
            ),
        )
    return rows


def evidence_links(actor: Actor, found: Inspection) -> list[dict]:
    """The rows that speak for the topic, those in the actor's reach with the address; of the others not even the words."""
    rows: list[Evidence] = list(found.evidence.all())
    made: dict[UUID, str] = {}
    for model, name in ((Suggestion, "suggestions:detail"), (Opinion, "suggestions:opinion")):
        keys = [row.object_id for row in rows if row.model == model._meta.label_lower]
        for pk in policies.visible(actor, model).filter(pk__in=keys).order_by().values_list("pk", flat=True):
            made[pk] = reverse(name, args=[pk])
    return [{"row": row, "url": made[row.object_id]} for row in rows if row.object_id in made]


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, pk, verb: str) -> HttpResponse:
    """One step of an inspection."""
    found = seen(request, pk)
    page = step_of(request, found, verb, SupervisionPage)
    page.initial = {**filled(found, verb), **asked(request, found)}
    return page.answer()


def asked(request: HttpRequest, found: Inspection) -> dict:
    """The place or thing to check that the address names, or the finding a problem begins with."""
    given = {key: request.GET[key] for key in ("site", "item") if key in request.GET}
    key = request.GET.get("finding", "")
    finding = found.findings.select_related("item").filter(pk=key).first() if as_id(key) else None
    if finding is None:
        return given
    article = {"article": finding.item.article} if finding.item and finding.item.article else {}
    return {
        **given,
        **article,
        "finding": finding.pk,
        "findings": [finding.pk],
        "facts": f"{finding.site_name}：{finding.text or finding.item_text}",
    }
