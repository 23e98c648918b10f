"""The desk is put together from one part for every role the reader holds; each part has its template and its facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.reports import county, county_mine, deadlines, desk, keeping, overview, papers, roles
from renda.web.menu import address

INSIDE = ("office", "chair", "presidium", "leader")


@dataclass(frozen=True)
class Part:
    """``aside`` stands on the right at the desk; ``facts`` is the context of both templates."""

    template: str
    facts: dict[str, Any]
    aside: str = ""


def office(actor: Actor) -> Part:
    """The whole town's work: what is due, what lies on the desk, what happened lately."""
    overdue, week, inner, later = deadlines.by_nearness(deadlines.still_open(actor))
    return Part(
        "desk/office.html",
        {
            "near": (overdue, week),
            "far": (inner, later),
            "heaps": desk.heaps(actor),
            "to_tell": desk.print_list(actor).count(),
            "shifts": desk.open_shifts(),
            "shifts_url": address("calendar"),
            "safety": desk.safety(),
            "lately": desk.lately(actor),
        },
        "desk/office_aside.html",
    )


def glance_links(view: overview.Overview) -> dict[str, str]:
    """What each figure of the overview opens."""
    period = {"start": view.start.isoformat(), "end": view.end.isoformat()}
    rows = reverse("suggestions:rows")
    figures = ("accepted", "late_now", "on_time")
    return {
        **{key: f"{rows}?{urlencode({**period, 'figure': key})}" for key in figures},
        "statistics": f"{reverse('suggestions:statistics')}?{urlencode(period)}",
        "promises": reverse("suggestions:promises"),
    }


def chair(actor: Actor) -> Part:
    view = overview.overview(actor)
    return Part(
        "desk/chair.html",
        {
            "view": view,
            "links": glance_links(view),
            "heaps": desk.heaps(actor, desk.FOR_CHAIR),
            "lately": desk.lately(actor),
            "safety": desk.safety(),
        },
        "desk/chair_aside.html",
    )


def unit(actor: Actor) -> Part:
    return Part("desk/unit.html", {"work": roles.unit(actor)})


def deputy(actor: Actor) -> Part:
    new_url = address("suggestions:new") or address("suggestions:enter")
    return Part("desk/deputy.html", {"work": roles.deputy(actor), "new_url": new_url})


def county_deputy(actor: Actor) -> Part:
    return Part("desk/county_deputy.html", {"asks": county_mine.asks(actor)})


def leader(actor: Actor) -> Part:
    view, led = overview.overview(actor), roles.led_by(actor)
    return Part("desk/leader.html", {"view": view, "links": glance_links(view), "led": list(led[: roles.SHOWN])})


def keeper(actor: Actor) -> Part:
    return Part("desk/keeper.html", {"keeping": keeping.keeping(), "today": clock.today()})


def county_people(actor: Actor) -> Part:
    return Part("desk/county.html", {"towns": county.published(actor)})


BUILDERS: tuple[tuple[tuple[str, ...], Callable[[Actor], Part]], ...] = (
    (("office",), office),
    (("chair",), chair),
    (("unit_handler", "unit_leader"), unit),
    (("county_deputy",), county_deputy),
    (("deputy",), deputy),
    (("presidium", "leader"), leader),
    (("county",), county_people),
    (("keeper",), keeper),
)


def waiting_papers(actor: Actor) -> list[Part]:
    """Papers that wait for the reader, before everything else; nothing when there are none."""
    found = papers.waiting(actor)
    return [Part("desk/papers.html", {"piles": found})] if found else []


def parts_for(actor: Actor) -> list[Part]:
    """The parts of every role held. Whoever is chair or office has the overview already."""
    found = waiting_papers(actor)
    for keys, build in BUILDERS:
        if build is leader and actor.is_("office", "chair"):
            continue
        if actor.is_(*keys):
            found.append(build(actor))
    return found


def hands_for(actor: Actor) -> str:
    """Large targets for those who only come as deputies."""
    return "elder" if actor.is_("deputy", "county_deputy") and not actor.is_("office", "chair") else "desk"


def sees_overview(request: HttpRequest) -> bool:
    return request.actor.is_(*INSIDE)
