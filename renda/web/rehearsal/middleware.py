"""Puts the part in the place of the account, the rehearsal in the place of the town, for one page."""

from __future__ import annotations

from contextlib import nullcontext

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve

from renda.foundation import clock
from renda.kernel.rehearsal import spaces
from renda.kernel.rehearsal.policy import HOLD
from renda.kernel.units.models import TownProfile
from renda.kernel.units.scope import acting_in
from renda.web import ui
from renda.web.middleware import LoginByDefault
from renda.web.rehearsal import playing

#: One's own things are always the real ones; so are the pages that begin and end a rehearsal, and those open to everybody.
OWN = ("logout", "account", "password", "second-factor", "second-factor-setup", "large_type")
EVERYBODYS = ("link", "link-step", "open-column", "open-town", "open-sheet", "open-item")
NAMESPACE = "rehearsal"


class PlayingPart:
    """After ActingAccount: the account, the actor and the town are those of the part that is played."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.rehearsal = None
        key = request.session.get(playing.KEY)
        if not key or request.account is None or is_own(request) or LoginByDefault.unfinished(request):
            return self.get_response(request)
        part = spaces.part(key, request.account.town_id) if request.actor.has(HOLD) else None
        if part is None:
            return self.is_over(request)
        return self.act(request, part)

    def act(self, request: HttpRequest, part) -> HttpResponse:
        request.rehearsal = playing.Playing(request.account, part)
        request.account = part
        with acting_in(part.town_id):
            away = spaces.ahead(TownProfile.current())
            with clock.shifted(away) if away else nullcontext():
                request.actor = spaces.playing(part)
                return self.get_response(request)

    @staticmethod
    def is_over(request: HttpRequest) -> HttpResponse:
        """Somebody ended the rehearsal meanwhile: what was meant for it is not done to the real work."""
        playing.leave(request)
        ui.flash.warn(request, "演练已经结束并删掉了，您回到了真实工作。刚才那一步没有做。")
        return redirect("sessions:list")


def is_own(request: HttpRequest) -> bool:
    try:
        found = resolve(request.path_info)
    except Http404:
        return False
    return found.view_name in OWN + EVERYBODYS or found.namespace == NAMESPACE
