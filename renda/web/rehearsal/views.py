"""Beginning a rehearsal, taking a part, turning its day, leaving it, throwing it away.

These pages act for whoever is logged in, in the real town; the rehearsal itself is played on all the others.
"""

from __future__ import annotations

from datetime import date, datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renda.foundation import clock
from renda.foundation.chinese.dates import day_zh
from renda.kernel.access.policies import require_verb
from renda.kernel.people.models import CongressSession
from renda.kernel.rehearsal import spaces
from renda.kernel.rehearsal.policy import HOLD
from renda.kernel.units.models import TownProfile, Unit
from renda.kernel.units.scope import acting_in
from renda.web import ui
from renda.web.rehearsal import playing

HOME = "rehearsal:home"
LOST = "演练已经结束了，没有什么要做的。"


class PartForm(forms.Form):
    """Whom to play."""

    part = forms.ChoiceField(label="演谁")

    def __init__(self, data, space: Unit, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["part"].choices = [
            (str(one.pk), f"{post}　{one.person.name}") for one, post in spaces.parts(space)
        ]


class DayForm(forms.Form):
    """Which day it is in the rehearsal: within a year of the real one."""

    day = forms.DateField(label="演练里的今天")

    def clean_day(self) -> date:
        day, today = self.cleaned_data["day"], clock.today()
        if not today <= day <= today.replace(year=today.year + 1, day=1):
            raise forms.ValidationError("从今天起一年以内的日子才能演，不能往回拨到今天以前。")
        return day


def the_space(request: HttpRequest) -> Unit | None:
    """The rehearsal of this town that is under way. Raises PermissionDenied."""
    require_verb(request.actor, HOLD)
    return spaces.of_town(request.actor.town_id)


def lost(request: HttpRequest) -> HttpResponse:
    """The rehearsal is gone."""
    playing.leave(request)
    ui.flash.warn(request, LOST)
    return redirect(HOME)


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What a rehearsal is; the one under way with the parts and its day."""
    space = the_space(request)
    if space is None:
        return render(request, "rehearsal/begin.html")
    return render(request, "rehearsal/home.html", facts(request, space))


def facts(request: HttpRequest, space: Unit, day_form: DayForm | None = None) -> dict:
    """The rehearsal under way as its page shows it."""
    with acting_in(space):
        profile = TownProfile.current()
        sessions = list(CongressSession.objects.select_related("term").order_by("-opens_on", "-id"))
    today = spaces.now(profile).date()
    key = request.session.get(playing.KEY)
    coming = [one.opens_on for one in sessions if one.opens_on > today]
    return {
        "space": space,
        "is_playing": bool(key),
        "begun_by": profile.options[spaces.BEGUN_BY],
        "begun_at": datetime.fromisoformat(profile.options[spaces.BEGUN_AT]),
        "day": today,
        "sessions": sessions,
        "opening": min(coming).isoformat() if coming else "",
        "part_form": PartForm(None, space, initial={"part": key or ""}),
        "day_form": day_form or DayForm(initial={"day": today}),
    }


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Make the space and go in at once."""
    require_verb(request.actor, HOLD)
    try:
        space = spaces.begin(request.actor)
    except spaces.AlreadyRehearsing:
        ui.flash.warn(request, "已经有一场演练在进行，一起演就行；要重新开始，先把它删掉。")
        return redirect(HOME)
    return enter(request, space, spaces.parts(space)[0][0])


@require_POST
def play(request: HttpRequest) -> HttpResponse:
    """Go in, or change the part."""
    space = the_space(request)
    if space is None:
        return lost(request)
    chosen = spaces.part(part_key(request, space), request.actor.town_id)
    return enter(request, space, chosen or spaces.parts(space)[0][0])


def part_key(request: HttpRequest, space: Unit) -> str | None:
    form = PartForm(request.POST, space)
    return form.cleaned_data["part"] if form.is_valid() else None


def enter(request: HttpRequest, space: Unit, part) -> HttpResponse:
    """Take the part and look at the session."""
    playing.take(request, part)
    with acting_in(space):
        coming = CongressSession.objects.order_by("-opens_on", "-id").first()
        may_look = spaces.playing(part).has("session.view")
    return redirect("sessions:hub", coming.pk) if coming and may_look else redirect("desk")


@require_POST
def turn(request: HttpRequest) -> HttpResponse:
    """Make it another day in the rehearsal."""
    space = the_space(request)
    if space is None:
        return lost(request)
    form = DayForm({"day": request.POST.get("opening") or request.POST.get("day")})
    if not form.is_valid():
        return render(request, "rehearsal/home.html", facts(request, space, form), status=422)
    day = form.cleaned_data["day"]
    spaces.turn_to(space, day)
    ui.flash.done(request, f"演练里现在是{day_zh(day)}。")
    return redirect(HOME)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Back to the real work; the rehearsal stays as it is."""
    if playing.leave(request):
        ui.flash.done(request, "您回到了真实工作。演练还留着，可以从“大会会议”再进去。")
    return redirect("sessions:list")


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest) -> HttpResponse:
    """Throw it all away, after one question."""
    if the_space(request) is None:
        return lost(request)
    if request.method == "POST":
        try:
            spaces.end(request.actor)
        except spaces.NoRehearsal:
            return lost(request)
        playing.leave(request)
        ui.flash.done(request, "演练已结束，里面的东西全部删掉了。真实的工作没有动过。")
        return redirect("sessions:list")
    what = [
        "演练里的人员、会议、表决、公文、通知和文件全部删掉，找不回来。",
        "一起演练的同事也会回到真实工作。",
        "真实的工作一点不动；操作日志里只留一行“演练已删除”。",
    ]
    return render(request, "components/confirm.html", {
        "title": "结束演练，全部删掉", "what": what, "confirm_label": "全部删掉", "danger": True, "back_url": reverse(HOME),
        "form": None, "law": "",
    })  # fmt: skip
