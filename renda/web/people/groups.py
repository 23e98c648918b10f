"""Groups of deputies and constituencies."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from renda.foundation import clock
from renda.kernel.access import policies
from renda.kernel.audit.record import record
from renda.kernel.people.models import Constituency, DeputyGroup
from renda.web import ui
from renda.web.people.forms import ConstituencyForm, GroupForm

KINDS = {
    "group": ("代表小组", DeputyGroup, GroupForm),
    "constituency": ("选区", Constituency, ConstituencyForm),
}


def groups(request: HttpRequest) -> HttpResponse:
    """All groups and constituencies with the number of deputies in office."""
    policies.require_verb(request.actor, "person.view")
    today = clock.today()
    in_office = Q(mandates__from_on__lte=today) & (
        Q(mandates__until_on__isnull=True) | Q(mandates__until_on__gte=today)
    )
    members = Count("mandates", filter=in_office)
    context = {
        "groups": DeputyGroup.objects.select_related("leader")
        .annotate(members=members)
        .order_by("position", "name"),
        "constituencies": Constituency.objects.annotate(members=members).order_by("number", "name"),
        "may_save": request.actor.has("person.save"),
    }
    return render(request, "people/groups.html", context)


def group_new(request: HttpRequest, kind: str) -> HttpResponse:
    """Add a group or a constituency."""
    return edit_page(request, kind, None)


def group_edit(request: HttpRequest, kind: str, pk) -> HttpResponse:
    """Change a group or a constituency."""
    return edit_page(request, kind, pk)


def edit_page(request: HttpRequest, kind: str, pk) -> HttpResponse:
    policies.require_verb(request.actor, "person.save")
    if kind not in KINDS:
        raise Http404
    label, model, form_class = KINDS[kind]
    row = model.objects.filter(pk=pk).first() if pk else None
    if pk and row is None:
        raise Http404
    form = form_class(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        same = model.objects.filter(name=form.cleaned_data["name"]).exclude(pk=pk)
        if same.exists():
            form.add_error("name", f"已经有叫这个名字的{label}，请换一个名字。")
        else:
            with transaction.atomic():
                saved = form.save()
                record(request.actor, "group.save", saved)
            ui.flash.done(request, f"{saved}已保存。")
            return redirect("groups")
    return render(request, "people/group_edit.html", {"form": form, "label": label, "row": row})
