"""Posts with their days: office, presidium, leaders, contacts of the units."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from renda.foundation import clock
from renda.kernel.access import policies
from renda.kernel.access.verbs import roles
from renda.kernel.audit.record import record
from renda.kernel.people.changes import ChangeRefused, begin_appointment, end_appointment
from renda.kernel.people.models import Appointment, Person
from renda.web import ui
from renda.web.people.forms import AppointmentEndForm, AppointmentForm
from renda.web.people.pages import page_of


def staff(request: HttpRequest) -> HttpResponse:
    """Who holds which post, by role; past posts under their own tab."""
    policies.require_verb(request.actor, "person.view")
    past = request.GET.get("past") == "1"
    rows = Appointment.objects.select_related("person", "unit")
    rows = rows.filter(until_on__lt=clock.today()) if past else rows.on()
    role, table = request.GET.get("role", ""), roles()
    if role in table:
        rows = rows.filter(role=role)
    page = page_of(
        request, rows.order_by(*(["-until_on"] if past else ["role"]), "unit__position", "person__name", "id")
    )
    query = "past=1&" if past else ""
    shown_roles = [key for key in table if key not in ("deputy", "county_deputy", "county")]
    context = {
        "page": page,
        "posts": [(post, table[post.role].label if post.role in table else "") for post in page],
        "past": past,
        "tabs": [
            {"label": "在任", "url": "?", "current": not past},
            {"label": "已离任", "url": "?past=1", "current": past},
        ],
        "role_tabs": [
            {"label": "全部身份", "url": f"?{query}", "current": role not in table},
            *(
                {"label": table[k].label, "url": f"?{query}role={k}", "current": role == k}
                for k in shown_roles
            ),
        ],
        "may_save": request.actor.has("person.save"),
        "actions": [ui.Action("登记任职", reverse("appointment-new"), kind="primary", icon="pen")]
        if request.actor.has("person.save")
        else [],
    }
    return render(request, "people/staff.html", context)


def appointment_new(request: HttpRequest) -> HttpResponse:
    """Register a post, for somebody on record or somebody new."""
    policies.require_verb(request.actor, "person.save")
    asked = {name: request.GET[name] for name in ("unit", "person", "role") if request.GET.get(name)}
    form = AppointmentForm(request.POST or None, initial={"from_on": clock.today(), **asked})
    if request.method == "POST" and form.is_valid():
        try:
            made = save_post(request, form.cleaned_data)
        except ChangeRefused as refused:
            form.add_error(None, str(refused))
        else:
            ui.flash.done(request, f"已登记：{made}。要让本人登录，请再开通账号。")
            return (
                redirect("unit", made.unit_id)
                if made.role in ("unit_handler", "unit_leader")
                else redirect("staff")
            )
    return render(request, "people/appointment_new.html", {"form": form})


def save_post(request: HttpRequest, given: dict) -> Appointment:
    """The person when new, and the post, together."""
    with transaction.atomic():
        person = given["person"]
        if person is None:
            person = Person.objects.create(name=given["name"], phone=given["phone"])
            record(request.actor, "person.save", person, {"name": person.name})
        elif given["phone"]:
            person.phone = given["phone"]
            person.save()
            record(request.actor, "person.save", person, {"phone": given["phone"]})
        facts = {name: given[name] for name in ("unit", "post", "role", "from_on", "paper")}
        return begin_appointment(request.actor, person=person, **facts)


def appointment_end(request: HttpRequest, pk) -> HttpResponse:
    """End a post; the role ends with it."""
    policies.require_verb(request.actor, "person.save")
    post = Appointment.objects.select_related("person", "unit").filter(pk=pk).first()
    if post is None:
        raise Http404
    form = AppointmentEndForm(request.POST or None, initial={"until_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            end_appointment(post, form.cleaned_data["until_on"], request.actor)
        except ChangeRefused as refused:
            form.add_error("until_on", str(refused))
        else:
            ui.flash.done(request, f"已终止任职：{post}。")
            return redirect("staff")
    context = {
        "title": f"终止任职：{post.person}（{post.post}）",
        "form": form,
        "danger": True,
        "confirm_label": "终止任职",
        "back_url": reverse("staff"),
        "what": ["记下任职的最后一天，原来的登记不会删除。", "从第二天起，本人不能再以这个身份登录办理。"],
    }
    return render(request, "components/confirm.html", context)
