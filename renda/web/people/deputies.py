"""The register of deputies and the page of one deputy."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from renda.foundation import clock
from renda.kernel.access import policies
from renda.kernel.audit.record import record
from renda.kernel.people.changes import BEGINNINGS, ChangeRefused, begin_mandate
from renda.kernel.people.models import Account, Mandate, Person
from renda.modules.suggestions.models import Suggestion
from renda.web import ui
from renda.web.people.forms import DeputyFilter, PersonForm, ReasonForm, SeatForm
from renda.web.people.pages import by_words, masked_numbers, page_of, seen, suggestions_url

UNMASKED = {"phone": "手机号", "id_number": "身份证号"}


def narrowed(request: HttpRequest, form: DeputyFilter) -> QuerySet[Mandate]:
    """The seats the filter asks for, within reach, in the order of constituencies."""
    rows = policies.visible(request.actor, Mandate).select_related(
        "person__village", "constituency", "group", "term"
    )
    wanted = form.cleaned_data if form.is_valid() else {}
    today = clock.today()
    if wanted.get("seat") == "ended":
        rows = rows.filter(until_on__lt=today)
    elif wanted.get("seat") != "all":
        rows = rows.filter(Q(from_on__lte=today), Q(until_on__isnull=True) | Q(until_on__gte=today))
    for name in ("group", "constituency"):
        if wanted.get(name):
            rows = rows.filter(**{name: wanted[name]})
    if wanted.get("skills"):
        rows = rows.filter(person__skills__icontains=wanted["skills"])
    if wanted.get("q"):
        rows = rows.filter(by_words(wanted["q"], "person__"))
    return rows.order_by("constituency__number", "person__name", "from_on", "id")


def deputy_list(request: HttpRequest) -> HttpResponse:
    """Who is (or was) a deputy."""
    policies.require_verb(request.actor, "person.view")
    form = DeputyFilter(request.GET or None)
    page = page_of(request, narrowed(request, form))
    rows = [{"mandate": mandate, **masked_numbers(mandate.person)} for mandate in page]
    context = {
        "page": page,
        "rows": rows,
        "form": form,
        "today": clock.today(),
        "actions": list_actions(request),
    }
    return render(request, "people/deputies.html", context)


def list_actions(request: HttpRequest) -> list[ui.Action]:
    """What can be done with the whole register."""
    offered = [ui.Action("打印名册", reverse("deputies-print") + f"?{request.GET.urlencode()}", icon="print")]
    if request.actor.has("person.save"):
        offered.insert(0, ui.Action("登记代表", reverse("deputy-new"), kind="primary", icon="pen"))
        offered.append(ui.Action("小组和选区", reverse("groups"), icon="folder"))
    if request.actor.has("person.import"):
        offered.append(ui.Action("从表格导入", reverse("import", args=["deputies"])))
    if request.actor.has("person.export"):
        offered.append(ui.Action("导出表格", reverse("export", args=["deputies"])))
    return offered


def roster(request: HttpRequest) -> HttpResponse:
    """The register on paper, without numbers."""
    policies.require_verb(request.actor, "person.view")
    form = DeputyFilter(request.GET or None)
    return render(
        request, "people/roster.html", {"mandates": narrowed(request, form), "today": clock.today()}
    )


def deputy(request: HttpRequest, pk) -> HttpResponse:
    """Everything on record about one person: facts, seats, posts, suggestions, account."""
    person = seen(request, Person, pk)
    return render(request, "people/deputy.html", deputy_page(request, person))


def deputy_page(request: HttpRequest, person: Person) -> dict:
    """What the page of a person shows."""
    today = clock.today()
    mandates = list(
        person.mandates.select_related("term", "constituency", "group").order_by("-from_on", "id")
    )
    mine = policies.visible(request.actor, Suggestion).filter(author__person=person)
    may_save = request.actor.has("person.save")
    return {
        "person": person,
        "numbers": masked_numbers(person),
        "may_unmask": request.actor.has("person.unmask"),
        "may_list": request.actor.has("person.view"),
        "may_save": may_save,
        "mandates": [(mandate, may_save and mandate.until_on is None) for mandate in mandates],
        "is_deputy": any(
            m.from_on <= today and (m.until_on is None or m.until_on >= today) for m in mandates
        ),
        "posts": person.appointments.select_related("unit").order_by("-from_on", "id"),
        "suggestions": mine.count() if request.actor.has("suggestion.view") else None,
        "suggestions_url": suggestions_url(q=person.name),
        "account": Account.objects.filter(person=person).first()
        if request.actor.has("account.view")
        else None,
        "may_account": request.actor.has("account.save"),
        "today": today,
    }


@sensitive_post_parameters("reason")
@require_POST
def unmask(request: HttpRequest, pk, field: str) -> HttpResponse:
    """Ask why, note it in the log, and show the number once."""
    person = seen(request, Person, pk)
    if not request.actor.has("person.unmask"):
        raise PermissionDenied("查看完整号码要有相应的权限，请找人大办。")
    if field not in UNMASKED:
        raise Http404
    asked = "reason" in request.POST
    form = ReasonForm(request.POST if asked else None)
    value = ""
    if asked and form.is_valid():
        reason = form.cleaned_data["reason"]
        record(request.actor, "person.unmask", person, {"field": UNMASKED[field], "reason": reason})
        value = getattr(person, field)
    label = UNMASKED[field]
    return render(
        request, "people/unmask.html", {"person": person, "form": form, "value": value, "label": label}
    )


@sensitive_post_parameters("phone", "id_number")
def person_edit(request: HttpRequest, pk) -> HttpResponse:
    """Change what is on record about a person."""
    person = seen(request, Person, pk)
    policies.require(request.actor, "person.save", person)
    form = PersonForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        save_person(request, form)
        ui.flash.done(request, f"{person.name}的资料已保存。")
        return redirect("deputy", person.pk)
    return render(request, "people/person_edit.html", {"form": form, "person": person, "seat": None})


def save_person(request: HttpRequest, form: PersonForm) -> Person:
    """Save and note what was changed; numbers are masked in the log."""
    with transaction.atomic():
        person = form.save()
        changed = {name: form.cleaned_data.get(name) for name in form.changed_data}
        record(request.actor, "person.save", person, changed)
    return person


@sensitive_post_parameters("phone", "id_number")
def deputy_new(request: HttpRequest) -> HttpResponse:
    """Register a deputy with the seat."""
    policies.require_verb(request.actor, "person.save")
    person_form = PersonForm(request.POST or None)
    seat_form = SeatForm(request.POST or None, initial={"from_on": clock.today(), "cause": BEGINNINGS[0]})
    if request.method == "POST" and person_form.is_valid() and seat_form.is_valid():
        try:
            with transaction.atomic():
                person = save_person(request, person_form)
                given = seat_form.cleaned_data
                begin_mandate(
                    person, given["term"], given["from_on"], given["cause"], request.actor, **seat_form.seat()
                )
        except ChangeRefused as refused:
            seat_form.add_error("from_on", str(refused))
        else:
            ui.flash.done(request, f"{person.name}已登记为代表。要让本人登录，请再开通账号。")
            return redirect("deputy", person.pk)
    same = []
    if request.method == "POST" and person_form.cleaned_data.get("name"):
        same = Person.objects.filter(name=person_form.cleaned_data["name"])[:5]
    return render(
        request,
        "people/person_edit.html",
        {"form": person_form, "seat": seat_form, "person": None, "same": same},
    )
