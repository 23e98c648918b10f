"""The list of people, taking the roll, observers, guests by hand."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from renda.kernel.access.policies import require_verb
from renda.kernel.procedures.execute import Refused
from renda.modules.sessions.attendance import guests, invitations, ordering, policy, roll
from renda.modules.sessions.attendance.models import Attendee, Capacity
from renda.web import ui
from renda.web.session_people.forms import FindForm, GuestForm, WhyForm
from renda.web.session_people.frame import done, form_page, legal, opened, person_of, show

LIST = "session_people:list"
PAGE = 50
LIGHTS = {
    "listed": ("waiting", "还没有通知"),
    "invited": ("soon", "等回执"),
    "confirmed": ("done", "参加"),
    "leave": ("paused", "准假"),
}


@require_GET
def people(request: HttpRequest, pk) -> HttpResponse:
    """Everybody of the session in the order of the list, with the numbers above."""
    session = opened(request, pk)
    form = FindForm(request.GET or None, session=session)
    rows = Attendee.objects.of(session).select_related("group", "person").prefetch_related("duties")
    page = Paginator(narrowed(rows, form), PAGE).get_page(request.GET.get("page"))
    for one in page.object_list:
        one.light = LIGHTS[one.state]
        one.words = "、".join(duty.get_kind_display() for duty in one.duties.all())
    changes = roll.compare(session)
    facts = {
        "form": form, "page": page, "counts": counts(session), "changes": changes, "may_save": request.actor.has(policy.SAVE),
        "may_import": request.actor.has(policy.IMPORT), "is_empty": not Attendee.objects.filter(session=session).exists(),
        "warnings": legal(guests.observer_warnings(session)), "strange": ordering.strangers(page.object_list),
    }  # fmt: skip
    return show(request, session, "list", LIST, facts)


def narrowed(rows, form: FindForm):
    """The rows that fit what was asked for; what was mistyped narrows nothing."""
    given = form.cleaned_data if form.is_bound and form.is_valid() else {}
    if words := given.get("q"):
        rows = rows.filter(Q(name__icontains=words) | Q(post__icontains=words))
    if given.get("capacity"):
        rows = rows.filter(capacity=given["capacity"])
    if given.get("answer"):
        rows = rows.filter(answer="" if given["answer"] == "none" else given["answer"])
    if given.get("group"):
        rows = rows.filter(group=given["group"])
    return rows


def counts(session) -> list[dict[str, object]]:
    """How many of each capacity, and of the deputies how many come."""
    standing = invitations.standing(session)
    address = reverse(LIST, args=[session.pk])
    shown = [
        {"number": standing.listed, "label": "代表", "unit": "人", "url": f"{address}?capacity=deputy"},
        {"number": standing.coming, "label": "答复参加", "unit": "人", "kind": "done", "url": f"{address}?capacity=deputy&answer=coming"},
        {"number": standing.leave, "label": "准假", "unit": "人", "kind": "paused", "url": f"{address}?capacity=deputy&answer=leave"},
        {"number": standing.listed - standing.coming - standing.leave, "label": "还没有定", "unit": "人",
         "kind": "waiting", "url": f"{address}?capacity=deputy&answer=none"},
    ]  # fmt: skip
    others = Attendee.objects.of(session).exclude(capacity=Capacity.DEPUTY).count()
    return [*shown, {"number": others, "label": "列席、旁听和其他", "unit": "人", "url": address}]


@require_http_methods(["GET", "HEAD", "POST"])
def take_roll(request: HttpRequest, pk) -> HttpResponse:
    """What the roll would change, and doing exactly that."""
    session = opened(request, pk, policy.SAVE)
    if request.method == "POST":
        back = reverse("session_people:roll", args=[session.pk])
        try:
            found = roll.sync(request.actor, session, request.POST.get("digest", ""))
        except Refused as refused:
            ui.flash.wrong(request, refused.reasons[0].text + refused.reasons[0].mend)
            return redirect(back)
        words = (
            f"名单改好了：新列入{len(found.came)}人，移出{len(found.gone)}人，改动{len(found.changed)}人。"
        )
        ui.flash.done(request, words)
        return redirect(LIST, session.pk)
    changes = roll.compare(session)
    labels = {"name": "姓名", "post": "单位及职务", "mandate": "代表资格"}
    changed = [
        (one, [(labels[key], old, new) for key, (old, new) in rows.items()]) for one, rows in changes.changed
    ]
    first = not Attendee.objects.filter(session=session, capacity=Capacity.DEPUTY).exists()
    return show(request, session, "roll", LIST, {"changes": changes, "changed": changed, "first": first})


@require_http_methods(["GET", "HEAD", "POST"])
def observers(request: HttpRequest, pk) -> HttpResponse:
    """Who might sit in without a vote; those the law names are ticked."""
    session = opened(request, pk, policy.SAVE)
    if request.method == "POST":
        return done(
            request, lambda: guests.add_observers(request.actor, session, request.POST.getlist("who")),
            lambda rows: f"列入列席{len(rows)}人。", reverse(LIST, args=[session.pk]),
        )  # fmt: skip
    return show(request, session, "observers", LIST, {"proposals": guests.proposals(session)})


@require_http_methods(["GET", "HEAD", "POST"])
def person_new(request: HttpRequest, pk) -> HttpResponse:
    """Somebody typed by hand."""
    return edit(request, opened(request, pk, policy.SAVE), None)


@require_http_methods(["GET", "HEAD", "POST"])
def person_edit(request: HttpRequest, pk, one) -> HttpResponse:
    """Change what the session knows of somebody."""
    session = opened(request, pk, policy.SAVE)
    attendee = person_of(session, one)
    if attendee.ended_on:
        raise Http404
    return edit(request, session, attendee)


def edit(request: HttpRequest, session, attendee: Attendee | None) -> HttpResponse:
    names = ("name", "capacity", "post", "group", "needs", "note")
    initial = (
        {name: getattr(attendee, name) for name in names} if attendee else {"capacity": Capacity.OBSERVER}
    )
    form = GuestForm(request.POST or None, session=session, attendee=attendee, initial=initial)
    refused = ()
    if request.method == "POST" and form.is_valid():
        try:
            saved = guests.save_guest(request.actor, session, form.data_given, attendee)
        except Refused as problem:
            refused = legal(problem.reasons)
        else:
            ui.flash.done(request, f"{saved.name}已保存。")
            return redirect(LIST, session.pk)
    title = f"修改：{attendee.name}" if attendee else "列入一位来宾"
    lead = "姓名和单位职务跟着代表名册走，这里只写会上的事。" if attendee and attendee.is_deputy else ""
    facts = {"title": title, "lead": lead, "refused": refused}
    if attendee:
        facts["end_url"] = reverse("session_people:end", args=[session.pk, attendee.pk])
    return form_page(request, session, LIST, form, **facts)


@require_http_methods(["GET", "HEAD", "POST"])
def person_end(request: HttpRequest, pk, one) -> HttpResponse:
    """Take somebody off the list."""
    session = opened(request, pk, policy.SAVE)
    attendee = person_of(session, one)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = f"{attendee.name}已移出名单。"
        return done(
            request,
            lambda: guests.end(request.actor, attendee, form.cleaned_data["why"]),
            words,
            reverse(LIST, args=[session.pk]),
        )
    facts = {
        "title": f"移出名单：{attendee.name}", "confirm_label": "移出名单", "danger": True, "form": form,
        "what": ["不再列入参会名单，座位和会上职务都空出来。", "已经记下的通知、请假和装袋情况仍然查得到。"],
        "back_url": reverse(LIST, args=[session.pk]),
    }  # fmt: skip
    return render(request, "components/confirm.html", facts, status=422 if form.errors else 200)


@require_GET
def gone(request: HttpRequest, pk) -> HttpResponse:
    """Who was taken off the list, when and why."""
    session = opened(request, pk)
    require_verb(request.actor, policy.VIEW)
    rows = Attendee.objects.filter(session=session, ended_on__isnull=False).order_by(
        "-ended_on", "name", "id"
    )
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return show(request, session, "gone", LIST, {"page": page})
