"""Meals, cars and rooms."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renda.kernel.procedures.execute import Refused
from renda.modules.sessions.attendance import ordering, policy, services
from renda.modules.sessions.attendance.models import Attendee, Service
from renda.web import ui
from renda.web.session_people.forms import ServiceForm
from renda.web.session_people.frame import done, form_page, legal, opened, show

SERVICES = "session_people:services"


def by_day(session) -> list[dict]:
    """What there is day by day, with the totals."""
    found = services.filled(session)
    return [
        {"day": day, "rows": list(rows)} for day, rows in groupby(found, key=lambda one: one.service.on_date)
    ]


def in_need(session) -> list[Attendee]:
    return [one for one in ordering.listed(session) if one.needs]


@require_GET
def overview(request: HttpRequest, pk) -> HttpResponse:
    """Totals for each meal, car and room; who has special needs."""
    session = opened(request, pk)
    facts = {"days": by_day(session), "may": request.actor.has(policy.SAVE), "needs": in_need(session)}
    return show(request, session, "services", SERVICES, facts)


@require_GET
def overview_print(request: HttpRequest, pk) -> HttpResponse:
    """The same with names, for kitchen, drivers and hotel."""
    session = opened(request, pk)
    return render(
        request,
        "session_people/services_print.html",
        {"session": session, "days": by_day(session), "needs": in_need(session)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def service_new(request: HttpRequest, pk) -> HttpResponse:
    session = opened(request, pk, policy.SAVE)
    return edit(request, session, None)


@require_http_methods(["GET", "HEAD", "POST"])
def service_edit(request: HttpRequest, pk, one) -> HttpResponse:
    session = opened(request, pk, policy.SAVE)
    return edit(request, session, get_object_or_404(Service, pk=one, session=session))


def edit(request: HttpRequest, session, service: Service | None) -> HttpResponse:
    initial = (
        {name: getattr(service, name) for name in services.FIELDS}
        if service
        else {"on_date": session.opens_on}
    )
    form = ServiceForm(request.POST or None, initial=initial)
    refused = ()
    if request.method == "POST" and form.is_valid():
        try:
            saved = services.save(request.actor, session, form.cleaned_data, service)
        except Refused as problem:
            refused = legal(problem.reasons)
        else:
            ui.flash.done(request, f"“{saved.name}”已保存，请选谁去。")
            return redirect("session_people:service-people", session.pk, saved.pk)
    title = f"修改：{service.name}" if service else "列入用餐、车辆或者住宿"
    return form_page(request, session, SERVICES, form, title=title, refused=refused)


@require_http_methods(["GET", "HEAD", "POST"])
def service_people(request: HttpRequest, pk, one) -> HttpResponse:
    """Who has a place; whole groups are ticked at once."""
    session = opened(request, pk, policy.SAVE)
    service = get_object_or_404(Service, pk=one, session=session)
    people = ordering.listed(session)
    chosen = set(service.uses.values_list("attendee_id", flat=True))
    refused, status = (), 200
    if request.method == "POST":
        wanted = set(request.POST.getlist("who"))
        picked = [each for each in people if str(each.pk) in wanted]
        try:
            count = services.set_people(request.actor, service, picked)
        except Refused as problem:
            refused, chosen, status = legal(problem.reasons), {each.pk for each in picked}, 422
        else:
            ui.flash.done(request, f"“{service.name}”安排了{count}人。")
            return redirect(SERVICES, session.pk)
    heads = [(key, list(rows)) for key, rows in groupby(sorted(people, key=heading), key=heading)]
    facts = {
        "service": service,
        "groups": [(key[1], rows) for key, rows in heads],
        "chosen": chosen,
        "refused": refused,
    }
    return show(request, session, "service_people", SERVICES, facts, status)


def heading(one: Attendee) -> tuple[int, str]:
    """Deputies by group, the others by what they are."""
    if one.group_id:
        return one.group.position, one.group.name
    return 10**6, one.get_capacity_display()


@require_POST
def service_remove(request: HttpRequest, pk, one) -> HttpResponse:
    session = opened(request, pk, policy.SAVE)
    service = get_object_or_404(Service, pk=one, session=session)
    return done(
        request,
        lambda: services.remove(request.actor, service),
        f"“{service.name}”已撤掉。",
        reverse(SERVICES, args=[session.pk]),
    )
