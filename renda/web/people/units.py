"""The bodies that handle suggestions, and the villages."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from renda.kernel.access import policies
from renda.kernel.audit.record import record
from renda.kernel.people.models import Appointment
from renda.kernel.units.models import Unit, UnitKind
from renda.kernel.units.scope import active_town_id
from renda.modules.suggestions.models import Suggestion
from renda.web import ui
from renda.web.people.forms import UnitForm
from renda.web.people.pages import masked_numbers, page_of, seen, suggestions_url

KINDS = {"": "承办单位", "village": "村（社区）", "other": "其他单位", "off": "已停用"}
CONTACT_ROLES = ("unit_handler", "unit_leader")
OPEN_STATES = ("assigned", "handling", "replied", "judged")


def chosen(kind: str) -> Q:
    """The units of one tab."""
    if kind == "village":
        return Q(kind=UnitKind.VILLAGE, is_active=True)
    if kind == "off":
        return Q(is_active=False)
    handles = Q(handles_suggestions=True)
    return Q(is_active=True) & (~handles & ~Q(kind=UnitKind.VILLAGE) if kind == "other" else handles)


def unit_list(request: HttpRequest) -> HttpResponse:
    """All bodies with their contacts."""
    policies.require_verb(request.actor, "unit.view")
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    rows = policies.visible(request.actor, Unit).exclude(pk=active_town_id()).filter(chosen(kind))
    words = request.GET.get("q", "").strip()
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(short_name__icontains=words))
    page = page_of(request, rows.order_by("position", "name", "id"))
    contacts: dict = {}
    for post in (
        Appointment.objects.on().filter(unit__in=list(page), role__in=CONTACT_ROLES).select_related("person")
    ):
        contacts.setdefault(post.unit_id, []).append(post)
    units = [{"unit": unit, "contacts": contacts.get(unit.pk, [])} for unit in page]
    tabs = [
        {"label": label, "url": f"?kind={key}" if key else "?", "current": key == kind}
        for key, label in KINDS.items()
    ]
    context = {
        "page": page,
        "units": units,
        "tabs": tabs,
        "words": words,
        "kind": kind,
        "actions": list_actions(request),
    }
    return render(request, "people/units.html", context)


def list_actions(request: HttpRequest) -> list[ui.Action]:
    """What can be done with the whole list."""
    offered = []
    if request.actor.has("unit.save"):
        offered.append(ui.Action("登记单位", reverse("unit-new"), kind="primary", icon="pen"))
    if request.actor.has("unit.import"):
        offered.append(ui.Action("从表格导入", reverse("import", args=["units"])))
    if request.actor.has("unit.export"):
        offered.append(ui.Action("导出表格", reverse("export", args=["units"])))
    return offered


def unit(request: HttpRequest, pk) -> HttpResponse:
    """One body: who answers for it since when, and what it has in hand."""
    body = seen(request, Unit, pk)
    if body.pk == active_town_id():
        raise Http404
    posts = body.appointments.select_related("person").order_by("-from_on", "id")
    shows_phone = request.actor.has("person.view")
    context = {
        "unit": body,
        "posts": [(post, masked_numbers(post.person)["phone"] if shows_phone else "") for post in posts],
        "may_save": request.actor.has("unit.save"),
        "may_unmask": request.actor.has("person.unmask"),
        "cards": suggestion_cards(request, body),
        "may_see_record": request.actor.has("inspection.view"),
    }
    return render(request, "people/unit.html", context)


def suggestion_cards(request: HttpRequest, body: Unit) -> list[dict]:
    """How many suggestions the body leads, supports and has open, of those the reader may see."""
    if not request.actor.has("suggestion.view"):
        return []
    rows = policies.visible(request.actor, Suggestion)
    led = rows.filter(lead_unit=body).aggregate(
        all=Count("pk"),
        open=Count("pk", filter=Q(state__in=OPEN_STATES)),
        closed=Count("pk", filter=Q(state="closed")),
    )
    helped = rows.filter(
        pk__in=Suggestion.objects.filter(
            assignment_set__unit=body,
            assignment_set__part="support",
            assignment_set__returned_on__isnull=True,
        ).values("pk")
    ).count()
    url = suggestions_url(unit=body.pk)
    return [
        {"number": led["all"], "label": "主办建议", "url": url},
        {"number": led["open"], "label": "其中在办", "url": url, "kind": "soon" if led["open"] else "plain"},
        {"number": led["closed"], "label": "其中办结", "url": url, "kind": "done"},
        {"number": helped, "label": "协办建议", "url": url},
    ]


def unit_edit(request: HttpRequest, pk) -> HttpResponse:
    """Change a body."""
    body = seen(request, Unit, pk)
    policies.require(request.actor, "unit.save", body)
    if body.pk == active_town_id():
        raise Http404
    return edit_page(request, body)


def unit_new(request: HttpRequest) -> HttpResponse:
    """Register a body."""
    policies.require_verb(request.actor, "unit.save")
    return edit_page(request, None)


def edit_page(request: HttpRequest, body: Unit | None) -> HttpResponse:
    form = UnitForm(
        request.POST or None, instance=body, initial=None if body else {"handles_suggestions": True}
    )
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            if body is None:
                form.instance.parent_id = active_town_id()
            saved = form.save()
            record(
                request.actor,
                "unit.save",
                saved,
                {name: form.cleaned_data.get(name) for name in form.changed_data},
            )
        ui.flash.done(request, f"{saved.name}已保存。")
        return redirect("unit", saved.pk)
    return render(request, "people/unit_edit.html", {"form": form, "unit": body})
