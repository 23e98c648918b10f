"""The papers of the session, the folders, and how many to print."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renda.kernel.access.policies import require_verb
from renda.kernel.files import store
from renda.kernel.files.errors import RefusedFile
from renda.kernel.procedures.execute import Refused
from renda.modules.sessions.attendance import handouts, ordering, policy
from renda.modules.sessions.attendance.models import Attendee, Capacity, DutyKind, Material
from renda.web import ui
from renda.web.session_people.forms import MaterialForm, NewMaterialForm, papers_to_choose
from renda.web.session_people.frame import done, form_page, keys, legal, opened, show

MATERIALS, PACKING = "session_people:materials", "session_people:packing"
PAGE = 40


@require_GET
def materials(request: HttpRequest, pk) -> HttpResponse:
    """All papers with who gets them, how many are printed, and how many have read them."""
    session = opened(request, pk)
    people, read = ordering.listed(session), handouts.readers(session)
    printed = {line.material.pk: line for line in handouts.print_list(session)}
    rows = []
    for material in handouts.on_list(session):
        meant = [one for one in people if material.goes_to(one, handouts.duties_of(one))]
        done_by = read.get(material.pk, set())
        rows.append({
            "material": material, "for": who_gets(material), "meant": len(meant), "line": printed.get(material.pk),
            "read": sum(one.pk in done_by for one in meant),
        })  # fmt: skip
    folders = handouts.folders(session, people)
    facts = {
        "rows": rows, "may": request.actor.has(policy.PACK), "folders": len(folders), "packed": sum(one.is_packed for one in folders),
        "pages": sum(line.pages or 0 for line in printed.values()), "copies": sum(line.total for line in printed.values()),
    }  # fmt: skip
    return show(request, session, "materials", MATERIALS, facts)


def who_gets(material: Material) -> str:
    """For whom a paper is, in words."""
    labels, kinds = dict(DutyKind.choices), dict(Capacity.choices)
    if material.duties:
        return "只发给" + "、".join(labels[key] for key in material.duties)
    return "、".join(kinds[key] for key in material.capacities)


@require_http_methods(["GET", "HEAD", "POST"])
def material_new(request: HttpRequest, pk) -> HttpResponse:
    return edit(request, opened(request, pk, policy.PACK), None)


@require_http_methods(["GET", "HEAD", "POST"])
def material_edit(request: HttpRequest, pk, one) -> HttpResponse:
    session = opened(request, pk, policy.PACK)
    return edit(request, session, get_object_or_404(Material, pk=one, session=session))


def edit(request: HttpRequest, session, material: Material | None) -> HttpResponse:
    """Add or change a paper of the session."""
    papers = papers_to_choose(request.actor, keep=material.paper_id if material else None)
    kind = MaterialForm if material else NewMaterialForm
    form = kind(request.POST or None, request.FILES or None, papers=papers, initial=initial_of(material))
    refused = ()
    if request.method == "POST" and form.is_valid():
        try:
            saved = kept(request, session, form, material)
        except RefusedFile as problem:
            form.add_error("upload", str(problem))
        except Refused as problem:
            refused = legal(problem.reasons)
        else:
            ui.flash.done(request, f"{'、'.join(f'“{one.title}”' for one in saved)}已保存。")
            return redirect(MATERIALS, session.pk)
    facts = {
        "title": f"修改：{material.title}" if material else "列入一份材料",
        "refused": refused,
        "multipart": True,
    }
    if material and material.file_id:
        facts["lead"] = f"已经上传了文件：{material.file.original_name}。不换就不用再选。"
    return form_page(request, session, MATERIALS, form, **facts)


def kept(request: HttpRequest, session, form: MaterialForm, material: Material | None) -> list[Material]:
    """Save what the form says: one paper, or with a new one others of the same kind."""
    data = with_file(request, form)
    if material is not None:
        return [handouts.save(request.actor, session, data, material)]
    return handouts.save_all(request.actor, session, data, data.pop("more").splitlines())


def initial_of(material: Material | None) -> dict:
    """What the form shows first."""
    if material is None:
        return {"capacities": [Capacity.DEPUTY, Capacity.OBSERVER]}
    return {name: getattr(material, name) for name in handouts.FIELDS if name != "file"}


def with_file(request: HttpRequest, form: MaterialForm) -> dict:
    """The form's data with the uploaded file stored."""
    data = dict(form.cleaned_data)
    upload = data.pop("upload", None)
    if upload:
        data["file"] = store.accept(
            upload, upload.name, town_id=request.actor.town_id, created_by=request.actor.label
        )
    return data


@require_POST
def material_withdraw(request: HttpRequest, pk, one) -> HttpResponse:
    """Take a paper off the list."""
    session = opened(request, pk, policy.PACK)
    row = get_object_or_404(Material, pk=one, session=session)
    words = f"“{row.title}”已撤下。装好的袋里有它的，请到“装袋”里看。"
    return done(
        request, lambda: handouts.withdraw(request.actor, row), words, reverse(MATERIALS, args=[session.pk])
    )


@require_POST
def material_tell(request: HttpRequest, pk, one) -> HttpResponse:
    """Tell everybody that a paper can be read on the phone."""
    session = opened(request, pk, policy.PACK)
    row = get_object_or_404(Material.objects.select_related("session__term"), pk=one, session=session)
    words = lambda count: f"已通知{count}人阅读“{row.title}”。"  # noqa: E731
    return done(
        request, lambda: handouts.tell(request.actor, row), words, reverse(MATERIALS, args=[session.pk])
    )


@require_GET
def unread(request: HttpRequest, pk, one) -> HttpResponse:
    """Who has read an electronic paper and who has not."""
    session = opened(request, pk)
    row = get_object_or_404(Material, pk=one, session=session)
    read = handouts.readers(session).get(row.pk, set())
    meant = [person for person in ordering.listed(session) if row.goes_to(person, handouts.duties_of(person))]
    facts = {
        "material": row,
        "unread": [each for each in meant if each.pk not in read],
        "read": [each for each in meant if each.pk in read],
    }
    return show(request, session, "unread", MATERIALS, facts)


@require_GET
def totals(request: HttpRequest, pk) -> HttpResponse:
    """The list for the printer."""
    session = opened(request, pk)
    lines = handouts.print_list(session)
    facts = {
        "session": session,
        "lines": lines,
        "pages": sum(line.pages or 0 for line in lines),
        "copies": sum(line.total for line in lines),
    }
    return render(request, "session_people/totals_print.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def packing(request: HttpRequest, pk) -> HttpResponse:
    """The folders; those not packed first when asked for. Ticked ones are packed together."""
    session = opened(request, pk)
    if request.method == "POST":
        require_verb(request.actor, policy.PACK)
        people = list(Attendee.objects.of(session))
        if "all" not in request.POST:
            people = [one for one in people if one.pk in set(keys(request))]
        words = lambda count: f"{count}袋已记为装好。" if count else "请先在装好的袋前面打勾。"  # noqa: E731
        return done(
            request, lambda: handouts.pack(request.actor, session, people), words, request.get_full_path()
        )
    folders = handouts.folders(session)
    only = request.GET.get("only") == "open"
    shown = [folder for folder in folders if not only or not folder.is_packed]
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    facts = {
        "page": page, "total": len(folders), "packed": sum(folder.is_packed for folder in folders), "only": only,
        "handed": sum(folder.attendee.handed_on is not None for folder in folders),
        "may": request.actor.has(policy.PACK), "wrong": [folder for folder in folders if folder.late or folder.taken],
    }  # fmt: skip
    return show(request, session, "packing", MATERIALS, facts)


@require_POST
def hand_out(request: HttpRequest, pk) -> HttpResponse:
    """Everybody has got the folder."""
    session = opened(request, pk, policy.PACK)
    words = lambda count: f"{count}袋已记为送到本人。"  # noqa: E731
    return done(
        request, lambda: handouts.hand_out(request.actor, session), words, reverse(PACKING, args=[session.pk])
    )


@require_POST
def unpack(request: HttpRequest, pk, one) -> HttpResponse:
    """Take the tick of a folder back."""
    session = opened(request, pk, policy.PACK)
    attendee = get_object_or_404(Attendee, pk=one, session=session)
    return done(
        request,
        lambda: handouts.unpack(request.actor, attendee),
        f"{attendee.name}的袋要重新装。",
        reverse(PACKING, args=[session.pk]),
    )
