"""The county deputy's own page on the phone: papers to sign for, what was put forward, what is asked."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from renda.kernel.access import policies
from renda.kernel.files.errors import DamagedFile
from renda.kernel.files.serve import serve
from renda.modules.county_sessions import materials, policy, selectors
from renda.modules.county_sessions.models import Handout, Item, Participant
from renda.reports import county_mine
from renda.web.session_people.frame import done
from renda.web.steps.words import state_light

SHOWN = 30


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """All that concerns this county deputy."""
    policies.require_verb(request.actor, policy.MINE)
    places = selectors.current_session(request.actor.mandate_ids)
    for one in places:
        furnish(one, reverse("county_sessions:mine") + f"{one.pk}/")
    own = (
        Item.objects.filter(author_id__in=request.actor.mandate_ids)
        .select_related("session")
        .order_by("-opened_at", "-id")
    )
    items = list(own[:SHOWN])
    for one in items:
        one.light = state_light(one)
    context = {
        "places": places,
        "asks": county_mine.asks(request.actor),
        "items": items,
        "may_write": any(one.session.state in selectors.OPEN_SESSIONS for one in places),
    }
    return render(request, "county_sessions/mine.html", context)


def furnish(place: Participant, here: str) -> None:
    """The papers of one place, and where they are opened."""
    place.papers = list(place.handouts.select_related("material__file").order_by("material__position", "id"))
    place.open = sum(row.signed_on is None for row in place.papers)
    place.here = here


@require_POST
def sign(request: HttpRequest, pk) -> HttpResponse:
    """I have received everything on the list."""
    place = own_place(request, pk)
    back = reverse("county_sessions:mine")
    return done(
        request, lambda: materials.sign(request.actor, place), lambda count: f"已签收{count}份材料。", back
    )


@require_GET
def paper(request: HttpRequest, pk, one) -> HttpResponse:
    """A paper I was handed."""
    return opened_file(own_place(request, pk), one)


def own_place(request: HttpRequest, pk) -> Participant:
    policies.require_verb(request.actor, policy.MINE)
    return get_object_or_404(
        policies.visible(request.actor, Participant), pk=pk, mandate_id__in=request.actor.mandate_ids
    )


def opened_file(place: Participant, one) -> HttpResponse:
    rows = Handout.objects.filter(participant=place, material__file__isnull=False).select_related(
        "material__file"
    )
    found = get_object_or_404(rows, material_id=one)
    try:
        return serve(found.material.file, inline=True)
    except DamagedFile as error:
        raise Http404 from error
