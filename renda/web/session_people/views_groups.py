"""Groups with their leaders, and who does what at the session."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renda.foundation.ids import as_id
from renda.kernel.procedures.execute import Refused
from renda.modules.sessions.attendance import duties, ordering, policy
from renda.modules.sessions.attendance.models import Answer, Attendee, Duty, DutyKind, SessionGroup
from renda.web import ui
from renda.web.session_people.forms import DutyForm, GroupForm
from renda.web.session_people.frame import done, form_page, keys, legal, opened, show

GROUPS, DUTIES = "session_people:groups", "session_people:duties"


def gathered(session) -> tuple[list[dict], list[Attendee]]:
    """Groups with their people in the order of the list, and the people of no group."""
    groups = list(
        SessionGroup.objects.filter(session=session).select_related("leader").order_by("position", "name")
    )
    people = ordering.listed(session)
    shown = [
        {"group": group, "people": [one for one in people if one.group_id == group.pk]} for group in groups
    ]
    return shown, [one for one in people if one.group_id is None]


@require_GET
def groups(request: HttpRequest, pk) -> HttpResponse:
    """All groups; people are ticked and moved together."""
    session = opened(request, pk)
    shown, without = gathered(session)
    return show(
        request,
        session,
        "groups",
        GROUPS,
        {"groups": shown, "without": without, "may_save": request.actor.has(policy.SAVE)},
    )


@require_GET
def groups_print(request: HttpRequest, pk) -> HttpResponse:
    """The list of groups as it is handed out."""
    session = opened(request, pk)
    shown, _ = gathered(session)
    for row in shown:
        row["deputies"] = [one for one in row["people"] if one.is_deputy and one.answer != Answer.LEAVE]
        row["others"] = [one for one in row["people"] if not one.is_deputy and one.answer != Answer.LEAVE]
    return render(request, "session_people/groups_print.html", {"session": session, "groups": shown})


@require_http_methods(["GET", "HEAD", "POST"])
def group_new(request: HttpRequest, pk) -> HttpResponse:
    return edit(request, opened(request, pk, policy.SAVE), None)


@require_http_methods(["GET", "HEAD", "POST"])
def group_edit(request: HttpRequest, pk, group) -> HttpResponse:
    session = opened(request, pk, policy.SAVE)
    return edit(request, session, get_object_or_404(SessionGroup, pk=group, session=session))


def edit(request: HttpRequest, session, group: SessionGroup | None) -> HttpResponse:
    """Add a group, or change its name, place and leader."""
    members = Attendee.objects.of(session).filter(group=group) if group else Attendee.objects.none()
    initial = {"name": group.name, "place": group.place, "leader": group.leader_id} if group else {}
    form = GroupForm(request.POST or None, members=members, initial=initial)
    refused = ()
    if request.method == "POST" and form.is_valid():
        try:
            saved = duties.save_group(request.actor, session, form.cleaned_data, group)
        except Refused as problem:
            refused = legal(problem.reasons)
        else:
            ui.flash.done(request, f"{saved.name}已保存。")
            return redirect(GROUPS, session.pk)
    title = f"修改{group.name}" if group else "新设一个小组"
    return form_page(request, session, GROUPS, form, title=title, refused=refused)


@require_POST
def group_remove(request: HttpRequest, pk, group) -> HttpResponse:
    session = opened(request, pk, policy.SAVE)
    row = get_object_or_404(SessionGroup, pk=group, session=session)
    return done(
        request,
        lambda: duties.remove_group(request.actor, row),
        f"{row.name}已撤掉。",
        reverse(GROUPS, args=[session.pk]),
    )


@require_POST
def assign(request: HttpRequest, pk) -> HttpResponse:
    """Put the ticked people into a group."""
    session = opened(request, pk, policy.SAVE)
    target = request.POST.get("group") or None
    group = get_object_or_404(SessionGroup, pk=as_id(target), session=session) if target else None
    people = list(Attendee.objects.of(session).filter(pk__in=keys(request)))
    words = lambda count: f"{count}人已分到{group or '不分组'}。"  # noqa: E731
    return done(
        request,
        lambda: duties.assign(request.actor, session, people, group),
        words,
        reverse(GROUPS, args=[session.pk]),
    )


# ------------------------------------------------------------------ duties


@require_http_methods(["GET", "HEAD", "POST"])
def duty_list(request: HttpRequest, pk) -> HttpResponse:
    """Who does what, with what the rules say about it; adding somebody."""
    session = opened(request, pk, policy.VIEW if request.method != "POST" else policy.SAVE)
    people = Attendee.objects.of(session)
    form = DutyForm(request.POST or None, people=people)
    refused = ()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = duties.give_all(request.actor, given["who"], given["kind"], given["reason"])
        except Refused as problem:
            refused = legal(problem.reasons)
            form = DutyForm(
                request.POST,
                people=people,
                asks_reason=not any(one.blocks and one != duties.WITH_REASON for one in problem.reasons),
            )
            form.is_valid()
        else:
            names = "、".join(duty.attendee.name for duty in made)
            ui.flash.done(request, f"{names}：{made[0].get_kind_display()}。")
            return redirect(DUTIES, session.pk)
    rows = list(
        Duty.objects.filter(attendee__session=session)
        .select_related("attendee__group")
        .order_by("kind", "position", "id")
    )
    shown = [
        {"label": label, "rows": duties.by_strokes(row for row in rows if row.kind == kind)}
        for kind, label in DutyKind.choices
    ]
    facts = {
        "form": form, "refused": refused, "may_draft": request.actor.has("draft.write"),
        "kinds": [line for line in shown if line["rows"]], "warnings": legal(duties.warnings(session)),
        "may_save": request.actor.has(policy.SAVE), "empty": [line["label"] for line in shown if not line["rows"]],
    }  # fmt: skip
    return show(request, session, "duties", DUTIES, facts, 422 if form.errors or refused else 200)


@require_POST
def duty_take(request: HttpRequest, pk, duty) -> HttpResponse:
    """End a duty."""
    session = opened(request, pk, policy.SAVE)
    row = get_object_or_404(Duty.objects.select_related("attendee"), pk=duty, attendee__session=session)
    words = f"{row.attendee.name}不再担任{row.get_kind_display()}。"
    return done(request, lambda: duties.take(request.actor, row), words, reverse(DUTIES, args=[session.pk]))
