"""Seats of deputies: how they begin, how they end."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh
from renda.kernel.access import policies
from renda.kernel.audit.record import record
from renda.kernel.deadlines import timing
from renda.kernel.people.changes import BEGINNINGS, ENDINGS_RULE, ChangeRefused, begin_mandate, end_mandate
from renda.kernel.people.models import Mandate, Person
from renda.web import ui
from renda.web.people.forms import SeatEndForm, SeatForm, SeatPlaceForm
from renda.web.people.pages import seen


def mandate_new(request: HttpRequest, pk) -> HttpResponse:
    """A seat for a person on record: a by-election, or the next term."""
    person = seen(request, Person, pk)
    policies.require(request.actor, "person.save", person)
    form = SeatForm(request.POST or None, initial={"from_on": clock.today(), "cause": BEGINNINGS[1]})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            begin_mandate(
                person, given["term"], given["from_on"], given["cause"], request.actor, **form.seat()
            )
        except ChangeRefused as refused:
            form.add_error("from_on", str(refused))
        else:
            ui.flash.done(request, f"已登记{person.name}的代表资格，自{date_zh(given['from_on'])}起。")
            return redirect("deputy", person.pk)
    return render(request, "people/mandate_new.html", {"form": form, "person": person})


def mandate_edit(request: HttpRequest, pk) -> HttpResponse:
    """Put right the constituency, the group or the card number of a seat."""
    mandate = seen(request, Mandate, pk)
    policies.require(request.actor, "person.save", mandate)
    form = SeatPlaceForm(request.POST or None, instance=mandate)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.save()
            words = "、".join(str(form.fields[name].label) for name in form.changed_data)
            record(
                request.actor, "mandate.change", mandate, {"change": f"改{words}" if words else "没有改动"}
            )
        ui.flash.done(request, f"{mandate.person}的代表资格登记已保存。")
        return redirect("deputy", mandate.person_id)
    return render(request, "people/mandate_edit.html", {"form": form, "mandate": mandate})


def mandate_end(request: HttpRequest, pk) -> HttpResponse:
    """End a seat with its cause; the access ends with it."""
    mandate = seen(request, Mandate, pk)
    policies.require(request.actor, "person.save", mandate)
    form = SeatEndForm(request.POST or None, initial={"until_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            end_mandate(mandate, form.cleaned_data["until_on"], form.cleaned_data["cause"], request.actor)
        except ChangeRefused as refused:
            form.add_error(None, str(refused))
        else:
            ui.flash.done(request, f"{mandate.person}的代表资格已终止（{mandate.end_cause}）。")
            return redirect("deputy", mandate.person_id)
    rule = timing.rule(ENDINGS_RULE)
    context = {
        "title": f"终止{mandate.person}的代表资格",
        "form": form,
        "danger": True,
        "confirm_label": "终止代表资格",
        "back_url": reverse("deputy", args=[mandate.person_id]),
        "what": [
            "记下终止的日期和原因，原来的登记不会删除。",
            "从终止的第二天起，本人不能再以代表身份登录办理。",
            "他领衔的建议照常办理，测评仍按原来的名单。",
        ],
        "law": "；".join(citation.short_text for citation in rule.citations),
    }
    return render(request, "components/confirm.html", context)
