"""The papers of the county's session: list, hand out, note who signed on paper, the sheet to sign."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renda.kernel.files import store
from renda.kernel.files.errors import RefusedFile
from renda.kernel.procedures.execute import Refused
from renda.modules.county_sessions import materials as service
from renda.modules.county_sessions import policy, selectors
from renda.modules.county_sessions.models import CountySession, Handout, Material
from renda.web import ui
from renda.web.county_sessions.frame import session_of
from renda.web.session_people.frame import done, keys

PAGE = "county_sessions:materials"


class MaterialForm(forms.Form):
    """One paper of the session."""

    title = forms.CharField(label="材料名称", max_length=120)
    copies = forms.IntegerField(label="每人份数", min_value=1, max_value=50, initial=1)
    collect_back = forms.BooleanField(label="会后收回", required=False)
    upload = forms.FileField(label="材料文件（代表在手机上看，没有的不传）", required=False)


class NewMaterialForm(MaterialForm):
    """A paper, and others of the same kind."""

    more = forms.CharField(
        label="同样发的其他材料", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="一行写一份，每人份数和上面一样。要在手机上看的，列好以后再各自上传文件。",
    )  # fmt: skip


@require_GET
def materials(request: HttpRequest, pk) -> HttpResponse:
    """The papers, the deputies, and who has signed for what."""
    session = session_of(request, pk)
    people = list(selectors.participants(session).prefetch_related("handouts__material"))
    for one in people:
        one.given = sorted(one.handouts.all(), key=lambda row: (row.material.position, str(row.pk)))
    context = {
        "session": session,
        "papers": list(session.materials.select_related("file").order_by("position", "id")),
        "people": people,
        "tally": selectors.tally(session),
        "may": request.actor.has(policy.KEEP) and session.state in selectors.OPEN_SESSIONS,
    }
    return render(request, "county_sessions/materials.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk) -> HttpResponse:
    return edit_page(request, session_of(request, pk, policy.KEEP), None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk, one) -> HttpResponse:
    session = session_of(request, pk, policy.KEEP)
    return edit_page(
        request, session, get_object_or_404(Material.objects.select_related("file"), pk=one, session=session)
    )


def edit_page(request: HttpRequest, session: CountySession, row: Material | None) -> HttpResponse:
    """List a paper or change it."""
    initial = {key: getattr(row, key) for key in ("title", "copies", "collect_back")} if row else None
    kind = MaterialForm if row else NewMaterialForm
    form = kind(request.POST or None, request.FILES or None, initial=initial)
    refused = ()
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        upload = data.pop("upload")
        try:
            if upload:
                data["file"] = store.accept(
                    upload, upload.name, town_id=request.actor.town_id, created_by=request.actor.label
                )
            others = data.pop("more", "").splitlines()
            saved = [service.save(request.actor, session, data, row)] if row else service.save_all(request.actor, session, data, others)
        except RefusedFile as problem:
            form.add_error("upload", str(problem))
        except Refused as problem:
            refused = problem.reasons
        else:
            ui.flash.done(request, f"{'、'.join(f'“{one}”' for one in saved)}已保存。")
            return redirect(PAGE, session.pk)
    context = {"session": session, "row": row, "form": form, "reasons": refused, "moved": False}
    wrong = request.method == "POST"
    return render(request, "county_sessions/material.html", context, status=422 if wrong else 200)


@require_POST
def remove(request: HttpRequest, pk, one) -> HttpResponse:
    """Take a paper off the list that nobody has yet."""
    session = session_of(request, pk, policy.KEEP)
    row = get_object_or_404(Material.objects.select_related("session"), pk=one, session=session)
    title = row.title
    back = reverse(PAGE, args=[session.pk])
    return done(request, lambda: service.remove(request.actor, row), f"“{title}”已撤下。", back)


@require_POST
def hand_out(request: HttpRequest, pk) -> HttpResponse:
    """Give the ticked papers to the ticked deputies."""
    session = session_of(request, pk, policy.KEEP)
    people = list(selectors.participants(session).filter(pk__in=keys(request, "person")))
    papers = list(session.materials.filter(pk__in=keys(request, "paper")))
    back = reverse(PAGE, args=[session.pk])
    return done(
        request,
        lambda: service.hand_out(request.actor, session, people, papers),
        lambda count: f"已发{count}份，代表收到了签收的消息。没有账号的，请发链接或者在纸上签。",
        back,
    )


@require_POST
def tick(request: HttpRequest, pk) -> HttpResponse:
    """Note who signed on paper."""
    session = session_of(request, pk, policy.KEEP)
    back = reverse(PAGE, args=[session.pk])
    return done(
        request,
        lambda: service.tick(request.actor, session, keys(request, "handout")),
        lambda count: f"已登记{count}份签收。",
        back,
    )


@require_GET
def sheet(request: HttpRequest, pk) -> HttpResponse:
    """The sheet to sign by hand: each deputy with the papers and a place for the name."""
    session = session_of(request, pk)
    rows = Handout.objects.filter(material__session=session).select_related(
        "material", "participant__mandate__person"
    )
    rows = rows.order_by("participant__mandate__person__name", "participant_id", "material__position", "id")
    return render(request, "county_sessions/sheet_print.html", {"session": session, "rows": rows})
